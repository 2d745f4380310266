// QueryPrinter: a query back as text: canonical for machines and for checking, plain English for people.
//
// Canonical: explicit AND, upper-case operators, brackets only where precedence
// needs them (and around the left side of IN). parse(print(q)) is the same tree as q.
#pragma once

#include <string>

#include "pipeline/search/query.h"

namespace concord {

[[nodiscard]] std::string print_query(const Query& query);

/// One sentence: "documents with the word “ombudsman” in the same sentence as any actor".
[[nodiscard]] std::string explain_query(const Query& query);

}  // namespace concord
