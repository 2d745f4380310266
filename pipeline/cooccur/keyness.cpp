#include "pipeline/cooccur/keyness.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

#include "pipeline/cooccur/deviance.h"
#include "pipeline/cooccur/fisher.h"

namespace concord {
namespace {

double real(std::uint64_t count) { return static_cast<double>(count); }

double or_half(std::uint64_t count) { return count == 0 ? 0.5 : real(count); }

double four_cell_chi2(const RelativeFrequencies& item) { return chi_square(item.table()); }
double four_cell_yates(const RelativeFrequencies& item) { return chi_square_yates(item.table()); }
double four_cell_williams(const RelativeFrequencies& item) { return williams(item.table()); }
double two_cell_p(const RelativeFrequencies& item) { return chi_square_p(two_cell_llr(item)); }
double four_cell_p(const RelativeFrequencies& item) { return chi_square_p(four_cell_llr(item)); }
double exact_right(const RelativeFrequencies& item) { return fisher_right(item.table()); }
double exact_two_sided(const RelativeFrequencies& item) { return fisher_two_sided(item.table()); }
double exact_odds_ratio(const RelativeFrequencies& item) { return conditional_odds_ratio(item.table()); }
double simple_maths_1(const RelativeFrequencies& item) { return simple_maths(item, 1); }
double simple_maths_100(const RelativeFrequencies& item) { return simple_maths(item, 100); }

}  // namespace

Contingency RelativeFrequencies::table() const {
  assert(count_1 <= size_1 && count_2 <= size_2 && size_1 + size_2 > 0);
  return {count_1, count_2, size_1 - count_1, size_2 - count_2};
}

double two_cell_llr(const RelativeFrequencies& item) {
  assert(item.size_1 > 0 && item.size_2 > 0);
  const double both = real(item.count_1) + real(item.count_2);
  if (both == 0) return 0;
  const double all = real(item.size_1) + real(item.size_2);
  // Exact surplus of the first cell: count_1 - size_1 (count_1 + count_2) / (size_1 + size_2).
  const double surplus = item.table().surplus();
  const double g2 = 2 * (deviance_term(real(item.count_1), real(item.size_1) * both / all, surplus) +
                         deviance_term(real(item.count_2), real(item.size_2) * both / all, -surplus));
  return surplus < 0 ? -g2 : g2;
}

double four_cell_llr(const RelativeFrequencies& item) { return signed_llr(item.table()); }

double log_ratio(const RelativeFrequencies& item) {
  if (item.count_1 == 0 && item.count_2 == 0) return 0;
  return std::log2((or_half(item.count_1) / real(item.size_1)) / (or_half(item.count_2) / real(item.size_2)));
}

Interval log_ratio_interval(const RelativeFrequencies& item, double level) {
  const double variance = 1 / or_half(item.count_1) - 1 / real(item.size_1) + 1 / or_half(item.count_2) -
                          1 / real(item.size_2);
  const double reach = normal_quantile(level) * std::sqrt(std::max(0.0, variance)) / std::log(2.0);
  const double centre = log_ratio(item);
  return {centre - reach, centre + reach};
}

double percent_difference(const RelativeFrequencies& item) {
  if (item.count_1 == 0 && item.count_2 == 0) return 0;
  return 100 * (item.share_1() / item.share_2() - 1);
}

double keyness_odds_ratio(const RelativeFrequencies& item) { return odds_ratio(item.table()); }

double difference_coefficient(const RelativeFrequencies& item) {
  const double both = item.share_1() + item.share_2();
  return both == 0 ? 0 : (item.share_1() - item.share_2()) / both;
}

double simple_maths(const RelativeFrequencies& item, double constant) {
  assert(constant > 0);
  return (item.share_1() * 1e6 + constant) / (item.share_2() * 1e6 + constant);
}

RankSum mann_whitney(const std::vector<double>& sample_1, const std::vector<double>& sample_2) {
  assert(!sample_1.empty() && !sample_2.empty());
  std::vector<std::pair<double, bool>> values;  // value, from sample 1
  for (const double value : sample_1) values.emplace_back(value, true);
  for (const double value : sample_2) values.emplace_back(value, false);
  std::sort(values.begin(), values.end());

  RankSum result;
  double tied = 0;  // sum of t^3 - t over groups of equal values
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    while (end < values.size() && values[end].first == values[begin].first) ++end;
    const double mean_rank = static_cast<double>(begin + 1 + end) / 2;
    for (std::size_t i = begin; i < end; ++i) result.rank_sum_1 += values[i].second ? mean_rank : 0;
    const auto group = static_cast<double>(end - begin);
    tied += group * group * group - group;
  }
  const auto n1 = static_cast<double>(sample_1.size());
  const auto n2 = static_cast<double>(sample_2.size());
  const double n = n1 + n2;
  result.u = result.rank_sum_1 - n1 * (n1 + 1) / 2;
  const double variance = n1 * n2 / 12 * (n + 1 - tied / (n * (n - 1)));
  if (variance > 0) result.z = (result.u - n1 * n2 / 2) / std::sqrt(variance);
  result.p = normal_p(result.z);
  return result;
}

