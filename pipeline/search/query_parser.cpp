#include "pipeline/search/query_parser.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "corpus/text/ascii.h"
#include "corpus/text/normal_form.h"
#include "corpus/text/utf8.h"
#include "pipeline/search/query_grammar.h"

namespace concord {
namespace grammar {

Result<QueryBranch> QueryParser::whole() {
  skip_spaces();
  if (at_end()) return fault({0, 0}, "the query is empty", "type a word, or * for every document");
  auto branch = query();
  if (!branch) return branch;
  if (!at_end()) return unexpected();
  return branch;
}

Result<QueryBranch> QueryParser::query() {
  auto left = any_of();
  std::uint32_t regions = 0;
  while (left && x_pending.empty() && (next_is("IN") || next_is_not_in())) {
    const std::size_t begin = x_at;
    if (regions++ > 0 && x_joined_since_region) {
      return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 2)},
                   "it is not clear what the second IN belongs to", "put each part with its IN in brackets");
    }
    left = within(std::move(*left));
    x_joined_since_region = false;
    const bool another_region = x_pending.empty() && (next_is("IN") || next_is_not_in());
    if (left && !at_close() && !another_region) left = continue_after_region(std::move(*left));
  }
  return left;
}

Result<QueryBranch> QueryParser::continue_after_region(QueryBranch left) {
  x_joined_since_region = true;
  if (next_is("OR") || next_is("|")) return any_of(std::move(left));
  if (next_is_near()) return fault(span_from(x_at), "NEAR cannot follow IN directly", "put the part with IN in brackets");
  return all_of(std::move(left));
}

Result<QueryBranch> QueryParser::within(QueryBranch part) {
  Enclosed form;
  form.outside = take_word("NOT");
  take_word("IN");
  QueryBranch result;
  result.height = part.height + 1;
  const std::uint32_t begin = part.query.source.begin;
  form.parts.push_back(std::move(part.query));
  if (at_close() || next_is_operator()) {
    return fault(span_from(x_at), "IN needs a unit or a query after it", "for example IN sentence, IN paragraph, IN \"a phrase\"");
  }
  const std::string_view run = rest().substr(0, run_end(x_at) - x_at);
  if (is_unit(run)) {
    form.unit = std::string(run);
    x_at += run.size();
  } else if (Status named = check_unit_name(run); !named) {
    return named.error();
  } else {
    auto region = primary();
    if (!region) return region;
    result.height = std::max(result.height, region->height + 1);
    form.parts.push_back(std::move(region->query));
  }
  result.query = {std::move(form), {begin, static_cast<std::uint32_t>(x_at)}};
  skip_spaces();
  return checked(std::move(result));
}

Status QueryParser::check_unit_name(std::string_view run) const {
  const bool bare = !run.empty() && std::all_of(run.begin(), run.end(), [](char c) { return is_ascii_letter(c) || c == '_'; });
  if (!bare) return {};
  const auto meant = nearest(lower_ascii(run), unit_names());
  const QuerySpan span = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(x_at + run.size())};
  return fault(span, fmt::format("'{}' is not a unit", run),
               meant ? fmt::format("did you mean IN {}?", *meant)
                     : "units are sentence, paragraph, page, article, section, annex, preamble, signatures; put words in quotes");
}

Result<QueryBranch> QueryParser::any_of() {
  auto first = all_of();
  if (!first) return first;
  return any_of(std::move(*first));
}

Result<QueryBranch> QueryParser::any_of(QueryBranch first) {
  std::vector<QueryBranch> parts;
  parts.push_back(std::move(first));
  while (x_pending.empty() && (next_is("OR") || next_is("|"))) {
    const std::size_t begin = x_at;
    if (!take_word("OR")) take_word("|");
    if (at_close()) return fault(span_from(begin), "OR has nothing on its right", "add a word, or remove the OR");
    auto part = all_of();
    if (!part) return part;
    parts.push_back(std::move(*part));
  }
  return joined<Or>(std::move(parts));
}

Result<QueryBranch> QueryParser::all_of() {
  if (x_pending.empty() && next_is_operator() && !next_is("NOT")) return operand_missing();
  auto first = negation();
  if (!first) return first;
  return all_of(std::move(*first));
}

