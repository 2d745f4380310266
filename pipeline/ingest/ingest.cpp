#include "pipeline/ingest/ingest.h"

#include <fmt/format.h>
#include <malloc.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <set>
#include <unordered_set>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "corpus/read/failure.h"
#include "corpus/read/reader.h"
#include "lexicons/lexicon.h"
#include "lexicons/matcher.h"
#include "pipeline/index/commit_file.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/ingest/file_reading.h"
#include "pipeline/ingest/lexicon_stamp.h"
#include "pipeline/ingest/manifest_copies.h"
#include "pipeline/ingest/repair.h"
#include "pipeline/ingest/renames.h"
#include "pipeline/ingest/run_note.h"
#include "pipeline/ingest/settings.h"
#include "pipeline/ingest/source_walk.h"
#include "pipeline/ingest/stage_clock.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t least_free_bytes = std::uint64_t{64} << 20;
constexpr std::uint64_t documents_between_disk_checks = 256;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

/// True when the next run may well succeed where this one failed, with the file as it is.
bool is_passing(const Error& error) { return error.reason == name(ReadFailure::io) || error.reason == name(ReadFailure::vanished); }

/// The configuration hash of a commit is "settings+lexicons".
std::string after_plus(const std::string& hash) {
  const std::size_t plus = hash.find('+');
  return plus == std::string::npos ? std::string() : hash.substr(plus + 1);
}

class IngestRun {
 public:
  IngestRun(const Collection& collection, const IngestOptions& options, const IngestEvents& events)
      : x_collection(collection), x_options(options), x_events(events), x_begin(Clock::now()) {}

  Result<IngestReport> run();

 private:
  Status open_index();
  Status put_other_format_aside();
  Status load_settings();
  Status load_lexicon();
  [[nodiscard]] Result<std::vector<KnownFile>> known_files() const;
  Result<Walked> walk();
  Status remove_files(const Walked& walked);
  Status read(const Walked& walked);
  Status take(Done done);
  Status add(const PlannedFile& planned, Finished finished);
  Status add_failure(const PlannedFile& planned, const Error& error);
  [[nodiscard]] static bool is_passing_trouble(const Done& done);
  Status put_off(const Error& error);
  Status retag_unchanged();
  Status checkpoint();
  Status guard_disk();
  enum class Extent { part, whole };
  Status commit(Extent extent);
  Status note_duplicates();
  [[nodiscard]] WorkShop work_shop() const;
  [[nodiscard]] ManifestCopies manifest_copies() const { return ManifestCopies(x_collection.state_folder() + "/manifests"); }
  [[nodiscard]] CommitNote note_of(Extent extent) const;
  [[nodiscard]] bool lexicons_changed() const { return x_lexicon_hash_before != x_catalogue.hash(); }
  [[nodiscard]] bool must_stop() const;
  [[nodiscard]] bool belongs_to_another_file(const std::string& id) const;
  [[nodiscard]] bool is_up_to_date(const Walked& walked) const;
  IngestReport planned_only(const Walked& walked);
  IngestReport finished();
  std::uint64_t& count_of(Action action) {
    return action == Action::add ? x_report.added : action == Action::change ? x_report.changed : x_report.retried;
  }
  void fail(const Error& error);

  const Collection& x_collection;
  const IngestOptions& x_options;
  const IngestEvents& x_events;
  Clock::time_point x_begin;
  Clock::time_point x_last_commit;
  std::vector<SourceSettings> x_settings;
  std::shared_ptr<const Matcher> x_matcher;
  std::shared_ptr<const AliasLearner> x_learner;  // null when the configuration does not want it
  Catalogue x_catalogue;
  RunNote x_note_before;                 // of the commit that this run starts from; empty in the first run
  RunNote x_note;                        // of this run
  std::string x_lexicon_hash_before;     // "mixed" when documents of one commit were tagged with several
  std::optional<IndexWriter> x_writer;
  std::unique_ptr<Snapshot> x_before;    // the commit that this run starts from; null in the first run
  std::set<std::string> x_touched;       // source + '\n' + path of files read or removed in this run
  std::unordered_set<std::uint64_t> x_ids;  // hashes of the ids added in this run
  IngestReport x_report;
  StageClock x_clock;
  IngestProgress x_progress;
  std::shared_ptr<const PlannedFile> x_last_done;
  bool x_complete = true;                // every file was listed, and read if it had to be
  std::uint64_t x_added_since_disk_check = documents_between_disk_checks;
};

bool IngestRun::must_stop() const {
  if (x_options.stop != nullptr && x_options.stop->load()) return true;
  return x_options.max_seconds > 0 && seconds_since(x_begin) > static_cast<double>(x_options.max_seconds);
}

void IngestRun::fail(const Error& error) {
  ++x_report.failed;
  if (x_events.failed) x_events.failed(error);
}

