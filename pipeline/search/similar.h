// Similar: documents that speak of the same things as a document or a passage.
//
// The words and labels that are most particular to it (how often here, times
// idf) become a query of their own; documents are scored by BM25 over those,
// each part weighted by its share here. The words that decided are shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "corpus/document/span.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct SimilarOptions {
  std::size_t terms = 25;        ///< words taken
  std::size_t labels = 15;       ///< labels taken
  double label_weight = 1.0;     ///< of a label against a word
  std::uint64_t offset = 0;
  std::uint64_t limit = 10;
  double k1 = 1.2;
  double b = 0.75;
};

/// A word or label that stands for the document.
struct TellingTerm {
  std::string term;
  bool label = false;
  double weight = 0;
};
struct SimilarDocument {
  DocNo document = 0;
  double score = 0;
  std::vector<std::string> shared;  ///< telling terms that it has, the weightiest first, at most ten
};
struct Similar {
  std::vector<TellingTerm> terms;  ///< weightiest first
  std::vector<SimilarDocument> page;
  std::uint64_t documents = 0;     ///< with at least one telling term, the document itself not counted
};

/// Like the whole document, or like its tokens in `passage`. Errors: those of Snapshot::document.
[[nodiscard]] Result<Similar> find_similar(const Snapshot& snapshot, DocNo document, const SimilarOptions& options = {});
[[nodiscard]] Result<Similar> find_similar(const Snapshot& snapshot, DocNo document, TokenRange passage, const SimilarOptions& options = {});

}  // namespace concord
