// The part of the parser that reads phrases, gaps and [...], and makes flat sequences of them.
#include <algorithm>

#include <fmt/format.h>

#include "pipeline/search/query_grammar.h"

namespace concord::grammar {

Result<QueryBranch> QueryParser::sequence() {
  std::vector<QueryBranch> items;
  std::vector<std::optional<Gap>> gaps;  // before each item but the first
  bool bracketed = false;
  while (true) {
    bracketed = bracketed || peek() == '[';
    auto item = peek() == '[' ? bracket() : phrase();
    if (!item) return item;
    items.push_back(std::move(*item));
    const std::size_t end = x_at;
    skip_spaces();
    auto gap = sequence_gap();
    if (!gap) return gap.error();
    if (peek() != '[' && quote_at(x_at) == 0) {
      if (*gap) x_at = end;  // what looked like a gap is something else
      break;
    }
    gaps.push_back(*gap);
  }
  const bool any_gap = std::any_of(gaps.begin(), gaps.end(), [](const auto& gap) { return gap.has_value(); });
  return bracketed || any_gap ? whole_sequence(std::move(items), gaps) : separate_phrases(std::move(items));
}

Result<std::optional<Gap>> QueryParser::sequence_gap() {
  std::optional<Gap> sum;
  while (!at_end()) {
    const std::size_t end = run_end(x_at);
    const auto gap = to_gap(x_text.substr(x_at, end - x_at));
    if (!gap) break;
    sum = sum ? Gap{sum->min + gap->min, sum->max + gap->max} : *gap;
    if (sum->max > max_distance) {
      return fault({static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(end)}, "this gap is too wide",
                   fmt::format("gaps reach to {} tokens; use NEAR or IN paragraph", max_distance));
    }
    x_at = end;
    skip_spaces();
  }
  return sum;
}

Result<QueryBranch> QueryParser::separate_phrases(std::vector<QueryBranch> items) {
  for (std::size_t i = items.size(); i-- > 1;) x_pending.push_back(std::move(items[i]));
  return std::move(items.front());
}

Result<QueryBranch> QueryParser::whole_sequence(std::vector<QueryBranch> items, const std::vector<std::optional<Gap>>& gaps) const {
  Sequence form;
  QueryBranch result;
  const QuerySpan source = {items.front().query.source.begin, items.back().query.source.end};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) form.gaps.push_back(gaps[i - 1].value_or(Gap{}));
    result.height = std::max(result.height, items[i].height + 1);
    if (auto* inner = std::get_if<Sequence>(&items[i].query.form)) {
      for (Query& item : inner->items) form.items.push_back(std::move(item));
      form.gaps.insert(form.gaps.end(), inner->gaps.begin(), inner->gaps.end());
    } else {
      form.items.push_back(std::move(items[i].query));
    }
  }
  result.query = {std::move(form), source};
  return checked(std::move(result));
}

Result<QueryBranch> QueryParser::bracket() {
  const std::size_t begin = x_at++;
  std::vector<QueryBranch> parts;
  do {
    skip_spaces();
    if (at_end()) return unclosed_bracket(begin);
    if (peek() == ']') return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(x_at + 1)},
                                    "nothing stands in these brackets", "name a word or a label; for any one token write *");
    if (peek() == '(' || peek() == '[') return fault(span_from(begin), "[ ] takes words, phrases and labels joined by OR", "put brackets round the whole query instead");
    auto part = quote_at(x_at) > 0 ? phrase() : single(false);
    if (!part) return part;
    if (Status fits = check_item(part->query, begin); !fits) return fits.error();
    parts.push_back(std::move(*part));
    skip_spaces();
    if (at_end()) return unclosed_bracket(begin);
  } while (take_word("OR") || take_word("|") || peek() != ']');
  ++x_at;
  return joined<Or>(std::move(parts));
}

Status QueryParser::check_item(const Query& item, std::size_t begin) const {
  if (std::holds_alternative<AllDocuments>(item.form)) {
    return fault(span_from(begin), "[*] is any one token", "write * alone between the items");
  }
  if (const auto* any = std::get_if<Or>(&item.form)) {
    for (const Query& part : any->parts) {
      if (Status fits = check_item(part, begin); !fits) return fits;
    }
    return {};
  }
  const bool fits = std::holds_alternative<WordTest>(item.form) || std::holds_alternative<FieldTest>(item.form) ||
                    std::holds_alternative<Sequence>(item.form);
  if (fits) return {};
  return fault(span_from(begin), "only words, phrases and labels can stand in a sequence", "move the rest outside of [ ]");
}

Error QueryParser::unclosed_bracket(std::size_t begin) const {
  return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)}, "this [ is never closed", "add ] after the label");
}

Result<QueryBranch> QueryParser::phrase() {
  const std::size_t begin = x_at;
  const bool exact = peek() == '=';
  if (exact) ++x_at;
  const auto close = closing_quote(x_at);
  if (!close) return unclosed_quote(x_at);
  x_at += quote_at(x_at);
  std::vector<QueryBranch> items;
  std::vector<std::optional<Gap>> gaps;
  while (true) {
    skip_spaces();
    auto gap = sequence_gap();
    if (!gap) return gap.error();
    if (x_at >= *close) {
      if (*gap) return edge_gap(begin);
      break;
    }
    if (*gap && items.empty()) return edge_gap(begin);
    auto item = phrase_item(exact);
    if (!item) return item.error();
    if (x_at > *close) return unclosed_quote(begin);  // a quote inside [ ] inside quotes
    if (!*item) continue;  // punctuation is no token
    if (!items.empty()) gaps.push_back(*gap);
    items.push_back(std::move(**item));
  }
  x_at = *close + quote_at(*close);
  if (items.empty()) return fault(span_from(begin), "this phrase holds no word", "write words between the quotes");
  auto result = whole_sequence(std::move(items), gaps);
  if (result) result->query.source = span_from(begin);
  return result;
}

Error QueryParser::edge_gap(std::size_t begin) const {
  return fault(span_from(begin), "a gap needs a word on both sides", "remove the gap at the edge of the phrase");
}

std::optional<std::size_t> QueryParser::closing_quote(std::size_t opening) const {
  for (std::size_t at = opening + quote_at(opening); at < x_text.size(); ++at) {
    if (quote_at(at) > 0) return at;
  }
  return std::nullopt;
}

Result<std::optional<QueryBranch>> QueryParser::phrase_item(bool exact) {
  if (peek() == '[') {
    auto item = bracket();
    if (!item) return item.error();
    return std::optional<QueryBranch>(std::move(*item));
  }
  const std::size_t begin = x_at;
  // Round brackets are text inside quotes: "S/RES/968 (1994)".
  std::size_t end = x_at;
  while (end < x_text.size() && (x_text[end] == '(' || x_text[end] == ')' || run_end(end) > end)) {
    end = std::max(run_end(end), end + 1);
  }
  if (end == begin) return unexpected();
  x_at = end;
  const std::string_view run = x_text.substr(begin, end - begin);
  if (only_punctuation(run) && (exact || run.find('*') == std::string_view::npos)) return std::optional<QueryBranch>();
  auto form = exact ? Result<WordTest>(WordTest{std::string(run), WordForm::exact, 0}) : word_form(run, begin, false, true);
  if (!form) return form.error();
  auto item = leaf(std::move(*form), begin);
  if (!item) return item.error();
  return std::optional<QueryBranch>(std::move(*item));
}

}  // namespace concord::grammar
