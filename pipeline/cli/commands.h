// The commands, one function a file: each makes its table; all_commands() puts them in order.
#pragma once

#include "pipeline/cli/command.h"

namespace concord {

[[nodiscard]] Command init_command();
[[nodiscard]] Command ingest_command();
[[nodiscard]] Command reindex_command();
[[nodiscard]] Command extract_command();
[[nodiscard]] Command tag_command();
[[nodiscard]] Command search_command();
[[nodiscard]] Command kwic_command();
[[nodiscard]] Command similar_command();
[[nodiscard]] Command show_command();
[[nodiscard]] Command repl_command();
[[nodiscard]] Command cooccur_command();
[[nodiscard]] Command collocates_command();
[[nodiscard]] Command keyness_command();
[[nodiscard]] Command freq_command();
[[nodiscard]] Command trend_command();
[[nodiscard]] Command dispersion_command();
[[nodiscard]] Command network_command();
[[nodiscard]] Command citations_command();
[[nodiscard]] Command timeline_command();
[[nodiscard]] Command profile_command();
[[nodiscard]] Command stats_command();
[[nodiscard]] Command failures_command();
[[nodiscard]] Command duplicates_command();
[[nodiscard]] Command log_command();
[[nodiscard]] Command snapshot_command();
[[nodiscard]] Command diff_command();
[[nodiscard]] Command optimize_command();
[[nodiscard]] Command export_command();
[[nodiscard]] Command check_command();
[[nodiscard]] Command lexicon_command();
[[nodiscard]] Command generate_command();
[[nodiscard]] Command version_command();

}  // namespace concord
