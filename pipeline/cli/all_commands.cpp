#include "pipeline/cli/command_line.h"
#include "pipeline/cli/commands.h"

namespace concord {

std::vector<Command> all_commands() {
  return {
      init_command(),
      ingest_command(),
      reindex_command(),
      failures_command(),
      duplicates_command(),
      check_command(),
      search_command(),
      kwic_command(),
      similar_command(),
      show_command(),
      cooccur_command(),
      collocates_command(),
      keyness_command(),
      freq_command(),
      trend_command(),
      dispersion_command(),
      network_command(),
      citations_command(),
      stats_command(),
      lexicon_command(),
      tag_command(),
      extract_command(),
      generate_command(),
      version_command(),
  };
}

}  // namespace concord
