// ingest: brings the index up to date with the sources of a collection. The same for the first run and for cron's.
//
//   walk (stat only) -> plan -> [read -> annotate] by N workers -> index, in the order of the walk -> commit
//
// A document that fails is remembered with its reason and the run goes on. What
// is indexed does not depend on the number of workers. Memory: what is in
// flight, the plan of changed files, and the index's buffer.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/collection/collection.h"
#include "corpus/document/result.h"
#include "pipeline/ingest/plan.h"

namespace concord {

struct PlannedFile;

struct IngestOptions {
  std::vector<std::string> lexicons;       ///< files and folders, bundled ones resolved
  bool full = false;                       ///< read every file again
  bool retry_failed = false;
  bool no_delete = false;                  ///< keep documents whose files are gone
  bool allow_mass_delete = false;          ///< even when more than half of a source is gone
  bool dry_run = false;                    ///< plan only
  std::optional<bool> ocr;                 ///< overrides the configuration
  unsigned workers = 0;                    ///< 0 = as the configuration says
  unsigned lock_wait_seconds = 0;
  std::uint64_t max_seconds = 0;           ///< stop taking new files after so long; 0 = no limit
  const std::atomic<bool>* stop = nullptr; ///< a signal came: finish what is in hand, commit, say what is left
};

struct IngestProgress {
  std::uint64_t files_done = 0;
  std::uint64_t files_total = 0;
  std::uint64_t bytes_done = 0;
  std::uint64_t bytes_total = 0;
  std::string current;
};

/// Called from the calling thread only, except `ocr`.
struct IngestEvents {
  std::function<void(const IngestProgress&)> progress;
  std::function<void(const Error&)> failed;  ///< one document or manifest row
  std::function<void(Action, const std::string& path, const std::string& why)> planned;
  std::function<void(const std::string& path, const std::string& why)> removed;
  std::function<void(const PlannedFile&, const std::string& was)> renamed;  ///< planned as new; its document is in the index
  std::function<void(const std::string& what)> notice;  ///< worth knowing, nothing wrong
  std::function<void(const std::string& where, unsigned done, unsigned total)> ocr;  ///< from a worker's thread
};

struct IngestReport {
  std::string snapshot;       ///< of the commit that ended the run; empty when nothing had to be done
  std::uint64_t unchanged = 0;
  std::uint64_t added = 0;    ///< files
  std::uint64_t changed = 0;
  std::uint64_t retried = 0;
  std::uint64_t removed = 0;
  std::uint64_t renamed = 0;  ///< of the added ones: taken from the index under their new name, not read
  std::uint64_t kept_members = 0;  ///< documents of changed files of many that were taken from the index: their bytes are the same
  std::uint64_t retagged = 0; ///< documents tagged again from their stored text
  std::uint64_t retagged_alike = 0;  ///< of them without any difference: they stay where they are in the index
  std::uint64_t left = 0;     ///< files not taken because the run was stopped
  std::uint64_t failed = 0;   ///< documents and rows
  std::uint64_t documents = 0;  ///< read and indexed in this run
  std::uint64_t bytes = 0;      ///< of their files
  std::uint64_t text_bytes = 0;
  std::uint64_t tokens = 0;
  std::uint64_t sentences = 0;
  std::uint64_t mentions = 0;
  std::map<std::string, double> cpu_seconds;  ///< by stage: read, annotate, tag, index, commit (threads added up)
  double wall_seconds = 0;
  bool stopped = false;

  [[nodiscard]] bool did_something() const { return added + changed + retried + removed + retagged > 0; }
};

/// Errors: locked (another run has the collection), configuration (a lexicon, a mass deletion refused), io, ...
[[nodiscard]] Result<IngestReport> ingest(const Collection& collection, const IngestOptions& options, const IngestEvents& events);

}  // namespace concord
