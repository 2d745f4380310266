// Binder: from the tree of a query to clauses over one snapshot: what each name and pattern stands for there.
//
// Internal to search. Words become terms (with their hyphen variants),
// patterns their forms, field names labels, units, titles or metadata.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/search/answer.h"
#include "pipeline/search/clause.h"
#include "pipeline/search/document_counts.h"

namespace concord {

class Binder {
 public:
  Binder(const Snapshot& snapshot, const AnswerOptions& options, StoredDocuments& stored)
      : x_snapshot(snapshot), x_options(options), x_stored(stored), x_counts(snapshot) {}

  /// `scored`: whether the leaves count for the ranking.
  [[nodiscard]] Result<ClausePtr> bind(const Query& query, bool scored);

  std::vector<Leaf> leaves;
  std::vector<std::string> notes;

 private:
  /// A clause, what it weighs, and whether it stands somewhere in the text (and may be part of a sequence).
  struct Bound {
    ClausePtr clause;
    std::vector<std::uint64_t> document_counts;
    bool positional = true;
  };
  using Binding = Result<Bound>;

  [[nodiscard]] Binding bind_node(const Query& query);
  [[nodiscard]] Binding bind_form(const Query& query, const AllDocuments& form);
  [[nodiscard]] Binding bind_form(const Query& query, const WordTest& form);
  [[nodiscard]] Binding bind_form(const Query& query, const FieldTest& form);
  [[nodiscard]] Binding bind_form(const Query& query, const RangeTest& form);
  [[nodiscard]] Binding bind_form(const Query& query, const Sequence& form);
  [[nodiscard]] Binding bind_form(const Query& query, const And& form);
  [[nodiscard]] Binding bind_form(const Query& query, const Or& form);
  [[nodiscard]] Binding bind_form(const Query& query, const Not& form);
  [[nodiscard]] Binding bind_form(const Query& query, const Near& form);
  [[nodiscard]] Binding bind_form(const Query& query, const Enclosed& form);

  // Words.
  [[nodiscard]] Binding bind_words(const Query& query, const std::string& text, bool exact);
  [[nodiscard]] Bound bind_term(Field field, const std::string& term, std::uint32_t leaf);
  [[nodiscard]] Binding bind_pattern(const Query& query, const WordTest& word);
  [[nodiscard]] Result<Expansion> expand(Field field, const WordTest& word) const;
  [[nodiscard]] Bound bind_expansion(Field field, Expansion expansion, std::uint32_t leaf);
  [[nodiscard]] Result<std::vector<Bound>> bind_items(const Sequence& form, std::vector<Gap>& gaps);

  // Fields.
  [[nodiscard]] Binding bind_title(const Query& query, const FieldTest& test);
  [[nodiscard]] Binding bind_labels(const Query& query, const FieldTest& test);
  [[nodiscard]] std::vector<std::string> label_ids(const std::string& family, std::string value) const;
  [[nodiscard]] Binding bind_metadata(const Query& query, const FieldTest& test);
  [[nodiscard]] Bound bind_values(const Query& query, const std::string& key, std::vector<TermChoice> terms, std::uint64_t found);
  [[nodiscard]] Status check_field(const std::string& key) const;
  void note_unknown_value(const std::string& key, const std::string& value);

  [[nodiscard]] std::uint32_t add_leaf(const Query& query, LeafKind kind);
  [[nodiscard]] Bound joined(Bound bound, std::uint32_t leaf);

  const Snapshot& x_snapshot;
  const AnswerOptions& x_options;
  StoredDocuments& x_stored;
  DocumentCounts x_counts;
  bool x_scored = true;
};

}  // namespace concord
