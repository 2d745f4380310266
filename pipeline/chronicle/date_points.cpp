#include "pipeline/chronicle/date_points.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_map>

#include "corpus/text/ascii.h"

namespace concord {
std::size_t DatePoints::iso(std::size_t i, DatePoint& point) const {
  if (!x_items.is_year(i) || !x_items.has(i + 2) || x_items[i + 1].gap != "-" || x_items[i + 2].gap != "-") return 0;
  if (x_items[i + 1].digits != 2 || x_items[i + 2].digits != 2 || x_items[i + 1].number > 12 || x_items[i + 1].number < 1 || !x_items.is_day(i + 2)) return 0;
  point = {x_items[i].number, x_items[i + 1].number, x_items[i + 2].number};
  return 3;
}

std::size_t DatePoints::numeric(std::size_t i, DatePoint& point, bool& ambiguous) const {
  std::array<int, 3> numbers{};
  std::size_t taken = 0;
  if (x_items[i].number < 0 && !x_items[i].surface.empty() && is_ascii_digit(x_items[i].surface[0])) {
    std::size_t count = 0;
    int digits = 0;
    for (const char c : x_items[i].surface) {
      if (c == '.' || c == '/') {
        if (digits == 0 || digits > 2 || ++count > 2) return 0;
        digits = 0;
      } else if (is_ascii_digit(c) && ++digits <= 4) {
        numbers[count] = numbers[count] * 10 + (c - '0');
      } else {
        return 0;
      }
    }
    if (count != 2 || digits != 4) return 0;
    taken = 1;
  } else {
    if (!x_items.is_day(i) || !x_items.has(i + 2) || !x_items.is_year(i + 2) || x_items[i + 1].digits == 0 || x_items[i + 1].digits > 2) return 0;
    const std::string& sign = x_items[i + 1].gap;
    if ((sign != "/" && sign != ".") || x_items[i + 2].gap != sign) return 0;
    numbers = {x_items[i].number, x_items[i + 1].number, x_items[i + 2].number};
    taken = 3;
  }
  const bool american = numbers[1] > 12 && numbers[0] <= 12;
  if (american) std::swap(numbers[0], numbers[1]);
  if (numbers[0] < 1 || numbers[0] > 31 || numbers[1] < 1 || numbers[1] > 12 || numbers[2] < 1700 || numbers[2] > 2100) return 0;
  ambiguous = !american && numbers[0] <= 12 && numbers[0] != numbers[1];
  point = {numbers[2], numbers[1], numbers[0]};
  return taken;
}

std::size_t DatePoints::year_behind(std::size_t j, DatePoint& point) const {
  const std::size_t k = x_items.past_fillers(j, 2);
  const bool dot_or_comma = x_items.has(k) && (x_items[k].gap == "," || x_items[k].gap == ".");
  const bool divided = x_items.has(k) && (x_items[k].gap == "/" || x_items.dashed(k)) && point.day == 0 && k == j;
  if (x_items.is_year(k) && (x_items.joined(k) || (k == j && (dot_or_comma || divided)))) {
    point.year = x_items[k].number;
    return k + 1;
  }
  if (point.day != 0 && (x_items.joined(k) || (k == j && dot_or_comma))) {
    const std::size_t taken = garbled_year(k, point);
    if (taken > 0 && point.year != 0) return k + taken;
  }
  return j;
}

std::size_t DatePoints::garbled_year(std::size_t k, DatePoint& point) const {
  const std::string_view written = x_items[k].surface;
  const auto is_one = [](char c) { return c == 'I' || c == 'i' || c == 'l' || c == 'L' || c == '|' || c == '1'; };
  const auto digits = [](std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_ascii_digit); };
  if (written.size() == 4 && is_one(written[0]) && written[1] == '9' && digits(written.substr(1))) {
    point.year = 1000 + std::stoi(std::string(written.substr(1)));
    point.garbled = true;
    return 1;
  }
  if (written.size() == 1 && is_one(written[0]) && x_items.joined(k + 1) && x_items[k + 1].digits == 3 && x_items[k + 1].number >= 900) {
    point.year = 1000 + x_items[k + 1].number;
    point.garbled = true;
    return 2;
  }
  const bool like_a_year = (written.size() == 4 || written.size() == 5) && (written.starts_with("19") || written.starts_with("20") || written.starts_with("I9") || written.starts_with("l9"));
  if (!like_a_year || x_items[k].number >= 0) return 0;
  point.garbled = true;
  return 1;
}

