// Occurrence: where a part of a query stands in a document, in tokens; and the joins that sequences and NEAR are made of.
//
// Lists are sorted by (begin, end, leaf) without repetition unless said otherwise.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document/span.h"
#include "pipeline/search/query.h"

namespace concord {

struct Occurrence {
  std::uint32_t begin = 0;  ///< first token
  std::uint32_t end = 0;    ///< one past the last token
  std::uint32_t leaf = 0;   ///< which word, label or phrase of the query: index into Answer::leaves()
  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};
using Occurrences = std::vector<Occurrence>;

/// Sorts and drops repetitions, from `begin` on.
void tidy(Occurrences& occurrences, std::size_t begin = 0);

/// Each pair (a of `first`, b of `second`) with gap.min <= b.begin - a.end <= gap.max, as {a.begin, b.end, leaf}.
[[nodiscard]] Occurrences followed_by(const Occurrences& first, const Occurrences& second, Gap gap, std::uint32_t leaf);

/// Each pair that shares no token and has at most `distance` tokens between, as the stretch that covers both.
/// `ordered`: only where the first one stands before the second.
[[nodiscard]] Occurrences near(const Occurrences& first, const Occurrences& second, std::uint32_t distance, bool ordered,
                               std::uint32_t leaf);

/// Keeps of `inner` what lies inside some one of `outer`.
void keep_inside(Occurrences& inner, const Occurrences& outer);

/// The stretches of a document that IN compares with. Either each one is a region of its own, or (outside) there
/// is one region: all that lies in none of them.
struct Regions {
  std::vector<TokenRange> stretches;  ///< by begin, then end
  bool outside = false;
  [[nodiscard]] std::uint32_t count() const { return outside ? 1U : static_cast<std::uint32_t>(stretches.size()); }
};

/// Numbers of the regions that hold a whole occurrence, ascending.
[[nodiscard]] std::vector<std::uint32_t> regions_with(const Occurrences& occurrences, const Regions& regions);

/// Appends the occurrences that lie whole in one of the chosen regions (ascending numbers). Not tidy.
void append_inside(const Occurrences& occurrences, const Regions& regions, const std::vector<std::uint32_t>& chosen,
                   Occurrences& out);

}  // namespace concord
