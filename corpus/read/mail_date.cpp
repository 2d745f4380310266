#include "corpus/read/mail_date.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

int month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string folded = ascii_lower(name.substr(0, 3));
  const auto at = std::find(months.begin(), months.end(), folded);
  return at == months.end() ? 0 : static_cast<int>(at - months.begin()) + 1;
}

int small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::optional<Date> parse_mail_date(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(" \t,"); at != std::string_view::npos; at = text.find_first_not_of(" \t,", at)) {
    const std::size_t end = std::min(text.find_first_of(" \t,", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    // "21 Jul 1996", or as C's asctime has it "Jul 21 10:00:00 1996".
    const bool american = month_of(words[i]) > 0 && small_number(words[i + 1]) > 0;
    const int month = month_of(words[american ? i : i + 1]);
    const int day = small_number(words[american ? i + 1 : i]);
    int year = small_number(words[american ? words.size() - 1 : i + 2]);
    if (month == 0 || day < 1 || year < 0) continue;
    if (year < 50) year += 2000;
    if (year < 1000) year += 1900;
    if (day > days_in_month(year, month)) return std::nullopt;
    return Date::day(year, month, day);
  }
  return std::nullopt;
}

}  // namespace concord
