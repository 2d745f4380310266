#include "pipeline/annotate/annotator.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

// What every later stage relies on.
void expect_sound(const Document& document) {
  const auto text_size = static_cast<std::uint32_t>(document.text.utf8.size());
  ASSERT_EQ(first_ill_formed(document.text.utf8), text_size);
  ASSERT_EQ(document.text.map.text_size(), text_size);
  std::uint32_t last = 0;
  for (const Mark& mark : document.marks) {
    ASSERT_LE(last, mark.span.begin);
    ASSERT_LT(mark.span.begin, mark.span.end);
    last = mark.span.end;
  }
  ASSERT_LE(last, text_size);
  std::uint32_t sentence = 0;
  std::uint32_t token = 0;
  last = 0;
  for (const Paragraph& paragraph : document.paragraphs) {
    ASSERT_LE(last, paragraph.span.begin);
    ASSERT_LT(paragraph.span.begin, paragraph.span.end);
    last = paragraph.span.end;
    ASSERT_EQ(paragraph.sentences.begin, sentence);
    std::uint32_t last_sentence = paragraph.span.begin;
    for (; sentence < paragraph.sentences.end; ++sentence) {
      const Sentence& one = document.sentences[sentence];
      ASSERT_LE(last_sentence, one.span.begin);
      ASSERT_TRUE(paragraph.span.contains(one.span));
      last_sentence = one.span.end;
      ASSERT_EQ(one.tokens.begin, token);
      std::uint32_t last_token = one.span.begin;
      for (; token < one.tokens.end; ++token) {
        const Token& word = document.tokens[token];
        ASSERT_LE(last_token, word.span.begin);
        ASSERT_LT(word.span.begin, word.span.end);
        ASSERT_TRUE(one.span.contains(word.span));
        ASSERT_LT(word.term, document.terms.size());
        last_token = word.span.end;
      }
    }
  }
  ASSERT_LE(last, text_size);
  ASSERT_EQ(sentence, document.sentences.size());
  ASSERT_EQ(token, document.tokens.size());
}

