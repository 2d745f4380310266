// display_width: how many columns of a terminal a text takes.
#pragma once

#include <cstddef>
#include <string_view>

namespace concord {

/// Columns of valid UTF-8 `text`: 2 for wide and fullwidth characters (UAX 11) and emoji, 0 for combining marks,
/// joiners and control characters, else 1. Cost: linear; ASCII without a table.
[[nodiscard]] std::size_t display_width(std::string_view text);

}  // namespace concord
