// QuerySource: queries of the query language as what counting knows: matches (MatchFinder), documents, filters.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/query_parser.h"

namespace concord {

struct QueryReading {
  ParseOptions parse;
  AnswerOptions answer;
};

/// The matches of a query, each stretch once. The snapshot must outlive the finder; each call of it asks anew.
/// Errors: usage, for what is wrong with the query. `notes` gets what the user should know of limits and unknown labels.
[[nodiscard]] Result<MatchFinder> query_matches(const Snapshot& snapshot, std::string_view query,
                                                const QueryReading& reading, std::vector<std::string>* notes = nullptr);

/// The documents that match.
[[nodiscard]] Result<DocumentSet> query_documents(const Snapshot& snapshot, std::string_view query,
                                                  const QueryReading& reading, std::vector<std::string>* notes = nullptr);

/// Whether a query says something of places in a document (a word, a label, NEAR, ...), or only of documents (kind:report).
[[nodiscard]] Result<bool> query_has_places(const Snapshot& snapshot, std::string_view query, const QueryReading& reading);

/// Restricts what is counted: to the documents that match and, where the query says something of places, to the units in
/// which a match begins. An existing restriction to documents is narrowed.
[[nodiscard]] Status apply_filter(const Snapshot& snapshot, std::string_view query, const QueryReading& reading,
                                  CountOptions& options, std::vector<std::string>* notes = nullptr);

}  // namespace concord
