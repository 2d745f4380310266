#include "corpus/text/utf8.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

std::u32string decode_all(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    out.push_back(decoded.point);
    at += decoded.length;
  }
  return out;
}

TEST(Utf8, IllFormedBytesAreOneReplacementForEachMaximalSubpart) {
  struct Case {
    const char* name;
    std::string bytes;
    std::u32string points;
  };
  const Case cases[] = {
      {"well-formed", "aé€😀", U"aé€😀"},
      {"truncated four", "\xF0\x9F\x98", U"\uFFFD"},
      {"truncated, then ascii", "\xE2\x82z", U"\uFFFDz"},
      {"overlong", "\xC0\xAF", U"\uFFFD\uFFFD"},
      {"overlong three", "\xE0\x80\xAF", U"\uFFFD\uFFFD\uFFFD"},
      {"surrogate", "\xED\xA0\x80", U"\uFFFD\uFFFD\uFFFD"},
      {"beyond the last plane", "\xF4\x90\x80\x80", U"\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"standard's example", "\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64",
       U"a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd"},
  };
  for (const Case& one : cases) EXPECT_EQ(decode_all(one.bytes), one.points) << one.name;
}

TEST(Utf8, EveryScalarValueComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    std::string bytes;
    append_utf8(c, bytes);
    const Decoded decoded = decode_utf8(bytes, 0);
    ASSERT_TRUE(decoded.valid && decoded.point == c && decoded.length == bytes.size()) << static_cast<std::uint32_t>(c);
    ASSERT_EQ(decode_utf8_before(bytes, bytes.size()).point, c);
  }
}

TEST(Utf8, FindsTheFirstIllFormedByte) {
  EXPECT_EQ(first_ill_formed("Dushanbe, a plain text of more than eight bytes"), 47U);
  EXPECT_EQ(first_ill_formed("Душанбе\xFFx"), 14U);
  EXPECT_EQ(first_ill_formed("0123456789\xE2\x82"), 10U);
}

TEST(Utf8, KnowsNoncharacters) {
  EXPECT_TRUE(is_noncharacter(0xFFFE));
  EXPECT_TRUE(is_noncharacter(0x1FFFF));
  EXPECT_TRUE(is_noncharacter(0xFDD0));
  EXPECT_FALSE(is_noncharacter(0xFFFD));
}

}  // namespace
}  // namespace concord
