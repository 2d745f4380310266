#include "pipeline/ingest/upkeep.h"

#include <fmt/format.h>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/file_layer.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {
namespace {

/// A writer on an index that exists, and the note of its last commit for the next.
struct Opened {
  IndexWriter writer;
  CommitNote note;
};

Result<Opened> open(const std::string& folder, const UpkeepOptions& options) {
  SnapshotOptions newest;
  newest.unfinished = true;
  if (const auto there = summarise(folder, newest); !there) return there.error();  // a writer would begin an index
  IndexOptions writing;
  writing.lock_wait_seconds = static_cast<int>(options.lock_wait_seconds);
  auto writer = IndexWriter::open(folder, writing);
  if (!writer) return writer.error();
  const auto before = summarise(folder, newest);  // under the lock
  if (!before) return before.error();
  return Opened{std::move(*writer), {utc_timestamp(), before->config_hash, before->run}};
}

/// Commits, and notes beside the commit what the last one knew of duplicates.
Status commit(Opened& opened, const std::string& folder) {
  SnapshotOptions newest;
  newest.unfinished = true;
  const auto before = open_snapshot(folder, newest);
  if (!before) return before.error();
  if (const auto committed = opened.writer.commit(opened.note); !committed) return committed.error();
  return opened.writer.note_duplicates((*before)->duplicates_note());
}

Status has_room(const std::string& folder, std::uint64_t bytes) {
  constexpr std::uint64_t margin = std::uint64_t{64} << 20;
  const std::int64_t room = system_files().free_bytes(folder);
  if (room < 0 || static_cast<std::uint64_t>(room) >= bytes + margin) return {};
  return Error{ErrorCode::io, folder, fmt::format("merging writes a second copy of {} MB, and {} MB are free", bytes >> 20, static_cast<std::uint64_t>(room) >> 20),
               "free some space; the index works as it is"};
}

}  // namespace

Result<std::uint64_t> keep_snapshot(const std::string& index_folder, const std::string& name, const UpkeepOptions& options) {
  if (!is_snapshot_name(name)) {
    return Error{ErrorCode::usage, "", "'" + name + "' cannot name a snapshot", "use letters, digits, '-', '_' and '.', with a letter among them"};
  }
  if (name == before_new_settings) {
    return Error{ErrorCode::usage, "", "'" + name + "' is the name of what a run with changed settings keeps until the next", "choose another name"};
  }
  auto opened = open(index_folder, options);
  if (!opened) return opened.error();
  if (const auto twin = opened->writer.kept_snapshots().find(name); twin != opened->writer.kept_snapshots().end()) {
    return Error{ErrorCode::usage, "", fmt::format("there is a snapshot '{}' already, of commit {}", name, twin->second), "drop it first, or choose another name"};
  }
  const std::uint64_t generation = opened->writer.answers_from().value_or(opened->writer.generation());
  opened->writer.keep_snapshot(name);
  if (const Status committed = commit(*opened, index_folder); !committed) return committed.error();
  return generation;
}

Status drop_snapshot(const std::string& index_folder, const std::string& name, const UpkeepOptions& options) {
  const auto kept = kept_snapshots(index_folder);
  if (!kept) return kept.error();
  if (!kept->contains(name)) {
    const auto known = resolve_snapshot(index_folder, name);
    return known ? Error{ErrorCode::usage, "", "'" + name + "' is not the name of a kept snapshot", "see 'concord snapshot list'"} : known.error();
  }
  auto opened = open(index_folder, options);
  if (!opened) return opened.error();
  if (opened->writer.answers_from() == kept->at(name)) {
    return Error{ErrorCode::usage, "", "questions are answered from '" + name + "' until the run with the changed settings is finished", "run 'concord reindex' first"};
  }
  opened->writer.drop_snapshot(name);
  return commit(*opened, index_folder);
}

Result<MergeReport> merge_index(const std::string& index_folder, const UpkeepOptions& options) {
  auto opened = open(index_folder, options);
  if (!opened) return opened.error();
  const auto before = summarise(index_folder);
  if (!before) return before.error();
  MergeReport report{before->segments, before->segments, before->bytes, before->bytes};
  if (before->segments <= 1 && !before->has_deletions) return report;
  if (const Status room = has_room(index_folder, before->bytes); !room) return room.error();
  if (const Status merged = opened->writer.optimize(); !merged) return merged.error();
  if (const Status committed = commit(*opened, index_folder); !committed) return committed.error();
  const auto after = summarise(index_folder);
  if (!after) return after.error();
  report.segments_after = after->segments;
  report.bytes_after = after->bytes;
  return report;
}

}  // namespace concord