Result<QueryBranch> QueryParser::all_of(QueryBranch first) {
  std::vector<QueryBranch> parts;
  parts.push_back(std::move(first));
  while (!at_close()) {
    if (x_pending.empty()) {
      const std::size_t begin = x_at;
      if (next_is("OR") || next_is("|") || next_is("IN") || next_is_not_in()) break;
      if (take_word("AND") && at_close()) {
        return fault(span_from(begin), "AND has nothing on its right", "add a word, or remove the AND");
      }
      if (next_is_operator() && !next_is("NOT")) return operand_missing();
    }
    auto part = negation();
    if (!part) return part;
    parts.push_back(std::move(*part));
  }
  return joined<And>(std::move(parts));
}

Error QueryParser::operand_missing() const {
  const QuerySpan span = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(run_end(x_at))};
  const auto run = next_run();
  return fault(span, fmt::format("{} has nothing on its left", run),
               fmt::format("add a word before it; to search for the word, write {} or \"{}\"", lower_ascii(run), lower_ascii(run)));
}

Error QueryParser::option_inside() const {
  const std::string_view run = x_text.substr(x_at, run_end(x_at) - x_at);
  return fault({static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(x_at + run.size())}, fmt::format("{} looks like an option of the command", run),
               "put options outside of the query's quotes; write NOT to leave out a word");
}

Result<QueryBranch> QueryParser::negation() {
  const std::size_t begin = x_at;
  const bool dash = x_pending.empty() && peek() == '-' && x_at + 1 < x_text.size() && !is_ascii_blank(peek(1)) &&
                    !x_text.substr(x_at + 1).starts_with("\xC2\xA0") && peek(1) != ')' && peek(1) != ']';
  const bool word = x_pending.empty() && next_is("NOT");
  if (!dash && !word) return near();
  if (dash && peek(1) == '-' && is_ascii_letter(peek(2))) return option_inside();
  if (dash) {
    ++x_at;
  } else {
    take_word("NOT");
  }
  if (at_close()) return fault(span_from(begin), "NOT has nothing on its right", "add a word, or write not for the word itself");
  if (next_is_operator() && !next_is("NOT")) return operand_missing();
  if (++x_budget.depth > x_budget.options->max_depth) return too_deep(span_from(begin));
  auto part = negation();
  --x_budget.depth;
  if (!part) return part;
  QueryBranch result;
  result.height = part->height + 1;
  const QuerySpan source = {static_cast<std::uint32_t>(begin), part->query.source.end};
  Not form;
  form.part.push_back(std::move(part->query));
  result.query = {std::move(form), source};
  return checked(std::move(result));
}

Result<QueryBranch> QueryParser::near() {
  auto left = primary();
  while (left && x_pending.empty() && next_is_near()) {
    const std::size_t begin = x_at;
    auto form = near_operator();
    if (!form) return form.error();
    if (at_close() || next_is_operator()) {
      return fault(span_from(begin), "NEAR needs a word, phrase or label on its right", "for example: elite* NEAR/5 power");
    }
    auto right = primary();
    if (!right) return right;
    left = join_near(std::move(*form), std::move(*left), std::move(*right));
  }
  return left;
}

Result<Near> QueryParser::near_operator() {
  const std::size_t begin = x_at;
  std::string_view run = next_run();
  x_at += run.size();
  Near form;
  form.ordered = run.starts_with("BEFORE");
  form.distance = default_distance;
  if (const auto slash = run.find('/'); slash != std::string_view::npos) {
    const auto number = to_number(run.substr(slash + 1));
    if (!number || *number > max_distance) {
      return fault(span_from(begin), fmt::format("'{}' does not say how near", run),
                   fmt::format("write {}/5 for at most 5 tokens between (0 to {})", run.substr(0, slash), max_distance));
    }
    form.distance = *number;
  }
  skip_spaces();
  return form;
}

