#include "corpus/text/fold.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

TEST(FoldTerm, IsWhatTheHeaderSays) {
  struct Case {
    const char* name;
    const char* surface;
    const char* term;
  };
  const Case cases[] = {
      {"ascii", "Inter-Tajik", "inter-tajik"},
      {"document symbol", "S/RES/968", "s/res/968"},
      {"sharp s", "Straße", "strasse"},
      {"ligature", "ﬁnal oﬀer", "final offer"},
      {"full width", "ＵＮ　１", "un 1"},
      {"french", "Élysée", "elysee"},
      {"decomposed", "E\u0301lyse\u0301e", "elysee"},
      {"strokes", "Łódź Đukić Ørsted", "lodz dukic orsted"},
      {"french ligature", "sœur", "soeur"},
      {"greek, final sigma", "Ειρήνης", "ειρηνησ"},
      {"russian yo", "Ещё", "еще"},
      {"russian yo decomposed", "еще\u0308", "еще"},
      {"short i stays", "Андрей", "андрей"},
      {"short i decomposed", "Андреи\u0306", "андрей"},
      {"tajik letters stay", "Тоҷикӣ ӯ Ғ Қ Ҳ", "тоҷикӣ ӯ ғ қ ҳ"},
      {"stress mark", "за\u0301мок", "замок"},
      {"macedonian keeps its acute", "ќе", "ќе"},
      {"apostrophes", "Côte d’Ivoire ʼ ‘ `", "cote d'ivoire ' ' '"},
      {"transliteration", "Saʿid", "sa'id"},
      {"dashes", "2–3—4‑5−6", "2-3-4-5-6"},
      {"quotes", "«a» “b” „c", "\"a\" \"b\" \"c"},
      {"arabic vowels and tatweel", "مُحَمَّـــد", "محمد"},
      {"persian yeh and kaf", "تاجیکستان", "تاجيكستان"},
      {"alef with hamza", "أفغانستان", "افغانستان"},
      {"soft hyphen", "agree\u00ADment", "agreement"},
      {"turkish dotted I", "İstanbul", "istanbul"},
      {"devanagari marks stay", "शांति", "शांति"},
      {"ill-formed", "a\xFF", "a\uFFFD"},
      {"empty", "", ""},
  };
  for (const Case& one : cases) EXPECT_EQ(fold_term(one.surface), one.term) << one.name;
}

TEST(FoldTerm, AppendsToWhatIsThere) {
  std::string out = "x:";
  fold_term("Ёлка", out);
  EXPECT_EQ(out, "x:елка");
}

std::string random_surface(std::mt19937& random) {
  static constexpr char32_t ranges[][2] = {{0x20, 0x7E},     {0xA0, 0x24F},    {0x250, 0x36F},   {0x370, 0x52F},
                                           {0x530, 0x6FF},   {0x900, 0x97F},   {0x1E00, 0x1FFF}, {0x2000, 0x206F},
                                           {0x2100, 0x218F}, {0xAC00, 0xAC40}, {0xFB00, 0xFB06}, {0x1D400, 0x1D430}};
  std::string text;
  const auto length = random() % 8;
  for (std::uint32_t i = 0; i < length; ++i) {
    const auto& range = ranges[random() % std::size(ranges)];
    append_utf8(static_cast<char32_t>(range[0] + random() % (range[1] - range[0] + 1)), text);
  }
  return text;
}

TEST(FoldTerm, TablesAgreeWithIcuAndFoldingTwiceChangesNothing) {
  std::mt19937 random(20261122);
  for (int i = 0; i < 30000; ++i) {
    const std::string surface = random_surface(random);
    const std::string folded = fold_term(surface);
    ASSERT_EQ(folded, slow::fold_term(surface)) << surface;
    ASSERT_EQ(fold_term(folded), folded) << surface;
  }
}

TEST(FoldTerm, EveryCharacterFoldsTheSameByTableAndByIcuAndToAFixedPoint) {
  for (char32_t c = 0; c < 0x3400; ++c) {
    std::string utf8;
    append_utf8(c, utf8);
    const std::string folded = fold_term(utf8);
    ASSERT_EQ(folded, slow::fold_term(utf8)) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(fold_term(folded), folded) << static_cast<std::uint32_t>(c);
  }
}

}  // namespace
}  // namespace concord
