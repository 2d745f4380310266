// TokenCounts: what can be read of an item document by document: how many tokens there are, how often and where it is met.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// Tokens of each document by its number; 0 where there is none or it is not in the set.
[[nodiscard]] std::vector<std::uint32_t> tokens_by_document(const Snapshot& snapshot, const DocumentSet& documents);

/// Called with the first tokens of the mentions in one document, ascending.
using PositionVisitor = std::function<void(DocNo, std::span<const std::uint32_t>)>;

/// Visits the documents of the set in which the item is met, ascending. An item of the metadata is met once, at token 0.
[[nodiscard]] Status visit_positions(const Snapshot& snapshot, const AxisItem& item, Polarity polarity,
                                     const DocumentSet& documents, const PositionVisitor& visit);

/// How often the item is met in each document of the set, by number.
[[nodiscard]] Result<std::vector<std::uint64_t>> mentions_by_document(const Snapshot& snapshot, const AxisItem& item,
                                                                      Polarity polarity, const DocumentSet& documents);

/// Where the mentions of an item stand, as matches: a label over all its tokens, a word over one. Nothing for metadata.
[[nodiscard]] MatchFinder item_matches(const Snapshot& snapshot, const AxisItem& item, Polarity polarity);

}  // namespace concord
