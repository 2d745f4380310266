// Plan: what a run has to do: each file of the sources held against what the index remembers of it.
//
// By stat alone: size, modification time and inode. A file whose time is not
// older than the run that indexed it is distrusted (it may have changed within
// the clock's grain) and compared by content. Pure: no file is touched here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/metadata.h"

namespace concord {

/// A file as the index remembers it.
struct KnownFile {
  FileStamp stamp;
  bool failed = false;             ///< no document came out of it, or not all
  std::string reason;              ///< failure code: "helper-missing"
  std::int64_t indexed_at_ns = 0;  ///< when it was read; 0 = not known
};

enum class Action : std::uint8_t {
  leave,   ///< unchanged
  add,     ///< new
  change,  ///< its stamp differs, or is too young to be trusted
  retry,   ///< failed before, and asked to try again
};
[[nodiscard]] std::string_view name(Action action);

struct PlanOptions {
  bool full = false;          ///< read everything again
  bool retry_failed = false;  ///< try failed files again even when they did not change
};

class Planner {
 public:
  Planner(std::vector<KnownFile> known, PlanOptions options);

  /// What to do with a file that was listed; remembers that it was seen. `why` says it in words.
  Action decide(const FileStamp& listed, std::string& why);

  /// What the index remembers of a file; nullptr when it is new.
  [[nodiscard]] const KnownFile* known(const FileStamp& listed) const;

  /// Files of `source` that the index holds and the listing did not show, in the order of their paths.
  [[nodiscard]] std::vector<const KnownFile*> unseen(std::string_view source) const;
  /// Files of sources that are not in `sources` any more.
  [[nodiscard]] std::vector<const KnownFile*> orphans(const std::vector<std::string>& sources) const;
  [[nodiscard]] std::size_t known_in(std::string_view source) const;

 private:
  std::vector<KnownFile> x_known;
  std::vector<bool> x_seen;
  std::unordered_map<std::string, std::size_t> x_by_key;  // source + '\n' + path
  PlanOptions x_options;
};

}  // namespace concord
