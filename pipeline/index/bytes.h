// ByteReader and the append_* functions: numbers and strings in bytes, for our record, our manifest and Lucene's files.
//
// A varint is seven bits a byte, low ones first, the high bit set on all but the last (Lucene's VInt and VLong). Lucene's
// fixed numbers are big-endian. A reader that is asked for more than there is, or meets a varint that does not end,
// returns zeros from then on and says so in ok(): damaged input is an error at the end of a decoder, never a bad read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

inline void append_varint(std::uint64_t value, std::string& out) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Small numbers of either sign as small varints: 0, -1, 1, -2, ...
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

/// The low `width` bytes of `value`, the highest first.
inline void append_big_endian(std::uint64_t value, int width, std::string& out) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift));
}

/// A varint of the length, then the bytes.
inline void append_text(std::string_view text, std::string& out) {
  append_varint(text.size(), out);
  out += text;
}

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : x_bytes(bytes) {}

  [[nodiscard]] bool ok() const { return x_ok; }
  [[nodiscard]] bool at_end() const { return x_at == x_bytes.size(); }
  [[nodiscard]] std::size_t at() const { return x_at; }
  [[nodiscard]] std::size_t left() const { return x_bytes.size() - x_at; }
  void fail() {
    x_ok = false;
    x_at = x_bytes.size();
  }

  std::uint8_t byte() {
    if (x_at == x_bytes.size()) {
      x_ok = false;
      return 0;
    }
    return static_cast<std::uint8_t>(x_bytes[x_at++]);
  }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 70; shift += 7) {
      const std::uint8_t next = byte();
      if (shift < 64) value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
      if (next < 0x80) return value;
    }
    fail();
    return 0;
  }

  /// A varint that must fit 32 bits.
  std::uint32_t number() {
    const std::uint64_t value = varint();
    if (value > UINT32_MAX) fail();
    return x_ok ? static_cast<std::uint32_t>(value) : 0;
  }

  /// A count of things that each take at least `bytes_each` bytes of what is left: bounds an allocation.
  std::uint32_t count(std::size_t bytes_each) {
    const std::uint32_t value = number();
    if (bytes_each > 0 && value > left() / bytes_each) fail();
    return x_ok ? value : 0;
  }

  std::uint64_t big_endian(int width) {
    std::uint64_t value = 0;
    for (int i = 0; i < width; ++i) value = value << 8U | byte();
    return x_ok ? value : 0;
  }

  std::string_view bytes(std::uint64_t size) {
    if (size > left()) {
      fail();
      return {};
    }
    const std::string_view taken = x_bytes.substr(x_at, static_cast<std::size_t>(size));
    x_at += static_cast<std::size_t>(size);
    return taken;
  }

  std::string_view text() { return bytes(varint()); }

 private:
  std::string_view x_bytes;
  std::size_t x_at = 0;
  bool x_ok = true;
};

}  // namespace concord