std::string random_document(std::mt19937& random) {
  static const std::vector<std::string> pieces = {"The parties ",
                                                  "agreed",
                                                  "-\n",
                                                  " ",
                                                  ". ",
                                                  "\n",
                                                  "\n\n",
                                                  "\f",
                                                  "agree-\nment ",
                                                  "S/1997/510 ",
                                                  "Mr. ",
                                                  "J. ",
                                                  "12. ",
                                                  "(a) ",
                                                  "\u00AD",
                                                  "\u00AD\n",
                                                  "Page 3\n",
                                                  "7\n",
                                                  "², ",
                                                  "\n² Ibid.\n",
                                                  "“Peace.” ",
                                                  "…",
                                                  "\r\n",
                                                  "\xFF",
                                                  "e\u0301",
                                                  "\u0301",
                                                  "R E P O R T",
                                                  "Тоҷикистон ",
                                                  "и\u0306",
                                                  "和平。",
                                                  "ไทย",
                                                  "سلام ",
                                                  "\u200F",
                                                  "👩‍👩‍👧 ",
                                                  "http://x.org/a. ",
                                                  "a@b.org ",
                                                  "U.N. ",
                                                  "S/RES/968\n(1994) ",
                                                  "_x_ ",
                                                  "l'accord ",
                                                  "3.5 ",
                                                  "?",
                                                  "! ",
                                                  "agreement.The ",
                                                  "law.12 The ",
                                                  "\t",
                                                  "    ",
                                                  "\0x",
                                                  "\x1B[31m",
                                                  "S/1999/872\nEnglish\nPage 2\n",
                                                  "twenty- five ",
                                                  "oligar-chy "};
  std::string text;
  const auto length = random() % 60;
  for (std::uint32_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
  return text;
}

Document unannotated(std::string text) {
  Document document;
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  document.text.utf8 = std::move(text);
  return document;
}

bool same(const Document& a, const Document& b) {
  return a.text == b.text && a.marks == b.marks && a.paragraphs == b.paragraphs && a.sentences == b.sentences &&
         a.tokens == b.tokens && a.terms == b.terms && a.divisions == b.divisions &&
         a.metadata.language == b.metadata.language;
}

TEST(Annotator, YieldsSoundLayersWhateverTheText) {
  std::mt19937 random(1997);
  Annotator annotator;
  for (int i = 0; i < 3000; ++i) {
    Document document = unannotated(random_document(random));
    const std::string text = document.text.utf8;
    ASSERT_TRUE(annotator(document));
    ASSERT_NO_FATAL_FAILURE(expect_sound(document)) << "step " << i << ":\n" << text;
  }
}

TEST(Annotator, ACopyYieldsWhatAFreshOneDoes) {
  std::mt19937 random(27);
  Annotator used;
  for (int i = 0; i < 300; ++i) {
    const std::string text = random_document(random);
    Annotator copy = used;
    Document by_used = unannotated(text);
    Document by_copy = unannotated(text);
    Document by_fresh = unannotated(text);
    ASSERT_TRUE(used(by_used));
    ASSERT_TRUE(copy(by_copy));
    ASSERT_TRUE(Annotator()(by_fresh));
    ASSERT_TRUE(same(by_used, by_fresh)) << text;
    ASSERT_TRUE(same(by_copy, by_fresh)) << text;
  }
}

TEST(Annotator, TwiceIsOnce) {
  std::mt19937 random(5);
  Annotator annotator;
  for (int i = 0; i < 300; ++i) {
    Document once = unannotated(random_document(random));
    ASSERT_TRUE(annotator(once));
    Document twice = once;
    twice.marks.clear();
    ASSERT_TRUE(annotator(twice));
    ASSERT_TRUE(same(once, twice)) << once.text.utf8;
  }
}

TEST(Annotator, RunsTheTaggerLastAndReportsItsError) {
  AnnotatorOptions options;
  options.tagger = [](Document& document) -> Status {
    if (document.tokens.empty()) return Error{ErrorCode::bad_data, "x", "no tokens", ""};
    document.annotations.push_back({{0, 1}, document.tokens[0].span, 0, 0, false, 100});
    return {};
  };
  Annotator annotator(options);
  Document document = unannotated("Peace.");
  ASSERT_TRUE(annotator(document));
  EXPECT_EQ(document.annotations.size(), 1U);
  Document empty = unannotated("");
  EXPECT_FALSE(annotator(empty));
}

TEST(Annotator, SurvivesTextThatNobodyWrites) {
  struct Case {
    const char* name;
    std::string text;
  };
  std::string marks = "a";
  for (int i = 0; i < 10000; ++i) marks += i % 2 == 0 ? "\u0301" : "\u0323";
  std::string stops;
  for (int i = 0; i < 200000; ++i) stops += ". ";
  std::string hyphens;
  for (int i = 0; i < 20000; ++i) hyphens += "agree-\nment ";
  std::string soft;
  for (int i = 0; i < 50000; ++i) soft += "a\u00AD";
  std::string raised;
  for (int i = 0; i < 5000; ++i) raised += "\n² note\nword² ";
  std::string apostrophes;
  for (int i = 0; i < 100000; ++i) apostrophes += "l'";
  const Case cases[] = {{"empty", ""},
                        {"one letter", "a"},
                        {"only space", std::string(100000, ' ')},
                        {"only line ends", std::string(100000, '\n')},
                        {"only controls", std::string(100000, '\x01')},
                        {"zero bytes", std::string(100000, '\0')},
                        {"only furniture", "\f1\n\f2\n\f3\n\f4\n"},
                        {"ill-formed", std::string(100000, '\xFF')},
                        {"marks in a row", marks},
                        {"stops in a row", stops},
                        {"hyphens in a row", std::string(200000, '-')},
                        {"broken words", hyphens},
                        {"soft hyphens", soft},
                        {"notes", raised},
                        {"apostrophes", apostrophes},
                        {"underscores", std::string(200000, '_')},
                        {"slashes", "A" + std::string(100000, '/')},
                        {"symbol without end", "S/1" + std::string(100000, '1')},
                        {"address without end", "http://" + std::string(300000, 'a')},
                        {"a word without end", std::string(2000000, 'x')}};
  Annotator annotator;
  for (const Case& one : cases) {
    Document document = unannotated(one.text);
    ASSERT_TRUE(annotator(document)) << one.name;
    ASSERT_NO_FATAL_FAILURE(expect_sound(document)) << one.name;
  }
}

TEST(Annotator, FindsTheLanguageUnlessItWasTold) {
  Annotator annotator;
  Document document = unannotated("Стороны договорились прекратить боевые действия и обменяться всеми военнопленными.");
  ASSERT_TRUE(annotator(document));
  EXPECT_EQ(document.metadata.language, "ru");
  EXPECT_EQ(document.metadata.language_origin, Origin::guess);
  document.metadata.language = "tg";
  document.metadata.language_origin = Origin::manifest;
  ASSERT_TRUE(annotator(document));
  EXPECT_EQ(document.metadata.language, "tg");
}

}  // namespace
}  // namespace concord
