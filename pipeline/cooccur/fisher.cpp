#include "pipeline/cooccur/fisher.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "pipeline/cooccur/deviance.h"

namespace concord {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr double negligible = 1e-17;  // a term that no longer changes the sum

double real(std::uint64_t count) { return static_cast<double>(count); }

// Binomial probability of x out of n with p = part / whole and q = (whole - part) / whole.
double binomial_probability(std::uint64_t x, std::uint64_t n, double p, double q) {
  if (n == 0) return 1;
  if (p == 0) return x == 0 ? 1 : 0;
  if (q == 0) return x == n ? 1 : 0;
  const double count = real(n);
  if (x == 0) return p < 0.1 ? std::exp(count * std::log1p(-p)) : std::pow(q, count);
  if (x == n) return q < 0.1 ? std::exp(count * std::log1p(-q)) : std::pow(p, count);
  const double hit = real(x);
  const double miss = real(n - x);
  const double exponent = stirling_error(count) - stirling_error(hit) - stirling_error(miss) -
                          deviance_term(hit, count * p, hit - count * p) -
                          deviance_term(miss, count * q, miss - count * q);
  return std::exp(exponent) * std::sqrt(count / (2 * pi * hit * miss));
}

// The family of tables with the margins of one table, addressed by their joint count.
struct Margins {
  std::uint64_t a, b, total;
  [[nodiscard]] std::uint64_t least() const { return a + b > total ? a + b - total : 0; }
  [[nodiscard]] std::uint64_t most() const { return std::min(a, b); }

  // Dividing two binomials by a third leaves the hypergeometric probability, whatever p they share; b / total makes
  // each of them large.
  [[nodiscard]] double probability(std::uint64_t joint) const {
    const double p = real(b) / real(total);
    const double q = real(total - b) / real(total);
    return binomial_probability(joint, a, p, q) * binomial_probability(b - joint, total - a, p, q) /
           binomial_probability(b, total, p, q);
  }
  // probability(joint + 1) / probability(joint)
  [[nodiscard]] double ratio_up(std::uint64_t joint) const {
    return real(a - joint) * real(b - joint) / (real(joint + 1) * real(total + joint + 1 - a - b));
  }
  [[nodiscard]] std::uint64_t mode() const {
    const double centre = (real(a) + 1) * (real(b) + 1) / (real(total) + 2);
    return std::clamp(static_cast<std::uint64_t>(centre), least(), most());
  }
};

Margins margins_of(const Contingency& table) { return {table.in_a(), table.in_b(), table.total()}; }

// Sum from `from` away from the mode, where terms only fall.
double falling_sum_up(const Margins& margins, std::uint64_t from) {
  double term = margins.probability(from);
  double sum = term;
  for (std::uint64_t joint = from; joint < margins.most() && term > sum * negligible; ++joint) {
    term *= margins.ratio_up(joint);
    sum += term;
  }
  return sum;
}

double falling_sum_down(const Margins& margins, std::uint64_t from) {
  double term = margins.probability(from);
  double sum = term;
  for (std::uint64_t joint = from; joint > margins.least() && term > sum * negligible; --joint) {
    term /= margins.ratio_up(joint - 1);
    sum += term;
  }
  return sum;
}

double right_tail(const Margins& margins, std::uint64_t joint) {
  if (joint <= margins.least()) return 1;
  if (joint > margins.mode()) return std::min(1.0, falling_sum_up(margins, joint));
  return std::max(0.0, 1 - falling_sum_down(margins, joint - 1));
}

double left_tail(const Margins& margins, std::uint64_t joint) {
  if (joint >= margins.most()) return 1;
  if (joint < margins.mode()) return std::min(1.0, falling_sum_down(margins, joint));
  return std::max(0.0, 1 - falling_sum_up(margins, joint + 1));
}

// The first joint count above the mode whose probability is at most `limit`; most() + 1 when there is none.
std::uint64_t first_rare_above(const Margins& margins, double limit) {
  std::uint64_t low = margins.mode();
  std::uint64_t high = margins.most() + 1;
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (margins.probability(middle) <= limit) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

// One past the last joint count below the mode whose probability is at most `limit`; least() when there is none.
std::uint64_t end_rare_below(const Margins& margins, double limit) {
  std::uint64_t low = margins.least();
  std::uint64_t high = margins.mode();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (margins.probability(middle) <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// Mean joint count when the odds are `odds` (Fisher's non-central hypergeometric distribution).
double mean_at_odds(const Margins& margins, double odds) {
  // Terms rise while ratio_up * odds > 1: the mode is found by bisection.
  std::uint64_t low = margins.least();
  std::uint64_t high = margins.most();
  while (low < high) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (margins.ratio_up(middle) * odds > 1) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  double weight = 1;
  double shift = 0;  // sum of weight * (joint - mode)
  double term = 1;
  for (std::uint64_t joint = low; joint < margins.most() && term > weight * negligible; ++joint) {
    term *= margins.ratio_up(joint) * odds;
    weight += term;
    shift += term * real(joint + 1 - low);
  }
  term = 1;
  for (std::uint64_t joint = low; joint > margins.least() && term > weight * negligible; --joint) {
    term /= margins.ratio_up(joint - 1) * odds;
    weight += term;
    shift -= term * real(low - joint + 1);
  }
  return real(low) + shift / weight;
}

}  // namespace

double hypergeometric_probability(const Contingency& table) { return margins_of(table).probability(table.both); }

double fisher_right(const Contingency& table) { return right_tail(margins_of(table), table.both); }

double fisher_left(const Contingency& table) { return left_tail(margins_of(table), table.both); }

double fisher_two_sided(const Contingency& table) {
  const Margins margins = margins_of(table);
  const double limit = margins.probability(table.both) * (1 + 1e-7);
  const std::uint64_t above = first_rare_above(margins, limit);
  const std::uint64_t below = end_rare_below(margins, limit);
  if (below >= above) return 1;
  double p = 0;
  if (above <= margins.most()) p += falling_sum_up(margins, above);
  if (below > margins.least()) p += falling_sum_down(margins, below - 1);
  return std::min(1.0, p);
}

double conditional_odds_ratio(const Contingency& table) {
  const Margins margins = margins_of(table);
  if (margins.least() == margins.most()) return std::numeric_limits<double>::quiet_NaN();
  if (table.both == margins.least()) return 0;
  if (table.both == margins.most()) return std::numeric_limits<double>::infinity();
  const double wanted = real(table.both);
  // The mean rises with the odds: bracket on the logarithm, then bisect.
  double low = -1;
  double high = 1;
  while (mean_at_odds(margins, std::exp(low)) > wanted) low *= 2;
  while (mean_at_odds(margins, std::exp(high)) < wanted) high *= 2;
  while (high - low > 1e-13 * std::max(1.0, std::abs(low))) {
    const double middle = low + (high - low) / 2;
    if (middle == low || middle == high) break;
    (mean_at_odds(margins, std::exp(middle)) < wanted ? low : high) = middle;
  }
  return std::exp(low + (high - low) / 2);
}

}  // namespace concord
