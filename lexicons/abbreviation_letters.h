// Which words an abbreviation can stand for, by its letters.
//
// Each test takes an abbreviation and a range of words and looks at nothing
// around them. Letters are compared as capitals; signs of the abbreviation and
// the s of a plural ("NGOs") do not count.
#pragma once

#include <string>
#include <string_view>

#include "lexicons/document_words.h"

namespace concord {

/// Two to ten letters, most of them capitals: "UTO", "UNMOT", "ОТО".
[[nodiscard]] bool is_abbreviation(std::string_view word);

/// Capital letters of an abbreviation without its signs and without the s of a plural.
[[nodiscard]] std::u32string letters_of(std::string_view abbreviation);

/// The first letters of the words, link words left out or taken, spell the abbreviation. Any script.
[[nodiscard]] bool spells(const DocumentWords& document, std::string_view abbreviation, TokenRange words);

/// Three letters and more are the first ones of the words of a name, in any order: of a translated name.
[[nodiscard]] bool spells_in_any_order(const DocumentWords& document, std::string_view abbreviation, TokenRange words);

/// "INTERPOL", "UNPREDEP", "DANLOG": the beginnings of words one behind the other; fewer words are left out than taken, and
/// one gives two letters or more.
[[nodiscard]] bool joins_beginnings(const DocumentWords& document, std::string_view abbreviation, TokenRange words);

/// From right to left every letter of the abbreviation stands in the words; the first one begins the first word, and at
/// least half of them begin words (after Schwartz and Hearst 2003).
[[nodiscard]] bool letters_fit(const DocumentWords& document, std::string_view abbreviation, TokenRange words);

}  // namespace concord
