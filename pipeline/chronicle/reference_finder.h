// ReferenceFinder: every reference of one document to other texts, in the order of the text.
//
// Symbols are the tokeniser's symbol tokens, read by symbol.h; numbers in words ("Security Council resolutions 968
// (1994) and 999 (1995)", in four languages) and misread symbols are found by RE2; names by a lexicon of texts. Page
// furniture (a symbol at the head of every page) is no reference.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/chronicle/reference.h"
#include "pipeline/chronicle/side_lexicon.h"

namespace concord {

/// One thread.
class ReferenceFinder {
 public:
  /// `texts`: the lexicon of names; may find nothing.
  explicit ReferenceFinder(SideLexicon texts);
  ~ReferenceFinder();
  ReferenceFinder(ReferenceFinder&&) noexcept;
  ReferenceFinder& operator=(ReferenceFinder&&) noexcept;

  /// Ascending, not overlapping (a symbol before a name before a garbled one). Requires: text and tokens are there;
  /// the document comes back as it was.
  [[nodiscard]] std::vector<Reference> find(Document& document);

  [[nodiscard]] const SideLexicon& texts() const;

 private:
  struct Patterns;
  std::unique_ptr<Patterns> x_patterns;
  SideLexicon x_texts;
};

/// The texts that a document itself is: its manifest's `symbol`, the symbol in its file's name or at its head, and, for
/// a treaty, the named text of the same date whose name stands in the title. `excerpt` says that the file's name names
/// more than the symbol, so that it is a part (an annex) of it.
struct OwnTexts {
  std::vector<std::string> ids;  ///< ascending, each once
  bool excerpt = false;
};
[[nodiscard]] OwnTexts own_texts(Document& document, SideLexicon& texts);

}  // namespace concord
