// metrics_text: the state of a collection after a run, in Prometheus' text format (version 0.0.4), for node_exporter's
// textfile collector. Names are frozen; docs/cron.md lists them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/ingest/run_log.h"

namespace concord {

/// `last_good` is when the newest run that ended with exit 0 or 3 began (seconds since 1970; 0 = none); `index` what the
/// newest commit says of itself, nothing when there is none; `failures` how many documents it could not read.
[[nodiscard]] std::string metrics_text(std::string_view collection, const LoggedRun& run, std::int64_t last_good,
                                       const std::optional<CommitSummary>& index, std::uint64_t failures);

/// Seconds since 1970 of "2026-11-22T08:00:00Z"; 0 when it is none.
[[nodiscard]] std::int64_t seconds_of(std::string_view iso_time);

/// The newest run that ended well, as metrics_text wants it.
[[nodiscard]] std::int64_t last_good_run(const std::vector<LoggedRun>& runs);

}  // namespace concord
