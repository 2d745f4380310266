#include "corpus/text/normal_form.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

TEST(NormalForm, IsComposedAndWellFormed) {
  struct Case {
    const char* name;
    std::string text;
    std::string normal;
    std::uint32_t replaced;
  };
  const Case cases[] = {
      {"ascii", "The parties\r\nmet.\x01", "The parties\r\nmet.\x01", 0},
      {"composed already", "Élysée, Душанбе, سلام", "Élysée, Душанбе, سلام", 0},
      {"decomposed", "E\u0301lyse\u0301e", "Élysée", 0},
      {"cyrillic", "и\u0306 и\u0304", "й ӣ", 0},
      {"marks out of order", "a\u0301\u0323", "ạ\u0301", 0},
      {"hangul", "\u1112\u1161\u11AB", "한", 0},
      {"ill-formed", "a\xFF\xC3(b\xE2\x82", "a\uFFFD\uFFFD(b\uFFFD", 3},
      {"surrogate", "x\xED\xA0\x80y", "x\uFFFD\uFFFD\uFFFDy", 3},
      {"noncharacter", "x\xEF\xBF\xBEy", "x\uFFFDy", 1},
      {"a lone mark", "\u0301", "\u0301", 0},
      {"angstrom sign", "\u212B", "Å", 0},
      {"empty", "", "", 0},
  };
  for (const Case& one : cases) {
    const NormalText normal = normalised(one.text);
    EXPECT_EQ(normal.utf8, one.normal) << one.name;
    EXPECT_EQ(normal.replaced, one.replaced) << one.name;
    EXPECT_EQ(normal.map.text_size(), normal.utf8.size()) << one.name;
  }
}

TEST(NormalForm, MapsLeadBackToWhatACharacterWasMadeOf) {
  const std::string text = "Cafe\u0301 \xFF de";
  const NormalText normal = normalised(text);
  ASSERT_EQ(normal.utf8, "Café \uFFFD de");
  EXPECT_EQ(normal.map.to_source({3, 5}), (SourceSpan{3, 6}));
  EXPECT_EQ(normal.map.to_source({6, 9}), (SourceSpan{7, 8}));
  EXPECT_EQ(normal.map.to_source({10, 12}), (SourceSpan{9, 11}));
}

std::string random_bytes(std::mt19937& random) {
  static constexpr char32_t points[] = {'a',    'e',    'o',     ' ',    0x301,  0x308,  0x323,
                                        0xE9,   0x438,  0x306,   0x1112, 0x1161, 0x11AB, 0xAC00,
                                        0x4E00, 0xFFFE, 0x1F600, 0x0344, 0x212B, 0x95C,  0x93C};
  std::string text;
  const auto length = random() % 24;
  for (std::uint32_t i = 0; i < length; ++i) {
    if (random() % 12 == 0) {
      text.push_back(static_cast<char>(random() % 256));
    } else {
      append_utf8(points[random() % std::size(points)], text);
    }
  }
  return text;
}

TEST(NormalForm, IsAFixedPointWithAMonotoneMapWhateverTheBytes) {
  std::mt19937 random(15);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random_bytes(random);
    const NormalText normal = normalised(text);
    ASSERT_EQ(first_ill_formed(normal.utf8), normal.utf8.size());
    ASSERT_EQ(normalised(normal.utf8).utf8, normal.utf8);
    if (is_normal(text)) {
      ASSERT_EQ(normal.utf8, text);
    }
    ASSERT_EQ(normal.map.text_size(), normal.utf8.size());
    std::uint32_t last = 0;
    for (std::uint32_t at = 0; at < normal.utf8.size(); ++at) {
      const SourceSpan source = normal.map.to_source({at, at + 1});
      ASSERT_LE(last, source.begin);
      ASSERT_LE(source.end, text.size());
      last = source.begin;
    }
    if (!normal.utf8.empty()) {
      ASSERT_EQ(normal.map.to_source({0, static_cast<std::uint32_t>(normal.utf8.size())}),
                (SourceSpan{0, static_cast<std::uint32_t>(text.size())}));
    }
  }
}

TEST(NormalForm, AHundredThousandMarksInARowCostNoMoreThanTheyAre) {
  std::string text = "a";
  for (int i = 0; i < 100000; ++i) text += i % 2 == 0 ? "\u0301" : "\u0323";
  const NormalText normal = normalised(text);
  EXPECT_EQ(normal.map.to_source({0, normal.map.text_size()}),
            (SourceSpan{0, static_cast<std::uint32_t>(text.size())}));
}

}  // namespace
}  // namespace concord
