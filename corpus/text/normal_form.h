// Normal form: well-formed UTF-8 in NFC without noncharacters, and the way back.
//
// What every later stage may rely on. Nearly all text is in this form already,
// and is_normal() says so at memory speed; only the stretches that are not are
// rebuilt. Each maximal ill-formed subpart and each noncharacter becomes one
// U+FFFD. Line ends, controls and a byte order mark inside are left as they are.
//
// A run of more than longest_mark_run combining marks is normalised in pieces:
// the standard's reordering would be quadratic in it, and no script needs it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/document/offset_map.h"

namespace concord {

inline constexpr std::uint32_t longest_mark_run = 512;

struct NormalText {
  std::string utf8;
  OffsetMap map;               ///< from utf8 to the text it was made of
  std::uint32_t replaced = 0;  ///< ill-formed parts and noncharacters that became U+FFFD
};

/// True when normalised() would change nothing. May say false for text that turns out to be normal after all.
[[nodiscard]] bool is_normal(std::string_view text);

[[nodiscard]] NormalText normalised(std::string_view text);

}  // namespace concord
