// TimelinePage: a chronology as one HTML file in which one scrolls, filters and opens the passages.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "lexicons/catalogue.h"
#include "pipeline/chronicle/timeline.h"

namespace concord {

/// All given events (indices, ascending) by year; under each its sources with the neighbouring sentences.
[[nodiscard]] std::string render_timeline_page(const Timeline& timeline, const std::vector<std::uint32_t>& shown, const Catalogue& catalogue, const std::string& title,
                                               const std::vector<std::pair<std::string, std::string>>& provenance);

}  // namespace concord
