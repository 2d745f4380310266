// UTF-8 one character at a time: decoding with the length of each ill-formed part, and encoding.
//
// Ill-formed bytes decode as U+FFFD, one for each maximal subpart (Unicode
// 15.0, section 3.9, "U+FFFD Substitution of Maximal Subparts"), as browsers
// and ICU do. No allocation, no ICU: this is the inner loop of several stages.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

/// One decoded character: its code point, how many bytes it took, and whether those were well-formed.
struct Decoded {
  char32_t point = 0xFFFD;
  std::uint32_t length = 1;
  bool valid = true;
};

namespace detail {
[[nodiscard]] Decoded decode_multibyte(std::string_view text, std::size_t at);
}

/// The character that begins at `at`. Requires: at < text.size().
[[nodiscard]] inline Decoded decode_utf8(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  return detail::decode_multibyte(text, at);
}

/// The character that ends before `at`. Requires: 0 < at <= text.size(), and the text is well-formed.
[[nodiscard]] inline Decoded decode_utf8_before(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return decode_utf8(text, begin);
}

/// Appends `point`. Surrogates and what is beyond U+10FFFF are appended as U+FFFD.
void append_utf8(char32_t point, std::string& out);

/// Offset of the first ill-formed sequence, or text.size(). Cost: eight bytes at a time over ASCII.
[[nodiscard]] std::size_t first_ill_formed(std::string_view text);

/// True for U+FDD0..FDEF and the last two code points of each plane, which no interchange may hold.
[[nodiscard]] constexpr bool is_noncharacter(char32_t point) {
  return (point >= 0xFDD0 && point <= 0xFDEF) || (point & 0xFFFEU) == 0xFFFEU;
}

}  // namespace concord
