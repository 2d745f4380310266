#include <algorithm>
#include <iterator>
#include <string_view>

#include "pipeline/cli/command_line.h"
#include "pipeline/cli/commands.h"

namespace concord {
namespace {

/// Commands whose answer comes from a snapshot, so that --snapshot can choose which.
bool asks_the_index(std::string_view name) {
  static constexpr std::string_view names[] = {"failures", "search",     "kwic",    "similar", "show",       "cooccur", "collocates",
                                               "keyness",  "freq",       "trend",   "dispersion", "network", "stats",   "export"};
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

std::vector<Command> all_commands() {
  std::vector<Command> commands = {
      init_command(),
      ingest_command(),
      reindex_command(),
      failures_command(),
      duplicates_command(),
      log_command(),
      check_command(),
      snapshot_command(),
      diff_command(),
      optimize_command(),
      export_command(),
      search_command(),
      kwic_command(),
      similar_command(),
      show_command(),
      repl_command(),
      cooccur_command(),
      collocates_command(),
      keyness_command(),
      freq_command(),
      trend_command(),
      dispersion_command(),
      network_command(),
      citations_command(),
      timeline_command(),
      profile_command(),
      stats_command(),
      lexicon_command(),
      tag_command(),
      extract_command(),
      generate_command(),
      version_command(),
  };
  for (Command& command : commands) command.asks_the_index = asks_the_index(command.name);
  return commands;
}

}  // namespace concord
