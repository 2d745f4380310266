// FeatureMatrix: how often two words stand within n tokens of each other, as quanteda's fcm counts it.
//
// The other convention for windows: every pair of tokens at most n apart counts,
// once for each pair, or 1/distance; a word with itself counts twice, so that the
// matrix is the sum of both its triangles. Ordered, a pair counts in the row of
// the word that comes first, and a word with itself once. No table of
// four cells belongs to it: for scores use collocation.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/cooccur/window.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct FeatureMatrixOptions {
  std::uint32_t window = 5;
  WindowLimit within = WindowLimit::document;
  std::optional<DocumentSet> documents;
  bool ordered = false;  ///< tell "a before b" from "b before a"
};

struct FeatureMatrix {
  struct Cell {
    std::uint32_t row = 0;     ///< row <= column unless ordered: then the word that comes first
    std::uint32_t column = 0;
    std::uint64_t count = 0;   ///< pairs of tokens
    double weighted = 0;       ///< sum of 1/distance over them
  };
  std::vector<std::string> words;  ///< in the order asked for
  bool ordered = false;
  std::vector<Cell> cells;         ///< those that are not empty, by row, then column
};

/// Only pairs of the given words count, but all tokens take up room. Reads the stored tokens. Requires: no word twice.
[[nodiscard]] Result<FeatureMatrix> feature_matrix(const Snapshot& snapshot, std::vector<std::string> words,
                                                   const FeatureMatrixOptions& options);

}  // namespace concord
