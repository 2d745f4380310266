// TimelineTable: a chronology as tables, and how its parts are written for people.
#pragma once

#include <string>
#include <vector>

#include "pipeline/chronicle/timeline.h"
#include "pipeline/cooccur/slices.h"
#include "pipeline/render/table.h"

namespace concord {

/// "p. 7, art. 5, para. 12": what is known of it; empty when nothing is.
[[nodiscard]] std::string locus_text(const Locus& place);
/// "1996-07-21", "by 1996-07-26", "since 1994-12": the date with its relation where all sources have the same.
[[nodiscard]] std::string date_text(const Event& event);
/// "own time 3, past 1".
[[nodiscard]] std::string outlooks_text(const Event& event);

/// One row an event: date, passage, who, what, where, sources, conflicts.
[[nodiscard]] Table event_table(const Timeline& timeline, const std::vector<std::uint32_t>& shown);

/// One row a period with events: how many, and the one that most documents tell.
[[nodiscard]] Table period_table(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period);

/// RFC 5545: an all-day entry an event. Vague dates reach over their whole interval.
[[nodiscard]] std::string event_calendar(const Timeline& timeline, const std::vector<std::uint32_t>& shown);

}  // namespace concord
