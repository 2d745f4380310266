#include "tests/lexicons/words.h"

#include <gtest/gtest.h>

#include "corpus/text/words.h"

namespace concord::test {
namespace {

bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n' && at + 1 < text.size() && text[at + 1] == '\n') return true;
  const bool sign = text[at] == '.' || text[at] == '!' || text[at] == '?';
  const bool abbreviation = at >= 2 && text.substr(at - 2, 2) == "St";
  return sign && !abbreviation && at + 2 < text.size() && text[at + 1] == ' ' && text[at + 2] >= 'A' && text[at + 2] <= 'Z';
}

void close_sentence(Document& document, std::uint32_t end) {
  const std::uint32_t first = document.sentences.empty() ? 0 : document.sentences.back().tokens.end;
  const std::uint32_t begin = document.sentences.empty() ? 0 : document.sentences.back().span.end;
  document.sentences.push_back({{begin, end}, {first, static_cast<std::uint32_t>(document.tokens.size())}});
}

}  // namespace

Document words(std::string_view text) {
  Document document;
  document.text.utf8 = std::string(text);
  std::vector<Word> found;
  WordScanner scanner;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::uint32_t at = 0, begin = 0; at < size; ++at) {
    if (!ends_sentence(text, at) && at + 1 < size) continue;
    found.clear();
    scanner.scan(text, {begin, at + 1}, found);
    for (const Word& word : found) {
      std::string term;
      append_term(slice(text, word.span), term);
      document.tokens.push_back({word.span, document.terms.intern(term), word.kind});
    }
    close_sentence(document, at + 1);
    begin = at + 1;
  }
  document.paragraphs.push_back({{0, size}, {0, static_cast<std::uint32_t>(document.sentences.size())}});
  return document;
}

std::string tags(const Document& document) {
  std::string picture;
  for (const Annotation& annotation : document.annotations) {
    if (!picture.empty()) picture += ' ';
    picture += annotation.negated ? "[!" : "[";
    picture += std::string(document.labels[annotation.label]) + " " + std::string(document.text_of(annotation.span)) + "]";
  }
  return picture;
}

Matcher matcher_of(std::string_view yaml) {
  Result<Lexicon> lexicon = Lexicon::parse({{"test.yaml", std::string(yaml)}});
  if (!lexicon) {
    ADD_FAILURE() << lexicon.error().to_string();
    return {};
  }
  Result<Matcher> matcher = Matcher::compile(*lexicon);
  if (!matcher) {
    ADD_FAILURE() << matcher.error().to_string();
    return {};
  }
  return *std::move(matcher);
}

std::string tagged(const Matcher& matcher, std::string_view text) {
  Document document = words(text);
  Matcher::Scratch scratch;
  matcher.annotate(document, scratch);
  return tags(document);
}

std::string actors(const std::vector<std::string>& aliases) {
  std::string yaml = "lexicon: actor\nentries:\n";
  char id = 'a';
  for (const std::string& alias : aliases) {
    yaml += std::string("  - {id: ") + id + ", name: " + id + ", name-is-alias: false, aliases: [" + alias + "]}\n";
    ++id;
  }
  return yaml;
}

}  // namespace concord::test

namespace concord {
namespace {

TEST(Words, CutsSentencesAndWords) {
  const Document document = test::words("The U.N. met. No inter-Tajik talks\n\nEnd");
  ASSERT_EQ(document.sentences.size(), 3U);
  EXPECT_EQ(document.text_of(document.tokens[1].span), "U.N");
  EXPECT_EQ(document.text_of(document.tokens[4].span), "inter-Tajik");
}

}  // namespace
}  // namespace concord
