// find_renames: files of a plan that are new under their name and are, byte for byte, what another file was that is gone.
//
// Such a file need not be read: its document lies in the index, and only its
// name changes. Taken are files for which that gives exactly what reading
// would: one document a file, the same ending (which helps to tell a format), no
// rule of the configuration, row of a manifest or guess that a name decides.
// The id of a document that has none of its own is its path, so it changes with the name.
#pragma once

#include <functional>
#include <string>

#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/source_walk.h"

namespace concord {

/// Sets PlannedFile::renamed_from in `walked.files`. Reads the new files whose inode does not tell, to compare their hash, and
/// only those that have the size of a file that is gone. `told` is called for each one found, with the old path.
void find_renames(const Snapshot& before, int latest_year, Walked& walked, const std::function<void(const PlannedFile&, const std::string&)>& told);

}  // namespace concord
