// Diagnosis: why a query found nothing, in words, with what to try instead.
//
// Looks for the first of these: a word that stands nowhere in the collection
// (with the nearest that do); a filter without which there would be hits; a part
// of an AND without which there would be hits; a NEAR, phrase or IN whose words
// are there, but not together.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/query.h"

namespace concord {

/// Lines to print under "no hits". `filter` as given to Answer::open, or null; the parts of its AND are tried one by one.
/// Cost: one run of the query for each part.
[[nodiscard]] Result<std::vector<std::string>> diagnose(const Snapshot& snapshot, const Query& query, const Query* filter,
                                                        const AnswerOptions& options = {});

}  // namespace concord
