// random_corpus: small tagged documents by chance, for tests that compare a fast count with a slow one.
#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord::test {

inline const std::vector<std::string>& random_words() {
  static const std::vector<std::string> words = {"peace", "talks", "border", "office", "law", "return", "guard", "the"};
  return words;
}

inline const std::vector<std::string>& random_labels() {
  static const std::vector<std::string> labels = {"actor:un",       "actor:uto",   "actor:osce", "theme:truce",
                                                  "theme:amnesty", "theme:return"};
  return labels;
}

inline Catalogue random_catalogue() {
  std::vector<Label> labels;
  labels.push_back({"actor:un", "United Nations", "organisation", {}, "", "", ""});
  labels.push_back({"actor:uto", "United Tajik Opposition", "armed", {}, "", "", ""});
  labels.push_back({"actor:osce", "OSCE", "organisation", {"actor:un"}, "", "", ""});
  labels.push_back({"theme:truce", "Truce", "", {}, "", "", ""});
  labels.push_back({"theme:amnesty", "Amnesty", "", {"theme:truce"}, "", "", ""});
  labels.push_back({"theme:return", "Return", "", {}, "", "", ""});
  return Catalogue(std::move(labels), "abc123");
}

class CorpusMaker {
 public:
  explicit CorpusMaker(unsigned seed) : x_random(seed) {}

  std::vector<Document> documents(int count) {
    std::vector<Document> made;
    for (int i = 0; i < count; ++i) made.push_back(document(i));
    return made;
  }

  /// The same with mentions in the words of others, as "borders" in "Russian border forces".
  std::vector<Document> entangled_documents(int count) {
    std::vector<Document> made = documents(count);
    for (Document& document : made) entangle(document);
    return made;
  }

  unsigned pick(unsigned end) { return static_cast<unsigned>(x_random() % end); }

 private:
  Document document(int number) {
    std::string markup;
    const unsigned paragraphs = 1 + pick(4);
    for (unsigned i = 0; i < paragraphs; ++i) {
      if (pick(4) == 0) markup += "@article Article " + std::to_string(i) + "\n";
      const unsigned sentences = 1 + pick(3);
      for (unsigned j = 0; j < sentences; ++j) markup += sentence() + ". ";
      markup += "\n\n";
    }
    Given given;
    given.id = "doc" + std::to_string(number);
    given.kind = pick(2) == 0 ? Kind::report : Kind::treaty;
    if (pick(5) != 0) given.date = std::to_string(1993 + pick(4)) + "-0" + std::to_string(1 + pick(9)) + "-11";
    if (pick(3) != 0) given.publisher = pick(2) == 0 ? "UN" : "OSCE";
    return make_document(markup, given);
  }

  void entangle(Document& document) {
    std::vector<Annotation> more;
    for (const Annotation& annotation : document.annotations) {
      if (pick(2) == 0) continue;
      Annotation inside = annotation;
      if (pick(2) == 0) inside.tokens.begin = inside.tokens.end - 1;
      inside.label = document.labels.intern(random_labels()[pick(static_cast<unsigned>(random_labels().size()))]);
      if (inside.label != annotation.label) more.push_back(inside);
    }
    document.annotations.insert(document.annotations.end(), more.begin(), more.end());
    std::stable_sort(document.annotations.begin(), document.annotations.end(),
                     [](const Annotation& a, const Annotation& b) { return a.tokens.begin < b.tokens.begin; });
  }

  std::string sentence() {
    std::string text;
    const unsigned items = 1 + pick(7);
    for (unsigned i = 0; i < items; ++i) {
      if (i != 0) text += ' ';
      text += pick(2) == 0 ? word() : mention();
    }
    return text;
  }

  std::string word() { return random_words()[pick(static_cast<unsigned>(random_words().size()))]; }

  std::string mention() {
    std::string label = random_labels()[pick(static_cast<unsigned>(random_labels().size()))];
    if (pick(4) == 0) label += "!neg";
    return "[" + label + "|" + word() + (pick(2) == 0 ? " " + word() : "") + "]";
  }

  std::mt19937 x_random;
};

}  // namespace concord::test
