// IngestRun: one run of ingest(), its steps and what they share. Of this folder only.
//
//   ingest.cpp            the order of the steps
//   ingest_start.cpp      what is there: index, settings, lexicons, the walk, the plan
//   ingest_documents.cpp  what comes out of the workers, into the index
//   ingest_commits.cpp    commits, and which of them questions are answered from
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "corpus/collection/collection.h"
#include "lexicons/catalogue.h"
#include "lexicons/matcher.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/file_reading.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/manifest_copies.h"
#include "pipeline/ingest/plan.h"
#include "pipeline/ingest/run_note.h"
#include "pipeline/ingest/settings.h"
#include "pipeline/ingest/source_walk.h"
#include "pipeline/ingest/stage_clock.h"

namespace concord {

class IngestRun {
 public:
  IngestRun(const Collection& collection, const IngestOptions& options, const IngestEvents& events)
      : x_collection(collection), x_options(options), x_events(events), x_begin(Clock::now()) {}

  Result<IngestReport> run();

 private:
  using Clock = std::chrono::steady_clock;

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
  Status replace(const Finished& finished);
  Status checkpoint();
  Status guard_disk();
  /// Of a commit: the work goes on; all is done but what could not be listed; all is done.
  enum class Extent { part, incomplete, whole };
  Status commit(Extent extent);
  Status commit(const CommitNote& note);
  [[nodiscard]] bool has_new_settings() const;
  void hold_back();
  void let_go();
  Status switch_over(const CommitNote& note);
  Status tidy_up();
  Status note_duplicates();
  [[nodiscard]] WorkShop work_shop() const;
  [[nodiscard]] ManifestCopies manifest_copies() const { return ManifestCopies(x_collection.state_folder() + "/manifests"); }
  [[nodiscard]] CommitNote note_of(Extent extent) const;
  [[nodiscard]] bool lexicons_changed() const { return x_lexicon_hash_before != x_catalogue.hash(); }
  [[nodiscard]] bool must_stop() const;
  [[nodiscard]] bool belongs_to_another_file(const std::string& id) const;
  [[nodiscard]] bool is_up_to_date(const Walked& walked) const;
  Status tell_members(const PlannedFile& file);
  Result<IngestReport> planned_only(const Walked& walked);
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
  std::uint64_t x_added_since_disk_check = 0;
};

}  // namespace concord