/// Needs the note of the last commit, so that a manifest that did not change is not read.
Status IngestRun::load_settings() {
  for (const CollectionSource& source : x_collection.config().sources) {
    const SourceState* before = x_note_before.source(source.name);
    auto settings = SourceSettings::open(x_collection.config(), source, before != nullptr ? before->manifest : ManifestStamp());
    if (!settings) return settings.error();
    ReadOptions& read = settings->read_options();
    if (x_options.ocr) read.ocr.enabled = *x_options.ocr;
    read.ocr.cache_folder = x_collection.ocr_cache_folder();
    read.ocr.progress = x_events.ocr;
    x_note.sources.push_back({source.name, x_collection.reading_hash(source), settings->manifest_stamp()});
    x_settings.push_back(std::move(*settings));
  }
  return {};
}

Status IngestRun::load_lexicon() {
  auto lexicon = Lexicon::load(x_options.lexicons);
  if (!lexicon) return lexicon.error();
  auto matcher = Matcher::compile(*lexicon);
  if (!matcher) return matcher.error();
  x_matcher = std::make_shared<const Matcher>(std::move(*matcher));
  x_catalogue = lexicon->catalogue();
  if (x_collection.config().learn_names) x_learner = std::make_shared<const AliasLearner>(x_catalogue);
  std::vector<std::string> files;
  for (const LexiconFile& file : lexicon->files()) files.push_back(file.path);
  x_note.lexicons = lexicon_stamp(std::move(files));
  return {};
}

Status IngestRun::open_index() {
  std::error_code failure;
  std::filesystem::create_directories(x_collection.state_folder(), failure);
  if (failure) return Error{ErrorCode::cannot_create, x_collection.state_folder(), failure.message(), "check the folder's permissions"};
  if (!x_options.dry_run) {
    if (auto aside = put_other_format_aside(); !aside) return aside;
    IndexOptions options;
    options.lock_wait_seconds = static_cast<int>(x_options.lock_wait_seconds);
    auto writer = IndexWriter::open(x_collection.index_folder(), options);
    if (!writer) return writer.error();
    x_writer.emplace(std::move(*writer));
  }
  auto before = open_snapshot(x_collection.index_folder());
  if (before) {
    x_before = std::move(*before);
    const auto summary = summarise(x_collection.index_folder());
    if (!summary) return summary.error();  // without its note nothing is known of settings, manifests and lexicons
    x_note_before = RunNote::from_json(summary->run);
    x_lexicon_hash_before = after_plus(summary->config_hash);
    return {};
  }
  return before.error().code == ErrorCode::no_input ? Status() : Status(before.error());
}

/// An index that another version wrote is built anew; the old one stays until the new one is whole.
Status IngestRun::put_other_format_aside() {
  const auto before = summarise(x_collection.index_folder());
  if (before || before.error().reason != other_format) return {};
  const auto aside = concord::put_aside(x_collection.index_folder(), "other-format", x_options.lock_wait_seconds);
  if (!aside) return aside.error();
  if (x_events.notice) x_events.notice(before.error().message + ": it is built anew from the sources");
  return {};
}

Result<std::vector<KnownFile>> IngestRun::known_files() const {
  std::vector<KnownFile> known;
  if (!x_before) return known;
  auto ledger = read_ledger(*x_before);
  if (!ledger) return ledger.error();
  for (LedgerEntry& entry : *ledger) {
    // A file that was read in part stands there twice, for its documents and for its failures: it is one file.
    const bool again = !known.empty() && known.back().stamp.path == entry.stamp.path && known.back().stamp.source == entry.stamp.source;
    if (!again) known.push_back({std::move(entry.stamp), false, {}});
    if (entry.failures == 0) continue;
    known.back().failed = true;
    known.back().reason = entry.failures == 1 ? "one of its documents could not be read" : fmt::format("{} of its documents could not be read", entry.failures);
  }
  return known;
}

Result<Walked> IngestRun::walk() {
  auto known = known_files();
  if (!known) return known.error();
  Planner planner(std::move(*known), {.retry_failed = x_options.retry_failed});
  const WalkOptions options{.full = x_options.full, .no_delete = x_options.no_delete, .allow_mass_delete = x_options.allow_mass_delete};
  const WalkEvents events{x_events.planned, [this](const Error& error) { fail(error); }};
  return walk_sources(x_settings, planner, x_note_before, x_note, manifest_copies(), options, events);
}

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
  if (++x_added_since_disk_check < documents_between_disk_checks) return {};
  x_added_since_disk_check = 0;
  struct statvfs disk {};
  if (::statvfs(x_collection.index_folder().c_str(), &disk) != 0) return {};
  const std::uint64_t free_bytes = std::uint64_t{disk.f_bavail} * disk.f_frsize;
  if (free_bytes >= least_free_bytes) return {};
  return Error{ErrorCode::io, x_collection.index_folder(),
               fmt::format("only {} MB are free on this disk; stopped before it is full", free_bytes >> 20),
               "free some space and run again: what was indexed before is untouched"};
}

Status IngestRun::checkpoint() {
  const double minutes = std::chrono::duration<double>(Clock::now() - x_last_commit).count() / 60;
  return minutes >= static_cast<double>(x_collection.config().checkpoint_minutes) ? commit(Extent::part) : Status();
}

