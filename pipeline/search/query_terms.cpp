// The part of the parser that reads what stands without quotes and brackets: words, fields, patterns, saved queries.
#include <algorithm>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "corpus/text/ascii.h"
#include "pipeline/search/query_grammar.h"

namespace concord::grammar {
namespace {

void move_source(Query& query, QuerySpan span);

template <class Form>
void move_parts(Form& form, QuerySpan span) {
  if constexpr (requires { form.items; }) {
    for (Query& item : form.items) move_source(item, span);
  } else if constexpr (requires { form.parts; }) {
    for (Query& part : form.parts) move_source(part, span);
  } else if constexpr (requires { form.part; }) {
    for (Query& part : form.part) move_source(part, span);
  }
}

/// A saved query's own offsets mean nothing in the text that names it.
void move_source(Query& query, QuerySpan span) {
  query.source = span;
  std::visit([span](auto& form) { move_parts(form, span); }, query.form);
}

}  // namespace

Result<QueryBranch> QueryParser::single(bool stem) {
  const std::size_t begin = x_at;
  if (peek() == '/') return regex();
  if (const auto name = field_name(); !name.empty()) return field(name);
  const std::string_view run = next_run();
  if (peek() == ')' || peek() == ']') return unexpected();
  x_at += run.size();
  if (run.starts_with('@') && run.size() > 1) return saved(run.substr(1), span_from(begin));
  if (run == "*") return leaf(AllDocuments{}, begin);
  if (run.starts_with('-')) return fault(span_from(begin), "NOT cannot stand here", "put the part in brackets, or the word in quotes");
  if (to_gap(run)) {
    return fault(span_from(begin), fmt::format("the gap {} stands alone", run), "gaps go inside quotes: \"power ~3 sharing\"");
  }
  if (looks_like_lower_case_near(run)) {
    return fault(span_from(begin), fmt::format("'{}' is in lower case", run), "operators are in capitals: NEAR/5, BEFORE/5");
  }
  return word(run, begin, stem);
}

bool QueryParser::looks_like_lower_case_near(std::string_view run) {
  return (run.starts_with("near/") && to_number(run.substr(5))) || (run.starts_with("before/") && to_number(run.substr(7)));
}

Result<QueryBranch> QueryParser::word(std::string_view run, std::size_t begin, bool stem) {
  auto form = word_form(run, begin, stem, false);
  if (!form) return form.error();
  return leaf(std::move(*form), begin);
}

Result<WordTest> QueryParser::word_form(std::string_view run, std::size_t begin, bool stem, bool quoted) const {
  const QuerySpan span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + run.size())};
  WordTest word;
  if (run.size() > 1 && run[0] == '~' && (is_ascii_digit(run[1]) || run[1] == '.')) {
    return fault(span, fmt::format("'{}' is no gap", run), fmt::format("write ~3 or ~1..3, at most ~{}", max_distance));
  }
  if (run.starts_with('=')) {
    word.form = WordForm::exact;
    word.text = std::string(run.substr(1));
  } else if (const auto tilde = run.rfind('~'); tilde != std::string_view::npos && tilde > 0) {
    const auto edits = tilde + 1 == run.size() ? 1U : to_number(run.substr(tilde + 1));
    if (!edits || *edits < 1 || *edits > 2) {
      return fault(span, fmt::format("'{}': a fuzzy word takes ~1 or ~2", run), fmt::format("write {}~1", run.substr(0, tilde)));
    }
    word = {std::string(run.substr(0, tilde)), WordForm::fuzzy, static_cast<std::uint8_t>(*edits)};
    if (word.text.find_first_of("*?") != std::string::npos) {
      return fault(span, fmt::format("'{}' is both fuzzy and a wildcard", run), "take one of the two");
    }
  } else {
    if (quoted) {
      while (run.ends_with('?') && run.find_first_not_of("*?") != std::string_view::npos) run.remove_suffix(1);
    }
    const bool wild = run.find_first_of("*?") != std::string_view::npos;
    word = {std::string(run), wild ? WordForm::wildcard : stem && has_stem(run) ? WordForm::stem : WordForm::plain, 0};
  }
  const bool every_word = word.form == WordForm::wildcard && word.text.find_first_not_of("*?") == std::string::npos;
  if (only_punctuation(word.text) && !every_word) {
    return fault(span, fmt::format("'{}' holds no letter and no digit", run), "punctuation is not indexed; remove it");
  }
  return word;
}

Result<QueryBranch> QueryParser::regex() {
  const std::size_t begin = x_at++;
  std::string pattern;
  while (!at_end() && peek() != '/') {
    if (peek() == '\\' && x_at + 1 < x_text.size()) {
      if (peek(1) != '/') pattern += '\\';
      ++x_at;
    }
    pattern += x_text[x_at++];
  }
  if (at_end()) {
    return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)},
                 "this regular expression is never closed", "add / at its end; put a path or symbol in quotes");
  }
  ++x_at;
  if (pattern.empty()) return fault(span_from(begin), "the regular expression is empty", "write a pattern between the slashes");
  return leaf(WordTest{std::move(pattern), WordForm::regex, 0}, begin);
}

