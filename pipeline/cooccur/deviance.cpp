#include "pipeline/cooccur/deviance.h"

#include <array>
#include <cassert>
#include <cmath>

namespace concord {
namespace {

constexpr double pi = 3.14159265358979323846;

// With v = surplus / (x + mean), ln(x / mean) = 2 atanh(v); the odd powers of v beyond the first remain.
double near_mean(double x, double mean, double surplus) {
  const double v = surplus / (x + mean);
  double sum = surplus * v;
  double power = 2 * x * v;
  for (int j = 1; j < 1000; ++j) {
    power *= v * v;
    const double next = sum + power / (2 * j + 1);
    if (next == sum) break;
    sum = next;
  }
  return sum;
}

}  // namespace

double deviance_term(double x, double mean, double surplus) {
  assert(mean > 0 && x >= 0);
  if (x == 0) return mean;
  if (std::abs(surplus) < 0.1 * (x + mean)) return near_mean(x, mean, surplus);
  return x * std::log(x / mean) - surplus;
}

double stirling_error(double n) {
  assert(n > 0);
  if (n < 16) return std::lgamma(n + 1) - (n + 0.5) * std::log(n) + n - 0.5 * std::log(2 * pi);
  const double nn = n * n;
  constexpr std::array series = {1.0 / 12, 1.0 / 360, 1.0 / 1260, 1.0 / 1680, 1.0 / 1188, 691.0 / 360360};
  return (series[0] - (series[1] - (series[2] - (series[3] - (series[4] - series[5] / nn) / nn) / nn) / nn) / nn) / n;
}

}  // namespace concord
