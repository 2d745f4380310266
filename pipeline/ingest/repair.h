// Repair: an index anew out of what can still be read of a damaged one, beside it, then in its place.
//
//   every record of the newest commit that is what was written -> a new index, verified -> put in place of the old
//
// The old folder is kept beside, whole as it was. The next run reads what was
// not saved from the sources; a document whose record is damaged and whose file
// is gone is lost, and named. Also: putting an index of another format aside, so
// that a run can build it anew.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct RepairReport {
  std::uint64_t saved = 0;              ///< documents taken over from their records
  std::uint64_t unreadable = 0;         ///< records that are damaged; 0 also when not even their number is known
  std::vector<std::string> unsaved;     ///< "source/path" of files with such a document, as far as the list of files can be read
  std::vector<std::string> kept_names;  ///< kept snapshots, which only the damaged folder has
  bool from_nothing = false;            ///< no commit could be read: the next run begins from the sources
  std::string aside;                    ///< where the damaged index lies now
};

/// Errors: locked, no_input (no index), io.
[[nodiscard]] Result<RepairReport> repair_index(const std::string& index_folder, unsigned lock_wait_seconds);

/// Those of `places` ("source/path") that the index now knows nothing of: no source had them.
[[nodiscard]] Result<std::vector<std::string>> not_read_again(const std::string& index_folder, const std::vector<std::string>& places);

/// Renames the index to INDEX.NAME (an older one of that name goes) and returns where it is; under the lock of its writers.
[[nodiscard]] Result<std::string> put_aside(const std::string& index_folder, const std::string& name, unsigned lock_wait_seconds);

}  // namespace concord
