#include <gtest/gtest.h>

#include <algorithm>

#include "corpus/text/collation.h"
#include "corpus/text/language.h"
#include "corpus/text/safe_text.h"
#include "corpus/text/stem.h"
#include "corpus/text/stop_words.h"

namespace concord {
namespace {

TEST(Language, IsGuessedAsAPrimaryTag) {
  struct Case {
    const char* tag;
    const char* text;
  };
  const Case cases[] = {
      {"en", "The parties agreed to stop the fighting and to exchange all prisoners within thirty days."},
      {"fr", "Les parties sont convenues de cesser les combats et d'échanger tous les prisonniers."},
      {"es", "Las partes acordaron poner fin a los combates e intercambiar a todos los prisioneros."},
      {"de", "Die Parteien kamen überein, die Kämpfe einzustellen und alle Gefangenen auszutauschen."},
      {"ru", "Стороны договорились прекратить боевые действия и обменяться всеми военнопленными."},
      {"tg", "Ҷонибҳо ба мувофиқа расиданд, ки ҷангро қатъ кунанд ва ҳамаи асиронро иваз намоянд."},
      {"fa", "دو طرف توافق کردند که جنگ را متوقف کنند و همه اسیران را مبادله نمایند."},
  };
  for (const Case& one : cases) {
    const LanguageGuess guess = guess_language(one.text);
    EXPECT_EQ(guess.tag, one.tag);
    EXPECT_GT(guess.confidence, 40) << one.tag;
  }
  EXPECT_EQ(guess_language("12345 --- 67"), LanguageGuess{});
}

TEST(Language, SampleIsTakenFromThreePlacesAtSpaces) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "слово" + std::to_string(i) + " ";
  const std::string sample = sample_of(text, 300);
  EXPECT_LT(sample.size(), 500U);
  EXPECT_EQ(sample.substr(0, 11), "слово0");
  EXPECT_NE(sample.find("слово999"), std::string::npos);
  EXPECT_EQ(sample_of("short", 300), "short");
}

TEST(Stemmer, BringsTheFormsOfAWordTogether) {
  Stemmer english("en");
  EXPECT_EQ(english.stem("negotiations"), english.stem("negotiated"));
  Stemmer russian("ru");
  EXPECT_EQ(russian.stem("переговоры"), russian.stem("переговоров"));
  Stemmer copy = russian;
  EXPECT_EQ(copy.stem("переговорами"), russian.stem("переговоры"));
  Stemmer tajik("tg");
  EXPECT_FALSE(tajik.knows_language());
  EXPECT_EQ(tajik.stem("сулҳ"), "сулҳ");
  EXPECT_EQ(stemmed_languages().size(), 22U);
  for (const std::string& tag : stemmed_languages()) EXPECT_TRUE(Stemmer(tag).knows_language()) << tag;
}

TEST(StopWords, AreFoldedAndByLanguage) {
  EXPECT_TRUE(is_stop_word("the", "en"));
  EXPECT_FALSE(is_stop_word("the", "ru"));
  EXPECT_TRUE(is_stop_word("etre", "fr"));
  EXPECT_TRUE(is_stop_word("еще", "ru"));
  EXPECT_TRUE(is_stop_word("ва", "tg"));
  EXPECT_TRUE(is_stop_word("اين", "fa")) << "with the yeh that terms have";
  EXPECT_FALSE(is_stop_word("the", ""));
  for (const char* language : {"en", "fr", "es", "ru", "de", "tg", "fa"}) {
    const auto words = stop_words(language);
    EXPECT_GT(words.size(), 80U) << language;
    EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  }
  EXPECT_TRUE(stop_words("xx").empty());
}

TEST(Collation, SortsAsReadersDo) {
  const Collation root;
  std::vector<std::string> words = {"zone",      "Élysée", "elite", "Accord", "accord",
                                    "Ярославль", "ёлка",   "ель",   "1997",   "être"};
  std::sort(words.begin(), words.end(), [&](const auto& a, const auto& b) { return root.key(a) < root.key(b); });
  EXPECT_EQ(words, (std::vector<std::string>{"1997", "accord", "Accord", "elite", "Élysée", "être", "zone", "ёлка",
                                             "ель", "Ярославль"}));
  const Collation spanish("es");
  EXPECT_LT(spanish.key("nz"), spanish.key("ña"));
  EXPECT_GT(root.key("nz"), root.key("ña"));
  EXPECT_EQ(Collation("xx").key("a"), root.key("a"));
}

TEST(SafeText, CannotCommandATerminal) {
  struct Case {
    const char* name;
    std::string text;
    std::string line;
  };
  const Case cases[] = {
      {"plain", "The parties’ Тоҷикистон", "The parties’ Тоҷикистон"},
      {"colour", "a\x1B[31mred\x1B[0mb", "aredb"},
      {"title", "a\x1B]0;evil\ab", "ab"},
      {"title ended by ST", "a\x1B]0;evil\x1B\\b", "ab"},
      {"string without end stops at the line", "a\x1BPevil\nb", "a b"},
      {"C1 introducer",
       "a\xC2\x9B"
       "31mred",
       "ared"},
      {"charset", "a\x1B(Bb", "ab"},
      {"escape at the end", "a\x1B", "a"},
      {"line ends", "a\r\n\tb", "a b"},
      {"controls",
       std::string("a\0\x07\x7F"
                   "b",
                   5),
       "a b"},
      {"bidi override", "abc\u202Etxt.exe\u202C", "abctxt.exe"},
      {"isolates and zero width", "a\u2066b\u2069\u200Bc\uFEFF", "abc"},
      {"joiners stay", "می\u200Cخواهم", "می\u200Cخواهم"},
      {"ill-formed",
       "a\xFF"
       "b",
       "a\uFFFD"
       "b"},
  };
  for (const Case& one : cases) EXPECT_EQ(safe_line(one.text), one.line) << one.name;
  EXPECT_EQ(safe_lines("a\n\tb\x1B[2Jc"), "a\n\tbc");
  EXPECT_EQ(safe_styled("\x1B[1;31mred\x1B[0m \x1B]8;;file:///a\x1B\\link\x1B]8;;\x1B\\\n\x1B[2J\x1B]0;title\x07x\x1B[6n"),
            "\x1B[1;31mred\x1B[0m \x1B]8;;file:///a\x1B\\link\x1B]8;;\x1B\\\nx");
}

}  // namespace
}  // namespace concord
