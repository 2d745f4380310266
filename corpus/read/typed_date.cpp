#include "corpus/read/typed_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

/// The month that a word names, 1 to 12; 0 when it names none. English, French, Spanish and Russian (genitive), whole
/// or three letters of the English.
int month_of(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 4>, 12> months = {{
      {"january", "janvier", "enero", "января"},
      {"february", "février", "febrero", "февраля"},
      {"march", "mars", "marzo", "марта"},
      {"april", "avril", "abril", "апреля"},
      {"may", "mai", "mayo", "мая"},
      {"june", "juin", "junio", "июня"},
      {"july", "juillet", "julio", "июля"},
      {"august", "août", "agosto", "августа"},
      {"september", "septembre", "septiembre", "сентября"},
      {"october", "octobre", "octubre", "октября"},
      {"november", "novembre", "noviembre", "ноября"},
      {"december", "décembre", "diciembre", "декабря"},
  }};
  std::string wanted = ascii_lower(word);
  while (!wanted.empty() && (wanted.back() == '.' || wanted.back() == ',')) wanted.pop_back();
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (wanted.size() == 3 && months[m][0].substr(0, 3) == wanted) return static_cast<int>(m) + 1;
    const bool known = std::find(months[m].begin(), months[m].end(), wanted) != months[m].end();
    if (!wanted.empty() && known) return static_cast<int>(m) + 1;
  }
  return 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;
       at = text.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
    if (words.size() > 4) break;
  }
  return words;
}

bool whole_number(std::string_view word, int& value) {
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && stop == word.data() + word.size();
}

/// "4 February 1995", "February 4, 1995", "27 июня 1997 г."
std::optional<Date> parse_worded_date(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (words.size() == 4 && (words[3] == "г." || words[3] == "года")) words.pop_back();
  if (words.size() != 3) return std::nullopt;
  const bool day_first = month_of(words[1]) != 0;
  const int month = month_of(words[day_first ? 1 : 0]);
  std::string_view day_word = words[day_first ? 0 : 1];
  while (!day_word.empty() && (day_word.back() == ',' || day_word.back() == '.')) day_word.remove_suffix(1);
  int day = 0;
  int year = 0;
  if (month == 0 || !whole_number(day_word, day) || !whole_number(words[2], year)) return std::nullopt;
  if (year < 1000 || year > 9999 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date::day(year, month, day);
}

}  // namespace

std::optional<Date> parse_typed_date(std::string_view text, bool& doubt) {
  text = trimmed(text);
  doubt = false;
  if (const auto date = Date::parse(text)) return date;
  if (const auto date = parse_worded_date(text)) return date;
  std::array<int, 3> parts{};
  std::size_t count = 0;
  const char separator = text.find('.') != std::string_view::npos ? '.' : '/';
  for (std::size_t begin = 0; begin <= text.size() && count < 3; ++count) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const auto [stop, error] = std::from_chars(text.data() + begin, text.data() + end, parts[count]);
    if (error != std::errc{} || stop != text.data() + end) return std::nullopt;
    if (count == 2 && end != text.size()) return std::nullopt;
    begin = end + 1;
  }
  auto [day, month, year] = parts;
  if (count != 3) return std::nullopt;
  if (day > 31) std::swap(day, year);  // 1996/07/21
  if (separator == '/' && month > 12 && day <= 12) {
    std::swap(day, month);
  } else if (separator == '/' && day <= 12 && day != month && parts[0] == day) {
    doubt = true;
  }
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date::day(year, month, day);
}

}  // namespace concord
