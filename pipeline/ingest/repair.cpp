#include "pipeline/ingest/repair.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>

#include "pipeline/index/check.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_lock.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/index/ledger.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

Status move_aside(const std::string& folder, const std::string& to) {
  std::error_code failure;
  fs::remove_all(to, failure);
  if (!failure) fs::rename(folder, to, failure);
  return failure ? Status(Error{ErrorCode::io, folder, "cannot be put aside: " + failure.message(), "check the rights of the folder"}) : Status();
}

/// A failure that was remembered is stored as a document without a format: it is tried again from its file instead.
bool is_failure(const Document& document) { return document.metadata.format.empty() && document.text.utf8.empty(); }

std::string place_of(const FileStamp& stamp) { return stamp.source + "/" + stamp.path; }

/// Adds every readable document of `damaged` to `writer`.
Status save_documents(const Snapshot& damaged, IndexWriter& writer, RepairReport& report, std::set<std::string>& saved) {
  for (DocNo number = 0; number < damaged.end(); ++number) {
    const auto document = damaged.document(number, Part::all);
    if (!document) {
      // What was removed, or lies in a segment that cannot be opened, is "internal": there is no such document.
      if (document.error().code != ErrorCode::internal) ++report.unreadable;
      continue;
    }
    if (is_failure(*document)) continue;
    if (const Status added = writer.add(*document); !added) return added;
    saved.insert(place_of(document->metadata.file));
    ++report.saved;
  }
  return {};
}

void name_what_is_missing(const Snapshot& damaged, const std::set<std::string>& saved, RepairReport& report) {
  const auto ledger = read_ledger(damaged);
  if (!ledger) return;
  for (const LedgerEntry& entry : *ledger) {
    if (entry.documents > 0 && !saved.contains(place_of(entry.stamp))) report.unsaved.push_back(place_of(entry.stamp));
  }
}

/// The new index in `fresh`, complete and checked. False when there is nothing to make it of.
Result<bool> build(const std::string& folder, const std::string& fresh, RepairReport& report) {
  SnapshotOptions tolerant;
  tolerant.pass_over_damaged = true;
  tolerant.unfinished = true;
  const auto damaged = open_snapshot(folder, tolerant);
  const auto summary = summarise(folder, tolerant);
  if (!damaged || !summary) return false;
  std::error_code failure;
  fs::remove_all(fresh, failure);
  auto writer = IndexWriter::open(fresh);
  if (!writer) return writer.error();
  std::set<std::string> saved;
  if (const Status done = save_documents(**damaged, *writer, report, saved); !done) return done.error();
  name_what_is_missing(**damaged, saved, report);
  if (const auto kept = kept_snapshots(folder)) {
    for (const auto& [name, generation] : *kept) report.kept_names.push_back(name);
  }
  writer->set_catalogue((*damaged)->catalogue());
  if (const auto committed = writer->commit({summary->time, summary->config_hash, summary->run}); !committed) return committed.error();
  const auto check = check_index(fresh, CheckDepth::deep);
  if (!check) return check.error();
  if (!check->problems.empty()) return check->problems.front();
  return true;
}

}  // namespace

Result<std::vector<std::string>> not_read_again(const std::string& index_folder, const std::vector<std::string>& places) {
  const auto snapshot = open_snapshot(index_folder);
  if (!snapshot) return snapshot.error();
  const auto ledger = read_ledger(**snapshot);
  if (!ledger) return ledger.error();
  std::set<std::string> known;
  for (const LedgerEntry& entry : *ledger) known.insert(place_of(entry.stamp));
  std::vector<std::string> missing;
  std::copy_if(places.begin(), places.end(), std::back_inserter(missing), [&](const std::string& place) { return !known.contains(place); });
  return missing;
}

Result<std::string> put_aside(const std::string& index_folder, const std::string& name, unsigned lock_wait_seconds) {
  const auto lock = IndexLock::acquire(index_folder + "/write.lock", static_cast<int>(lock_wait_seconds));
  if (!lock) return lock.error();
  const std::string aside = index_folder + "." + name;
  if (const Status moved = move_aside(index_folder, aside); !moved) return moved.error();
  return aside;
}

Result<RepairReport> repair_index(const std::string& index_folder, unsigned lock_wait_seconds) {
  std::error_code failure;
  if (!fs::is_directory(index_folder, failure)) return Error{ErrorCode::no_input, index_folder, "there is no index here", "run 'concord ingest' first"};
  const auto lock = IndexLock::acquire(index_folder + "/write.lock", static_cast<int>(lock_wait_seconds));
  if (!lock) return lock.error();
  RepairReport report;
  const std::string fresh = index_folder + ".new";
  const auto built = build(index_folder, fresh, report);
  if (!built) return built.error();
  report.from_nothing = !*built;
  report.aside = index_folder + ".damaged";
  if (const Status moved = move_aside(index_folder, report.aside); !moved) return moved.error();
  if (report.from_nothing) return report;
  fs::rename(fresh, index_folder, failure);
  if (failure) return Error{ErrorCode::io, fresh, "cannot be put in place: " + failure.message(), "rename it to " + index_folder};
  return report;
}

}  // namespace concord
