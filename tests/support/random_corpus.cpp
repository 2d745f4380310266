#include "tests/support/random_corpus.h"

#include <string>

#include "tests/support/make_document.h"

namespace concord::test {
namespace {

std::string random_word(std::mt19937& random) {
  static const std::vector<std::string> rare = {"сулҳ", "мир", "Straße", "\U0001F54A", "\uFA0E", "S/1996/754", "o'clock"};
  const auto roll = random() % 100;
  if (roll < 5) return rare[random() % rare.size()];
  if (roll < 10) return "w" + std::to_string(random() % 100000);
  return "t" + std::to_string(100 / (1 + random() % 100));
}

std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> labels = {"actor:uto", "actor:gov", "theme:ombudsman", "theme:ombudsman!neg", "theme:peace"};
  std::string text;
  for (auto words = random() % 120; words > 0; --words) {
    const bool labelled = random() % 10 == 0;
    const std::string word = random_word(random);
    text += labelled ? "[" + labels[random() % labels.size()] + "|" + word + "]" : word;
    const auto roll = random() % 20;
    text += roll == 0 ? ".\n\n" : roll < 3 ? ". " : " ";
  }
  return text;
}

}  // namespace

std::vector<Document> random_corpus(std::mt19937& random, std::uint32_t count, std::uint32_t first) {
  std::vector<Document> documents;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string id = "d" + std::to_string(first + i);
    documents.push_back(make_document(random_text(random), {.id = id,
                                                            .title = "Report " + std::to_string(random() % 9),
                                                            .date = std::to_string(1990 + random() % 10),
                                                            .kind = static_cast<Kind>(random() % 7)}));
    documents.back().metadata.file = {id + ".txt", "docs", 100 + i, 5, i, random()};
  }
  return documents;
}

}  // namespace concord::test
