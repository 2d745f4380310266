// Association: how much more often than chance two things occur together. Every score is a row of one table.
//
// The table (name, formula, function, source) is what the command line's help,
// `--explain`, the outputs and docs/statistics.md are made of, so that what is
// printed as the formula is what was computed.
//
// Notation in the formulas: O = both, E = expected, fA, fB = margins, N = total,
// a b c d = the four cells. 0 ln 0 = 0. A score that does not exist for a table
// is NaN; one that is without bound is infinite; both are shown as such.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "pipeline/cooccur/contingency.h"

namespace concord {

/// What a ranking does with a score.
enum class Strength {
  larger,   ///< larger is stronger
  smaller,  ///< smaller is stronger: p-values
};

/// Whether score a stands before score b in a ranking; what is undefined stands last.
[[nodiscard]] bool is_stronger(double a, double b, Strength strength);

struct Measure {
  std::string_view name;     ///< what is typed and what heads the column
  std::string_view formula;  ///< in the notation above
  std::string_view source;   ///< who defined it
  Strength strength;
  double (*score)(const Contingency&);
};

/// All measures, in the order of docs/statistics.md.
[[nodiscard]] std::span<const Measure> measures();

/// Null when there is none of that name.
[[nodiscard]] const Measure* find_measure(std::string_view name);

/// log2(O N / (fA fB)). -infinity when the pair never met.
[[nodiscard]] double pmi(const Contingency& table);
/// pmi / -log2(O/N): -1 never together, 0 independent, 1 always together (Bouma 2009).
[[nodiscard]] double npmi(const Contingency& table);
/// log2(O^2 N / (fA fB)) and log2(O^3 N / (fA fB)) (Oakes 1998).
[[nodiscard]] double mi2(const Contingency& table);
[[nodiscard]] double mi3(const Contingency& table);
/// G2 = 2 sum over the four cells of O ln(O/E) (Dunning 1993), negative when O < E.
[[nodiscard]] double signed_llr(const Contingency& table);
/// The same without sign.
[[nodiscard]] double log_likelihood(const Contingency& table);
/// Pearson's chi-square, and with Yates' continuity correction.
[[nodiscard]] double chi_square(const Contingency& table);
[[nodiscard]] double chi_square_yates(const Contingency& table);
/// G2 divided by Williams' (1976) correction.
[[nodiscard]] double williams(const Contingency& table);
/// (O - E) / sqrt(O) and (O - E) / sqrt(E).
[[nodiscard]] double t_score(const Contingency& table);
[[nodiscard]] double z_score(const Contingency& table);
[[nodiscard]] double dice(const Contingency& table);
[[nodiscard]] double jaccard(const Contingency& table);
[[nodiscard]] double overlap(const Contingency& table);
[[nodiscard]] double minimum_sensitivity(const Contingency& table);
/// 14 + log2(dice) (Rychly 2008). -infinity when the pair never met.
[[nodiscard]] double log_dice(const Contingency& table);
/// P(B | A) - P(B | not A), and the other way (Gries 2013). NaN when one of the conditions never holds.
[[nodiscard]] double delta_p_b_given_a(const Contingency& table);
[[nodiscard]] double delta_p_a_given_b(const Contingency& table);
/// ln of the odds ratio with 1/2 added to each cell (Haldane 1956, Anscombe 1956; quanteda's lambda), and its z.
[[nodiscard]] double log_odds(const Contingency& table);
[[nodiscard]] double log_odds_z(const Contingency& table);
/// a d / (b c). NaN for 0/0.
[[nodiscard]] double odds_ratio(const Contingency& table);
/// p of |G2| with one degree of freedom.
[[nodiscard]] double llr_p(const Contingency& table);

}  // namespace concord
