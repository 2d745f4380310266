// MemberPlan: which members of a changed archive or mailbox need to be read, and whose documents the index has already.
//
// Told by the bytes: the hash that each member's document carries (FileStamp::hash)
// against the members as they are now, which takes unpacking but no reading. A
// member under another name keeps its document where no rule and no guess goes
// by the name. What failed before, and the members that are files of records,
// are read again. Nothing is written or removed here.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/planned_files.h"

namespace concord {

enum class MemberFate : std::uint8_t { kept, renamed, changed, added, failed_before, removed };

struct MemberChange {
  MemberFate fate = MemberFate::kept;
  std::string member;
  std::string was = {};  ///< of a renamed one
};

/// A document of a file of many, as the index holds it.
struct StoredMember {
  std::string member;
  DocNo number = no_more_documents;
  std::uint64_t hash = 0;
};

/// All of a file, failures left out, in the order of their numbers. Error: the index cannot be read.
[[nodiscard]] Result<std::vector<StoredMember>> stored_members(const FileStamp& file, const Snapshot& before);

class MemberPlan {
 public:
  /// Everything is read: for a file that the index holds nothing of.
  MemberPlan() = default;
  /// Lists the members of `file`, which must be a file of many documents that may be asked so (members_stand). Error: the
  /// index cannot be read. What cannot be unpacked is left for the reading to complain of.
  [[nodiscard]] static Result<MemberPlan> make(const PlannedFile& file, const Snapshot& before, int latest_year);

  /// The document of `before` that stands for a member with this hash; no_more_documents: it has to be read.
  [[nodiscard]] DocNo document_of(const std::string& member, std::uint64_t hash) const;
  /// Every member of before or now, those of now in their order, what is gone at the end.
  [[nodiscard]] const std::vector<MemberChange>& changes() const { return x_changes; }

 private:
  friend class MemberPlanner;
  struct Kept {
    DocNo number = no_more_documents;
    std::uint64_t hash = 0;
  };
  std::map<std::string, Kept, std::less<>> x_kept;  // by the member's name now
  std::vector<MemberChange> x_changes;
};

}  // namespace concord
