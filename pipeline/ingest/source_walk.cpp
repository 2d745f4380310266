#include "pipeline/ingest/source_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "corpus/read/failure.h"

namespace concord {
namespace {

using Rows = std::set<std::string, std::less<>>;

bool lies_below(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/');
}

/// Where the last run was stopped.
struct LastStop {
  const StoppedAt* at = nullptr;  ///< null unless that run had the same to do as this one
  bool passed = false;            ///< its source lies behind
  bool mixed = false;             ///< it was stopped among settings that are none of this run's: nothing it left is trusted
};

/// The walk over one source.
class SourceWalk {
 public:
  SourceWalk(SourceSettings& settings, Planner& planner, const WalkOptions& options, const WalkEvents& events, Walked& walked)
      : x_settings(settings), x_planner(planner), x_options(options), x_events(events), x_walked(walked) {}

  /// `before` may be null: the source is new.
  Status run(const SourceState* before, const SourceState& now, const LastStop& stop, const ManifestCopies& copies) {
    x_stopped = stop.at;
    x_behind_stop = stop.passed;
    x_mixed = stop.mixed;
    if (auto known = learn_what_changed(before, now, copies); !known) return known;
    if (auto listed = list(); !listed) return listed;
    if (auto rows = look_at_manifest(); !rows) return rows;
    return remove_what_is_gone();
  }

 private:
  [[nodiscard]] const std::string& name() const { return x_settings.source().name; }

  Status learn_what_changed(const SourceState* before, const SourceState& now, const ManifestCopies& copies) {
    if (x_options.full) x_again = "everything is read again";
    if (x_again.empty() && x_mixed) x_again = "a run with other settings was stopped";
    if (before == nullptr) {
      if (x_again.empty() && x_planner.known_in(name()) > 0) x_again = "how its files were read is not known";
      return {};
    }
    if (before->settings != now.settings) x_again = "the settings of its source changed";
    x_manifest_changed = before->manifest.hash != now.manifest.hash;
    if (!x_manifest_changed || !x_again.empty()) return {};
    if (auto loaded = x_settings.load_manifest(x_row_faults); !loaded) return loaded;
    const auto old = before->manifest.hash == 0 ? std::optional<std::string>("path\n") : copies.find(before->manifest.hash);
    const bool gone = now.manifest.hash == 0;
    if (old && !gone) x_rows = x_settings.changed_rows(*old);
    if (!x_rows) x_again = gone ? "the manifest is gone" : "the manifest changed";
    return {};
  }

  Status list() {
    FileSource files({x_settings.walk()});
    while (auto next = files.next()) {
      if (!*next) {
        note(next->error());
      } else if (!x_settings.is_no_document((**next).stamp.path)) {
        plan(std::move(**next));
      }
    }
    x_unlisted = files.unlisted();
    x_walked.complete = x_walked.complete && x_unlisted.empty();
    return {};
  }

  void plan(FileEntry entry) {
    std::string_view again = x_again;
    if (again.empty() && x_rows && x_rows->contains(entry.stamp.path)) again = "its row in the manifest changed";
    if (!again.empty() && !x_options.full && was_read_before_stop(entry.stamp.path)) again = {};
    std::string why;
    const Action action = x_planner.decide(entry.stamp, again, why);
    if (action == Action::leave) {
      ++x_walked.unchanged;
      return;
    }
    if (x_events.planned) x_events.planned(action, entry.stamp.path, why);
    x_walked.bytes += entry.stamp.size;
    x_new += action == Action::add ? 1U : 0U;
    const bool members_stand = again.empty() && action != Action::add;
    x_walked.files.add({.settings = &x_settings, .file = std::move(entry), .action = action, .members_stand = members_stand});
    ++x_planned;
  }

  /// Of a run that was stopped and had the same to do. Escaped names do not sort as the walk does: they are read again.
  [[nodiscard]] bool was_read_before_stop(const std::string& path) const {
    if (x_stopped == nullptr || x_stopped->source.empty()) return false;
    if (x_stopped->source != name()) return !x_behind_stop;
    return path <= x_stopped->path && path.find('%') == std::string::npos && x_stopped->path.find('%') == std::string::npos;
  }

  /// What keeps a folder from being seen is told at every run; what is the matter with one name is remembered.
  void note(const Error& error) {
    const bool of_one_name = error.reason == concord::name(ReadFailure::symlink) || error.reason == concord::name(ReadFailure::binary) ||
                             error.reason == concord::name(ReadFailure::vanished) || error.reason == concord::name(ReadFailure::record);
    if (!of_one_name || error.where == x_settings.source().path) {
      if (x_events.failed) x_events.failed(error);
      return;
    }
    FileEntry entry;
    entry.stamp = fault_stamp(name(), error);
    std::string why;
    const Action action = x_planner.decide(entry.stamp, {}, why);
    if (action == Action::leave) return;
    if (x_events.planned) x_events.planned(action, error.where, error.message);
    ++x_planned;
    x_walked.files.add({.settings = &x_settings, .file = std::move(entry), .action = action, .fault = std::make_shared<const Error>(error)});
  }