std::span<const KeynessMeasure> keyness_measures() {
  using enum Strength;
  static constexpr std::array table = {
      KeynessMeasure{"llr2", "2 (O1 ln(O1/E1) + O2 ln(O2/E2)), Ei = Ni (O1+O2)/(N1+N2), signed",
                     "Rayson and Garside 2000 (UCREL, two cells)", larger, two_cell_llr},
      KeynessMeasure{"llr4", "2 sum O ln(O/E) over the four cells, signed", "Dunning 1993 (four cells)", larger,
                     four_cell_llr},
      KeynessMeasure{"log-ratio", "log2((O1/N1) / (O2/N2)), a zero count taken as 0.5", "Hardie 2014", larger, log_ratio},
      KeynessMeasure{"percent-diff", "100 (O1/N1 - O2/N2) / (O2/N2)", "Gabrielatos and Marchi 2011", larger,
                     percent_difference},
      KeynessMeasure{"odds-ratio", "O1 (N2 - O2) / (O2 (N1 - O1))", "Pojanapunya and Watson Todd 2016", larger,
                     keyness_odds_ratio},
      KeynessMeasure{"conditional-odds-ratio", "odds that make O1 the hypergeometric mean, margins fixed",
                     "Fisher 1935; R fisher.test", larger, exact_odds_ratio},
      KeynessMeasure{"difference-coefficient", "(O1/N1 - O2/N2) / (O1/N1 + O2/N2)", "Hofland and Johansson 1982", larger,
                     difference_coefficient},
      KeynessMeasure{"simple-maths", "(10^6 O1/N1 + 1) / (10^6 O2/N2 + 1)", "Kilgarriff 2009, constant 1", larger,
                     simple_maths_1},
      KeynessMeasure{"simple-maths-100", "(10^6 O1/N1 + 100) / (10^6 O2/N2 + 100)", "Kilgarriff 2009, constant 100",
                     larger, simple_maths_100},
      KeynessMeasure{"chi2", "sum (O - E)^2 / E over the four cells", "Pearson 1900", larger, four_cell_chi2},
      KeynessMeasure{"chi2-yates", "sum (|O - E| - 1/2)^2 / E over the four cells", "Yates 1934", larger,
                     four_cell_yates},
      KeynessMeasure{"williams", "four-cell G2 / Williams' q", "Williams 1976", larger, four_cell_williams},
      KeynessMeasure{"llr2-p", "P(chi-square with 1 df > two-cell G2)", "Wilks 1938", smaller, two_cell_p},
      KeynessMeasure{"llr4-p", "P(chi-square with 1 df > four-cell G2)", "Wilks 1938", smaller, four_cell_p},
      KeynessMeasure{"fisher", "P(O1 or more | margins)", "Fisher 1935", smaller, exact_right},
      KeynessMeasure{"fisher-two-sided", "sum of P of all tables no more probable than this one",
                     "Fisher 1935; R fisher.test", smaller, exact_two_sided},
  };
  return table;
}

const KeynessMeasure* find_keyness_measure(std::string_view name) {
  const auto all = keyness_measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& measure) { return measure.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace concord
