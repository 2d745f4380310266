#include "corpus/read/mime_bytes.h"

#include <array>
#include <cstdint>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

int hex_value(char c) {
  if (is_ascii_digit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

constexpr std::array<std::int8_t, 256> values64 = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < digits.size(); ++i) values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  return values;
}();

}  // namespace

int escaped_byte(std::string_view text, std::size_t at, char mark) {
  if (at + 2 >= text.size() || text[at] != mark) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string unescape(std::string_view text, char mark) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i, mark);
    if (byte >= 0) i += 2;
    bytes += byte >= 0 ? static_cast<char>(byte) : text[i];
  }
  return bytes;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    if (c == '=') {  // padding: what follows begins anew
      bits = 0;
      continue;
    }
    const std::int8_t value = values64[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    pending = pending << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(pending >> bits);
  }
  return bytes;
}

}  // namespace concord
