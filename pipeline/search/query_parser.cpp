#include "pipeline/search/query_parser.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "corpus/text/normal_form.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::uint32_t default_distance = 10;
constexpr std::uint32_t max_distance = 1000;
constexpr std::size_t max_query_bytes = std::size_t{1} << 22;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool starts_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), starts_character));
}

/// No letter or digit: ASCII punctuation, general punctuation (U+2000..206F), guillemets.
bool only_punctuation(std::string_view text) {
  while (!text.empty()) {
    if (static_cast<unsigned char>(text[0]) < 0x80) {
      if (is_letter(text[0]) || is_digit(text[0])) return false;
      text.remove_prefix(1);
    } else if (text.starts_with("\xE2\x80") || text.starts_with("\xE2\x81")) {
      text.remove_prefix(std::min<std::size_t>(3, text.size()));
    } else if (text.starts_with("\xC2\xAB") || text.starts_with("\xC2\xBB")) {
      text.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

std::optional<std::uint32_t> to_number(std::string_view digits) {
  std::uint32_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  return value;
}

/// "*", "**" (as in the lexicons), "~3" or "~2..5", as it stands between the items of a sequence.
std::optional<Gap> to_gap(std::string_view run) {
  if (run == "*") return Gap{1, 1};
  if (run == "**") return Gap{0, 3};
  if (!run.starts_with('~')) return std::nullopt;
  run.remove_prefix(1);
  const auto dots = run.find("..");
  const auto min = dots == std::string_view::npos ? 0U : to_number(run.substr(0, dots));
  const auto max = to_number(dots == std::string_view::npos ? run : run.substr(dots + 2));
  if (!min || !max || *min > *max || *max > max_distance) return std::nullopt;
  return Gap{*min, *max};
}

/// What stem: takes: one word without the signs of the language.
bool has_stem(std::string_view word) {
  return !word.empty() && word.find_first_of(" \t\n\r\v\f()[]\"*?=~/:@") == std::string_view::npos && !word.starts_with('-');
}

/// The tree and how many nodes stand above each other in it.
struct Branch {
  Query query;
  std::uint32_t height = 1;
};

/// What saved queries share with the query that names them.
struct Budget {
  const ParseOptions* options = nullptr;
  std::uint32_t clauses = 0;
  std::uint32_t depth = 0;
  std::set<std::string, std::less<>> open;  // saved queries being read, to find circles
};

class Parser {
 public:
  Parser(std::string_view text, Budget& budget) : x_text(text), x_budget(budget) {}

  Result<Branch> whole() {
    skip_spaces();
    if (at_end()) return fault({0, 0}, "the query is empty", "type a word, or * for every document");
    auto branch = query();
    if (!branch) return branch;
    if (!at_end()) return unexpected();
    return branch;
  }

 private:
  // --- Places and errors -------------------------------------------------------------------------------------------

  [[nodiscard]] bool at_end() const { return x_at >= x_text.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const { return x_at + ahead < x_text.size() ? x_text[x_at + ahead] : '\0'; }
  [[nodiscard]] std::string_view rest() const { return x_text.substr(x_at); }
  [[nodiscard]] QuerySpan span_from(std::size_t begin) const {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(x_at)};
  }
  void skip_spaces() {
    while (!at_end()) {
      if (is_space(peek())) {
        ++x_at;
      } else if (rest().starts_with("\xC2\xA0")) {
        x_at += 2;
      } else {
        return;
      }
    }
  }

  [[nodiscard]] Error fault(QuerySpan span, std::string message, const std::string& suggestion) const {
    const auto column = count_characters(x_text.substr(0, span.begin)) + 1;
    return {ErrorCode::usage, fmt::format("query:{}", column), std::move(message),
            suggestion + "\n" + point_at(x_text, span)};
  }

  [[nodiscard]] Error unexpected() const {
    const QuerySpan here = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(x_at + 1)};
    if (peek() == ')') return fault(here, "this closing bracket closes nothing", "remove it, or open a bracket before it");
    if (peek() == ']') return fault(here, "this ] closes nothing", "remove it, or open a [ before it");
    return fault(here, fmt::format("unexpected '{}'", next_run()), "put it in quotes if it is text");
  }

  /// Counts one word, label or field. Requires: called once each.
  [[nodiscard]] Status count_clause(QuerySpan span) {
    if (++x_budget.clauses <= x_budget.options->max_clauses) return {};
    return fault(span, fmt::format("the query has more than {} words", x_budget.options->max_clauses),
                 "ask in several queries, or use wildcards or a label");
  }

  [[nodiscard]] Error too_deep(QuerySpan span) const {
    return fault(span, fmt::format("brackets, NOT or NEAR stand more than {} deep in each other", x_budget.options->max_depth),
                 "remove the brackets that are not needed");
  }

  [[nodiscard]] Result<Branch> checked(Branch branch) const {
    if (branch.height > x_budget.options->max_depth) return too_deep(branch.query.source);
    return branch;
  }

  // --- Pieces of the text ------------------------------------------------------------------------------------------

  /// Length of an opening or closing quote at `at`: ", or a typographic one; 0 if there is none.
  [[nodiscard]] std::size_t quote_at(std::size_t at) const {
    const std::string_view text = x_text.substr(at);
    if (text.starts_with('"')) return 1;
    if (text.empty() || static_cast<unsigned char>(text[0]) < 0x80) return 0;
    for (const std::string_view quote : {"\u201C", "\u201D", "\u201E", "\u00AB", "\u00BB"}) {
      if (text.starts_with(quote)) return quote.size();
    }
    return 0;
  }

  /// Where the run of characters at `at` ends: at a space, bracket or quote.
  [[nodiscard]] std::size_t run_end(std::size_t at) const {
    while (at < x_text.size()) {
      const char c = x_text[at];
      if (is_space(c) || c == '(' || c == ')' || c == '[' || c == ']' || quote_at(at) > 0 ||
          x_text.substr(at).starts_with("\xC2\xA0")) {
        break;
      }
      ++at;
    }
    return at;
  }
  [[nodiscard]] std::string_view next_run() const { return x_text.substr(x_at, std::max(run_end(x_at), x_at + 1) - x_at); }

  [[nodiscard]] bool next_is(std::string_view word) const {
    return rest().starts_with(word) && run_end(x_at) == x_at + word.size();
  }
  bool take_word(std::string_view word) {
    if (!next_is(word)) return false;
    x_at += word.size();
    skip_spaces();
    return true;
  }
  /// "NOT" followed by "IN": an operator of its own.
  [[nodiscard]] bool next_is_not_in() const {
    if (!next_is("NOT")) return false;
    std::size_t at = x_at + 3;
    while (at < x_text.size() && is_space(x_text[at])) ++at;
    return x_text.substr(at).starts_with("IN") && run_end(at) == at + 2;
  }
  [[nodiscard]] bool next_is_near() const {
    const auto run = rest().substr(0, run_end(x_at) - x_at);
    return run == "NEAR" || run == "BEFORE" || run.starts_with("NEAR/") || run.starts_with("BEFORE/");
  }
  [[nodiscard]] bool next_is_operator() const {
    return next_is("OR") || next_is("|") || next_is("AND") || next_is("IN") || next_is("NOT") || next_is_near();
  }
  /// Nothing more for this bracket.
  [[nodiscard]] bool at_close() const { return x_pending.empty() && (at_end() || peek() == ')' || peek() == ']'); }

  // --- Operators, loosest first ------------------------------------------------------------------------------------

  Result<Branch> query() {
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

  /// `a IN sentence AND b`, `a IN sentence OR b`: goes on with the whole left side as one part.
  Result<Branch> continue_after_region(Branch left) {
    x_joined_since_region = true;
    if (next_is("OR") || next_is("|")) return any_of(std::move(left));
    if (next_is_near()) return fault(span_from(x_at), "NEAR cannot follow IN directly", "put the part with IN in brackets");
    return all_of(std::move(left));
  }

  Result<Branch> within(Branch part) {
    Enclosed form;
    form.outside = take_word("NOT");
    take_word("IN");
    Branch result;
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

  /// A bare word after IN is a misspelt unit, unless it stands in quotes or is a field.
  [[nodiscard]] Status check_unit_name(std::string_view run) const {
    const bool bare = !run.empty() && std::all_of(run.begin(), run.end(), [](char c) { return is_letter(c) || c == '_'; });
    if (!bare) return {};
    const auto near = nearest_name(lower_ascii(run), unit_names());
    const QuerySpan span = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(x_at + run.size())};
    return fault(span, fmt::format("'{}' is not a unit", run),
                 near.empty() ? "units are sentence, paragraph, page, article, section, annex, preamble, signatures; put words in quotes"
                              : fmt::format("did you mean IN {}?", near));
  }

  Result<Branch> any_of() {
    auto first = all_of();
    if (!first) return first;
    return any_of(std::move(*first));
  }

  Result<Branch> any_of(Branch first) {
    std::vector<Branch> parts;
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

  Result<Branch> all_of() {
    if (x_pending.empty() && next_is_operator() && !next_is("NOT")) return operand_missing();
    auto first = negation();
    if (!first) return first;
    return all_of(std::move(*first));
  }

  Result<Branch> all_of(Branch first) {
    std::vector<Branch> parts;
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

  [[nodiscard]] Error operand_missing() const {
    const QuerySpan span = {static_cast<std::uint32_t>(x_at), static_cast<std::uint32_t>(run_end(x_at))};
    const auto run = next_run();
    return fault(span, fmt::format("{} has nothing on its left", run),
                 fmt::format("add a word before it; to search for the word, write {} or \"{}\"", lower_ascii(run), lower_ascii(run)));
  }

  template <class Form>
  Result<Branch> joined(std::vector<Branch> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Form form;
    Branch result;
    const QuerySpan source = {parts.front().query.source.begin, parts.back().query.source.end};
    for (Branch& part : parts) {
      result.height = std::max(result.height, part.height + 1);
      if (auto* same = std::get_if<Form>(&part.query.form)) {
        for (Query& inner : same->parts) form.parts.push_back(std::move(inner));
      } else {
        form.parts.push_back(std::move(part.query));
      }
    }
    result.query = {std::move(form), source};
    return checked(std::move(result));
  }

  Result<Branch> negation() {
    const std::size_t begin = x_at;
    const bool dash = x_pending.empty() && peek() == '-' && x_at + 1 < x_text.size() && !is_space(peek(1)) &&
                      !x_text.substr(x_at + 1).starts_with("\xC2\xA0") && peek(1) != ')' && peek(1) != ']';
    const bool word = x_pending.empty() && next_is("NOT");
    if (!dash && !word) return near();
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
    Branch result;
    result.height = part->height + 1;
    const QuerySpan source = {static_cast<std::uint32_t>(begin), part->query.source.end};
    Not form;
    form.part.push_back(std::move(part->query));
    result.query = {std::move(form), source};
    return checked(std::move(result));
  }

  Result<Branch> near() {
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

  Result<Near> near_operator() {
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

  Result<Branch> join_near(Near form, Branch left, Branch right) const {
    Branch result;
    result.height = std::max(left.height, right.height) + 1;
    const QuerySpan source = {left.query.source.begin, right.query.source.end};
    form.parts.push_back(std::move(left.query));
    form.parts.push_back(std::move(right.query));
    result.query = {std::move(form), source};
    return checked(std::move(result));
  }

  // --- Primaries ---------------------------------------------------------------------------------------------------

  Result<Branch> primary() {
    if (!x_pending.empty()) {
      Branch branch = std::move(x_pending.back());
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

  Result<Branch> group() {
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
  [[nodiscard]] Error unclosed(QuerySpan opening) const {
    return fault(opening, "this bracket is never closed", "add ) where the part ends");
  }

  /// A word, field, regular expression or saved query: anything that stands without brackets and quotes.
  Result<Branch> single(bool stem) {
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

  static bool looks_like_lower_case_near(std::string_view run) {
    return (run.starts_with("near/") && to_number(run.substr(5))) || (run.starts_with("before/") && to_number(run.substr(7)));
  }

  template <class Form>
  Result<Branch> leaf(Form form, std::size_t begin) {
    const QuerySpan span = span_from(begin);
    if (Status counted = count_clause(span); !counted) return counted.error();
    Branch branch;
    branch.query = {std::move(form), span};
    return branch;
  }

  Result<Branch> word(std::string_view run, std::size_t begin, bool stem) {
    auto form = word_form(run, begin, stem, false);
    if (!form) return form.error();
    return leaf(std::move(*form), begin);
  }

  /// What a run of characters means as a word. `quoted`: a final ? is punctuation there.
  Result<WordTest> word_form(std::string_view run, std::size_t begin, bool stem, bool quoted) const {
    const QuerySpan span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + run.size())};
    WordTest word;
    if (quoted && run.size() > 1 && run[0] == '~' && (is_digit(run[1]) || run[1] == '.')) {
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

  Result<Branch> regex() {
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

  Result<Branch> saved(std::string_view name, QuerySpan span) {
    const auto& all = x_budget.options->saved;
    const auto found = all.find(name);
    if (found == all.end()) return unknown_saved(name, span);
    if (!x_budget.open.insert(std::string(name)).second) {
      return fault(span, fmt::format("the saved query @{} contains itself", name), "change its text in the configuration");
    }
    if (++x_budget.depth > x_budget.options->max_depth) return too_deep(span);
    auto branch = Parser(found->second, x_budget).whole();
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

  [[nodiscard]] Error unknown_saved(std::string_view name, QuerySpan span) const {
    std::vector<std::string_view> names;
    for (const auto& [known, text] : x_budget.options->saved) names.push_back(known);
    const auto near = nearest_name(name, names);
    return fault(span, fmt::format("there is no saved query @{}", name),
                 near.empty() ? "saved queries are named in the configuration" : fmt::format("did you mean @{}?", near));
  }

  // A saved query's own offsets mean nothing in this text.
  static void move_source(Query& query, QuerySpan span) {
    query.source = span;
    std::visit([span](auto& form) { move_parts(form, span); }, query.form);
  }
  template <class Form>
  static void move_parts(Form& form, QuerySpan span) {
    if constexpr (requires { form.items; }) {
      for (Query& item : form.items) move_source(item, span);
    } else if constexpr (requires { form.parts; }) {
      for (Query& part : form.parts) move_source(part, span);
    } else if constexpr (requires { form.part; }) {
      for (Query& part : form.part) move_source(part, span);
    }
  }

  // --- Fields ------------------------------------------------------------------------------------------------------

  /// "kind" when the text goes on with "kind:"; else empty.
  [[nodiscard]] std::string_view field_name() const {
    if (!is_letter(peek())) return {};
    std::size_t end = x_at;
    while (end < x_text.size() && (is_letter(x_text[end]) || is_digit(x_text[end]) || x_text[end] == '_' || x_text[end] == '-')) ++end;
    return end < x_text.size() && x_text[end] == ':' ? x_text.substr(x_at, end - x_at) : std::string_view();
  }

  Result<Branch> field(std::string_view typed_name) {
    const std::size_t begin = x_at;
    const std::string name = lower_ascii(typed_name);
    x_at += typed_name.size() + 1;
    if (peek() == '(') return field_alternatives(name, begin);
    return field_value(name, begin);
  }

  Result<Branch> field_value(const std::string& name, std::size_t begin) {
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

  Result<Branch> field_leaf(const std::string& name, std::string value, std::size_t begin) {
    if (name == "stem" && !has_stem(value)) {
      return fault(span_from(begin), "stem: takes one plain word", "write stem:(draft OR law) for several");
    }
    if (name == "stem") return word(value, begin, true);
    return leaf(FieldTest{name, std::move(value)}, begin);
  }

  Result<Branch> range(const std::string& name, const std::string& value, std::size_t dots, std::size_t begin) {
    RangeTest form{name, value.substr(0, dots), value.substr(dots + 2)};
    if (form.from.empty() && form.to.empty()) {
      return fault(span_from(begin), "this range has no ends", fmt::format("write {0}:1994..1997, {0}:1994.. or {0}:..1997", name));
    }
    if (form.to.find("..") != std::string::npos) {
      return fault(span_from(begin), "this range has more than two ends", fmt::format("write {}:from..to", name));
    }
    return leaf(std::move(form), begin);
  }

  /// The text between quotes, with \" and \\ resolved.
  Result<std::string> quoted_value() {
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
  [[nodiscard]] Error unclosed_quote(std::size_t begin) const {
    return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)}, "this quote is never closed",
                 "add \" where the phrase ends");
  }

  /// kind:(report OR treaty)
  Result<Branch> field_alternatives(const std::string& name, std::size_t begin) {
    const std::size_t opening = x_at++;
    std::vector<Branch> parts;
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

  // --- Phrases and sequences ---------------------------------------------------------------------------------------

  /// Phrases and [..] that stand side by side. Without a [..] among them they are separate phrases: all but the
  /// first wait in x_pending.
  Result<Branch> sequence() {
    std::vector<Branch> items;
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

  /// The `*` and `~n` here, added up; nothing when there is none.
  Result<std::optional<Gap>> sequence_gap() {
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

  Result<Branch> separate_phrases(std::vector<Branch> items) {
    for (std::size_t i = items.size(); i-- > 1;) x_pending.push_back(std::move(items[i]));
    return std::move(items.front());
  }

  /// One sequence out of items; phrases among them are taken apart, so that the tree is flat.
  Result<Branch> whole_sequence(std::vector<Branch> items, const std::vector<std::optional<Gap>>& gaps) const {
    Sequence form;
    Branch result;
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

  /// [alternative OR alternative]: one item of a sequence.
  Result<Branch> bracket() {
    const std::size_t begin = x_at++;
    std::vector<Branch> parts;
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
  [[nodiscard]] Status check_item(const Query& item, std::size_t begin) const {
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
  [[nodiscard]] Error unclosed_bracket(std::size_t begin) const {
    return fault({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)}, "this [ is never closed", "add ] after the label");
  }

  Result<Branch> phrase() {
    const std::size_t begin = x_at;
    const bool exact = peek() == '=';
    if (exact) ++x_at;
    const auto close = closing_quote(x_at);
    if (!close) return unclosed_quote(x_at);
    x_at += quote_at(x_at);
    std::vector<Branch> items;
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
  [[nodiscard]] Error edge_gap(std::size_t begin) const {
    return fault(span_from(begin), "a gap needs a word on both sides", "remove the gap at the edge of the phrase");
  }
  [[nodiscard]] std::optional<std::size_t> closing_quote(std::size_t opening) const {
    for (std::size_t at = opening + quote_at(opening); at < x_text.size(); ++at) {
      if (quote_at(at) > 0) return at;
    }
    return std::nullopt;
  }

  /// A word or [..] inside quotes; nothing for punctuation.
  Result<std::optional<Branch>> phrase_item(bool exact) {
    if (peek() == '[') {
      auto item = bracket();
      if (!item) return item.error();
      return std::optional<Branch>(std::move(*item));
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
    if (only_punctuation(run) && (exact || run.find('*') == std::string_view::npos)) return std::optional<Branch>();
    auto form = exact ? Result<WordTest>(WordTest{std::string(run), WordForm::exact, 0}) : word_form(run, begin, false, true);
    if (!form) return form.error();
    auto item = leaf(std::move(*form), begin);
    if (!item) return item.error();
    return std::optional<Branch>(std::move(*item));
  }

  std::string_view x_text;
  Budget& x_budget;
  std::size_t x_at = 0;
  std::vector<Branch> x_pending;         // phrases already read, the next one last
  bool x_joined_since_region = false;    // AND or OR came after an IN of this bracket
};

}  // namespace

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

std::string_view nearest_name(std::string_view typed, const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, typed.size() / 3) + 1;
  std::vector<std::size_t> row;
  for (const std::string_view name : names) {
    row.resize(name.size() + 1);
    for (std::size_t j = 0; j <= name.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= typed.size(); ++i) {
      std::size_t diagonal = std::exchange(row[0], i);
      for (std::size_t j = 1; j <= name.size(); ++j) {
        const std::size_t changed = diagonal + (typed[i - 1] == name[j - 1] ? 0 : 1);
        diagonal = std::exchange(row[j], std::min({changed, row[j] + 1, row[j - 1] + 1}));
      }
    }
    if (row.back() < best_distance) {
      best_distance = row.back();
      best = name;
    }
  }
  return best;
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
  Budget budget{&options, 0, 0, {}};
  auto branch = Parser(text, budget).whole();
  if (!branch) return branch.error();
  return std::move(branch->query);
}

}  // namespace concord
