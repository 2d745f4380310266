// QueryReader: a typed query under the parser's hand: where it stands, what comes next, and errors that point at the place.
//
// The lower half of the parser (query_grammar.h has the upper). Internal to the parser.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/search/query_parser.h"
#include "pipeline/search/query_text.h"

namespace concord::grammar {

/// The tree and how many nodes stand above each other in it.
struct QueryBranch {
  Query query;
  std::uint32_t height = 1;
};

/// What saved queries share with the query that names them.
struct QueryBudget {
  const ParseOptions* options = nullptr;
  std::uint32_t clauses = 0;
  std::uint32_t depth = 0;
  std::set<std::string, std::less<>> open;  // saved queries being read, to find circles
};

class QueryReader {
 protected:
  QueryReader(std::string_view text, QueryBudget& budget) : x_text(text), x_budget(budget) {}

  [[nodiscard]] bool at_end() const { return x_at >= x_text.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return x_at + ahead < x_text.size() ? x_text[x_at + ahead] : '\0'; }
  [[nodiscard]] std::string_view rest() const { return x_text.substr(x_at); }
  [[nodiscard]] QuerySpan span_from(std::size_t begin) const;
  void skip_spaces();
  [[nodiscard]] Error fault(QuerySpan span, std::string message, const std::string& suggestion) const;
  [[nodiscard]] Error unexpected() const;
  /// Counts one word, label or field. Requires: called once each.
  [[nodiscard]] Status count_clause(QuerySpan span);
  [[nodiscard]] Error too_deep(QuerySpan span) const;
  [[nodiscard]] Result<QueryBranch> checked(QueryBranch branch) const;
  /// Length of an opening or closing quote at `at`: ", or a typographic one; 0 if there is none.
  [[nodiscard]] std::size_t quote_at(std::size_t at) const;
  /// Where the run of characters at `at` ends: at a space, bracket or quote.
  [[nodiscard]] std::size_t run_end(std::size_t at) const;
  [[nodiscard]] std::string_view next_run() const { return x_text.substr(x_at, std::max(run_end(x_at), x_at + 1) - x_at); }
  [[nodiscard]] bool next_is(std::string_view word) const;
  bool take_word(std::string_view word);
  /// "NOT" followed by "IN": an operator of its own.
  [[nodiscard]] bool next_is_not_in() const;
  [[nodiscard]] bool next_is_near() const;
  [[nodiscard]] bool next_is_operator() const;
  /// Nothing more for this bracket.
  [[nodiscard]] bool at_close() const { return x_pending.empty() && (at_end() || peek() == ')' || peek() == ']'); }

  std::string_view x_text;
  QueryBudget& x_budget;
  std::size_t x_at = 0;
  std::vector<QueryBranch> x_pending;         // phrases already read, the next one last
};

}  // namespace concord::grammar
