// Cooccurrence: in how many units the items of the rows and those of the columns are met together, for every pair.
//
// Each item becomes an ascending list of units. The columns are turned round
// into "which columns are in this unit", then each row adds up the columns of its
// units: a sparse cross-product whose cost is the number of meetings,
// not the number of pairs. Pairs that never met are not stored.
//
// An item is never paired with itself, nor with one that shares a term with it
// (a rolled-up parent and its child always meet): how many such pairs were met
// is reported. When rows and columns are the same axis each pair is
// counted once, with row < column.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/contingency.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/cooccur/unit_space.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct CountOptions {
  UnitKind unit = UnitKind::sentence;
  CountMode mode = CountMode::units;
  Polarity polarity = Polarity::all;
  std::optional<DocumentSet> documents;  ///< only these; all when not given. Duplicates are left out by the caller here
  MatchFinder units_with;                ///< only units in which one of these matches begins; all when empty
  bool apart = false;                    ///< units in which a pair is met in the same words only are left out of its table (shared_words.h)
  std::string by;                        ///< column to slice by, or month, quarter, decade; empty for none
};

/// The units that `options` counts. Errors: limit, and those of the matches in `units_with`.
[[nodiscard]] Result<UnitSpace> counted_units(const Snapshot& snapshot, const CountOptions& options);

/// The units that hold both items of a pair, ascending.
struct JointUnits {
  std::vector<UnitNo> units;       ///< that count
  std::vector<UnitNo> same_words;  ///< that are left out of the pair's table: the two are met there in the same words only
};
/// Requires: lists ascending, each unit once.
[[nodiscard]] Result<JointUnits> joint_units(const Snapshot& snapshot, UnitSpace& space, const AxisItem& row, const std::vector<UnitNo>& in_row,
                                             const AxisItem& column, const std::vector<UnitNo>& in_column, const CountOptions& options);

/// The counts of one slice, or of the whole. Pairs in order of row, then column.
struct SliceCounts {
  std::string name;                         ///< value of the column; empty for the whole
  std::uint64_t total = 0;                  ///< N: units, or pairs of mentions
  std::vector<std::uint64_t> row_totals;    ///< units that hold each row, or pairs in which it takes part
  std::vector<std::uint64_t> column_totals;
  std::vector<std::uint64_t> row_begins;    ///< the pairs of row r are [row_begins[r], row_begins[r + 1])
  std::vector<std::uint32_t> columns;       ///< of each pair
  std::vector<std::uint64_t> joint;         ///< of each pair: how often they met, > 0
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint64_t> same_words = {};  ///< by row and column: units that are no part of the pair's table

  /// Joint count of any pair, met or not.
  [[nodiscard]] std::uint64_t joint_of(std::uint32_t row, std::uint32_t column) const;
  /// Requires: a unit is left of the pair's table, as there is where joint_count > 0.
  [[nodiscard]] Contingency cells(std::uint32_t row, std::uint32_t column, std::uint64_t joint_count) const {
    const auto found = same_words.find({row, column});
    const std::uint64_t less = found == same_words.end() ? 0 : found->second;
    return Contingency::from_margins(joint_count, row_totals[row] - less, column_totals[column] - less, total - less);
  }
};

struct CooccurrenceCounts {
  std::vector<std::string> rows;
  std::vector<std::string> columns;
  bool symmetric = false;          ///< the same axis twice: pairs with row < column only
  SliceCounts whole;
  std::vector<SliceCounts> slices;  ///< empty unless `by` was given; they add up to the whole
  std::uint64_t nested_pairs = 0;  ///< pairs that met and were left out because they share a term
};

/// Error: usage (nothing to slice by), limit (too many units), or what a query's matches returned.
[[nodiscard]] Result<CooccurrenceCounts> count_cooccurrence(const Snapshot& snapshot, const Axis& rows,
                                                            const Axis& columns, const CountOptions& options);

}  // namespace concord
