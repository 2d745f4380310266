// Plan: what a run has to do: each file of the sources held against what the index remembers of it.
//
// By stat alone: size, modification time and inode. A file whose time is not
// older than its reading was stored as one that no file has (document_worker.cpp). Pure: no file is touched here.
//
// A fault of a source that is no file to read (a link that leads out, a row of
// the manifest without a file) stands in the ledger too, as a stamp without
// inode whose hash is that of its message: told once, then silent until it changes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

namespace concord {

/// A file as the index remembers it.
struct KnownFile {
  FileStamp stamp;
  bool failed = false;  ///< no document came out of it, or not all
  std::string reason;   ///< failure code: "helper-missing"
  bool helper_came = false;  ///< it failed for want of a program or of OCR, and that is there now
};

enum class Action : std::uint8_t {
  leave,   ///< unchanged
  add,     ///< new
  change,  ///< its stamp differs, or what is known about it from outside
  retry,   ///< failed before, and asked to try again
};
[[nodiscard]] std::string_view name(Action action);

struct PlanOptions {
  bool retry_failed = false;  ///< try failed files again even when they did not change
};

class Planner {
 public:
  Planner(std::vector<KnownFile> known, PlanOptions options);

  /// What to do with a file that was listed; remembers that it was seen. `again` is why it is read even when it did not
  /// change; empty: no reason. `why` says the decision in words.
  Action decide(const FileStamp& listed, std::string_view again, std::string& why);

  /// What the index remembers of a file; nullptr when it is new.
  [[nodiscard]] const KnownFile* known(const FileStamp& listed) const;

  /// As if the faults of `source` whose place begins with `prefix` had been met again.
  void keep_faults(std::string_view source, std::string_view prefix);

  /// Files of `source` that the index holds and the listing did not show, in the order of their paths.
  [[nodiscard]] std::vector<const KnownFile*> unseen(std::string_view source) const;
  /// Files of sources that are not in `sources` any more.
  [[nodiscard]] std::vector<const KnownFile*> orphans(const std::vector<std::string>& sources) const;
  /// How many files (not faults) of `source` the index holds.
  [[nodiscard]] std::size_t known_in(std::string_view source) const;

 private:
  std::vector<KnownFile> x_known;
  std::vector<bool> x_seen;
  std::unordered_map<std::string, std::size_t> x_by_key;  // source + '\n' + path
  PlanOptions x_options;
};

/// The stamp under which a fault of a source is remembered.
[[nodiscard]] FileStamp fault_stamp(std::string_view source, const Error& fault);
[[nodiscard]] bool is_fault(const FileStamp& stamp);

}  // namespace concord
