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

const Measure& significance_of(const ScoreOptions& options) {
  return options.significance != nullptr ? *options.significance : *find_measure("llr-p");
}

void score(ScoredPair& pair, const ScoreOptions& options) {
  pair.scores.clear();
  for (const Measure* measure : options.measures) pair.scores.push_back(measure->score(pair.cells));
  pair.p = significance_of(options).score(pair.cells);
}

void rank(std::vector<ScoredPair>& pairs, Strength strength, const std::vector<std::string>& row_names,
          const std::vector<std::string>& column_names) {
  std::sort(pairs.begin(), pairs.end(), [&](const ScoredPair& a, const ScoredPair& b) {
    if (is_stronger(a.scores[0], b.scores[0], strength)) return true;
    if (is_stronger(b.scores[0], a.scores[0], strength)) return false;
    if (a.row != b.row) return row_names[a.row] < row_names[b.row];
    return column_names[a.column] < column_names[b.column];
  });
}

// Visits the pairs at or above the minimum; how many were below it.
template <class Visit>
std::uint64_t for_each_pair(const CooccurrenceCounts& counts, const SliceCounts& slice, std::uint64_t min_count, Visit&& visit) {
  std::uint64_t hidden = 0;
  for (std::uint32_t row = 0; row < counts.rows.size(); ++row) {
    for (std::uint64_t i = slice.row_begins[row]; i < slice.row_begins[row + 1]; ++i) {
      if (slice.joint[i] < min_count) {
        ++hidden;
      } else {
        visit(row, slice.columns[i], slice.cells(row, slice.columns[i], slice.joint[i]));
      }
    }
  }
  return hidden;
}

// The score that the last of the kept ones has. Requires: 0 < keep < scores.size().
double weakest_kept(std::vector<double> scores, std::uint64_t keep, Strength strength) {
  const auto last = scores.begin() + static_cast<std::ptrdiff_t>(keep - 1);
  std::nth_element(scores.begin(), last, scores.end(), [&](double a, double b) { return is_stronger(a, b, strength); });
  return *last;
}

ScoredPairs score_all(const CooccurrenceCounts& counts, const SliceCounts& slice, const ScoreOptions& options) {
  std::vector<ScoredPair> pairs;
  const std::uint64_t hidden = for_each_pair(counts, slice, options.min_count, [&](std::uint32_t row, std::uint32_t column, const Contingency& cells) {
    pairs.push_back({row, column, cells, {}, 1, 1});
  });
  ScoredPairs result = score_cells(std::move(pairs), options, counts.rows, counts.columns);
  result.hidden = hidden;
  return result;
}

// Two passes: two numbers for each pair, then the pairs whose score is not weaker than the last that is kept.
ScoredPairs score_strongest(const CooccurrenceCounts& counts, const SliceCounts& slice, const ScoreOptions& options) {
  const Measure& first = *options.measures[0];
  const Measure& significance = significance_of(options);
  std::vector<double> scores, p;
  ScoredPairs result;
  result.hidden = for_each_pair(counts, slice, options.min_count, [&](std::uint32_t, std::uint32_t, const Contingency& cells) {
    scores.push_back(first.score(cells));
    p.push_back(significance.score(cells));
  });
  result.tested = scores.size();
  if (result.tested <= options.keep) return score_all(counts, slice, options);

  const double weakest = weakest_kept(scores, options.keep, first.strength);
  std::size_t number = 0;
  for_each_pair(counts, slice, options.min_count, [&](std::uint32_t row, std::uint32_t column, const Contingency& cells) {
    if (is_stronger(weakest, scores[number++], first.strength)) return;
    result.pairs.push_back({row, column, cells, {}, 1, 1});
    score(result.pairs.back(), options);
  });
  scores = {};
  rank(result.pairs, first.strength, counts.rows, counts.columns);
  result.pairs.resize(static_cast<std::size_t>(options.keep));
  std::vector<double> wanted;
  for (const ScoredPair& pair : result.pairs) wanted.push_back(pair.p);
  const std::vector<double> adjusted = benjamini_hochberg_of(wanted, std::move(p));
  for (std::size_t i = 0; i < adjusted.size(); ++i) result.pairs[i].p_adjusted = adjusted[i];
  return result;
}

}  // namespace

ScoredPairs score_cells(std::vector<ScoredPair> pairs, const ScoreOptions& options,
                        const std::vector<std::string>& row_names, const std::vector<std::string>& column_names) {
  assert(!options.measures.empty());
  std::vector<double> p;
  for (ScoredPair& pair : pairs) {
    score(pair, options);
    p.push_back(pair.p);
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < p.size(); ++i) pairs[i].p_adjusted = adjusted[i];
  rank(pairs, options.measures[0]->strength, row_names, column_names);
  return {std::move(pairs), p.size(), 0};
}

ScoredPairs score_pairs(const CooccurrenceCounts& counts, const SliceCounts& slice, const ScoreOptions& options) {
  return options.keep == 0 ? score_all(counts, slice, options) : score_strongest(counts, slice, options);
}

Change change_between(const Contingency& earlier, const Contingency& later) {
  Change change;
  change.difference = log_odds(later) - log_odds(earlier);
  change.z = change.difference / std::sqrt(log_odds_variance(earlier) + log_odds_variance(later));
  change.p = normal_p(change.z);
  return change;
}

}  // namespace concord
