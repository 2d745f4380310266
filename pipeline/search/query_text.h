// QueryText: what the characters of a typed query are: blanks, punctuation, numbers, gaps. Internal to the parser.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/search/query.h"

namespace concord::grammar {

inline constexpr std::uint32_t default_distance = 10;
inline constexpr std::uint32_t max_distance = 1000;

[[nodiscard]] inline bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }
[[nodiscard]] std::string lower_ascii(std::string_view text);
[[nodiscard]] std::size_t count_characters(std::string_view text);
/// No letter or digit: ASCII punctuation, general punctuation (U+2000..206F), guillemets.
[[nodiscard]] bool only_punctuation(std::string_view text);
[[nodiscard]] std::optional<std::uint32_t> to_number(std::string_view digits);
/// "*", "**" (as in the lexicons), "~3" or "~2..5", as it stands between the items of a sequence.
[[nodiscard]] std::optional<Gap> to_gap(std::string_view run);
/// What stem: takes: one word without the signs of the language.
[[nodiscard]] bool has_stem(std::string_view word);

}  // namespace concord::grammar