std::size_t DatePoints::split_day(std::size_t i, DatePoint& point) const {
  if (i == 0 || x_items[i].digits != 1 || !x_items.joined(i) || !x_items.joined(i + 1) || x_items[i + 1].digits != 1 || (x_items[i - 1].term != "on" && !is_date_preposition(x_items[i - 1].term))) return 0;
  const int day = x_items[i].number * 10 + x_items[i + 1].number;
  if (!x_items.joined(i + 2) || x_items.month(i + 2).month == 0 || day < 10 || day > 31) return 0;
  point.day = day;
  point.month = x_items.month(i + 2).month;
  point.garbled = true;
  return year_behind(i + 3, point) - i;
}

std::size_t DatePoints::day_first(std::size_t i, DatePoint& point) const {
  if (!x_items.is_day(i)) return 0;
  std::size_t j = i + 1;
  if (x_items.has(j) && x_items.joined(j) && (x_items[j].term == "day")) ++j;
  if (x_items.has(j) && x_items[j].gap == "." && (x_items[j].term == "\xC2\xBA" || x_items[j].term == "o")) ++j;  // 1.º de marzo
  j = x_items.past_fillers(j, 2);
  const bool sign = x_items.has(j) && (x_items[j].gap == "-" || x_items[j].gap == ".");
  if (x_items.month(j).month == 0 || !(x_items.joined(j) || sign)) return 0;
  point.day = x_items[i].number;
  point.month = x_items.month(j).month;
  return year_behind(j + 1, point) - i;
}

std::size_t DatePoints::month_first(std::size_t i, DatePoint& point) const {
  const MonthWord word = x_items.month(i);
  if (word.month == 0 || word.small || !x_items.is_day(i + 1) || !(x_items.joined(i + 1) || x_items[i + 1].gap == ".")) return 0;
  DatePoint other;
  if (day_first(i + 1, other) > 1) return 0;  // "in May 10 June ..." belongs to the second month
  point.month = word.month;
  point.day = x_items[i + 1].number;
  std::size_t j = i + 2;
  if (x_items.is_year(j) && (x_items.joined(j) || x_items[j].gap == ",")) point.year = x_items[j++].number;
  else if (x_items.has(j) && x_items.joined(j) && is_counted_thing(x_items[j].term)) return 0;
  return j - i;
}

std::size_t DatePoints::month_year(std::size_t i, DatePoint& point) const {
  if (x_items.month(i).month == 0) return 0;
  point.month = x_items.month(i).month;
  const std::size_t j = year_behind(i + 1, point);
  return point.year != 0 ? j - i : 0;
}

std::size_t DatePoints::roman(std::size_t i, DatePoint& point) const {
  if (!x_items.has(i + 1) || !x_items.is_year(i + 1) || (x_items[i + 1].gap != "/" && x_items[i + 1].gap != ".")) return 0;
  point.month = roman_month(x_items[i].surface);
  point.year = x_items[i + 1].number;
  return point.month != 0 ? 2 : 0;
}

std::size_t DatePoints::season_year(std::size_t i, DatePoint& point) const {
  const int season = season_word(x_items[i].term);
  if (season == 0) return 0;
  const std::size_t j = x_items.past_fillers(i + 1);
  if (!x_items.is_year(j) || !x_items.joined(j)) return 0;
  point.season = season;
  point.year = x_items[j].number;
  // The winter of 1992-1993 is that of the second year.
  if (season == 4 && x_items.dashed(j + 1) && x_items.has(j + 1) && (x_items[j + 1].number == point.year + 1 || x_items[j + 1].number == (point.year + 1) % 100)) {
    ++point.year;
    return j + 2 - i;
  }
  return j + 1 - i;
}

std::size_t DatePoints::part_at(std::size_t i, PartOfPeriod& part) const {
  static const std::unordered_map<std::string_view, int> ordinals = {{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"last", 4}, {"premier", 1},
                                                                     {"premiere", 1}, {"deuxieme", 2}, {"primera", 1}, {"primer", 1}, {"segunda", 2},
                                                                     {"первой", 1}, {"второй", 2}, {"первом", 1}, {"втором", 2}};
  part = part_word(x_items[i].term);
  if (part != PartOfPeriod::whole) return i + 1;
  const auto ordinal = ordinals.find(x_items[i].term);
  if (ordinal == ordinals.end() || !x_items.joined(i + 1)) return i;
  const std::string_view noun = x_items[i + 1].term;
  if (noun == "half" || noun == "moitie" || noun == "mitad" || noun == "semestre" || noun == "половине" || noun == "полугодии") {
    part = ordinal->second == 1 ? PartOfPeriod::first_half : PartOfPeriod::second_half;
    return i + 2;
  }
  if (noun == "quarter" || noun == "trimestre" || noun == "квартале") {
    static constexpr std::array<PartOfPeriod, 5> quarters = {PartOfPeriod::whole, PartOfPeriod::quarter_1, PartOfPeriod::quarter_2, PartOfPeriod::quarter_3, PartOfPeriod::quarter_4};
    part = quarters[static_cast<std::size_t>(ordinal->second)];
    return i + 2;
  }
  return i;
}

