// Stops: where a sentence may end, by Unicode's rules (UAX 29, SB1..SB11), without the corrections of a language.
//
// A stop is a full stop, question mark or their like, with the closing quotes
// and brackets and the space behind it. Every stop is reported with Unicode's
// verdict, so that the rules which know abbreviations and footnote figures
// (pipeline/annotate) can overrule it in both directions without searching
// again. An ellipsis character is reported too; Unicode never breaks at it. All rules run on tables; ICU is only the
// twin in the tests.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "corpus/document/span.h"

namespace concord {

struct Stop {
  std::uint32_t begin = 0;        ///< first byte of the stop itself
  std::uint32_t end = 0;          ///< one past it (marks included)
  std::uint32_t after_close = 0;  ///< one past the closing quotes and brackets: where the sentence's text ends
  std::uint32_t next = 0;         ///< one past the space: where the next sentence would begin
  bool full_stop = false;         ///< "." or its like, which may belong to an abbreviation, or an ellipsis
  bool breaks = false;            ///< Unicode's verdict
  friend bool operator==(const Stop&, const Stop&) = default;
};

/// Hard-wrapped text: a line end inside a paragraph is a space. To the standard it ends a sentence.
enum class LineEnds : std::uint8_t { space, separator };

/// Appends the stops inside `within` from `from` on, ascending, as if `within` were the whole text, until there are no
/// more or `out` holds `most` (so that a text without end needs no list without end). Returns where to go on, or
/// within.end. A paragraph separator (U+2029, U+0085, and line ends if asked) is a stop of its own that breaks.
/// Requires: well-formed UTF-8. Cost: linear, about a byte a clock between stops.
std::uint32_t find_stops(std::string_view text, TextSpan within, std::uint32_t from, LineEnds line_ends,
                         std::size_t most, std::vector<Stop>& out);

/// All of them at once.
inline void find_stops(std::string_view text, TextSpan within, LineEnds line_ends, std::vector<Stop>& out) {
  find_stops(text, within, within.begin, line_ends, static_cast<std::size_t>(-1), out);
}

namespace slow {
/// ICU's verdict: where sentences begin inside `within`, its own begin excluded.
[[nodiscard]] std::vector<std::uint32_t> sentence_begins(std::string_view text, TextSpan within, LineEnds line_ends);
}  // namespace slow

}  // namespace concord
