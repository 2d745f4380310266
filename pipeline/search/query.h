// Query: the tree of a question, as it was meant, before it meets an index.
//
// The parser makes it, the printer gives it back in canonical form and in plain
// English, the evaluator answers it. Plain values; words stand as they were
// typed (folding, expansion and the meaning of a field name are questions to a
// Snapshot, so the evaluator's). docs/query-language.md is the user's page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace concord {

struct Query;

/// Bytes of the typed query that a node came from; what error marks point at.
struct QuerySpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(QuerySpan, QuerySpan) = default;
};

/// How the text of a word stands for terms of the index.
enum class WordForm : std::uint8_t {
  plain,     ///< any case, accents and dashes; a typed hyphen also matches a space and nothing
  exact,     ///< =Word: this very spelling
  wildcard,  ///< * any letters, ? one letter
  fuzzy,     ///< word~1, word~2: up to so many letters added, dropped or changed
  regex,     ///< /pattern/ over whole terms (RE2)
  stem,      ///< stem:negotiate: all terms of the same stem
};

struct WordTest {
  std::string text;  ///< without =, ~n, slashes
  WordForm form = WordForm::plain;
  std::uint8_t edits = 0;  ///< of a fuzzy word: 1 or 2
  friend bool operator==(const WordTest&, const WordTest&) = default;
};

/// name:value. Whether the name is a label family, a unit or a column of the metadata is decided by the evaluator.
struct FieldTest {
  std::string name;   ///< lower case
  std::string value;  ///< without quotes; may hold * and ?
  friend bool operator==(const FieldTest&, const FieldTest&) = default;
};

/// name:from..to, both ends included; an empty end is open. Dates or numbers.
struct RangeTest {
  std::string name;
  std::string from;
  std::string to;
  friend bool operator==(const RangeTest&, const RangeTest&) = default;
};

/// `*` alone: every document.
struct AllDocuments {
  friend bool operator==(const AllDocuments&, const AllDocuments&) = default;
};

/// So many tokens between two items of a sequence.
struct Gap {
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  friend bool operator==(Gap, Gap) = default;
};

/// Items one after the other: a phrase ("peace process"), or [actor:*] "signed" [theme:ceasefire].
struct Sequence {
  std::vector<Query> items;  ///< WordTest, FieldTest, Or of these, or a Sequence of words
  std::vector<Gap> gaps;     ///< gaps[i] stands between items i and i + 1
};

struct And {
  std::vector<Query> parts;  ///< at least two
};
struct Or {
  std::vector<Query> parts;  ///< at least two
};
struct Not {
  std::vector<Query> part;  ///< exactly one
};

/// first NEAR/n second, or first BEFORE/n second.
struct Near {
  std::vector<Query> parts;  ///< exactly two
  std::uint32_t distance = 0;  ///< tokens between them at most
  bool ordered = false;        ///< BEFORE
};

/// part IN unit, part NOT IN unit; or IN / NOT IN the matches of a second query.
struct Enclosed {
  std::vector<Query> parts;  ///< the part; then the region, unless `unit` names one
  std::string unit;          ///< "sentence", "article", ... or empty
  bool outside = false;      ///< NOT IN
};

struct Query {
  std::variant<AllDocuments, WordTest, FieldTest, RangeTest, Sequence, And, Or, Not, Near, Enclosed> form;
  QuerySpan source;
};

/// Same tree; where it was typed does not matter.
[[nodiscard]] bool same_tree(const Query& a, const Query& b);

/// The units that IN takes by name. sentence, paragraph and page hold every token; the others leave text outside.
[[nodiscard]] bool is_unit(std::string_view name);
[[nodiscard]] const std::vector<std::string_view>& unit_names();

/// The two as one: "both", flattened, or the other one when one is AllDocuments.
[[nodiscard]] Query both(Query a, Query b);

}  // namespace concord
