// DateReader: dates as they are written, before anything is concluded: what date_finder.h resolves.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/date.h"
#include "pipeline/chronicle/date_words.h"

namespace concord {

/// One end of a written date; 0 where nothing is said.
struct DatePoint {
  int year = 0;
  int month = 0;
  int day = 0;
  int season = 0;
  PartOfPeriod part = PartOfPeriod::whole;
  bool decade = false;  ///< 1990s
  bool garbled = false; ///< figures that a scan misread: "27 June I 997", "1 5 May"; `year` is 0 where nothing sure can be read
};

/// Words that lean on another date: of the text ("the following month") or of the document ("last year").
enum class RelativeDate : std::uint8_t {
  none,
  that_year, next_year_of_text, year_before_of_text, that_month, next_month_of_text, that_day, next_day_of_text, day_before_of_text,
  this_year, last_year, next_year, this_month, last_month, next_month,
};

struct WrittenDate {
  TextSpan span;
  TokenRange tokens;
  std::uint32_t sentence = 0;
  DatePoint first;
  std::optional<DatePoint> last;  ///< of a stretch
  DateRelation relation = DateRelation::on;
  RelativeDate relative = RelativeDate::none;
  bool ambiguous = false;         ///< 5/6/1996: day and month could change places
  bool future = false;            ///< the sentence speaks of what is to come
};

/// In the order of the text, not overlapping. Requires: text, tokens and sentences are there.
[[nodiscard]] std::vector<WrittenDate> read_dates(const Document& document);

}  // namespace concord
