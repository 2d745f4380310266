// Provenance: what is needed to derive a printed number again: command, snapshot, lexicons, unit, filter, measure, N.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/scoring.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// Entries in the order in which they are printed: "snapshot", "7 (2026-...)". Numbers are written out in full.
using Provenance = std::vector<std::pair<std::string, std::string>>;

/// What every statistic shares. `filter` as the user would type it again; empty for none.
[[nodiscard]] Provenance provenance_of(const Snapshot& snapshot, std::string_view command, std::string_view filter);

/// Adds unit, polarity, mode, slices, measures with formulas, N, minimum count, hidden and nested pairs.
void add_provenance(Provenance& provenance, const CountOptions& counted, const CooccurrenceCounts& counts,
                    const ScoreOptions& scored, const ScoredPairs& pairs);

}  // namespace concord
