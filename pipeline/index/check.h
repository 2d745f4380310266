// check_index: whether an index is what was written, file by file, and with `deep` whether every byte of it makes sense.
//
// Quick: the newest commit, its manifest and the sizes of its files (a few
// milliseconds). Full: every block of every file of every commit that is kept,
// against its checksum (disk speed). Deep: also every term, posting, position
// and record read back, and the postings of each document compared with what
// its record says they must be. Reads only; no lock needed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"

namespace concord {

enum class CheckDepth : std::uint8_t { quick, full, deep };

struct IndexCheck {
  std::vector<std::uint64_t> commits;  ///< generations looked at, newest first
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  std::uint64_t documents = 0;  ///< deep: that were read back
  std::uint64_t postings = 0;   ///< deep: pairs of term and document
  std::vector<Error> problems;  ///< empty: all is well
};

/// Error only when there is nothing to check (no_input) or the folder cannot be read (io); damage is a problem of the
/// report.
[[nodiscard]] Result<IndexCheck> check_index(const std::string& folder, CheckDepth depth, FileLayer* files = nullptr);

}  // namespace concord
