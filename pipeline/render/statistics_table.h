// StatisticsTable: results of pipeline/cooccur as Tables: one row a pair, a collocate, a word, a period: tidy, with a schema
// (docs/loading.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "pipeline/cooccur/collocation.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/explanation.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/provenance.h"
#include "pipeline/cooccur/scoring.h"
#include "pipeline/cooccur/trend.h"
#include "pipeline/render/table.h"

namespace concord {

/// Name of a measure as a column: "delta-p" becomes "delta_p".
[[nodiscard]] std::string column_name(std::string_view measure);

/// The first `limit` of a list are shown, 0 for all; a note says how many there are.
void note_limit(Table& table, std::string_view what, std::uint64_t shown, std::uint64_t all);
/// "12 pairs that met less than 5 times are hidden".
void note_hidden(Table& table, std::string_view what, std::uint64_t hidden, std::uint64_t min_count);

void add_provenance(Table& table, const Provenance& provenance);

/// Columns of a table of pairs; rows are added by add_pairs, slice by slice.
struct PairTableOptions {
  std::vector<const Measure*> measures;
  bool slices = false;     ///< first column names the slice; change against the slice before at the end
  bool intervals = false;  ///< low and high of the first measure
  std::uint64_t limit = 0;
};
[[nodiscard]] Table pair_table(const PairTableOptions& options);

/// `before`: the counts of the slice before, for the change; null for none. `intervals`: as scored.pairs, or empty.
void add_pairs(Table& table, const PairTableOptions& options, const CooccurrenceCounts& counts, const SliceCounts& slice,
               const ScoredPairs& scored, const SliceCounts* before, const std::vector<Interval>& intervals);

[[nodiscard]] Table explanation_table(const Explanation& explanation);

/// Collocates with scores and adjusted p, strongest by the first measure first.
[[nodiscard]] Table collocate_table(const Collocates& collocates, const ScoreOptions& options, std::uint64_t limit);

/// Items compared between two collections, ranked by the first measure; ties by name.
struct KeynessOptions {
  std::vector<const KeynessMeasure*> measures;
  std::uint64_t limit = 0;
  bool negative = false;  ///< what is typical of the second collection instead of the first
};
[[nodiscard]] Table keyness_table(const std::vector<ComparedItem>& items, const KeynessOptions& options);

/// One row an item and slice.
[[nodiscard]] Table frequency_table(const FrequencyTable& frequencies, std::uint64_t limit);

/// One row an item and period.
[[nodiscard]] Table trend_table(const Axis& items, const std::vector<Trend>& trends, bool rolling);

/// One row a measure.
[[nodiscard]] Table dispersion_table(const ItemDispersion& dispersion);

}  // namespace concord