  /// The rows are looked at when the manifest or the files changed: else their faults are those of before.
  Status look_at_manifest() {
    if (x_settings.manifest_path().empty()) return {};
    const bool same = !x_manifest_changed && x_planned == 0 && !has_lost_names();
    if (same) {
      x_planner.keep_faults(name(), x_settings.manifest_path() + ":");
      return {};
    }
    if (auto loaded = x_settings.load_manifest(x_row_faults); !loaded) return loaded;
    for (const Error& fault : x_row_faults) note(as_row(fault));
    for (const Error& fault : x_settings.rows_without_file()) note(as_row(fault));
    return {};
  }

  static Error as_row(Error fault) {
    fault.reason = concord::name(ReadFailure::record);
    return fault;
  }

  [[nodiscard]] std::vector<const KnownFile*> lost_files() const {
    std::vector<const KnownFile*> lost = x_planner.unseen(name());
    std::erase_if(lost, [](const KnownFile* file) { return is_fault(file->stamp); });
    return lost;
  }
  /// A file that is gone, or a link that was at fault: there may be a row for it.
  [[nodiscard]] bool has_lost_names() const {
    const std::vector<const KnownFile*> unseen = x_planner.unseen(name());
    const std::string rows = x_settings.manifest_path() + ":";
    return std::any_of(unseen.begin(), unseen.end(), [&](const KnownFile* known) { return !known->stamp.path.starts_with(rows); });
  }

  Status remove_what_is_gone() {
    if (x_options.no_delete) return {};
    if (auto guarded = guard_mass_deletion(); !guarded) return guarded;
    for (const KnownFile* file : x_planner.unseen(name())) {
      const bool hidden = std::any_of(x_unlisted.begin(), x_unlisted.end(), [&](const std::string& folder) { return lies_below(file->stamp.path, folder); });
      if (!hidden || is_fault(file->stamp)) x_walked.removed.push_back(file->stamp);
    }
    return {};
  }

  [[nodiscard]] Status guard_mass_deletion() const {
    const CollectionSource& source = x_settings.source();
    const std::size_t known = x_planner.known_in(source.name);
    const std::size_t gone = lost_files().size();
    std::error_code failure;
    const bool there = std::filesystem::exists(source.path, failure) || failure;
    if (known == 0 && !there) {
      return Error{ErrorCode::no_input, source.path, "there is no such file or folder", "check the path of the source in concord.yaml"};
    }
    const bool unseen = std::find(x_unlisted.begin(), x_unlisted.end(), "") != x_unlisted.end();
    if (x_options.allow_mass_delete || unseen || 2 * gone <= known) return {};
    // A source that was reorganised shows about as many new files as it lost.
    if (there && x_new >= gone) return {};
    return Error{ErrorCode::configuration, source.path,
                 fmt::format("{} of {} indexed files are gone{}; nothing was changed", gone, known, there ? "" : ", and so is the folder itself"),
                 "check that the disk is mounted; if they are meant to go, run again with --allow-mass-delete"};
  }

  SourceSettings& x_settings;
  Planner& x_planner;
  const WalkOptions& x_options;
  const WalkEvents& x_events;
  Walked& x_walked;
  const StoppedAt* x_stopped = nullptr;
  bool x_behind_stop = false;
  bool x_mixed = false;
  std::string x_again;        // why every file of the source is read again; empty: no reason
  std::optional<Rows> x_rows;  // paths whose rows changed
  bool x_manifest_changed = true;
  std::vector<Error> x_row_faults;
  std::vector<std::string> x_unlisted;
  std::size_t x_planned = 0;
  std::size_t x_new = 0;
};

}  // namespace

Result<Walked> walk_sources(std::vector<SourceSettings>& sources, Planner& planner, const RunNote& before, const RunNote& now,
                            const ManifestCopies& copies, const WalkOptions& options, const WalkEvents& events) {
  Walked walked;
  std::vector<std::string> names;
  LastStop stop;
  if (before.stopped) {
    stop.mixed = before.stopped->goal != now.goal();
    if (!stop.mixed) stop.at = &*before.stopped;
  }
  for (SourceSettings& settings : sources) {
    const std::string& name = settings.source().name;
    names.push_back(name);
    SourceWalk walk(settings, planner, options, events, walked);
    if (auto done = walk.run(before.source(name), *now.source(name), stop, copies); !done) return done.error();
    stop.passed = stop.passed || (stop.at != nullptr && stop.at->source == name);
  }
  if (options.no_delete) return walked;
  for (const KnownFile* orphan : planner.orphans(names)) walked.removed.push_back(orphan->stamp);
  return walked;
}

}  // namespace concord
