// Guesses: kind, title and date of a document that nobody has said anything about. Always recorded as guesses.
//
// Transparent rules over the head and the end of the text: each rule that
// speaks for a kind has a weight and a name; the kind with the largest sum wins
// when it reaches a threshold, and the names of its rules are the evidence that
// `show` and `stats` print.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/document/document.h"

namespace concord {

struct KindGuess {
  Kind kind = Kind::other;
  std::string evidence;  ///< "heading 'Report of the Secretary-General', numbered paragraphs"
};

/// From title, file name and text. Kind::other, without evidence, when nothing speaks clearly.
[[nodiscard]] KindGuess guess_kind(const Document& document);

/// The first heading, else the first line that reads like a title. Empty when there is none.
[[nodiscard]] std::string guess_title(const Document& document);

/// An ISO date in the file's name; else, in the head of the text, the date under the symbol of a United Nations document;
/// else a line that is a date alone; else the first full date (English, Russian, French, Spanish month names). Between 1945
/// and `latest_year`.
[[nodiscard]] std::optional<Date> guess_date(const Document& document, int latest_year);

/// Fills what is still unknown in the metadata: title, date, kind; each with Origin::guess.
void guess_metadata(Document& document, int latest_year);

/// True when no guess would differ between two files of these paths with the same content.
[[nodiscard]] bool guess_alike(const std::string& path, const std::string& other, int latest_year);

}  // namespace concord
