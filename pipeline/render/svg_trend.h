// svg_trend: trends as lines over time; a gap breaks the line.
#pragma once

#include <string>
#include <vector>

#include "pipeline/cooccur/trend.h"

namespace concord {

/// Rates per million tokens. Series differ in colour, dash and marker. Requires: trends.size() == items.size(), and all
/// have the same periods. At most twelve are drawn, those with most occurrences; the title then says so.
[[nodiscard]] std::string svg_trend(const Axis& items, const std::vector<Trend>& trends);

}  // namespace concord
