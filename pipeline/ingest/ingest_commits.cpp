#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "pipeline/index/check.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/ingest/ingest_run.h"
#include "pipeline/ingest/utc_time.h"

namespace concord {

Status IngestRun::checkpoint() {
  const double minutes = std::chrono::duration<double>(Clock::now() - x_last_commit).count() / 60;
  return minutes >= static_cast<double>(x_collection.config().checkpoint_minutes) ? commit(Extent::part) : Status();
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

/// True when a source is read in another way than before, or a run that did so was stopped. A further source, and other
/// rows of a manifest, change single documents.
bool IngestRun::has_new_settings() const {
  if (x_before == nullptr) return false;
  const auto differs = [this](const SourceState& now) {
    const SourceState* before = x_note_before.source(now.name);
    return before != nullptr && before->settings != now.settings;
  };
  return x_note_before.stopped || std::any_of(x_note.sources.begin(), x_note.sources.end(), differs);
}

Status IngestRun::commit(Extent extent) {
  x_last_commit = Clock::now();
  for (const SourceSettings& settings : x_settings) manifest_copies().keep(settings.manifest_stamp().hash, settings.manifest_bytes());
  const bool new_settings = has_new_settings();
  const bool hidden = new_settings || (extent == Extent::part && x_before != nullptr && lexicons_changed());
  if (hidden) hold_back();
  if (!hidden && extent != Extent::part) let_go();
  if (auto committed = commit(note_of(extent)); !committed) return committed;
  if (extent == Extent::part) return {};
  if (hidden) {
    if (auto switched = switch_over(note_of(extent)); !switched) return switched;
  }
  if (extent == Extent::incomplete) return {};
  std::set<std::uint64_t> in_use;
  for (const SourceState& source : x_note.sources) in_use.insert(source.manifest.hash);
  manifest_copies().keep_only(in_use);
  std::error_code failure;
  std::filesystem::remove_all(x_collection.index_folder() + ".other-format", failure);
  return {};
}

Status IngestRun::commit(const CommitNote& note) {
  auto snapshot = x_clock.time("commit", [&] { return x_writer->commit(note); });
  if (!snapshot) return snapshot.error();
  x_report.snapshot = std::move(*snapshot);
  return {};
}

/// Documents read with several settings, or tagged with several lexicons, make no answer together: until the last of them
/// is done, questions are answered from the commit before the first.
void IngestRun::hold_back() {
  if (x_writer->answers_from()) return;
  x_writer->keep_snapshot(std::string(before_new_settings));
  x_writer->hold_back();
}

void IngestRun::let_go() {
  x_writer->answer_from_newest();
  x_writer->drop_snapshot(std::string(before_new_settings));
}

/// The new generation is read back from the disk and, if it is what was written, becomes the one that answers. The old one
/// stays until the next run.
Status IngestRun::switch_over(const CommitNote& note) {
  const auto check = x_clock.time("verify", [&] { return check_index(x_collection.index_folder(), CheckDepth::full); });
  if (!check) return check.error();
  if (!check->problems.empty()) return check->problems.front();
  x_writer->answer_from_newest();
  if (x_events.notice) {
    x_events.notice(fmt::format("the settings changed; the state before them stays until the next run: 'concord diff {}'", before_new_settings));
  }
  return commit(note);
}

/// There is nothing to read; what may be left to do is to finish the switch that a killed run had prepared, or to let the
/// generation before it go.
Status IngestRun::tidy_up() {
  const bool waits = x_writer->answers_from().has_value();
  if (!waits && !x_writer->kept_snapshots().contains(std::string(before_new_settings))) return {};
  const CommitNote note{utc_timestamp(), x_note_before.goal() + "+" + x_lexicon_hash_before, x_note_before.to_json()};
  if (!waits) let_go();
  if (auto done = waits ? switch_over(note) : commit(note); !done) return done;
  return note_duplicates();
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

}  // namespace concord
