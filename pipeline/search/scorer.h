// Scorer: BM25 of one answer's documents (the formula stands in ranking.h). Internal to search.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/ranking.h"

namespace concord {

/// idf of the leaves, lengths of the documents. Immutable, so threads share it.
/// BM25 of one answer: idf of its leaves, lengths of the documents.
class Scorer {
 public:
  Scorer(const Scorer&) = delete;
  Scorer& operator=(const Scorer&) = delete;
  Scorer(const Snapshot& snapshot, const std::vector<Leaf>& leaves, const RankingOptions& options);
  [[nodiscard]] double part(DocNo document, std::size_t leaf, std::uint32_t tf) const;
  [[nodiscard]] double score(DocNo document, const std::vector<std::uint32_t>& counts) const {
    double sum = 0;
    for (std::size_t leaf = 0; leaf < counts.size(); ++leaf) sum += part(document, leaf, counts[leaf]);
    return sum;
  }
  [[nodiscard]] const DocumentLengths& lengths() const { return x_lengths; }
  [[nodiscard]] double idf(std::size_t leaf) const { return x_idf[leaf]; }

 private:
  DocumentLengths x_read;  // here, where nobody had
  const DocumentLengths& x_lengths;
  const RankingOptions& x_options;
  std::vector<double> x_idf;
  std::vector<double> x_b;
};

}  // namespace concord
