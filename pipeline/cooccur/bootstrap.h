// Bootstrap: how much a score would vary had other documents been collected.
//
// Documents, not units, are drawn with replacement (Efron 1979): sentences of
// one document are not independent, and an interval over sentences would be too
// narrow. The counts of each pair are kept by document, so a replicate
// is one weighted sum over the documents that hold the pair's items. The
// same draws serve all pairs; the generator is seeded and its seed reported.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/significance.h"

namespace concord {

/// The counts of pairs, document by document.
struct CountsByDocument {
  struct Entry {
    std::uint32_t document = 0;  ///< index into `totals`
    std::uint64_t both = 0;
    std::uint64_t in_a = 0;
    std::uint64_t in_b = 0;
    std::uint64_t same_words = 0;  ///< no part of the pair's table
  };
  std::vector<std::uint64_t> totals;       ///< units of each document that has any
  std::vector<std::vector<Entry>> pairs;   ///< for each pair, the documents that hold A or B, ascending
};

using ItemPair = std::pair<const AxisItem*, const AxisItem*>;

/// Counting is by units, whatever options.mode says.
[[nodiscard]] Result<CountsByDocument> count_by_document(const Snapshot& snapshot, const std::vector<ItemPair>& pairs,
                                                         const CountOptions& options);

struct BootstrapOptions {
  std::uint32_t replicates = 1000;
  std::uint64_t seed = 1;
  double level = 0.95;
};

/// Percentile interval of the measure for each pair. Replicates in which the measure is undefined are left out; a pair
/// without any defined one gets NaN to NaN. Requires: replicates > 0, 0 < level < 1.
[[nodiscard]] std::vector<Interval> bootstrap_intervals(const CountsByDocument& counts, const Measure& measure,
                                                        const BootstrapOptions& options);

}  // namespace concord
