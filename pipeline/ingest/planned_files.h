// PlannedFiles: the files that a run has to read, in the order of the walk.
//
// The plan is whole before the first file is read (whether too many are gone
// shows only then), so of all that a run remembers it grows fastest with the
// collection: it is packed, some 90 bytes a file.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "corpus/read/file_source.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/plan.h"
#include "pipeline/ingest/settings.h"

namespace concord {

/// A file that has to be read; or a fault of its source that has to be remembered, which is nothing to read.
struct PlannedFile {
  const SourceSettings* settings = nullptr;
  FileEntry file;                           ///< its source is that of the settings
  Action action = Action::add;
  std::shared_ptr<const Error> fault = nullptr;
  DocNo renamed_from = no_more_documents;   ///< of the snapshot before: its document, when only its name is new
  bool members_stand = false;               ///< what the index holds of its members holds on where their bytes are the same
};

class PlannedFiles {
 public:
  /// Requires: settings is not null.
  void add(PlannedFile file);
  [[nodiscard]] PlannedFile operator[](std::size_t index) const;
  void replace(std::size_t index, PlannedFile file);
  [[nodiscard]] std::size_t size() const { return x_rows.size(); }
  [[nodiscard]] bool empty() const { return x_rows.empty(); }

 private:
  struct Row {
    const SourceSettings* settings = nullptr;  // null: the file lies in x_odd
    std::uint64_t size = 0;
    std::int64_t mtime_ns = 0;
    std::uint64_t inode = 0;
    std::uint64_t path_begin = 0;  // in x_paths
    std::uint32_t path_size = 0;
    std::uint16_t root = 0;        // in x_roots
    Action action = Action::add;
    bool members_stand = false;
  };
  [[nodiscard]] bool pack(const PlannedFile& file, Row& row);

  std::deque<Row> x_rows;
  std::string x_paths;                           // one after the other
  std::vector<std::string> x_roots;              // of places: what stands before the path
  std::map<std::size_t, PlannedFile> x_odd;      // what a row cannot say: faults, renamed files, escaped names
};

}  // namespace concord
