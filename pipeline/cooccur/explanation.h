// Explanation: how one number came about: the four cells, what was expected, each formula with the numbers put in, and
// the places where both were met.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"

namespace concord {

struct ExplainedScore {
  std::string_view name;
  std::string_view formula;   ///< "log2(O N / (fA fB))"
  std::string with_numbers;   ///< "log2(8 × 14307668 / (15828 × 4675))"
  double value = 0;
  std::string_view source;
};

struct Explanation {
  std::string row;
  std::string column;
  Contingency cells;                  ///< of the whole, all slices together
  std::uint64_t same_words = 0;  ///< units left out of them: the two are met there in the same words only (CountOptions::apart)
  double expected = 0;
  std::vector<ExplainedScore> scores;
  std::vector<UnitPlace> passages;    ///< units that hold both, in order
  UnitKind unit = UnitKind::sentence;
};

/// The formula of a measure with a table's numbers in the place of its letters; sums over cells are written out.
[[nodiscard]] std::string with_numbers(const Measure& measure, const Contingency& table);

/// Counts the pair anew, so that what is explained is what the index holds. Counting is by units whatever the mode.
[[nodiscard]] Result<Explanation> explain_pair(const Snapshot& snapshot, const AxisItem& row, const AxisItem& column,
                                               const CountOptions& options,
                                               const std::vector<const Measure*>& measures);

}  // namespace concord
