// svg_heat_map: pairs as a grid of shades, the figure in each cell.
#pragma once

#include <string>

#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/scoring.h"

namespace concord {

/// The first score of each pair. Rows and columns are those of the strongest pairs, at most `most` of each, in the order
/// of their summed scores; the title says how many there are in all.
[[nodiscard]] std::string svg_heat_map(const CooccurrenceCounts& counts, const ScoredPairs& scored, std::string_view measure,
                                       std::size_t most = 40);

}  // namespace concord