/// Documents whose files did not change, tagged again from their stored text when the lexicons changed.
Status IngestRun::retag_unchanged() {
  if (!x_before || !lexicons_changed()) return {};
  const auto untouched = [this](const Document& document) {
    return !x_touched.contains(document.metadata.file.source + '\n' + document.metadata.file.path);
  };
  return retag_documents(*x_before, work_shop(), untouched, [this](Done done) -> Status {
    x_clock.add(done.clock);
    for (Finished& finished : done.documents) {
      if (!finished.document) return finished.document.error();
      if (auto removed = x_writer->remove_document(finished.document->metadata.id); !removed) return removed;
      if (auto added = x_clock.time("index", [&] { return x_writer->add(*finished.document, finished.record); }); !added) return added;
      ++x_report.retagged;
    }
    return {};
  });
}

/// A commit of a part of the work keeps the note of before: were the new one written, the next run would take files that
/// were not reached for files read with the new settings. In a first run every file in the index was.
CommitNote IngestRun::note_of(Extent extent) const {
  if (extent == Extent::whole || x_before == nullptr) return {utc_timestamp(), x_note.goal() + "+" + x_catalogue.hash(), x_note.to_json()};
  RunNote note = x_note_before;
  const bool same_goal = x_note_before.goal() == x_note.goal() && !x_note_before.stopped;
  if (!same_goal) {
    const bool goes_on = note.stopped && note.stopped->goal == x_note.goal();
    if (!goes_on) note.stopped = StoppedAt{x_note.goal(), "", ""};
    if (!x_complete) note.stopped->path = note.stopped->source = "";  // what was passed over lies anywhere
    if (x_complete && x_last_done != nullptr) note.stopped = StoppedAt{x_note.goal(), x_last_done->file.stamp.source, x_last_done->file.stamp.path};
  }
  const std::string lexicons = lexicons_changed() ? "mixed" : x_lexicon_hash_before;
  if (lexicons_changed()) note.lexicons.clear();
  return {utc_timestamp(), note.goal() + "+" + lexicons, note.to_json()};
}

Status IngestRun::commit(Extent extent) {
  x_last_commit = Clock::now();
  for (const SourceSettings& settings : x_settings) manifest_copies().keep(settings.manifest_stamp().hash, settings.manifest_bytes());
  auto snapshot = x_clock.time("commit", [&] { return x_writer->commit(note_of(extent)); });
  if (!snapshot) return snapshot.error();
  x_report.snapshot = std::move(*snapshot);
  if (extent == Extent::part) return {};
  std::set<std::uint64_t> in_use;
  for (const SourceState& source : x_note.sources) in_use.insert(source.manifest.hash);
  manifest_copies().keep_only(in_use);
  std::error_code failure;
  std::filesystem::remove_all(x_collection.index_folder() + ".other-format", failure);
  return {};
}

/// So that no query waits for the comparison. A run that was stopped leaves it to the next one.
Status IngestRun::note_duplicates() {
  if (x_report.stopped) return {};
  const std::string before = x_before ? x_before->duplicates_note() : std::string();
  x_matcher.reset();
  x_learner.reset();
  ::malloc_trim(0);  // what the workers freed lies in their arenas
  return x_clock.time("duplicates", [&] { return x_writer->note_duplicates(before); });
}

/// True when the files and the lexicons are those of the last commit: there is nothing to read and nothing to tag again.
bool IngestRun::is_up_to_date(const Walked& walked) const {
  return x_before != nullptr && walked.files.empty() && walked.removed.empty() && x_note_before.goal() == x_note.goal() &&
         !x_note_before.stopped && same_lexicons(x_note_before.lexicons, x_options.lexicons);
}

IngestReport IngestRun::planned_only(const Walked& walked) {
  for (const FileStamp& stamp : walked.removed) {
    if (x_events.removed && !is_fault(stamp)) x_events.removed(stamp.path, "its file is gone");
  }
  for (const FileStamp& stamp : walked.removed) x_report.removed += is_fault(stamp) ? 0U : 1U;
  for (std::size_t i = 0; i < walked.files.size(); ++i) {
    const PlannedFile file = walked.files[i];
    if (!file.fault) ++count_of(file.action);
  }
  return x_report;
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
  if (is_up_to_date(walked)) return finished();
  if (auto done = x_clock.time("lexicons", [&] { return load_lexicon(); }); !done) return done.error();
  x_writer->set_catalogue(x_catalogue);
  if (auto done = remove_files(walked); !done) return done.error();
  if (auto done = read(walked); !done) return done.error();
  x_report.left = walked.files.size() - x_progress.files_done;
  x_report.stopped = x_report.left > 0;
  if (auto done = retag_unchanged(); !done) return done.error();
  if (auto done = commit(x_report.stopped || !x_complete ? Extent::part : Extent::whole); !done) return done.error();
  if (auto done = note_duplicates(); !done) return done.error();
  return finished();
}

IngestReport IngestRun::finished() {
  x_report.cpu_seconds = x_clock.seconds();
  x_report.wall_seconds = seconds_since(x_begin);
  return x_report;
}

}  // namespace

Result<IngestReport> ingest(const Collection& collection, const IngestOptions& options, const IngestEvents& events) {
  return IngestRun(collection, options, events).run();
}

}  // namespace concord
