// Scoring: counts to a ranked list of pairs with scores, p-values and what was left out.
//
// Nothing is dropped silently: pairs below the minimum count are hidden and
// their number is reported; the false discovery rate is taken over the pairs
// that were tested, which are those at or above the minimum. Pairs that
// never met are not listed (their number follows from the sizes of the axes).
//
// A matrix of thousands of words has millions of pairs, of which a table shows
// fifty: with `keep` all are scored and tested, and only the strongest
// become objects.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/contingency.h"
#include "pipeline/cooccur/cooccurrence.h"

namespace concord {

struct ScoreOptions {
  std::vector<const Measure*> measures;         ///< the first one ranks. Requires: not empty, no null
  const Measure* significance = nullptr;        ///< the p that is adjusted: llr-p when null, or one of fisher's
  std::uint64_t min_count = 1;                  ///< of the joint count
  std::uint64_t keep = 0;                       ///< how many of the strongest score_pairs returns; 0 for all
};

struct ScoredPair {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  Contingency cells;
  std::vector<double> scores;  ///< as ScoreOptions::measures
  double p = 1;
  double p_adjusted = 1;       ///< Benjamini-Hochberg over all tested pairs
};

struct ScoredPairs {
  std::vector<ScoredPair> pairs;      ///< strongest first; ties by the bytes of row, then column
  std::uint64_t tested = 0;           ///< pairs that were scored, kept or not: those that p_adjusted is adjusted for
  std::uint64_t hidden = 0;           ///< pairs that met, but less than min_count times
};

/// Scores, adjusts and ranks pairs whose cells are known, whatever they were counted over. `row_names` and
/// `column_names` break ties. The minimum count was applied by the caller, who sets `hidden`.
[[nodiscard]] ScoredPairs score_cells(std::vector<ScoredPair> pairs, const ScoreOptions& options,
                                      const std::vector<std::string>& row_names,
                                      const std::vector<std::string>& column_names);

[[nodiscard]] ScoredPairs score_pairs(const CooccurrenceCounts& counts, const SliceCounts& slice,
                                      const ScoreOptions& options);

/// How a pair's association moved from one slice to another: the difference of the log odds (each cell + 1/2), its z
/// and two-sided p (Woolf 1955). Says nothing of how often the pair met, only of how bound it was.
struct Change {
  double difference = 0;  ///< later - earlier
  double z = 0;
  double p = 1;
};
[[nodiscard]] Change change_between(const Contingency& earlier, const Contingency& later);

}  // namespace concord
