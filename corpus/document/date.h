// Date: a day, month or year of the Gregorian calendar, or a closed interval of days, as documents give them.
//
// Stored and compared as the interval of days it covers, shown as ISO 8601:
// "1996-07-21", "1996-07", "1996", "1996-07-19/1996-07-21". A range of a query
// matches a date when the two intervals meet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concord {

/// A day as year * 10000 + month * 100 + day (19960721): sorts like the calendar.
using Day = std::int32_t;

enum class DatePrecision : std::uint8_t { day, month, year, interval };

struct Date {
  Day begin = 0;  ///< first day covered
  Day end = 0;    ///< last day covered (inclusive)
  DatePrecision precision = DatePrecision::day;

  /// Reads "1996", "1996-07", "1996-07-21" (also with "T..." after a day) or "A/B"; nothing when it is no such date.
  [[nodiscard]] static std::optional<Date> parse(std::string_view iso);

  [[nodiscard]] static Date day(int year, int month, int day_of_month);
  [[nodiscard]] static Date month(int year, int month);
  [[nodiscard]] static Date year(int year);

  [[nodiscard]] std::string to_string() const;  ///< ISO 8601
  [[nodiscard]] int begin_year() const { return begin / 10000; }
  [[nodiscard]] int begin_month() const { return begin / 100 % 100; }
  [[nodiscard]] bool meets(const Date& other) const { return begin <= other.end && other.begin <= end; }
  friend bool operator==(const Date&, const Date&) = default;
};

/// Number of days of a month, leap years heeded. Requires: month in 1..12.
[[nodiscard]] int days_in_month(int year, int month);

}  // namespace concord
