// QueryGrammar: the parser, one method a rule of the grammar (docs/query-language.md), by recursive descent.
//
// Operators stand in query_parser.cpp, words and fields in query_terms.cpp, phrases and [...] in query_sequences.cpp.
// Internal to the parser; one object a query text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/search/query_reader.h"

namespace concord::grammar {

class QueryParser : private QueryReader {
 public:
  QueryParser(std::string_view text, QueryBudget& budget) : QueryReader(text, budget) {}

  Result<QueryBranch> whole();

 private:
  // Operators, loosest first.
  Result<QueryBranch> query();
  /// `a IN sentence AND b`, `a IN sentence OR b`: goes on with the whole left side as one part.
  Result<QueryBranch> continue_after_region(QueryBranch left);
  Result<QueryBranch> within(QueryBranch part);
  /// A bare word after IN is a misspelt unit, unless it stands in quotes or is a field.
  [[nodiscard]] Status check_unit_name(std::string_view run) const;
  Result<QueryBranch> any_of();
  Result<QueryBranch> any_of(QueryBranch first);
  Result<QueryBranch> all_of();
  Result<QueryBranch> all_of(QueryBranch first);
  [[nodiscard]] Error operand_missing() const;
  [[nodiscard]] Error option_inside() const;
  template <class Form>
  Result<QueryBranch> joined(std::vector<QueryBranch> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Form form;
    QueryBranch result;
    const QuerySpan source = {parts.front().query.source.begin, parts.back().query.source.end};
    for (QueryBranch& part : parts) {
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
  Result<QueryBranch> negation();
  Result<QueryBranch> near();
  Result<Near> near_operator();
  Result<QueryBranch> join_near(Near form, QueryBranch left, QueryBranch right) const;
  Result<QueryBranch> primary();
  Result<QueryBranch> group();
  [[nodiscard]] Error unclosed(QuerySpan opening) const;

  // Words, fields, saved queries.
  /// A word, field, regular expression or saved query: anything that stands without brackets and quotes.
  Result<QueryBranch> single(bool stem);
  static bool looks_like_lower_case_near(std::string_view run);
  template <class Form>
  Result<QueryBranch> leaf(Form form, std::size_t begin) {
    const QuerySpan span = span_from(begin);
    if (Status counted = count_clause(span); !counted) return counted.error();
    QueryBranch branch;
    branch.query = {std::move(form), span};
    return branch;
  }
  Result<QueryBranch> word(std::string_view run, std::size_t begin, bool stem);
  /// What a run of characters means as a word. `quoted`: a final ? is punctuation there.
  Result<WordTest> word_form(std::string_view run, std::size_t begin, bool stem, bool quoted) const;
  Result<QueryBranch> regex();
  Result<QueryBranch> saved(std::string_view name, QuerySpan span);
  [[nodiscard]] Error unknown_saved(std::string_view name, QuerySpan span) const;
  /// "kind" when the text goes on with "kind:"; else empty.
  [[nodiscard]] std::string_view field_name() const;
  Result<QueryBranch> field(std::string_view typed_name);
  Result<QueryBranch> field_value(const std::string& name, std::size_t begin);
  Result<QueryBranch> field_leaf(const std::string& name, std::string value, std::size_t begin);
  Result<QueryBranch> range(const std::string& name, const std::string& value, std::size_t dots, std::size_t begin);
  /// The text between quotes, with \" and \\ resolved.
  Result<std::string> quoted_value();
  [[nodiscard]] Error unclosed_quote(std::size_t begin) const;
  /// kind:(report OR treaty)
  Result<QueryBranch> field_alternatives(const std::string& name, std::size_t begin);

  // Phrases and sequences.
  /// Phrases and [..] that stand side by side. Without a [..] among them they are separate phrases: all but the
  /// first wait in x_pending.
  Result<QueryBranch> sequence();
  /// The `*` and `~n` here, added up; nothing when there is none.
  Result<std::optional<Gap>> sequence_gap();
  Result<QueryBranch> separate_phrases(std::vector<QueryBranch> items);
  /// One sequence out of items; phrases among them are taken apart, so that the tree is flat.
  Result<QueryBranch> whole_sequence(std::vector<QueryBranch> items, const std::vector<std::optional<Gap>>& gaps) const;
  /// [alternative OR alternative]: one item of a sequence.
  Result<QueryBranch> bracket();
  [[nodiscard]] Status check_item(const Query& item, std::size_t begin) const;
  [[nodiscard]] Error unclosed_bracket(std::size_t begin) const;
  Result<QueryBranch> phrase();
  [[nodiscard]] Error edge_gap(std::size_t begin) const;
  [[nodiscard]] std::optional<std::size_t> closing_quote(std::size_t opening) const;
  /// A word or [..] inside quotes; nothing for punctuation.
  Result<std::optional<QueryBranch>> phrase_item(bool exact);

  bool x_joined_since_region = false;  // AND or OR came after an IN of this bracket
};

}  // namespace concord::grammar
