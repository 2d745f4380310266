#include <sys/statvfs.h>

#include <utility>

#include <fmt/format.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "pipeline/index/ledger.h"
#include "pipeline/ingest/ingest_run.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {
namespace {

constexpr std::uint64_t least_free_bytes = std::uint64_t{64} << 20;
constexpr std::uint64_t documents_between_disk_checks = 256;

}  // namespace

Status IngestRun::remove_files(const Walked& walked) {
  for (const FileStamp& stamp : walked.removed) {
    if (auto removed = x_writer->remove_file(stamp.source, stamp.path); !removed) return removed;
    x_touched.insert(stamp.source + '\n' + stamp.path);
    if (is_fault(stamp)) continue;
    ++x_report.removed;
    if (x_events.removed) x_events.removed(stamp.path, "its file is gone");
  }
  return {};
}

WorkShop IngestRun::work_shop() const {
  const unsigned workers = x_options.workers > 0 ? x_options.workers : x_collection.config().workers;
  return {x_matcher, x_learner, workers, utc_year(), x_before.get()};
}

Status IngestRun::read(const Walked& walked) {
  return read_files(walked.files, work_shop(), [this] { return must_stop(); }, x_clock, [this](Done done) { return take(std::move(done)); });
}

Status IngestRun::take(Done done) {
  const PlannedFile& planned = *done.planned;
  const FileStamp& stamp = planned.file.stamp;
  x_clock.add(done.clock);
  if (done.kept && !done.documents.front().document) return done.documents.front().document.error();  // the index, not the file
  if (planned.action != Action::add && is_passing_trouble(done)) return put_off(done.documents.front().document.error());
  if (done.first_of_file) {
    if (x_before) x_touched.insert(stamp.source + '\n' + stamp.path);  // a first run has nothing to hold it against
    x_progress.current = stamp.path;
    if (planned.action != Action::add) {
      if (auto removed = x_writer->remove_file(stamp.source, stamp.path); !removed) return removed;
    }
  }
  for (Finished& finished : done.documents) {
    if (auto added = add(planned, std::move(finished)); !added) return added;
  }
  if (done.kept && !done.last_of_file) ++x_report.kept_members;
  if (!done.last_of_file) return {};
  x_last_done = done.planned;
  if (!planned.fault) ++count_of(planned.action);
  if (planned.renamed_from != no_more_documents) ++x_report.renamed;
  x_report.bytes += stamp.size;
  ++x_progress.files_done;
  x_progress.bytes_done += stamp.size;
  if (x_events.progress) x_events.progress(x_progress);
  return checkpoint();
}

/// True when the disk, not the document, is to blame that nothing came out of a file.
bool IngestRun::is_passing_trouble(const Done& done) {
  return done.first_of_file && done.last_of_file && done.documents.size() == 1 && !done.documents[0].document &&
         is_passing(done.documents[0].document.error());
}

/// What the index holds of the file stays until it can be read again: its stamp there is the old one, so the next run tries.
Status IngestRun::put_off(const Error& error) {
  fail(error);
  x_complete = false;
  ++x_progress.files_done;
  return checkpoint();
}

Status IngestRun::add(const PlannedFile& planned, Finished finished) {
  if (!finished.document) return add_failure(planned, finished.document.error());
  const Document& document = *finished.document;
  const std::string& id = document.metadata.id;
  if (!x_ids.insert(XXH3_64bits(id.data(), id.size())).second || belongs_to_another_file(id)) {
    return add_failure(planned, Error{ErrorCode::bad_data, planned.file.stamp.path, fmt::format("the id '{}' is used by an earlier document", id),
                                      "give each document an id of its own in the manifest"});
  }
  if (auto room = guard_disk(); !room) return room;
  if (auto added = x_clock.time("index", [&] { return x_writer->add(document, finished.record); }); !added) return added;
  ++x_report.documents;
  x_report.text_bytes += document.text.utf8.size();
  x_report.tokens += document.tokens.size();
  x_report.sentences += document.sentences.size();
  x_report.mentions += document.annotations.size();
  return {};
}

/// True when a document of the last commit that this run does not replace has the id.
bool IngestRun::belongs_to_another_file(const std::string& id) const {
  const DocNo number = x_before ? find_document(*x_before, id) : no_more_documents;
  if (number == no_more_documents) return false;
  const auto document = x_before->document(number, Part::metadata);
  return document && !x_touched.contains(document->metadata.file.source + '\n' + document->metadata.file.path);
}

Status IngestRun::add_failure(const PlannedFile& planned, const Error& error) {
  fail(error);
  FailedDocument failed;
  failed.id = error.where.empty() ? planned.file.stamp.path : error.where;
  failed.file = planned.file.stamp;
  if (!planned.fault && is_passing(error)) failed.file.mtime_ns = -1;  // no file has that time: the next run tries again
  failed.code = error.code;
  failed.kind = error.reason;
  failed.reason = error.message;
  failed.remedy = error.remedy;
  return x_writer->add_failure(failed);
}

Status IngestRun::guard_disk() {
  if (x_added_since_disk_check++ % documents_between_disk_checks != 0) return {};
  struct statvfs disk {};
  if (::statvfs(x_collection.index_folder().c_str(), &disk) != 0) return {};
  const std::uint64_t free_bytes = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  if (free_bytes >= least_free_bytes) return {};
  return Error{ErrorCode::io, x_collection.index_folder(),
               fmt::format("only {} MB are free on this disk; stopped before it is full", free_bytes >> 20),
               "free some space and run again: what was indexed before is untouched"};
}

/// Documents whose files did not change, tagged again from their stored text when the lexicons changed. Those that come out as
/// they were stay where they are; but when all do, one is written, since a commit needs a change to carry the lexicons' hash.
Status IngestRun::retag_unchanged() {
  if (!x_before || !lexicons_changed()) return {};
  const auto untouched = [this](const Document& document) {
    return !x_touched.contains(document.metadata.file.source + '\n' + document.metadata.file.path);
  };
  std::optional<Finished> spare;
  const Status tagged = retag_documents(*x_before, work_shop(), untouched, [&](Done done) -> Status {
    x_clock.add(done.clock);
    for (Finished& finished : done.documents) {
      if (!finished.document) return finished.document.error();
      ++x_report.retagged;
      if (!finished.alike) {
        if (auto replaced = replace(finished); !replaced) return replaced;
      } else {
        ++x_report.retagged_alike;
        if (!spare) spare = std::move(finished);
      }
    }
    return {};
  });
  if (!tagged || !spare || x_report.retagged_alike < x_report.retagged) return tagged;
  if (auto encoded = RecordEncoder().encode(*spare->document, spare->record); !encoded) return encoded;
  return replace(*spare);
}

Status IngestRun::replace(const Finished& finished) {
  if (auto removed = x_writer->remove_document(finished.document->metadata.id); !removed) return removed;
  return x_clock.time("index", [&] { return x_writer->add(*finished.document, finished.record); });
}

}  // namespace concord
