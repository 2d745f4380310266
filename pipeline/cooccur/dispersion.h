// Dispersion: whether an item is spread over the parts of a corpus (documents, years) or the habit of one.
//
// Two families: over parts (how often in each part, how large each part is),
// and over positions (where in the run of all tokens it stands). Parts of
// unequal size are allowed for everywhere: the classical formulas then take the
// relative frequencies count/size, as Gries (2020) does. With no occurrence at
// all every measure is NaN: there is nothing to be spread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace concord {

/// One part of a corpus. Requires: size > 0, count <= size.
struct CorpusPart {
  std::uint64_t count = 0;  ///< occurrences of the item
  std::uint64_t size = 0;   ///< tokens
};
using CorpusParts = std::vector<CorpusPart>;

struct DispersionMeasure {
  std::string_view name;
  std::string_view formula;
  std::string_view source;
  double (*value)(const CorpusParts&);
};

/// v = counts, s = shares of the parts in the corpus, p = relative frequencies v/size, f = sum of v, n = number of parts.
[[nodiscard]] std::span<const DispersionMeasure> dispersion_measures();
[[nodiscard]] const DispersionMeasure* find_dispersion_measure(std::string_view name);

/// Parts in which the item occurs at all.
[[nodiscard]] double dispersion_range(const CorpusParts& parts);
/// 1 - (sd/mean of p)/sqrt(n - 1): 1 even, 0 all in one of equal parts (Juilland et al. 1970). NaN for one part.
[[nodiscard]] double juilland_d(const CorpusParts& parts);
/// D f, the "usage" (Juilland et al. 1970).
[[nodiscard]] double juilland_u(const CorpusParts& parts);
/// Entropy of p, normed / ln n (Carroll 1970). NaN for one part.
[[nodiscard]] double carroll_d2(const CorpusParts& parts);
/// 1 - sum((v - s f)^2 / (s f)) / (4 f) (Lyne 1985).
[[nodiscard]] double lyne_d3(const CorpusParts& parts);
/// (sum of sqrt(s v))^2 / f (Rosengren 1971).
[[nodiscard]] double rosengren_s(const CorpusParts& parts);
/// sum |v/f - s| / 2: 0 as the parts, towards 1 clumped (Gries 2008).
[[nodiscard]] double gries_dp(const CorpusParts& parts);
/// DP / (1 - smallest s) (Lijffijt and Gries 2012). NaN for one part.
[[nodiscard]] double gries_dp_norm(const CorpusParts& parts);
/// 1 - mean |p_i - p_j| over pairs of parts / (2 mean p) (Burch, Egbert and Biber 2017). NaN for one part.
[[nodiscard]] double burch_da(const CorpusParts& parts);
/// sum v/f log2(v/f / s), in bits: 0 as the parts (Gries 2020).
[[nodiscard]] double kullback_leibler(const CorpusParts& parts);

/// Measures over positions; distances are taken around a ring, so that the last and the first occurrence are neighbours.
struct PositionDispersion {
  double arf = 0;      ///< average reduced frequency (Savicky and Hlavacova 2002)
  double awt = 0;      ///< average waiting time: (1 + sum d^2 / N) / 2
  double f_awt = 0;    ///< N / (2 AWT - 1)
  double ald = 0;      ///< average logarithmic distance: sum d log10 d / N
  double f_ald = 0;    ///< N / 10^ALD
};
/// Requires: positions ascend strictly, all are below `size`, size > 0. NaN throughout without positions.
[[nodiscard]] PositionDispersion position_dispersion(const std::vector<std::uint64_t>& positions, std::uint64_t size);

}  // namespace concord
