// Fisher's exact test of a two-by-two table: tails of the hypergeometric distribution with the table's margins.
//
// The probability of one table comes from the saddle-point form of Loader
// (2000, "Fast and accurate computation of binomial probabilities"), as in R's
// dhyper; its neighbours from the ratio of successive terms. Boost.Math's
// hypergeometric distribution ends at 32-bit totals and loses digits beyond
// 10^5; it serves as the oracle of the tests, beside exact rational arithmetic.
// Cost: about ten standard deviations of terms.
#pragma once

#include "pipeline/cooccur/contingency.h"

namespace concord {

/// P(this very table) given its margins.
[[nodiscard]] double hypergeometric_probability(const Contingency& table);

/// P(as many joint units or more): small for attraction.
[[nodiscard]] double fisher_right(const Contingency& table);

/// P(as many joint units or fewer): small for repulsion.
[[nodiscard]] double fisher_left(const Contingency& table);

/// Sum of all tables with these margins that are no more probable than this one (up to a factor of 1 + 1e-7, as R).
[[nodiscard]] double fisher_two_sided(const Contingency& table);

/// Conditional maximum-likelihood odds ratio (R's fisher.test estimate): 0 and infinity at the ends of the support,
/// NaN when the margins allow one table only.
[[nodiscard]] double conditional_odds_ratio(const Contingency& table);

}  // namespace concord
