// RunLog: what each run over a collection did, a line of JSON a run, kept beside the index and bounded.
//
//   {"time":"2026-11-22T03:17:01Z","command":"reindex","seconds":1.42,"exit":0,"files":{"unchanged":10000,"added":1,...},
//    "failed":0,"snapshot":"12 (...)","error":""}
//
// Every run is there, the idle and the failed ones too: that a run took place is
// what a monitor wants to know. Nothing else depends on the log; two runs that
// end at once do not disturb each other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/ingest/ingest.h"

namespace concord {

struct LoggedRun {
  std::string time;     ///< when it began: ISO 8601, UTC
  std::string command;  ///< "ingest" or "reindex"
  double seconds = 0;
  int exit_code = 0;
  std::string error;    ///< why it ended early; empty when it did not
  std::string snapshot; ///< that it committed; empty when nothing had to be done
  std::uint64_t unchanged = 0, added = 0, changed = 0, retried = 0, removed = 0, retagged = 0, left = 0;
  std::uint64_t failed = 0;     ///< documents that could not be read
  std::uint64_t documents = 0;  ///< read and indexed
  std::uint64_t bytes = 0;      ///< of their files

  [[nodiscard]] std::string to_json() const;
};

/// A run that ended with this report; the rest is the caller's to fill.
[[nodiscard]] LoggedRun logged_run(const IngestReport& report);

class RunLog {
 public:
  /// `state_folder` is Collection::state_folder(); it need not exist.
  explicit RunLog(const std::string& state_folder) : x_path(state_folder + "/runs.jsonl") {}

  /// Adds a line; when the file is larger than a megabyte only the newer half of it stays. Error: io, cannot_create.
  Status add(const LoggedRun& run) const;

  /// All runs, the oldest first; a line that is no run is passed over. Empty when there was none. Error: io.
  [[nodiscard]] Result<std::vector<LoggedRun>> read() const;

 private:
  [[nodiscard]] Status shorten() const;
  std::string x_path;
};

}  // namespace concord
