// Upkeep: what can be done to an index beside reading documents into it: naming snapshots, merging.
//
// Each is one commit of its own, under the lock that runs take; what the last
// run left word of (settings, lexicons) is carried over unchanged.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/document/result.h"

namespace concord {

struct UpkeepOptions {
  unsigned lock_wait_seconds = 0;
};

/// Gives the newest snapshot a name; its generation. Errors: usage (a name that cannot be, or is in use), locked, no_input, io.
[[nodiscard]] Result<std::uint64_t> keep_snapshot(const std::string& index_folder, const std::string& name, const UpkeepOptions& options);

/// Lets the named snapshot go; what only it held is freed. Errors: usage (no such name), locked, no_input, io.
Status drop_snapshot(const std::string& index_folder, const std::string& name, const UpkeepOptions& options);

struct MergeReport {
  std::uint32_t segments_before = 0, segments_after = 0;
  std::uint64_t bytes_before = 0, bytes_after = 0;  ///< of the newest commit
};

/// Merges all segments into one and forgets what was removed. Errors: io, before anything is written, where the disk has no
/// room for a second copy of the index; locked, no_input.
[[nodiscard]] Result<MergeReport> merge_index(const std::string& index_folder, const UpkeepOptions& options);

}  // namespace concord
