#include "pipeline/search/query_reader.h"
#include "corpus/text/ascii.h"

#include <utility>

#include <fmt/format.h>

namespace concord::grammar {

QuerySpan QueryReader::span_from(std::size_t begin) const {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(x_at)};
}

void QueryReader::skip_spaces() {
  while (!at_end()) {
    if (is_ascii_blank(peek())) {
      ++x_at;
    } else if (rest().starts_with("\xC2\xA0")) {
      x_at += 2;
    } else {
      return;
    }
  }
}

Error QueryReader::fault(QuerySpan span, std::string message, const std::string& suggestion) const {
  const auto column = count_characters(x_text.substr(0, span.begin)) + 1;
  return {ErrorCode::usage, fmt::format("query:{}", column), std::move(message),
          suggestion + "\n" + point_at(x_text, span)};
}

Error QueryReader::unexpected() const {
  const QuerySpan here = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(x_at + 1)};
  if (peek() == ')') return fault(here, "this closing bracket closes nothing", "remove it, or open a bracket before it");
  if (peek() == ']') return fault(here, "this ] closes nothing", "remove it, or open a [ before it");
  return fault(here, fmt::format("unexpected '{}'", next_run()), "put it in quotes if it is text");
}

Status QueryReader::count_clause(QuerySpan span) {
  if (++x_budget.clauses <= x_budget.options->max_clauses) return {};
  return fault(span, fmt::format("the query has more than {} words", x_budget.options->max_clauses),
               "ask in several queries, or use wildcards or a label");
}

Error QueryReader::too_deep(QuerySpan span) const {
  return fault(span, fmt::format("brackets, NOT or NEAR stand more than {} deep in each other", x_budget.options->max_depth),
               "remove the brackets that are not needed");
}

Result<QueryBranch> QueryReader::checked(QueryBranch branch) const {
  if (branch.height > x_budget.options->max_depth) return too_deep(branch.query.source);
  return branch;
}

std::size_t QueryReader::quote_at(std::size_t at) const {
  const std::string_view text = x_text.substr(at);
  if (text.starts_with('"')) return 1;
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return 0;
  for (const std::string_view quote : {"\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"}) {
    if (text.starts_with(quote)) return quote.size();
  }
  return 0;
}

std::size_t QueryReader::run_end(std::size_t at) const {
  while (at < x_text.size()) {
    const char c = x_text[at];
    if (is_ascii_blank(c) || c == '(' || c == ')' || c == '[' || c == ']' || quote_at(at) > 0 ||
        x_text.substr(at).starts_with("\xC2\xA0")) {
      break;
    }
    ++at;
  }
  return at;
}

bool QueryReader::next_is(std::string_view word) const {
  return rest().starts_with(word) && run_end(x_at) == x_at + word.size();
}

bool QueryReader::take_word(std::string_view word) {
  if (!next_is(word)) return false;
  x_at += word.size();
  skip_spaces();
  return true;
}

bool QueryReader::next_is_not_in() const {
  if (!next_is("NOT")) return false;
  std::size_t at = x_at + 3;
  while (at < x_text.size() && is_ascii_blank(x_text[at])) ++at;
  return x_text.substr(at).starts_with("IN") && run_end(at) == at + 2;
}

bool QueryReader::next_is_near() const {
  const auto run = rest().substr(0, run_end(x_at) - x_at);
  return run == "NEAR" || run == "BEFORE" || run.starts_with("NEAR/") || run.starts_with("BEFORE/");
}

bool QueryReader::next_is_operator() const {
  return next_is("OR") || next_is("|") || next_is("AND") || next_is("IN") || next_is("NOT") || next_is_near();
}

}  // namespace concord::grammar
