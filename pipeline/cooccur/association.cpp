#include "pipeline/cooccur/association.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "pipeline/cooccur/deviance.h"
#include "pipeline/cooccur/fisher.h"
#include "pipeline/cooccur/significance.h"

namespace concord {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double real(std::uint64_t count) { return static_cast<double>(count); }

// numerator / denominator where an empty denominator means that there was nothing to share.
double share(double numerator, double denominator) { return denominator == 0 ? 0 : numerator / denominator; }

struct Expected {
  double both, only_a, only_b, neither;
};

Expected expected_cells(const Contingency& table) {
  const double n = real(table.total());
  const double a = real(table.in_a());
  const double b = real(table.in_b());
  const double not_a = real(table.only_b + table.neither);
  const double not_b = real(table.only_a + table.neither);
  return {a * b / n, a * not_b / n, not_a * b / n, not_a * not_b / n};
}

bool has_empty_margin(const Contingency& table) {
  return table.in_a() == 0 || table.in_b() == 0 || table.in_a() == table.total() || table.in_b() == table.total();
}

double inverse_expected_sum(const Contingency& table) {
  const Expected e = expected_cells(table);
  return 1 / e.both + 1 / e.only_a + 1 / e.only_b + 1 / e.neither;
}

// log2(O / E), right also where O and E nearly agree.
double log2_ratio(const Contingency& table) {
  const double e = table.expected();
  const double surplus = table.surplus();
  if (std::abs(surplus) < 0.5 * e) return std::log1p(surplus / e) / std::log(2.0);
  return std::log2(real(table.both) / e);
}

}  // namespace

bool is_stronger(double a, double b, Strength strength) {
  if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  return strength == Strength::larger ? a > b : a < b;
}

double pmi(const Contingency& table) { return table.both == 0 ? -infinity : log2_ratio(table); }

double npmi(const Contingency& table) {
  if (table.both == 0) return -1;
  if (table.both == table.total()) return 1;
  return log2_ratio(table) / -std::log2(real(table.both) / real(table.total()));
}

double mi2(const Contingency& table) {
  return table.both == 0 ? -infinity : log2_ratio(table) + std::log2(real(table.both));
}

double mi3(const Contingency& table) {
  return table.both == 0 ? -infinity : log2_ratio(table) + 2 * std::log2(real(table.both));
}

double log_likelihood(const Contingency& table) {
  if (has_empty_margin(table)) return 0;  // one row or column holds everything: no departure is possible
  const Expected e = expected_cells(table);
  const double surplus = table.surplus();
  // The surpluses of the four cells cancel, so the sum of deviance terms is the sum of O ln(O/E); each term is >= 0.
  return 2 * (deviance_term(real(table.both), e.both, surplus) + deviance_term(real(table.only_a), e.only_a, -surplus) +
              deviance_term(real(table.only_b), e.only_b, -surplus) +
              deviance_term(real(table.neither), e.neither, surplus));
}

double signed_llr(const Contingency& table) {
  const double g2 = log_likelihood(table);
  return table.surplus() < 0 ? -g2 : g2;
}

double chi_square(const Contingency& table) {
  if (has_empty_margin(table)) return 0;
  const double surplus = table.surplus();
  return surplus * surplus * inverse_expected_sum(table);
}

double chi_square_yates(const Contingency& table) {
  if (has_empty_margin(table)) return 0;
  const double reduced = std::max(0.0, std::abs(table.surplus()) - 0.5);
  return reduced * reduced * inverse_expected_sum(table);
}

double williams(const Contingency& table) {
  if (has_empty_margin(table)) return 0;
  const double n = real(table.total());
  const double rows = n / real(table.in_a()) + n / real(table.only_b + table.neither) - 1;
  const double columns = n / real(table.in_b()) + n / real(table.only_a + table.neither) - 1;
  return log_likelihood(table) / (1 + rows * columns / (6 * n));
}

double t_score(const Contingency& table) {
  if (table.both == 0) return table.expected() == 0 ? 0 : -infinity;
  return table.surplus() / std::sqrt(real(table.both));
}

double z_score(const Contingency& table) { return share(table.surplus(), std::sqrt(table.expected())); }

double dice(const Contingency& table) { return share(2 * real(table.both), real(table.in_a()) + real(table.in_b())); }

double jaccard(const Contingency& table) {
  return share(real(table.both), real(table.both + table.only_a + table.only_b));
}

double overlap(const Contingency& table) {
  return share(real(table.both), real(std::min(table.in_a(), table.in_b())));
}

double minimum_sensitivity(const Contingency& table) {
  return share(real(table.both), real(std::max(table.in_a(), table.in_b())));
}

double log_dice(const Contingency& table) { return table.both == 0 ? -infinity : 14 + std::log2(dice(table)); }

