#include "pipeline/cooccur/dispersion.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>

namespace concord {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

double real(std::uint64_t count) { return static_cast<double>(count); }

double frequency(const CorpusParts& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, const CorpusPart& part) {
    assert(part.size > 0 && part.count <= part.size);
    return sum + real(part.count);
  });
}

double corpus_size(const CorpusParts& parts) {
  return std::accumulate(parts.begin(), parts.end(), 0.0,
                         [](double sum, const CorpusPart& part) { return sum + real(part.size); });
}

std::vector<double> rates(const CorpusParts& parts) {
  std::vector<double> p;
  p.reserve(parts.size());
  for (const CorpusPart& part : parts) p.push_back(real(part.count) / real(part.size));
  return p;
}

double sum_of(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

double dispersion_range(const CorpusParts& parts) {
  if (frequency(parts) == 0) return undefined;
  return static_cast<double>(std::count_if(parts.begin(), parts.end(), [](auto part) { return part.count > 0; }));
}

double juilland_d(const CorpusParts& parts) {
  if (frequency(parts) == 0 || parts.size() < 2) return undefined;
  const std::vector<double> p = rates(parts);
  const auto n = static_cast<double>(p.size());
  const double mean = sum_of(p) / n;
  double squares = 0;
  for (const double rate : p) squares += (rate - mean) * (rate - mean);
  return 1 - std::sqrt(squares / n) / mean / std::sqrt(n - 1);
}

double juilland_u(const CorpusParts& parts) { return juilland_d(parts) * frequency(parts); }

double carroll_d2(const CorpusParts& parts) {
  if (frequency(parts) == 0 || parts.size() < 2) return undefined;
  const std::vector<double> p = rates(parts);
  const double all = sum_of(p);
  double entropy = 0;
  for (const double rate : p) {
    if (rate > 0) entropy -= rate / all * std::log(rate / all);
  }
  return entropy / std::log(static_cast<double>(p.size()));
}

double lyne_d3(const CorpusParts& parts) {
  const double f = frequency(parts);
  if (f == 0) return undefined;
  const double size = corpus_size(parts);
  double chi2 = 0;
  for (const CorpusPart& part : parts) {
    const double expected = f * real(part.size) / size;
    chi2 += (real(part.count) - expected) * (real(part.count) - expected) / expected;
  }
  return 1 - chi2 / (4 * f);
}

double rosengren_s(const CorpusParts& parts) {
  const double f = frequency(parts);
  if (f == 0) return undefined;
  const double size = corpus_size(parts);
  double root = 0;
  for (const CorpusPart& part : parts) root += std::sqrt(real(part.size) / size * real(part.count));
  return root * root / f;
}

double gries_dp(const CorpusParts& parts) {
  const double f = frequency(parts);
  if (f == 0) return undefined;
  const double size = corpus_size(parts);
  double difference = 0;
  for (const CorpusPart& part : parts) difference += std::abs(real(part.count) / f - real(part.size) / size);
  return difference / 2;
}

double gries_dp_norm(const CorpusParts& parts) {
  if (frequency(parts) == 0 || parts.size() < 2) return undefined;
  const auto smallest =
      std::min_element(parts.begin(), parts.end(), [](auto one, auto other) { return one.size < other.size; });
  return gries_dp(parts) / (1 - real(smallest->size) / corpus_size(parts));
}

double burch_da(const CorpusParts& parts) {
  if (frequency(parts) == 0 || parts.size() < 2) return undefined;
  std::vector<double> p = rates(parts);
  std::sort(p.begin(), p.end());
  // The i-th smallest is subtracted n - 1 - i times and added i times in the sum of all pairwise differences.
  const auto n = static_cast<double>(p.size());
  double differences = 0;
  for (std::size_t i = 0; i < p.size(); ++i) differences += p[i] * (2 * static_cast<double>(i) + 1 - n);
  return 1 - differences / (n * (n - 1) / 2) / (2 * sum_of(p) / n);
}

double kullback_leibler(const CorpusParts& parts) {
  const double f = frequency(parts);
  if (f == 0) return undefined;
  const double size = corpus_size(parts);
  double bits = 0;
  for (const CorpusPart& part : parts) {
    const double share = real(part.count) / f;
    if (share > 0) bits += share * std::log2(share / (real(part.size) / size));
  }
  return bits;
}

PositionDispersion position_dispersion(const std::vector<std::uint64_t>& positions, std::uint64_t size) {
  assert(size > 0);
  if (positions.empty()) return {undefined, undefined, undefined, undefined, undefined};
  const double n = real(size);
  const double step = n / static_cast<double>(positions.size());
  double reduced = 0;
  double squares = 0;
  double logarithms = 0;
  for (std::size_t i = 0; i < positions.size(); ++i) {
    assert(positions[i] < size && (i == 0 || positions[i - 1] < positions[i]));
    const std::uint64_t gap = i == 0 ? positions[0] + size - positions.back() : positions[i] - positions[i - 1];
    const double distance = real(gap);
    reduced += std::min(distance, step);
    squares += distance * distance;
    logarithms += distance * std::log10(distance);
  }
  PositionDispersion result;
  result.arf = reduced / step;
  result.awt = (1 + squares / n) / 2;
  result.f_awt = n * n / squares;
  result.ald = logarithms / n;
  result.f_ald = n / std::pow(10.0, result.ald);
  return result;
}

std::span<const DispersionMeasure> dispersion_measures() {
  static constexpr std::array table = {
      DispersionMeasure{"range", "number of parts with v > 0", "", dispersion_range},
      DispersionMeasure{"juilland-d", "1 - (sd(p)/mean(p)) / sqrt(n - 1)", "Juilland et al. 1970", juilland_d},
      DispersionMeasure{"juilland-u", "D f", "Juilland et al. 1970", juilland_u},
      DispersionMeasure{"carroll-d2", "-sum q ln q / ln n, q = p / sum p", "Carroll 1970", carroll_d2},
      DispersionMeasure{"lyne-d3", "1 - sum (v - s f)^2 / (s f) / (4 f)", "Lyne 1985", lyne_d3},
      DispersionMeasure{"rosengren-s", "(sum sqrt(s v))^2 / f", "Rosengren 1971", rosengren_s},
      DispersionMeasure{"dp", "sum |v/f - s| / 2", "Gries 2008", gries_dp},
      DispersionMeasure{"dp-norm", "DP / (1 - min s)", "Lijffijt and Gries 2012", gries_dp_norm},
      DispersionMeasure{"da", "1 - mean |p_i - p_j| / (2 mean p)", "Burch, Egbert and Biber 2017", burch_da},
      DispersionMeasure{"kld", "sum v/f log2((v/f) / s)", "Gries 2020", kullback_leibler},
  };
  return table;
}

const DispersionMeasure* find_dispersion_measure(std::string_view name) {
  const auto all = dispersion_measures();
  const auto found = std::find_if(all.begin(), all.end(), [&](const auto& measure) { return measure.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace concord
