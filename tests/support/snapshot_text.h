// A whole Snapshot as one text, so that two of them compare as strings and a difference shows.
#pragma once

#include <string>

#include "pipeline/index/snapshot.h"

namespace concord::test {

/// Every field, term, document and position, a term a line: "word peace: 0[3 7] 2[1]". The file ledger included.
[[nodiscard]] std::string postings_text(const Snapshot& snapshot);

/// The same text, read list by list (posting_list.h) and not through cursors.
[[nodiscard]] std::string lists_text(const Snapshot& snapshot);

/// Every document that is there: number, id, text, tokens, annotations.
[[nodiscard]] std::string documents_text(const Snapshot& snapshot);

}  // namespace concord::test
