// DateFinder: the dates that a text names, as intervals of days, with what had to be concluded for each.
//
// Reads tokens and the signs between them, so a document symbol's year, a page number or "may" is no date, and a date that
// runs over a line end or a page break is one. Two passes: first what is written (a day, a stretch, a part of a year,
// a month without a year, "the following month"), then what that means: a missing year comes from the dates before it in
// the sentence, else from the document's date, or, in studies, from the paragraph; the ground is kept in `resolved`. What cannot be placed in a
// year is left out.
//
// Values of vague words (docs/decisions/0071): beginning and end are the outer quarters of a year and ten days of a
// month, early, middle and late its thirds; seasons are meteorological, a winter ends in the year behind it.
// Numbers with slashes or full stops are read day first, unless that cannot be.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/document/document.h"
#include "pipeline/chronicle/date_words.h"

namespace concord {

struct DateMention {
  TextSpan span;
  TokenRange tokens;
  Date value;
  DateRelation relation = DateRelation::on;
  std::string resolved;        ///< "year of the document (1995-02-04)"; empty when the text gives all
  std::uint32_t sentence = 0;
};

/// All dates of the document, in the order of the text. Requires: text, tokens and sentences are there.
/// Cost: linear in the tokens.
[[nodiscard]] std::vector<DateMention> find_dates(const Document& document);

/// The day before or behind: counts over months and years.
[[nodiscard]] Day day_after(Day day, int days);
/// Days from one to the other, negative when b is earlier.
[[nodiscard]] int days_between(Day a, Day b);

}  // namespace concord
