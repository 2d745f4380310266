#include "pipeline/cooccur/scoring.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "pipeline/cooccur/significance.h"

namespace concord {
namespace {

double log_odds_variance(const Contingency& table) {
  const auto part = [](std::uint64_t cell) { return 1 / (static_cast<double>(cell) + 0.5); };
  return part(table.both) + part(table.only_a) + part(table.only_b) + part(table.neither);
}

}  // namespace

ScoredPairs score_cells(std::vector<ScoredPair> pairs, const ScoreOptions& options,
                        const std::vector<std::string>& row_names, const std::vector<std::string>& column_names) {
  assert(!options.measures.empty());
  const Measure* const significance = options.significance != nullptr ? options.significance : find_measure("llr-p");
  std::vector<double> p;
  for (ScoredPair& pair : pairs) {
    pair.scores.clear();
    for (const Measure* measure : options.measures) pair.scores.push_back(measure->score(pair.cells));
    pair.p = significance->score(pair.cells);
    p.push_back(pair.p);
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) pairs[i].p_adjusted = adjusted[i];

  const Strength strength = options.measures[0]->strength;
  std::sort(pairs.begin(), pairs.end(), [&](const ScoredPair& a, const ScoredPair& b) {
    if (is_stronger(a.scores[0], b.scores[0], strength)) return true;
    if (is_stronger(b.scores[0], a.scores[0], strength)) return false;
    if (a.row != b.row) return row_names[a.row] < row_names[b.row];
    return column_names[a.column] < column_names[b.column];
  });
  return {std::move(pairs), 0};
}

ScoredPairs score_pairs(const CooccurrenceCounts& counts, const SliceCounts& slice, const ScoreOptions& options) {
  std::vector<ScoredPair> pairs;
  std::uint64_t hidden = 0;
  for (std::uint32_t row = 0; row < counts.rows.size(); ++row) {
    for (std::uint64_t i = slice.row_begins[row]; i < slice.row_begins[row + 1]; ++i) {
      if (slice.joint[i] < options.min_count) {
        ++hidden;
      } else {
        pairs.push_back({row, slice.columns[i], slice.cells(row, slice.columns[i], slice.joint[i]), {}, 1, 1});
      }
    }
  }
  ScoredPairs result = score_cells(std::move(pairs), options, counts.rows, counts.columns);
  result.hidden = hidden;
  return result;
}

Change change_between(const Contingency& earlier, const Contingency& later) {
  Change change;
  change.difference = log_odds(later) - log_odds(earlier);
  change.z = change.difference / std::sqrt(log_odds_variance(earlier) + log_odds_variance(later));
  change.p = normal_p(change.z);
  return change;
}

}  // namespace concord
