// Expansion: from a pattern to the terms of the index that it stands for: wildcards, near spellings, regular
// expressions, stems.
//
// Each walks the sorted dictionary, from the pattern's literal beginning where
// it has one. The fuzzy walk keeps the rows of the edit-distance table for the
// prefix that neighbouring terms share, and leaps over all terms with a prefix
// that is too far off already. What a limit cut off is counted and said.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// One term that a word of the query stands for.
struct Form {
  std::string term;
  std::uint32_t documents = 0;  ///< as the dictionary says, deleted ones included; DocumentCounts mends that
  friend bool operator==(const Form&, const Form&) = default;
};

struct Expansion {
  std::vector<Form> forms;   ///< by term
  std::uint64_t found = 0;   ///< all that matched; more than forms.size() when the limit cut
};

/// `pattern` is folded; * any letters, ? one character. At most `limit` forms, those in most documents.
[[nodiscard]] Expansion expand_wildcard(const Snapshot& snapshot, Field field, std::string_view pattern, std::size_t limit);

/// Terms at most `edits` added, dropped or changed characters from `word` (folded). At most `limit` forms: the nearest,
/// among those the most frequent.
[[nodiscard]] Expansion expand_fuzzy(const Snapshot& snapshot, Field field, std::string_view word, std::uint32_t edits, std::size_t limit);

/// Whole terms that match the RE2 pattern, without regard to case. Error: usage, when it is no regular expression.
[[nodiscard]] Result<Expansion> expand_regex(const Snapshot& snapshot, Field field, std::string_view pattern, std::size_t limit);

/// Whether `text` matches the pattern: * any characters, ? one. Cost: linear but for patterns with several *.
[[nodiscard]] bool matches_wildcard(std::string_view pattern, std::string_view text);

/// The number of documents that the dictionary gives for exactly this term, deleted ones included; 0 when it is unknown.
[[nodiscard]] std::uint32_t document_count(const Snapshot& snapshot, Field field, std::string_view term);

/// Up to `count` terms nearest to `word`: one or two edits off, the nearest first, then the most frequent.
[[nodiscard]] std::vector<Form> nearest_terms(const Snapshot& snapshot, Field field, std::string_view word, std::size_t count);

/// Calls `visit` for each term that begins with `prefix`, in order, until it returns false.
void for_each_with_prefix(const Snapshot& snapshot, Field field, std::string_view prefix,
                          const std::function<bool(const TermEntry&)>& visit);

}  // namespace concord
