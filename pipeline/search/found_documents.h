// find_documents: an answer read to its end: every document with its score and its hits. Internal to search.
//
// Where many documents may match, stretches of the index are read on all cores, each thread with an answer of its own;
// what is found does not depend on that.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/ranking.h"

namespace concord {

struct FoundDocument {
  DocNo document = 0;
  std::uint32_t hits = 0;  ///< 0 when not counted
  double score = 0;        ///< 0 unless ranked by relevance
};
struct FoundDocuments {
  std::vector<FoundDocument> all;  ///< ascending
  std::uint64_t passages = 0;      ///< sentences with a hit; 0 when not counted
};

/// Requires: the answer was not read from yet.
[[nodiscard]] Result<FoundDocuments> find_documents(const Snapshot& snapshot, Answer& answer, const RankingOptions& options);

}  // namespace concord
