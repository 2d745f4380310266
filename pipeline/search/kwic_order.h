// KwicPlace and its order: occurrences before their context is known, and the keys that sort them. Internal to search.
//
// Keys are bytes that compare as the lines sort: one collation key a sort key. The text of each document that has a place
// is read once, on all cores; where only words are sorted by, its tokens are not (nearby_words.h finds the words again).
#pragma once

#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/kwic.h"

namespace concord {

struct KwicPlace {
  DocNo document = 0;
  TokenRange node;
  std::string key = {};
};

/// Neighbours of one document: [begin, end) of a list.
struct DocumentRun {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] std::vector<DocumentRun> runs_of(const std::vector<DocNo>& documents);

/// Gives each place its key. Requires: places of one document stand together; options.sort is not empty.
Status add_sort_keys(const Snapshot& snapshot, const KwicOptions& options, std::vector<KwicPlace>& places);

/// The labels that cover a token of the node, ascending.
[[nodiscard]] std::vector<std::string> labels_on(const Document& document, TokenRange node);

}  // namespace concord
