// open_snapshot: one commit of an index on disk as a Snapshot.
//
// Reads Lucene's files with our own code: whole lists at once, every byte
// verified, no lock. Readers are never in the way of a writer nor it in theirs:
// the files of the commit stay open, also when a later commit removes them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct SnapshotOptions {
  FileLayer* files = nullptr;                 ///< the operating system when null; must outlive the snapshot
  std::optional<std::uint64_t> generation{};  ///< a commit that was kept, by its number; the newest when empty
  bool unfinished = false;                    ///< without `generation`: also a commit that no question is answered from yet
  bool pass_over_damaged = false;             ///< for a repair: segments that cannot be opened show no documents
  /// Called where damage, or a disk that fails, is first met while the snapshot is read, by the thread that met it. What
  /// is counted from then on is wrong: a program that answers questions ends here. None: health() tells it later.
  std::function<void(const Error&)> on_damage = {};
};

/// Errors: no_input (no index), bad_data (damaged, other format), io. Cost: a few milliseconds.
[[nodiscard]] Result<std::unique_ptr<Snapshot>> open_snapshot(const std::string& folder, const SnapshotOptions& options = {});

/// What the commit says of itself, without opening its segments.
struct CommitSummary {
  std::uint64_t generation = 0;
  std::string time;         ///< as given to commit(): "2026-11-22T08:00:00Z"
  std::string config_hash;  ///< of the configuration that the documents were read with
  std::string run;          ///< free text of the run that wrote it (JSON)
  std::string lexicon_hash;
  std::uint32_t segments = 0;
  std::uint32_t documents = 0;  ///< deleted ones and failures included
  std::uint64_t bytes = 0;
  bool has_deletions = false;   ///< documents are marked as removed, and go with the next merge
};
[[nodiscard]] Result<CommitSummary> summarise(const std::string& folder, const SnapshotOptions& options = {});

}  // namespace concord