Result<QueryBranch> QueryParser::saved(std::string_view name, QuerySpan span) {
  const auto& all = x_budget.options->saved;
  const auto found = all.find(name);
  if (found == all.end()) return unknown_saved(name, span);
  if (!x_budget.open.insert(std::string(name)).second) {
    return fault(span, fmt::format("the saved query @{} contains itself", name), "change its text in the configuration");
  }
  if (++x_budget.depth > x_budget.options->max_depth) return too_deep(span);
  auto branch = QueryParser(found->second, x_budget).whole();
  --x_budget.depth;
  x_budget.open.erase(std::string(name));
  if (!branch) {
    Error inside = branch.error();
    inside.message = fmt::format("in the saved query @{}: {}", name, inside.message);
    return inside;
  }
  move_source(branch->query, span);
  return branch;
}

Error QueryParser::unknown_saved(std::string_view name, QuerySpan span) const {
  std::vector<std::string_view> names;
  for (const auto& [known, text] : x_budget.options->saved) names.push_back(known);
  const auto meant = nearest(name, names);
  const std::string remedy = names.empty() ? "the configuration names none yet; write them under queries:"
                             : meant       ? fmt::format("did you mean @{}?", *meant)
                                           : fmt::format("saved queries are @{}", fmt::join(names, ", @"));
  return fault(span, fmt::format("there is no saved query @{}", name), remedy);
}

std::string_view QueryParser::field_name() const {
  if (!is_ascii_letter(peek())) return {};
  std::size_t end = x_at;
  while (end < x_text.size() && (is_ascii_alnum(x_text[end]) || x_text[end] == '_' || x_text[end] == '-')) ++end;
  return end < x_text.size() && x_text[end] == ':' ? x_text.substr(x_at, end - x_at) : std::string_view();
}

Result<QueryBranch> QueryParser::field(std::string_view typed_name) {
  const std::size_t begin = x_at;
  const std::string name = lower_ascii(typed_name);
  x_at += typed_name.size() + 1;
  if (peek() == '(') return field_alternatives(name, begin);
  return field_value(name, begin);
}

Result<QueryBranch> QueryParser::field_value(const std::string& name, std::size_t begin) {
  if (quote_at(x_at) > 0) {
    auto value = quoted_value();
    if (!value) return value.error();
    return field_leaf(name, *value, begin);
  }
  const std::size_t end = run_end(x_at);
  const std::string value(x_text.substr(x_at, end - x_at));
  x_at = end;
  if (value.empty()) {
    return fault(span_from(begin), fmt::format("{}: has no value", name),
                 fmt::format("write {}:value without a space, or put the text in quotes", name));
  }
  if (const auto dots = value.find(".."); dots != std::string::npos && name != "stem") return range(name, value, dots, begin);
  return field_leaf(name, value, begin);
}

Result<QueryBranch> QueryParser::field_leaf(const std::string& name, std::string value, std::size_t begin) {
  if (name == "stem" && !has_stem(value)) {
    return fault(span_from(begin), "stem: takes one plain word", "write stem:(draft OR law) for several");
  }
  if (name == "stem") return word(value, begin, true);
  return leaf(FieldTest{name, std::move(value)}, begin);
}

Result<QueryBranch> QueryParser::range(const std::string& name, const std::string& value, std::size_t dots, std::size_t begin) {
  RangeTest form{name, value.substr(0, dots), value.substr(dots + 2)};
  if (form.from.empty() && form.to.empty()) {
    return fault(span_from(begin), "this range has no ends", fmt::format("write {0}:1994..1997, {0}:1994.. or {0}:..1997", name));
  }
  if (form.to.find("..") != std::string::npos) {
    return fault(span_from(begin), "this range has more than two ends", fmt::format("write {}:from..to", name));
  }
  return leaf(std::move(form), begin);
}

Result<std::string> QueryParser::quoted_value() {
  const std::size_t begin = x_at;
  x_at += quote_at(x_at);
  std::string value;
  while (!at_end() && quote_at(x_at) == 0) {
    if (peek() == '\\' && (peek(1) == '"' || peek(1) == '\\')) ++x_at;
    value += x_text[x_at++];
  }
  if (at_end()) return unclosed_quote(begin);
  x_at += quote_at(x_at);
  if (value.empty()) return fault(span_from(begin), "these quotes hold nothing", "write a value between them");
  return value;
}

Error QueryParser::unclosed_quote(std::size_t begin) const {
  return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)}, "this quote is never closed",
               "add \" where the phrase ends");
}

Result<QueryBranch> QueryParser::field_alternatives(const std::string& name, std::size_t begin) {
  const std::size_t opening = x_at++;
  std::vector<QueryBranch> parts;
  do {
    skip_spaces();
    if (at_end()) return unclosed({static_cast<std::uint32_t>(opening), static_cast<std::uint32_t>(opening + 1)});
    auto part = field_value(name, parts.empty() ? begin : x_at);
    if (!part) return part;
    parts.push_back(std::move(*part));
    skip_spaces();
  } while (next_is("OR") || next_is("|") ? (take_word("OR") || take_word("|")) : (!at_end() && peek() != ')'));
  if (at_end()) return unclosed({static_cast<std::uint32_t>(opening), static_cast<std::uint32_t>(opening + 1)});
  ++x_at;
  return joined<Or>(std::move(parts));
}

}  // namespace concord::grammar
