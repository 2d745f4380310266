// walk_sources: what the sources hold, held against what the index remembers: the plan of a run.
//
// Looks at every file by stat and opens none. A source whose settings changed
// is read again whole; of a manifest that changed, only the files whose rows
// did. Nothing is removed that could not be looked for, and a source that lost
// more than half of its files stops the run: a disk that is not mounted looks
// just like that.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/ingest/manifest_copies.h"
#include "pipeline/ingest/plan.h"
#include "pipeline/ingest/planned_files.h"
#include "pipeline/ingest/run_note.h"
#include "pipeline/ingest/settings.h"

namespace concord {

struct WalkOptions {
  bool full = false;               ///< read every file again
  bool no_delete = false;          ///< keep documents whose files are gone
  bool allow_mass_delete = false;  ///< even when more than half of a source is gone
};

/// What the walk over all sources found out.
struct Walked {
  PlannedFiles files;  ///< to be read, in the order of the walk; faults of a source among them
  std::vector<FileStamp> removed;
  std::uint64_t unchanged = 0;
  std::uint64_t bytes = 0;
  bool complete = true;  ///< every folder could be listed
};

/// Called for what the caller may want to tell.
struct WalkEvents {
  std::function<void(Action, const std::string& path, const std::string& why)> planned;
  std::function<void(const Error&)> failed;  ///< a folder that cannot be listed: told at every run until it can be
};

/// `before` is the note of the commit that the run starts from, `now` what this run is given. Loads the manifests that
/// reading will need. Errors: configuration (a mass deletion refused), no_input (a source that was never there), bad_data (a
/// manifest that is no table).
[[nodiscard]] Result<Walked> walk_sources(std::vector<SourceSettings>& sources, Planner& planner, const RunNote& before, const RunNote& now,
                                          const ManifestCopies& copies, const WalkOptions& options, const WalkEvents& events);

}  // namespace concord
