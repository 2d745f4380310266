#include "corpus/text/decode.h"

#include <gtest/gtest.h>

#include <string>

namespace concord {
namespace {

/// Own text, long enough for a detection; the encodings are made from it by a table of the letters.
const std::string russian =
    "Стороны подтверждают, что прекращение огня остаётся в силе на всей территории республики. Комиссия по "
    "национальному примирению собирается каждую неделю; её решения обязательны для правительства и оппозиции. "
    "Наблюдатели Организации Объединённых Наций сообщают о возвращении беженцев.";

/// Encodes the Cyrillic letters А..я (U+0410..U+044F) and ё by a function of the code point; ASCII stays.
template <class LetterToByte>
std::string encode_cyrillic(const std::string& utf8, LetterToByte byte_of) {
  std::string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    if (first < 0x80) {
      out.push_back(utf8[i++]);
      continue;
    }
    const char32_t c = ((first & 0x1FU) << 6U) | (static_cast<unsigned char>(utf8[i + 1]) & 0x3FU);
    out.push_back(static_cast<char>(byte_of(c)));
    i += 2;
  }
  return out;
}

int windows_1251(char32_t c) {
  return c == 0x451 ? 0xB8 : static_cast<int>(c) - 0x410 + 0xC0;
}
int iso_8859_5(char32_t c) {
  return c == 0x451 ? 0xF1 : static_cast<int>(c) - 0x410 + 0xB0;
}
int cp866(char32_t c) {
  if (c == 0x451) return 0xF1;
  return c < 0x440 ? static_cast<int>(c) - 0x410 + 0x80 : static_cast<int>(c) - 0x440 + 0xE0;
}
int koi8_r(char32_t c) {
  static const std::string order = "юабцдефгхийклмнопярстужвьызшэщчъ";
  if (c == 0x451) return 0xA3;
  const bool capital = c < 0x430;
  const char32_t small = capital ? c + 0x20 : c;
  for (std::size_t i = 0; i < 32; ++i) {
    const auto a = static_cast<unsigned char>(order[2 * i]);
    const auto b = static_cast<unsigned char>(order[2 * i + 1]);
    if ((((a & 0x1FU) << 6U) | (b & 0x3FU)) == small) return static_cast<int>(i) + (capital ? 0xE0 : 0xC0);
  }
  return '?';
}

TEST(Decode, KeepsCleanUtf8AndPointsAtEachByte) {
  const auto out = decode("Раҳмон met Nuri");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, "Раҳмон met Nuri");
  EXPECT_EQ(out->decision.name, "UTF-8");
  EXPECT_EQ(out->decision.confidence, 100);
  EXPECT_EQ(out->text.map.to_source({2, 4}), (SourceSpan{2, 4}));
}

TEST(Decode, DropsTheByteOrderMarkButCountsItsBytes) {
  const auto out = decode("\xEF\xBB\xBFpeace");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, "peace");
  EXPECT_EQ(out->decision.reason, "BOM");
  EXPECT_EQ(out->text.map.to_source({0, 5}), (SourceSpan{3, 8}));
}

TEST(Decode, ReadsUtf16WithAndWithoutMark) {
  const std::string little("p\0e\0a\0c\0e\0 \0p\0a\0c\0t\0", 20);
  for (const std::string& bytes : {"\xFF\xFE" + little, little}) {
    const auto out = decode(bytes);
    ASSERT_TRUE(out.has_value());
    EXPECT_EQ(out->text.utf8, "peace pact");
    EXPECT_EQ(out->decision.name, "UTF-16LE");
  }
}

TEST(Decode, TellsTheCyrillicEncodingsApart) {
  const struct {
    const char* name;
    int (*byte_of)(char32_t);
  } cases[] = {{"windows-1251", windows_1251}, {"ISO-8859-5", iso_8859_5}, {"IBM866", cp866}, {"KOI8-R", koi8_r}};
  for (const auto& [name, byte_of] : cases) {
    const auto out = decode(encode_cyrillic(russian, byte_of));
    ASSERT_TRUE(out.has_value());
    EXPECT_EQ(out->text.utf8, russian) << name;
    EXPECT_EQ(out->decision.name, name);
    EXPECT_GE(out->decision.confidence, 80) << name;
    EXPECT_FALSE(out->decision.second.empty());
  }
}

TEST(Decode, CallsAFewLettersUncertain) {
  const auto out = decode("Re: \xEC\xE8\xF0 (draft)");
  ASSERT_TRUE(out.has_value());
  EXPECT_LT(out->decision.confidence, 50);
}

TEST(Decode, BelievesADeclarationThatGivesText) {
  const std::string bytes = encode_cyrillic("Шумо: мир и согласие", windows_1251);
  const auto out = decode(bytes, {"", "windows-1251", "<meta>"});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, "Шумо: мир и согласие");
  EXPECT_EQ(out->decision.reason, "declared in <meta>");
}

TEST(Decode, DoubtsADeclarationThatGivesNonsense) {
  const auto out = decode(encode_cyrillic(russian, koi8_r), {"", "windows-1251", "<meta>"});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, russian);
}

TEST(Decode, ObeysTheOverrideWithoutAQuestion) {
  const auto out = decode("\xD4\xC1", {"KOI8-R", "", ""});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, "та");
  EXPECT_EQ(out->decision.reason, "configuration");
  const auto unknown = decode("abc", {"windows-9999", "", ""});
  ASSERT_FALSE(unknown.has_value());
  EXPECT_EQ(unknown.error().message, "unknown encoding 'windows-9999'");
}

TEST(Decode, ReadsIso8859_1AsBrowsersDo) {
  const auto out = decode("\x93traitå\x94 \x97 \xE9t\xE9", {"", "ISO-8859-1", "<meta>"});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->decision.name, "windows-1252");
}

TEST(Decode, ReadsTajikInKoi8T) {
  const auto out =
      decode("\x8E\xD5\xCD\x8A\xD5\xD2\xC9\xC9 \xF4\xCF\x8D\xC9\xCB\xC9\xD3\xD4\xCF\xCE", {"KOI8-T", "", ""});
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->text.utf8, "Ҷумҳурии Тоҷикистон");
  EXPECT_EQ(out->decision.name, "KOI8-T");
}

TEST(Decode, CountsWhatItReplaces) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "Раҳмон ";
  const auto out = decode(text + "\xD0");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->decision.name, "UTF-8");
  EXPECT_EQ(out->decision.replaced, 1U);
  EXPECT_EQ(out->text.utf8, text + "\xEF\xBF\xBD");
}

TEST(Decode, PointsBackToTheBytesOfEachWord) {
  const std::string bytes = encode_cyrillic("мир и согласие", windows_1251);
  const auto out = decode(bytes, {"windows-1251", "", ""});
  ASSERT_TRUE(out.has_value());
  const auto at = static_cast<std::uint32_t>(out->text.utf8.find("согласие"));
  EXPECT_EQ(out->text.map.to_source({at, at + 16}), (SourceSpan{6, 14}));
}

}  // namespace
}  // namespace concord
