// Keyness: what is typical of one collection of tokens (1, studied) against another (2, reference).
//
// Input is how often an item occurs in each and how large each is. The scores
// stand in one table, like those of association.h. A count of zero is
// never lost: G2 takes 0 ln 0 = 0, and the log ratio counts 0.5 and says so
// (RelativeFrequencies::has_zero), after Hardie (2014).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/contingency.h"
#include "pipeline/cooccur/significance.h"

namespace concord {

/// Requires everywhere: counts do not exceed their sizes, and both sizes are positive.
struct RelativeFrequencies {
  std::uint64_t count_1 = 0;
  std::uint64_t count_2 = 0;
  std::uint64_t size_1 = 0;  ///< tokens (or units) of collection 1
  std::uint64_t size_2 = 0;

  [[nodiscard]] double share_1() const { return static_cast<double>(count_1) / static_cast<double>(size_1); }
  [[nodiscard]] double share_2() const { return static_cast<double>(count_2) / static_cast<double>(size_2); }
  [[nodiscard]] bool has_zero() const { return count_1 == 0 || count_2 == 0; }
  /// Item against all other tokens, collection 1 against collection 2.
  [[nodiscard]] Contingency table() const;
};

struct KeynessMeasure {
  std::string_view name;
  std::string_view formula;
  std::string_view source;
  Strength strength;
  double (*score)(const RelativeFrequencies&);
};

[[nodiscard]] std::span<const KeynessMeasure> keyness_measures();
[[nodiscard]] const KeynessMeasure* find_keyness_measure(std::string_view name);

/// G2 over the item's two cells only (Rayson and Garside 2000, the UCREL wizard), negative when rarer in 1.
[[nodiscard]] double two_cell_llr(const RelativeFrequencies& item);
/// G2 over all four cells (Dunning 1993), negative when rarer in 1.
[[nodiscard]] double four_cell_llr(const RelativeFrequencies& item);
/// log2(share_1 / share_2); a zero count becomes 0.5 (Hardie 2014). 0 when both are zero.
[[nodiscard]] double log_ratio(const RelativeFrequencies& item);
/// Interval of log_ratio from the variance of a log relative risk (Katz et al. 1978), zero counts as above.
[[nodiscard]] Interval log_ratio_interval(const RelativeFrequencies& item, double level = 0.95);
/// 100 (share_1 - share_2) / share_2 (Gabrielatos and Marchi 2011). +infinity when absent from 2.
[[nodiscard]] double percent_difference(const RelativeFrequencies& item);
[[nodiscard]] double keyness_odds_ratio(const RelativeFrequencies& item);
/// (share_1 - share_2) / (share_1 + share_2): -1 .. 1 (Hofland and Johansson 1982). 0 when both are zero.
[[nodiscard]] double difference_coefficient(const RelativeFrequencies& item);
/// (per million in 1 + constant) / (per million in 2 + constant) (Kilgarriff 2009). Requires: constant > 0.
[[nodiscard]] double simple_maths(const RelativeFrequencies& item, double constant = 1);

/// Wilcoxon, Mann and Whitney: whether the values of sample 1 (an item's share in each document) tend to be larger.
struct RankSum {
  double rank_sum_1 = 0;  ///< sum of the ranks of sample 1 in both together, ties at their mean rank
  double u = 0;           ///< pairs in which 1 is larger, ties one half
  double z = 0;           ///< normal approximation with tie correction; 0 when all values are equal
  double p = 1;           ///< two-sided, of z
};
/// Requires: neither sample is empty.
[[nodiscard]] RankSum mann_whitney(const std::vector<double>& sample_1, const std::vector<double>& sample_2);

}  // namespace concord
