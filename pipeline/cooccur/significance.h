// Significance: p-values of the statistics, adjustment for many comparisons, intervals for proportions.
#pragma once

#include <cstdint>
#include <vector>

namespace concord {

/// Probability that a chi-square variable with one degree of freedom exceeds |statistic|: the two-sided p of G2 and of chi2.
[[nodiscard]] double chi_square_p(double statistic);

/// Two-sided p of a standard normal z.
[[nodiscard]] double normal_p(double z);

/// z with which a symmetric interval covers `level`: 1.959964 for 0.95. Requires: 0 < level < 1.
[[nodiscard]] double normal_quantile(double level);

/// Benjamini and Hochberg (1995): the smallest false discovery rate at which each p would be accepted, in the order
/// given. NaN stays NaN and is no comparison.
[[nodiscard]] std::vector<double> benjamini_hochberg(const std::vector<double>& p);
/// Adjusted values of `wanted`, which are some of the p-values `all` that were tested: memory for one number a test, where
/// the whole answer would take three. NaN stays NaN and is no test. Requires: no p is negative.
[[nodiscard]] std::vector<double> benjamini_hochberg_of(const std::vector<double>& wanted, std::vector<double> all);

struct Interval {
  double low = 0;
  double high = 0;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// Wilson (1927) score interval of a proportion `hits / trials`; [0, 1] without trials. Requires: hits <= trials.
[[nodiscard]] Interval wilson_interval(std::uint64_t hits, std::uint64_t trials, double level = 0.95);

}  // namespace concord
