// svg_timeline: how many events each month, quarter or year has, and the events that most documents tell.
#pragma once

#include <string>
#include <vector>

#include "pipeline/chronicle/timeline.h"
#include "pipeline/cooccur/slices.h"

namespace concord {

/// A file of its own has a white ground; inside a page the page's colours show through.
enum class SvgFrame { own_file, inside_page };

/// Events that reach over more than one period are not drawn; the title says how many. Periods outside the middle 98 % of the
/// events are left out as well, so that one old date does not flatten the picture, and counted in the title.
[[nodiscard]] std::string svg_timeline(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period, SvgFrame frame);

}  // namespace concord
