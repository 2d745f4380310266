// find_duplicate_candidates: pairs of texts whose sketches resemble each other, without comparing every pair.
//
// Locality-sensitive hashing: only texts that share a band of bins are compared
// (duplicates.h says how sure that is). What comes out is an estimate; the texts
// themselves are not looked at.
#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "pipeline/index/sketch.h"

namespace concord {

/// All documents with exactly the same words.
struct SketchedText {
  Sketch sketch;
  bool repeated = false;  ///< by more than one document
};

/// Two texts that the sketches hold to be alike, by their numbers.
struct DuplicateCandidate {
  double estimate;
  std::uint32_t a, b;
  friend bool operator==(const DuplicateCandidate&, const DuplicateCandidate&) = default;
  /// The most alike first.
  friend bool operator<(const DuplicateCandidate& x, const DuplicateCandidate& y) {
    return std::tuple(-x.estimate, x.a, x.b) < std::tuple(-y.estimate, y.a, y.b);
  }
};

/// Pairs whose estimated similarity is `least` or more, the most alike first, each once. Of many texts in one bucket each is
/// compared with the first hundred only: they are connected through those.
[[nodiscard]] std::vector<DuplicateCandidate> find_duplicate_candidates(const std::vector<SketchedText>& texts, double least);

}  // namespace concord
