// Footnotes: the notes of a document with their labels, and the way from a mark in the text to its note.
//
// Notes are the blocks of kind footnote: from the reader, or in plain text from the cleaning, which finds both note and mark
// by their raised figures. Where a note is printed is no matter: a scan or a page of columns may have note 7 before note 4.
// The label is what the note begins with: "7", "[7]", "(7)", "7.", "⁷", "*", "†"; notes that do not say theirs get those of
// the marks, in order. Derived, never stored: the blocks and marks of a stored document give them again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct Footnote {
  std::string label;
  TextSpan span;
  friend bool operator==(const Footnote&, const Footnote&) = default;
};

/// Ascending. Requires: text, blocks and marks of the document.
[[nodiscard]] std::vector<Footnote> footnotes_of(const Document& document);

/// The note that a footnote mark means: of those with its label the nearest, one behind it rather than one before. Null
/// when there is none.
[[nodiscard]] const Footnote* footnote_of(const std::vector<Footnote>& notes, const Document& document, const Mark& mark);

/// The note that holds the offset; null when none does.
[[nodiscard]] const Footnote* footnote_at(const std::vector<Footnote>& notes, std::uint32_t offset);

/// The label that a mark or the beginning of a note shows; empty when it shows none. "[12]" is "12", "¹²" is "12".
[[nodiscard]] std::string footnote_label(std::string_view text);

/// The figure of a superscript character, or -1.
[[nodiscard]] int raised_figure(char32_t c);

}  // namespace concord
