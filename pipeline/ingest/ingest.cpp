#include "pipeline/ingest/ingest.h"

#include <chrono>

#include "pipeline/ingest/ingest_run.h"
#include "pipeline/ingest/renames.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {
namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(); }

}  // namespace

bool IngestRun::must_stop() const {
  if (x_options.stop != nullptr && x_options.stop->load()) return true;
  return x_options.max_seconds > 0 && seconds_since(x_begin) > static_cast<double>(x_options.max_seconds);
}

void IngestRun::fail(const Error& error) {
  ++x_report.failed;
  if (x_events.failed) x_events.failed(error);
}

Result<IngestReport> IngestRun::run() {
  if (x_collection.config().sources.empty()) {
    return Error{ErrorCode::configuration, x_collection.config_path(), "the collection has no sources yet",
                 "run 'concord ingest PATH' with a folder or file of documents"};
  }
  if (auto done = open_index(); !done) return done.error();
  if (auto done = load_settings(); !done) return done.error();
  x_last_commit = Clock::now();
  auto found = walk();
  if (!found) return found.error();
  Walked& walked = *found;
  const bool same_reading = x_before && !x_options.full && x_note_before.goal() == x_note.goal() && !x_note_before.stopped;
  if (same_reading) find_renames(*x_before, utc_year(), walked, x_events.renamed);
  x_complete = walked.complete;
  x_report.unchanged = walked.unchanged;
  x_progress.files_total = walked.files.size();
  x_progress.bytes_total = walked.bytes;
  if (x_options.dry_run) return planned_only(walked);
  if (is_up_to_date(walked)) {
    if (auto done = tidy_up(); !done) return done.error();
    return finished();
  }
  if (auto done = x_clock.time("lexicons", [&] { return load_lexicon(); }); !done) return done.error();
  x_writer->set_catalogue(x_catalogue);
  if (auto done = remove_files(walked); !done) return done.error();
  if (auto done = read(walked); !done) return done.error();
  x_report.left = walked.files.size() - x_progress.files_done;
  x_report.stopped = x_report.left > 0;
  if (auto done = retag_unchanged(); !done) return done.error();
  if (auto done = commit(x_report.stopped ? Extent::part : x_complete ? Extent::whole : Extent::incomplete); !done) return done.error();
  if (auto done = note_duplicates(); !done) return done.error();
  return finished();
}

IngestReport IngestRun::finished() {
  x_report.cpu_seconds = x_clock.seconds();
  x_report.wall_seconds = seconds_since(x_begin);
  return x_report;
}

Result<IngestReport> ingest(const Collection& collection, const IngestOptions& options, const IngestEvents& events) {
  return IngestRun(collection, options, events).run();
}

}  // namespace concord
