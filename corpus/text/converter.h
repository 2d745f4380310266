// Converter: bytes in a named encoding to code points, each with the byte it begins at. ICU's tables, and our own
// KOI8-T.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

/// Code points and where each begins in the bytes; starts[i + 1] (or the number of bytes) is where it ends.
struct Converted {
  std::u32string code_points;
  std::vector<std::uint32_t> starts;
};

/// One thread. Names are IANA names and their aliases; those that web pages misuse mean what browsers take them for
/// (WHATWG Encoding Standard: "iso-8859-1" is read as windows-1252, "gb2312" as GB18030).
class Converter {
 public:
  [[nodiscard]] static Result<Converter> open(std::string_view name);
  Converter(Converter&&) noexcept;
  Converter& operator=(Converter&&) noexcept;
  ~Converter();

  /// Bytes that mean nothing become U+FFFD. Requires: fewer than 2^31 bytes.
  [[nodiscard]] Converted convert(std::string_view bytes);
  [[nodiscard]] const std::string& name() const { return x_name; }

 private:
  struct State;
  Converter(std::unique_ptr<State> state, std::string name);
  std::unique_ptr<State> x_state;
  std::string x_name;
};

}  // namespace concord
