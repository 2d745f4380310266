// DateWords: the words that dates are made of, in English, French, Spanish and Russian, as folded terms.
//
// One table for all four languages: a report quotes names of months of another language more often than a month's name
// means something else in it. The exceptions (may, march, mars) are the finder's to judge: they need a capital or a number.
#pragma once

#include <cstdint>
#include <string_view>

namespace concord {

/// Which stretch of a month, year or season is meant: thirds, halves, quarters. "beginning of 1992" is its first quarter.
enum class PartOfPeriod : std::uint8_t { whole, early, middle, late, beginning, end, first_half, second_half, quarter_1, quarter_2, quarter_3, quarter_4 };

/// How an event stands to the date that is written.
enum class DateRelation : std::uint8_t { on, until, since, before, after, about };
[[nodiscard]] std::string_view name(DateRelation relation);

/// 1 to 12; 0 for no month. `abbreviated`: a short form that needs a number beside it ("mar", "dec").
struct MonthWord {
  int month = 0;
  bool abbreviated = false;
  bool small = false;  ///< written small in its language (all but English and German)
};
[[nodiscard]] MonthWord month_word(std::string_view term);

/// 1 spring, 2 summer, 3 autumn, 4 winter; 0 for none.
[[nodiscard]] int season_word(std::string_view term);

/// early, late, mid, начале, fin, mediados ...; whole for none.
[[nodiscard]] PartOfPeriod part_word(std::string_view term);

/// I to XII as a month: only where a year follows behind a slash or full stop.
[[nodiscard]] int roman_month(std::string_view surface);

/// until, since, before, ...; on for none. `weak`: also means something else (to, from, с), so it only counts before a date.
[[nodiscard]] DateRelation relation_word(std::string_view term);

/// A word behind which a bare year or a month without a number is a date: in, since, of, en, в, ...
[[nodiscard]] bool is_date_preposition(std::string_view term);

/// What may stand between two ends of a stretch (to, until, à, по, bis).
[[nodiscard]] bool is_range_word(std::string_view term);
/// and, or, et, y, и.
[[nodiscard]] bool is_list_word(std::string_view term);
/// of, de, du, del, the, la, le, el, l'.
[[nodiscard]] bool is_filler(std::string_view term);
/// года, году, year, год: behind a number it makes it a year.
[[nodiscard]] bool is_year_word(std::string_view term);
/// p, page, para, paragraph, article, no, annex: the number behind it is no date.
[[nodiscard]] bool is_number_of_place(std::string_view term);
/// refugees, persons, dollars, ...: the number before it counts something.
[[nodiscard]] bool is_counted_thing(std::string_view term);
/// will, shall, scheduled, planned, ...: the sentence speaks of what is to come.
[[nodiscard]] bool is_future_word(std::string_view term);

}  // namespace concord
