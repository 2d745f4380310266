#include "corpus/document/date.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cstdio>

namespace concord {
namespace {

/// Reads exactly `width` digits at the front of `text` and drops them.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc{} || end != text.data() + width || text[0] == '-') return std::nullopt;
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Date> parse_point(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || *year == 0) return std::nullopt;
  if (text.empty()) return Date::year(*year);
  if (!take(text, '-')) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || *month < 1 || *month > 12) return std::nullopt;
  if (text.empty()) return Date::month(*year, *month);
  if (!take(text, '-')) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *day < 1 || *day > days_in_month(*year, *month)) return std::nullopt;
  if (!text.empty() && text.front() != 'T' && text.front() != ' ') return std::nullopt;
  return Date::day(*year, *month, *day);
}

std::string show(Day day, DatePrecision precision) {
  std::array<char, 16> buffer{};
  const int year = day / 10000;
  const int month = day / 100 % 100;
  int length = 0;
  if (precision == DatePrecision::year) {
    length = std::snprintf(buffer.data(), buffer.size(), "%04d", year);
  } else if (precision == DatePrecision::month) {
    length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d", year, month);
  } else {
    length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day % 100);
  }
  return {buffer.data(), static_cast<std::size_t>(length)};
}

}  // namespace

int days_in_month(int year, int month) {
  assert(month >= 1 && month <= 12);
  static constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

Date Date::day(int year, int month, int day_of_month) {
  const Day value = year * 10000 + month * 100 + day_of_month;
  return {value, value, DatePrecision::day};
}

Date Date::month(int year, int month) {
  const Day base = year * 10000 + month * 100;
  return {base + 1, base + days_in_month(year, month), DatePrecision::month};
}

Date Date::year(int year) { return {year * 10000 + 101, year * 10000 + 1231, DatePrecision::year}; }

std::optional<Date> Date::parse(std::string_view iso) {
  const auto slash = iso.find('/');
  if (slash == std::string_view::npos) return parse_point(iso);
  const auto from = parse_point(iso.substr(0, slash));
  const auto to = parse_point(iso.substr(slash + 1));
  if (!from || !to || to->end < from->begin) return std::nullopt;
  return Date{from->begin, to->end, DatePrecision::interval};
}

std::string Date::to_string() const {
  if (precision != DatePrecision::interval) return show(begin, precision);
  return show(begin, DatePrecision::day) + "/" + show(end, DatePrecision::day);
}

}  // namespace concord
