// AcceptedSuggestions: what a person kept of the suggestions, in a spreadsheet, and the lexicon file that it becomes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "lexicons/draft.h"
#include "lexicons/suggest.h"

namespace concord {

struct AcceptedSuggestions {
  std::vector<Suggestion> suggestions;
  std::vector<Finding> findings;  ///< rows that are no suggestion
};

/// The rows of an edited CSV of suggestions (columns kind and name, others as you like): all of them, or those with a "y" in a column
/// `accept` where there is one. Errors: no CSV, no such columns.
[[nodiscard]] Result<AcceptedSuggestions> accepted_suggestions(std::string_view bytes, const std::string& where, const std::vector<Suggestion>& suggested);

/// Accepted suggestions as a lexicon file: new actors, and extensions of known ones with their evidence.
[[nodiscard]] LexiconDraft draft_of_suggestions(const std::vector<Suggestion>& accepted);

}  // namespace concord
