// Word collocation, the two ways to count which words stand in windows that are known: the same answer, at other costs.
//
// From the stored documents: only those with nodes are decoded, but all of
// each. From the postings: every position of every word is looked at, but as a
// number in a list, which is an order of magnitude cheaper than a decoded token.
// So rare nodes go the first way and frequent ones the second
// (word_collocates in collocation.h chooses); each is the other's test.
#pragma once

#include "pipeline/cooccur/collocation.h"
#include "pipeline/cooccur/node_windows.h"

namespace concord {

/// Requires of both: `kept` holds what windows.for_each visited. The windows are used up.
[[nodiscard]] Result<Collocates> words_of_documents(const Snapshot& snapshot, NodeWindows& windows, const KeptWindows& kept,
                                                    const CollocateOptions& options);
[[nodiscard]] Result<Collocates> words_of_postings(const Snapshot& snapshot, NodeWindows& windows, const KeptWindows& kept,
                                                   const CollocateOptions& options);

}  // namespace concord