Result<QueryBranch> QueryParser::join_near(Near form, QueryBranch left, QueryBranch right) const {
  QueryBranch result;
  result.height = std::max(left.height, right.height) + 1;
  const QuerySpan source = {left.query.source.begin, right.query.source.end};
  form.parts.push_back(std::move(left.query));
  form.parts.push_back(std::move(right.query));
  result.query = {std::move(form), source};
  return checked(std::move(result));
}

Result<QueryBranch> QueryParser::primary() {
  if (!x_pending.empty()) {
    QueryBranch branch = std::move(x_pending.back());
    x_pending.pop_back();
    return branch;
  }
  const bool exact_phrase = peek() == '=' && quote_at(x_at + 1) > 0;
  auto result = peek() == '('                                          ? group()
                : peek() == '[' || quote_at(x_at) > 0 || exact_phrase ? sequence()
                                                                       : single(x_budget.options->stem);
  skip_spaces();
  return result;
}

Result<QueryBranch> QueryParser::group() {
  const std::size_t begin = x_at++;
  const QuerySpan opening = span_from(begin);
  skip_spaces();
  if (peek() == ')') return fault({opening.begin, opening.end + 1}, "nothing stands in these brackets", "remove them");
  if (at_end()) return unclosed(opening);
  if (++x_budget.depth > x_budget.options->max_depth) return too_deep(opening);
  const bool joined_outside = std::exchange(x_joined_since_region, false);
  auto inner = query();
  x_joined_since_region = joined_outside;
  --x_budget.depth;
  if (!inner) return inner;
  if (peek() == ']') return unexpected();
  if (at_end()) return unclosed(opening);
  ++x_at;
  return inner;
}

Error QueryParser::unclosed(QuerySpan opening) const {
  return fault(opening, "this bracket is never closed", "add ) where the part ends");
}

}  // namespace grammar

namespace {

constexpr std::size_t max_query_bytes = std::size_t{1} << 22;

}  // namespace

using grammar::count_characters;
using grammar::starts_character;

std::string point_at(std::string_view text, QuerySpan span) {
  constexpr std::size_t around = 60;  // bytes shown on each side
  std::size_t begin = span.begin > around ? span.begin - around : 0;
  std::size_t end = std::min<std::size_t>(text.size(), std::max(span.end, span.begin) + around);
  end = std::min(end, static_cast<std::size_t>(span.begin) + 2 * around);
  while (begin > 0 && !starts_character(text[begin])) --begin;
  while (end < text.size() && !starts_character(text[end])) ++end;
  std::string line = "  ";
  if (begin > 0) line += "... ";
  const std::size_t lead = line.size() + count_characters(text.substr(begin, span.begin - begin));
  for (const char c : text.substr(begin, end - begin)) line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  if (end < text.size()) line += " ...";
  const std::size_t marked = std::min<std::size_t>(span.end, end) > span.begin
                                 ? count_characters(text.substr(span.begin, std::min<std::size_t>(span.end, end) - span.begin))
                                 : 1;
  return line + "\n" + std::string(lead, ' ') + std::string(std::max<std::size_t>(marked, 1), '^');
}

Result<Query> parse_query(std::string_view text, const ParseOptions& options) {
  if (text.size() > max_query_bytes) {
    return Error{ErrorCode::usage, "query:1", fmt::format("the query has {} bytes", text.size()), "a query may have four million bytes"};
  }
  if (const std::size_t bad = first_ill_formed(text); bad < text.size()) {
    const std::string_view sound = text.substr(0, bad);
    return Error{ErrorCode::usage, fmt::format("query:{}", count_characters(sound) + 1), "the query is not valid UTF-8",
                 "check the encoding of the terminal or file\n" + point_at(sound, {static_cast<std::uint32_t>(bad), static_cast<std::uint32_t>(bad)})};
  }
  // The index holds normal form C; what differs from it only in how accents are encoded must not differ in meaning.
  NormalText normal;
  if (!is_normal(text)) {
    normal = normalised(text);
    text = normal.utf8;
  }
  grammar::QueryBudget budget{&options, 0, 0, {}};
  auto branch = grammar::QueryParser(text, budget).whole();
  if (!branch) return branch.error();
  return std::move(branch->query);
}

}  // namespace concord
