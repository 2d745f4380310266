// Answer: a query asked of a snapshot: the documents that match, ascending, and where in each.
//
// Meaning of the occurrences (stretches of tokens):
//   word, label          each place; hyphenated words also where they stand apart or closed up
//   sequence, NEAR       the stretch from the first to the last word, each possible one once
//   a AND b              those of a and of b, in documents that have both
//   a OR b               those of the parts that match
//   NOT a, kind:report   none: a condition on the whole document
//   x IN unit            those of x inside the units in which x holds: for a AND b, units with both
//   x NOT IN annex       those of x outside of every annex
//   x NOT IN sentence    (also paragraph, page: they leave nothing outside) those of x in documents in which x holds in
//                        no one sentence
// One thread. The snapshot must outlive the answer.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/expansion.h"
#include "pipeline/search/occurrence.h"
#include "pipeline/search/query.h"

namespace concord {

struct AnswerOptions {
  std::size_t max_forms = 10000;  ///< terms that one wildcard, regular expression or label pattern may stand for
  std::size_t max_fuzzy = 200;    ///< terms that one fuzzy word may stand for
  std::vector<std::string> stem_languages = {"en"};  ///< for stem:
};

enum class LeafKind : std::uint8_t { word, label, phrase, near, title, condition, division };

/// One word, label, phrase, NEAR or condition of the query, as the snapshot knows it.
struct Leaf {
  LeafKind kind = LeafKind::word;
  QuerySpan source;
  std::string text;          ///< canonical: "reconcil*"
  bool scored = true;        ///< false under NOT, in filters, after IN
  std::vector<Form> forms;   ///< the terms it stands for, those in the index only; of a phrase none
  std::uint64_t forms_found = 0;  ///< more than forms.size() when a limit cut
  std::vector<std::string> unknown;  ///< plain words in it that no document has in any spelling
  std::vector<std::uint64_t> document_counts;  ///< of a word: one number; of a phrase or NEAR: one for each word
};

class Answer {
 public:
  /// `filter`: a further condition on the documents, without occurrences and without weight. May be null.
  /// Errors: usage (an unknown field, NEAR between conditions, a bad pattern), where "query".
  [[nodiscard]] static Result<Answer> open(const Snapshot& snapshot, const Query& query, const Query* filter = nullptr,
                                           const AnswerOptions& options = {});
  ~Answer();
  Answer(Answer&&) noexcept;
  Answer& operator=(Answer&&) noexcept;

  /// The next matching document, or no_more_documents. Check status() then.
  DocNo next();
  /// The first matching document at or after `target` and after the present one.
  DocNo advance(DocNo target);
  [[nodiscard]] DocNo document() const;

  /// Where the present document matches, tidy; see above for what an occurrence is.
  void occurrences(Occurrences& out);
  /// The single words, labels and phrases to be marked, tidy.
  void marks(Occurrences& out);
  /// How many different stretches match; cheaper than occurrences() where positions are not needed.
  [[nodiscard]] std::uint32_t count();
  /// For each leaf how often it takes part in the present document; 0 for those not scored.
  void tally(std::vector<std::uint32_t>& counts);

  /// The same question to the same snapshot, opened anew.
  [[nodiscard]] Result<Answer> again() const;
  /// How many documents it may have to look at, about.
  [[nodiscard]] std::uint64_t cost() const;

  [[nodiscard]] const std::vector<Leaf>& leaves() const;
  /// What the user should know: limits reached, unknown labels or values with the nearest known ones.
  [[nodiscard]] const std::vector<std::string>& notes() const;
  /// An error met while reading stored documents (only =Word and article:5 read them).
  [[nodiscard]] const Status& status() const;

 private:
  struct State;
  explicit Answer(std::unique_ptr<State> state);
  std::unique_ptr<State> x_state;
};

/// Names that fields may have in this snapshot: columns of the metadata ("kind", "date", ...), label families, units.
[[nodiscard]] std::vector<std::string> field_names(const Snapshot& snapshot);

}  // namespace concord
