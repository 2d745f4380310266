// Deviance terms: x ln(x/m) + m - x, the building block of G2 and of exact probabilities, without cancellation.
#pragma once

namespace concord {

/// x ln(x/mean) - (x - mean) >= 0, where `surplus` = x - mean is known better than the difference of the two (Loader
/// 2000, bd0). x = 0 gives `mean`. Requires: mean > 0, x >= 0.
[[nodiscard]] double deviance_term(double x, double mean, double surplus);

/// ln n! minus Stirling's approximation of it, relative error below 1e-15 (Loader 2000, stirlerr). Requires: n > 0, integer.
[[nodiscard]] double stirling_error(double n);

}  // namespace concord
