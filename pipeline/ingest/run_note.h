// RunNote: what a run leaves in its commit for the next: with which settings, manifests and lexicons its documents were read.
//
// Kept as JSON in the commit itself, so that it can never belong to another
// state of the index than the one it stands in. The next run compares by stat
// first: what did not change is not read. A run that was stopped leaves how far
// it came, so that the next goes on there even when all files must be read again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/metadata.h"

namespace concord {

/// A manifest as it was when it was read.
struct ManifestStamp {
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::uint64_t inode = 0;
  std::uint64_t hash = 0;  ///< XXH3-64 of its bytes; 0 = there is none

  [[nodiscard]] bool same_stat(const ManifestStamp& other) const {
    return inode != 0 && mtime_ns >= 0 && size == other.size && mtime_ns == other.mtime_ns && inode == other.inode;
  }
};

/// By stat, hash 0. All 0 when there is no such file; no time (-1) when it was modified a moment ago, so that the next run reads it.
[[nodiscard]] ManifestStamp stamp_of_manifest(const std::string& path);

/// What a source's documents were read with.
struct SourceState {
  std::string name;
  std::string settings;  ///< Collection::reading_hash
  ManifestStamp manifest;
};

/// A run that was stopped: all files up to this one, in the order of the walk, were read with what the run was given.
struct StoppedAt {
  std::string goal;  ///< names what the run was given: settings and manifests of all sources
  std::string source;
  std::string path;
};

struct RunNote {
  std::string lexicons;  ///< lexicon_stamp
  std::vector<SourceState> sources;
  std::optional<StoppedAt> stopped;

  [[nodiscard]] const SourceState* source(std::string_view name) const;
  /// Names what all documents were read with.
  [[nodiscard]] std::string goal() const;

  [[nodiscard]] std::string to_json() const;
  /// An empty note when it cannot be understood: everything is then read again.
  [[nodiscard]] static RunNote from_json(std::string_view json);
};

}  // namespace concord