std::size_t DatePoints::part_of(std::size_t i, DatePoint& point) const {
  PartOfPeriod part{};
  const std::size_t behind = part_at(i, part);
  if (behind == i) return 0;
  const bool vague = part == PartOfPeriod::early || part == PartOfPeriod::late;
  const bool in = vague && x_items.joined(behind) && x_items[behind].term == "in";  // early in 2016
  const std::size_t j = x_items.past_fillers(in ? behind + 1 : behind);
  if (!x_items.has(j) || !(x_items.joined(j) || x_items.dashed(j))) return 0;
  DatePoint whole;
  if (std::size_t taken = month_year(j, whole); taken != 0) {
    point = whole;
    point.part = part;
    return j + taken - i;
  }
  if (const MonthWord word = x_items.month(j); word.month != 0 && !word.abbreviated && !x_items.is_day(j + 1)) {
    point.month = word.month;
    point.part = part;
    return j + 1 - i;
  }
  if (std::size_t taken = season_year(j, whole); taken != 0) {
    point = whole;
    return j + taken - i;
  }
  if (x_items.is_year(j) && !(x_items.has(j + 1) && x_items.joined(j + 1) && is_counted_thing(x_items[j + 1].term))) {
    point.year = x_items[j].number;
    point.part = part;
    return j + 1 - i;
  }
  return 0;
}

std::size_t DatePoints::decade(std::size_t i, DatePoint& point) const {
  const std::string_view term = x_items[i].term;
  if (term.size() != 5 || !term.ends_with("0s") || !std::all_of(term.begin(), term.begin() + 4, is_ascii_digit) || term[0] != '1') {
    if (term != "2000s") return 0;
  }
  point.year = std::stoi(std::string(term.substr(0, 4)));
  point.decade = true;
  return 1;
}

std::size_t DatePoints::bare_year(std::size_t i, DatePoint& point) const {
  if (!x_items.is_year(i)) return 0;
  const bool next_joined = x_items.joined(i + 1);
  if (next_joined && is_counted_thing(x_items[i + 1].term)) return 0;
  const std::string& sign = x_items[i].gap;
  const bool word_before = i > 0 && sign.empty();
  if (word_before && (is_number_of_place(x_items[i - 1].term) || x_items[i - 1].number >= 0)) return 0;
  if (x_items.has(i + 1) && (x_items[i + 1].gap == "/" || x_items[i + 1].gap == "%" || x_items[i + 1].gap.starts_with("$"))) return 0;
  const bool year_word = next_joined && is_year_word(x_items[i + 1].term);
  const bool prior_to = word_before && i > 1 && x_items[i - 1].term == "to" && (x_items[i - 2].term == "prior" || x_items[i - 2].term == "up");
  const bool preposition = word_before && (prior_to || is_date_preposition(x_items[i - 1].term) || x_items[i - 1].term == "de" || x_items[i - 1].term == "du" || x_items[i - 1].term == "за");
  const bool quoted = x_items.has(i + 1) && (x_items[i + 1].gap == "\xE2\x80\x9C" || x_items[i + 1].gap == "\"");
  const bool the_year_noun = word_before && (next_joined || quoted) && x_items[i - 1].term == "the" && x_items[i].number >= 1900 && x_items[i + 1].number < 0;
  if (!year_word && !preposition && !the_year_noun) return 0;
  point.year = x_items[i].number;
  return year_word ? 2 : 1;
}

std::size_t DatePoints::point_at(std::size_t i, DatePoint& point, bool& ambiguous) const {
  if (!x_items.has(i) || x_items[i].surface.empty()) return 0;
  std::size_t taken = iso(i, point);
  if (taken == 0) taken = numeric(i, point, ambiguous);
  if (taken == 0) taken = roman(i, point);
  if (taken == 0) taken = part_of(i, point);
  if (taken == 0) taken = split_day(i, point);
  if (taken == 0) taken = day_first(i, point);
  if (taken == 0) taken = month_first(i, point);
  if (taken == 0) taken = month_year(i, point);
  if (taken == 0) taken = season_year(i, point);
  if (taken == 0) taken = decade(i, point);
  // "1994 года" takes its word along.
  if (taken != 0 && x_items.joined(i + taken) && point.year != 0 && is_year_word(x_items[i + taken].term)) ++taken;
  return taken;
}

}  // namespace concord
