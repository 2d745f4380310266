// compare_snapshots: which documents came, went or changed between two snapshots of one index, and which labels are
// counted differently in them.
//
// Documents are the same when their ids are. Compared is what was read (text,
// metadata) and what was found in it (labels), not when a file was touched. Cost:
// both snapshots are read whole, a document at a time; memory: ids and hashes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct DocumentChange {
  enum class Kind : std::uint8_t { added, removed, changed };
  Kind kind = Kind::changed;
  std::string id;
  std::string title;           ///< the newer one
  bool text = false;           ///< of a changed document: its text differs
  bool metadata = false;       ///< title, date, kind, language, publisher or a field
  std::int64_t mentions = 0;   ///< newer less older
};

struct LabelChange {
  std::string label;
  std::uint64_t mentions_before = 0, mentions_after = 0;
  std::uint64_t documents_before = 0, documents_after = 0;
};

struct SnapshotDiff {
  std::uint64_t documents_before = 0;
  std::uint64_t documents_after = 0;
  std::vector<DocumentChange> documents;  ///< by id
  std::vector<LabelChange> labels;        ///< whose counts differ, by label
};

/// Errors: bad_data (damaged), io.
[[nodiscard]] Result<SnapshotDiff> compare_snapshots(const Snapshot& before, const Snapshot& after);

}  // namespace concord
