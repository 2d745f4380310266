#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "lexicons/lexicon.h"
#include "pipeline/index/commit_file.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/ingest/ingest_run.h"
#include "pipeline/ingest/lexicon_stamp.h"
#include "pipeline/ingest/member_plan.h"
#include "pipeline/ingest/missing_helpers.h"
#include "pipeline/ingest/repair.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {
namespace {

/// The configuration hash of a commit is "settings+lexicons".
std::string after_plus(const std::string& hash) {
  const std::size_t plus = hash.find('+');
  return plus == std::string::npos ? std::string() : hash.substr(plus + 1);
}

}  // namespace

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
  SnapshotOptions newest;
  newest.unfinished = true;
  auto before = open_snapshot(x_collection.index_folder(), newest);
  if (before) {
    x_before = std::move(*before);
    const auto summary = summarise(x_collection.index_folder(), newest);
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
  const bool ocr = x_options.ocr.value_or(x_collection.config().ocr == OcrMode::automatic);
  if (auto noted = note_helpers_that_came(*x_before, ocr, known); !noted) return noted.error();
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

/// True when the files and the lexicons are those of the last commit: there is nothing to read and nothing to tag again.
bool IngestRun::is_up_to_date(const Walked& walked) const {
  return x_before != nullptr && walked.files.empty() && walked.removed.empty() && x_note_before.goal() == x_note.goal() &&
         !x_note_before.stopped && same_lexicons(x_note_before.lexicons, x_options.lexicons);
}

/// Tells what has changed inside the files of many documents.
Status IngestRun::tell_members(const PlannedFile& file) {
  if (!x_before || !file.members_stand || file.fault || !may_hold_members(file.file.stamp.path)) return {};
  const auto plan = MemberPlan::make(file, *x_before, utc_year());
  if (!plan) return plan.error();
  for (const MemberChange& change : plan->changes()) {
    const std::string where = file.file.stamp.path + "#" + change.member;
    const auto planned = [&](Action action, const std::string& why) {
      if (x_events.planned) x_events.planned(action, where, why);
    };
    switch (change.fate) {
      case MemberFate::kept: ++x_report.kept_members; break;
      case MemberFate::renamed:
        ++x_report.kept_members;
        planned(Action::add, "it was " + change.was + "; its document is taken from the index");
        break;
      case MemberFate::changed: planned(Action::change, "its bytes changed"); break;
      case MemberFate::added: planned(Action::add, "not in the index"); break;
      case MemberFate::failed_before: planned(Action::retry, "failed before"); break;
      case MemberFate::removed:
        if (x_events.removed) x_events.removed(where, "its file holds it no more");
        break;
    }
  }
  return {};
}

Result<IngestReport> IngestRun::planned_only(const Walked& walked) {
  for (const FileStamp& stamp : walked.removed) {
    if (x_events.removed && !is_fault(stamp)) x_events.removed(stamp.path, "its file is gone");
  }
  for (const FileStamp& stamp : walked.removed) x_report.removed += is_fault(stamp) ? 0U : 1U;
  for (std::size_t i = 0; i < walked.files.size(); ++i) {
    const PlannedFile file = walked.files[i];
    if (!file.fault) ++count_of(file.action);
    if (auto told = tell_members(file); !told) return told.error();
  }
  return x_report;
}

}  // namespace concord