double delta_p_b_given_a(const Contingency& table) {
  const std::uint64_t without_a = table.only_b + table.neither;
  if (table.in_a() == 0 || without_a == 0) return undefined;
  return table.surplus() * real(table.total()) / (real(table.in_a()) * real(without_a));
}

double delta_p_a_given_b(const Contingency& table) {
  const std::uint64_t without_b = table.only_a + table.neither;
  if (table.in_b() == 0 || without_b == 0) return undefined;
  return table.surplus() * real(table.total()) / (real(table.in_b()) * real(without_b));
}

double log_odds(const Contingency& table) {
  return std::log((real(table.both) + 0.5) * (real(table.neither) + 0.5) /
                  ((real(table.only_a) + 0.5) * (real(table.only_b) + 0.5)));
}

double log_odds_z(const Contingency& table) {
  const double variance = 1 / (real(table.both) + 0.5) + 1 / (real(table.only_a) + 0.5) +
                          1 / (real(table.only_b) + 0.5) + 1 / (real(table.neither) + 0.5);
  return log_odds(table) / std::sqrt(variance);
}

double odds_ratio(const Contingency& table) {
  return real(table.both) * real(table.neither) / (real(table.only_a) * real(table.only_b));
}

double llr_p(const Contingency& table) { return chi_square_p(log_likelihood(table)); }

std::span<const Measure> measures() {
  using enum Strength;
  static constexpr std::array table = {
      Measure{"pmi", "log2(O N / (fA fB))", "Church and Hanks 1990", larger, pmi},
      Measure{"npmi", "pmi / -log2(O/N)", "Bouma 2009", larger, npmi},
      Measure{"mi2", "log2(O^2 N / (fA fB))", "Daille 1994", larger, mi2},
      Measure{"mi3", "log2(O^3 N / (fA fB))", "Daille 1994; Oakes 1998", larger, mi3},
      Measure{"llr", "2 sum O ln(O/E) over the four cells, signed by O - E", "Dunning 1993", larger, signed_llr},
      Measure{"chi2", "sum (O - E)^2 / E over the four cells", "Pearson 1900", larger, chi_square},
      Measure{"chi2-yates", "sum (|O - E| - 1/2)^2 / E over the four cells", "Yates 1934", larger, chi_square_yates},
      Measure{"williams", "G2 / q, q = 1 + (N/fA + N/(N-fA) - 1)(N/fB + N/(N-fB) - 1) / (6 N)", "Williams 1976", larger,
              williams},
      Measure{"t", "(O - E) / sqrt(O)", "Church et al. 1991", larger, t_score},
      Measure{"z", "(O - E) / sqrt(E)", "Dennis 1965", larger, z_score},
      Measure{"dice", "2 O / (fA + fB)", "Dice 1945", larger, dice},
      Measure{"jaccard", "O / (fA + fB - O)", "Jaccard 1901", larger, jaccard},
      Measure{"overlap", "O / min(fA, fB)", "Szymkiewicz 1934; Simpson 1943", larger, overlap},
      Measure{"min-sensitivity", "min(O/fA, O/fB)", "Pedersen and Bruce 1996", larger, minimum_sensitivity},
      Measure{"logdice", "14 + log2(2 O / (fA + fB))", "Rychly 2008", larger, log_dice},
      Measure{"delta-p", "a/(a+b) - c/(c+d): B given A", "Gries 2013", larger, delta_p_b_given_a},
      Measure{"delta-p-reverse", "a/(a+c) - b/(b+d): A given B", "Gries 2013", larger, delta_p_a_given_b},
      Measure{"log-odds", "ln((a+.5)(d+.5) / ((b+.5)(c+.5)))", "Haldane 1956; quanteda's lambda", larger, log_odds},
      Measure{"log-odds-z", "log-odds / sqrt(1/(a+.5) + 1/(b+.5) + 1/(c+.5) + 1/(d+.5))",
              "Blaheta and Johnson 2001; quanteda's z", larger, log_odds_z},
      Measure{"odds-ratio", "a d / (b c)", "Cornfield 1951", larger, odds_ratio},
      Measure{"conditional-odds-ratio", "odds that make O the hypergeometric mean, margins fixed",
              "Fisher 1935; R fisher.test", larger, conditional_odds_ratio},
      Measure{"llr-p", "P(chi-square with 1 df > G2)", "Wilks 1938", Strength::smaller, llr_p},
      Measure{"fisher", "P(O or more | fA, fB, N): attraction", "Fisher 1935", Strength::smaller, fisher_right},
      Measure{"fisher-left", "P(O or fewer | fA, fB, N): repulsion", "Fisher 1935", Strength::smaller, fisher_left},
      Measure{"fisher-two-sided", "sum of P of all tables no more probable than this one", "Fisher 1935; R fisher.test",
              Strength::smaller, fisher_two_sided},
  };
  return table;
}

const Measure* find_measure(std::string_view name) {
  const auto all = measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Measure& measure) { return measure.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace concord
