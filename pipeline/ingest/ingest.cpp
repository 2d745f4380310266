#include "pipeline/ingest/ingest.h"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
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
#include "pipeline/flow/ordered_flow.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/ingest/document_worker.h"
#include "pipeline/ingest/lexicon_stamp.h"
#include "pipeline/ingest/settings.h"
#include "pipeline/ingest/stage_clock.h"

namespace concord {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t least_free_bytes = std::uint64_t{64} << 20;
constexpr std::uint64_t documents_between_disk_checks = 256;

double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

std::tm utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return parts;
}

std::string iso_now() {
  std::array<char, 32> text{};
  const std::tm parts = utc_now();
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

/// Files of many documents are taken apart by the source thread, so that no worker holds all of them at once.
bool may_hold_many(std::string path) {
  static constexpr std::array<std::string_view, 14> endings = {".jsonl", ".ndjson", ".csv", ".tsv", ".zip", ".tar", ".tgz", ".txz",
                                                               ".tbz2",  ".gz",     ".zst", ".xz",  ".bz2", ".mbox"};
  std::transform(path.begin(), path.end(), path.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

/// What the walk over all sources found out.
struct Walked {
  std::vector<PlannedFile> files;
  std::vector<FileStamp> removed;
  std::uint64_t unchanged = 0;
  std::uint64_t bytes = 0;
};

class IngestRun {
 public:
  IngestRun(const Collection& collection, const IngestOptions& options, const IngestEvents& events)
      : x_collection(collection), x_options(options), x_events(events), x_begin(Clock::now()) {}

  Result<IngestReport> run();

 private:
  Status load_settings();
  Status load_lexicon();
  Status open_index();
  [[nodiscard]] std::vector<KnownFile> known_files() const;
  Status walk(Walked& walked);
  Status walk_source(const SourceSettings& settings, Planner& planner, Walked& walked);
  Status guard_mass_deletion(const SourceSettings& settings, const Planner& planner, const Walked& walked, bool listed) const;
  Status remove_files(const Walked& walked);
  Status read_files(const Walked& walked);
  Status take(Done done);
  Status add(const PlannedFile& planned, Finished finished);
  Status add_failure(const PlannedFile& planned, const Error& error);
  Status retag_unchanged();
  Status checkpoint();
  Status guard_disk();
  enum class Extent { part, whole };
  Status commit(Extent extent);
  Status note_duplicates();
  [[nodiscard]] std::string settings_hash() const;
  [[nodiscard]] std::string state_hash() const { return settings_hash() + "+" + x_catalogue.hash(); }
  [[nodiscard]] bool must_stop() const;
  [[nodiscard]] bool belongs_to_another_file(const std::string& id) const;
  [[nodiscard]] bool is_up_to_date(const Walked& walked) const;
  IngestReport planned_only(const Walked& walked);
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
  std::string x_lexicon_stamp;
  std::string x_lexicon_stamp_before;
  std::optional<IndexWriter> x_writer;
  std::unique_ptr<Snapshot> x_before;    // the commit that this run starts from; null in the first run
  std::string x_state_hash_before;       // of settings and lexicons, joined by '+'
  std::set<std::string> x_touched;       // source + '\n' + path of files read or removed in this run
  std::unordered_set<std::uint64_t> x_ids;  // hashes of the ids added in this run
  IngestReport x_report;
  StageClock x_clock;
  IngestProgress x_progress;
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

Status IngestRun::load_settings() {
  for (const CollectionSource& source : x_collection.config().sources) {
    std::vector<Error> faults;
    auto settings = SourceSettings::load(x_collection.config(), source, faults);
    if (!settings) return settings.error();
    for (const Error& fault : faults) fail(fault);
    ReadOptions& read = settings->read_options();
    if (x_options.ocr) read.ocr.enabled = *x_options.ocr;
    read.ocr.cache_folder = x_collection.ocr_cache_folder();
    read.ocr.progress = x_events.ocr;
    x_settings.push_back(std::move(*settings));
  }
  if (!x_settings.empty()) return {};
  return Error{ErrorCode::configuration, x_collection.config_path(), "the collection has no sources yet",
               "run 'concord ingest PATH' with a folder or file of documents"};
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
  x_lexicon_stamp = lexicon_stamp(std::move(files));
  return {};
}

Status IngestRun::open_index() {
  std::error_code failure;
  std::filesystem::create_directories(x_collection.state_folder(), failure);
  if (failure) return Error{ErrorCode::cannot_create, x_collection.state_folder(), failure.message(), "check the folder's permissions"};
  if (!x_options.dry_run) {
    IndexOptions options;
    options.lock_wait_seconds = static_cast<int>(x_options.lock_wait_seconds);
    auto writer = IndexWriter::open(x_collection.index_folder(), options);
    if (!writer) return writer.error();
    x_writer.emplace(std::move(*writer));
  }
  auto before = open_snapshot(x_collection.index_folder());
  if (before) {
    x_before = std::move(*before);
    if (const auto summary = summarise(x_collection.index_folder())) {
      x_state_hash_before = summary->config_hash;
      x_lexicon_stamp_before = summary->run;
    }
    return {};
  }
  return before.error().code == ErrorCode::no_input ? Status() : Status(before.error());
}

/// Everything outside the files that decides what is indexed of them: settings and manifests.
std::string IngestRun::settings_hash() const {
  std::string all = x_collection.reading_hash();
  for (const SourceSettings& settings : x_settings) all += fmt::format(" {:016x}", settings.manifest_hash());
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

std::vector<KnownFile> IngestRun::known_files() const {
  std::vector<KnownFile> known;
  if (!x_before) return known;
  auto ledger = read_ledger(*x_before);
  if (!ledger) return known;
  for (LedgerEntry& entry : *ledger) {
    // A file that was read in part stands there twice, for its documents and for its failures: it is one file.
    const bool again = !known.empty() && known.back().stamp.path == entry.stamp.path && known.back().stamp.source == entry.stamp.source;
    if (!again) known.push_back({std::move(entry.stamp), false, {}, 0});
    if (entry.failures == 0) continue;
    known.back().failed = true;
    known.back().reason = entry.failures == 1 ? "one of its documents could not be read" : fmt::format("{} of its documents could not be read", entry.failures);
  }
  return known;
}

Status IngestRun::walk(Walked& walked) {
  const bool settings_changed = x_before != nullptr && !x_state_hash_before.starts_with(settings_hash() + "+");
  Planner planner(known_files(), {.full = x_options.full || settings_changed, .retry_failed = x_options.retry_failed});
  std::vector<std::string> names;
  for (const SourceSettings& settings : x_settings) {
    names.push_back(settings.source().name);
    if (auto done = walk_source(settings, planner, walked); !done) return done;
  }
  if (x_options.no_delete) return {};
  for (const KnownFile* orphan : planner.orphans(names)) walked.removed.push_back(orphan->stamp);
  return {};
}

Status IngestRun::walk_source(const SourceSettings& settings, Planner& planner, Walked& walked) {
  FileSource files({settings.walk()});
  std::unordered_set<std::string> seen;  // only where a manifest's rows are held against it
  bool listed = true;
  while (auto next = files.next()) {
    if (!*next) {
      listed = false;
      fail(next->error());
      continue;
    }
    FileEntry& entry = **next;
    if (settings.is_manifest(entry.stamp.path)) continue;
    if (settings.manifest_hash() != 0) seen.insert(entry.stamp.path);
    std::string why;
    const Action action = planner.decide(entry.stamp, why);
    if (action == Action::leave) {
      ++walked.unchanged;
      continue;
    }
    if (x_events.planned) x_events.planned(action, entry.stamp.path, why);
    walked.bytes += entry.stamp.size;
    walked.files.push_back({&settings, std::move(entry), action});
  }
  for (const Error& error : settings.rows_without_file([&](std::string_view path) { return seen.contains(std::string(path)); })) fail(error);
  if (x_options.no_delete) return {};
  if (auto guarded = guard_mass_deletion(settings, planner, walked, listed); !guarded) return guarded;
  if (!listed) return {};  // what was not listed may still be there
  for (const KnownFile* file : planner.unseen(settings.source().name)) walked.removed.push_back(file->stamp);
  return {};
}

Status IngestRun::guard_mass_deletion(const SourceSettings& settings, const Planner& planner, const Walked& walked, bool listed) const {
  const CollectionSource& source = settings.source();
  const std::size_t known = planner.known_in(source.name);
  const std::size_t gone = planner.unseen(source.name).size();
  std::error_code failure;
  const bool there = std::filesystem::exists(source.path, failure);
  if (known == 0 && !there) {
    return Error{ErrorCode::no_input, source.path, "there is no such file or folder", "check the path of the source in concord.yaml"};
  }
  if (x_options.allow_mass_delete || !listed || 2 * gone <= known) return {};
  const auto is_new = [&](const PlannedFile& file) { return file.settings == &settings && file.action == Action::add; };
  const auto added = static_cast<std::size_t>(std::count_if(walked.files.begin(), walked.files.end(), is_new));
  // A source that was reorganised shows about as many new files as it lost.
  if (there && added >= gone) return {};
  return Error{ErrorCode::configuration, source.path,
               fmt::format("{} of {} indexed files are gone{}; nothing was changed", gone, known, there ? "" : ", and so is the folder itself"),
               "check that the disk is mounted; if they are meant to go, run again with --allow-mass-delete"};
}

Status IngestRun::remove_files(const Walked& walked) {
  for (const FileStamp& stamp : walked.removed) {
    if (auto removed = x_writer->remove_file(stamp.source, stamp.path); !removed) return removed;
    x_touched.insert(stamp.source + '\n' + stamp.path);
    ++x_report.removed;
    if (x_events.removed) x_events.removed(stamp.path, "its file is gone");
  }
  return {};
}

Status IngestRun::read_files(const Walked& walked) {
  const unsigned workers = x_options.workers > 0 ? x_options.workers : x_collection.config().workers;
  const int year = utc_now().tm_year + 1900;
  StageClock source_clock;
  OrderedFlow<Job, Done> flow({.workers = workers});
  const auto source = [&](const Emit<Job>& emit) -> Status {
    for (const PlannedFile& file : walked.files) {
      if (must_stop()) return {};
      const std::uint64_t weight = file.file.stamp.size + 4096;
      if (!may_hold_many(file.file.stamp.path)) {
        if (!emit({&file, std::nullopt, true, true}, weight)) return {};
        continue;
      }
      bool first = true;
      bool open = true;
      const double begun = StageClock::now();
      const Status read = read_file(file.file, file.settings->read_options(), [&](Result<Document> document) -> Status {
        const std::uint64_t size = document ? document->text.utf8.size() + 4096 : 4096;
        open = emit({&file, std::move(document), std::exchange(first, false), false}, size);
        return open ? Status() : Status(Error{ErrorCode::internal, file.file.stamp.path, "stopped", ""});
      });
      source_clock.add("read", StageClock::now() - begun);
      if (!open) return {};
      if (!read && !emit({&file, Result<Document>(read.error()), std::exchange(first, false), false}, 4096)) return {};
      if (!emit({&file, std::nullopt, false, true}, 0)) return {};
    }
    return {};
  };
  const auto make_worker = [&]() -> std::function<Done(Job)> {
    return [worker = std::make_shared<DocumentWorker>(x_matcher, x_learner, year)](Job job) { return (*worker)(std::move(job)); };
  };
  const Status status = flow.run(source, make_worker, [&](Done done) { return take(std::move(done)); });
  x_clock.add(source_clock);
  return status;
}

Status IngestRun::take(Done done) {
  const PlannedFile& planned = *done.planned;
  const FileStamp& stamp = planned.file.stamp;
  x_clock.add(done.clock);
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
  ++count_of(planned.action);
  x_report.bytes += stamp.size;
  ++x_progress.files_done;
  x_progress.bytes_done += stamp.size;
  if (x_events.progress) x_events.progress(x_progress);
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
  if (!x_before || x_state_hash_before.ends_with("+" + x_catalogue.hash())) return {};
  const int year = utc_now().tm_year + 1900;
  OrderedFlow<DocNo, Done> flow({.workers = x_options.workers > 0 ? x_options.workers : x_collection.config().workers});
  const auto source = [&](const Emit<DocNo>& emit) -> Status {
    const auto documents = x_before->postings(Field::state, "document");
    for (DocNo number = documents->next(); number != no_more_documents; number = documents->next()) {
      if (!emit(number, std::uint64_t{256} << 10)) break;
    }
    return {};
  };
  const auto make_worker = [&]() -> std::function<Done(DocNo)> {
    return [this, worker = std::make_shared<DocumentWorker>(x_matcher, x_learner, year)](DocNo number) {
      Done done;
      auto document = x_before->document(number, Part::all);
      if (!document) {
        done.documents.push_back({document.error(), {}});
      } else if (!x_touched.contains(document->metadata.file.source + '\n' + document->metadata.file.path)) {
        done.documents.push_back(worker->retag(std::move(*document), done.clock));
      }
      return done;
    };
  };
  return flow.run(source, make_worker, [&](Done done) -> Status {
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

/// A commit of a part of the work keeps the hash of before: were the new one written, the next run would take files that
/// were not reached for files read with the new settings. In a first run every file in the index was.
Status IngestRun::commit(Extent extent) {
  x_last_commit = Clock::now();
  const bool all_new = extent == Extent::whole || x_before == nullptr;
  const CommitNote note{.time = iso_now(), .config_hash = all_new ? state_hash() : x_state_hash_before,
                        .run = all_new ? x_lexicon_stamp : x_lexicon_stamp_before};
  auto snapshot = x_clock.time("commit", [&] { return x_writer->commit(note); });
  if (!snapshot) return snapshot.error();
  x_report.snapshot = std::move(*snapshot);
  return {};
}

/// So that no query waits for the comparison. A run that was stopped leaves it to the next one.
Status IngestRun::note_duplicates() {
  if (x_report.stopped) return {};
  const std::string before = x_before ? x_before->duplicates_note() : std::string();
  return x_clock.time("duplicates", [&] { return x_writer->note_duplicates(before); });
}

/// True when the files and the lexicons are those of the last commit: there is nothing to read and nothing to tag again.
bool IngestRun::is_up_to_date(const Walked& walked) const {
  return x_before != nullptr && walked.files.empty() && walked.removed.empty() && x_state_hash_before.starts_with(settings_hash() + "+") &&
         same_lexicons(x_lexicon_stamp_before, x_options.lexicons);
}

IngestReport IngestRun::planned_only(const Walked& walked) {
  for (const FileStamp& stamp : walked.removed) {
    if (x_events.removed) x_events.removed(stamp.path, "its file is gone");
  }
  x_report.removed = walked.removed.size();
  for (const PlannedFile& file : walked.files) ++count_of(file.action);
  return x_report;
}

Result<IngestReport> IngestRun::run() {
  if (auto done = load_settings(); !done) return done.error();
  if (auto done = open_index(); !done) return done.error();
  x_last_commit = Clock::now();
  Walked walked;
  if (auto done = walk(walked); !done) return done.error();
  x_report.unchanged = walked.unchanged;
  x_progress.files_total = walked.files.size();
  x_progress.bytes_total = walked.bytes;
  if (x_options.dry_run) return planned_only(walked);
  if (is_up_to_date(walked)) return x_report;
  if (auto done = x_clock.time("lexicons", [&] { return load_lexicon(); }); !done) return done.error();
  x_writer->set_catalogue(x_catalogue);
  if (auto done = remove_files(walked); !done) return done.error();
  if (auto done = read_files(walked); !done) return done.error();
  x_report.left = walked.files.size() - x_progress.files_done;
  x_report.stopped = x_report.left > 0;
  if (auto done = retag_unchanged(); !done) return done.error();
  if (auto done = commit(x_report.stopped ? Extent::part : Extent::whole); !done) return done.error();
  if (auto done = note_duplicates(); !done) return done.error();
  x_report.cpu_seconds = x_clock.seconds();
  x_report.wall_seconds = seconds_since(x_begin);
  return x_report;
}

}  // namespace

Result<IngestReport> ingest(const Collection& collection, const IngestOptions& options, const IngestEvents& events) {
  return IngestRun(collection, options, events).run();
}

}  // namespace concord
