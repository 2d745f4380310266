#include "pipeline/chronicle/date_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <unordered_map>

namespace concord {
namespace {

/// A token, or one half of a token that a hyphen joins ("mid-1995"), and the signs before it.
struct Item {
  std::string_view term;
  std::string_view surface;
  TextSpan span;
  std::uint32_t token = 0;
  int number = -1;      ///< of digits alone, or digits with an ordinal ending
  int digits = 0;       ///< how many; 0 for words
  bool ordinal = false;
  std::string gap;      ///< what stands between it and the item before, white space and page furniture left out
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

void read_number(Item& item) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < item.surface.size() && is_digit(item.surface[digits]) && digits < 5) value = value * 10 + (item.surface[digits++] - '0');
  if (digits == 0 || digits > 4) return;
  const std::string_view rest = item.term.size() >= digits ? item.term.substr(digits) : std::string_view{};
  static constexpr std::array<std::string_view, 11> endings = {"st", "nd", "rd", "th", "er", "o", "-го", "го", "-е", "-ое", "г"};
  const bool ending = std::find(endings.begin(), endings.end(), rest) != endings.end();
  if (digits != item.surface.size() && !ending) return;
  item.number = value;
  item.digits = static_cast<int>(digits);
  item.ordinal = ending;
}

/// White space, and the text under marks of furniture, left out.
std::string gap_between(const Document& document, std::uint32_t begin, std::uint32_t end) {
  std::string gap;
  auto mark = std::partition_point(document.marks.begin(), document.marks.end(), [&](const Mark& one) { return one.span.end <= begin; });
  for (std::uint32_t at = begin; at < end; ++at) {
    while (mark != document.marks.end() && mark->span.end <= at) ++mark;
    if (mark != document.marks.end() && mark->span.begin <= at && at < mark->span.end) continue;
    const char c = document.text.utf8[at];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') gap += c;
    if (gap.size() > 12) break;
  }
  if (gap == "\xC2\xA0") gap.clear();
  return gap;
}

void add_item(std::vector<Item>& items, Item item) {
  read_number(item);
  items.push_back(std::move(item));
}

/// Sentence by sentence: items, and a grammar of one function a form.
class Reader {
 public:
  explicit Reader(const Document& document) : x_document(document) {}

  std::vector<WrittenDate> run() {
    for (std::uint32_t s = 0; s < x_document.sentences.size(); ++s) {
      if (!may_hold_date(x_document.sentences[s].tokens)) continue;
      lex(x_document.sentences[s].tokens);
      x_future = std::any_of(x_items.begin(), x_items.end(), [](const Item& item) { return is_future_word(item.term); });
      for (std::size_t i = 0; i < x_items.size();) i = std::max(i + 1, read_at(i, s));
    }
    return std::move(x_dates);
  }

 private:
  /// A sentence without digits, month or relative word is passed over quickly.
  [[nodiscard]] bool may_hold_date(TokenRange tokens) {
    if (x_interesting.empty()) {
      x_interesting.resize(x_document.terms.size());
      for (TermNo term = 0; term < x_document.terms.size(); ++term) {
        const std::string_view text = x_document.terms[term];
        const bool year = text == "year" || text == "month" || text == "day" || text == "annee" || text == "mois" || text == "jour" || text == "lendemain" || text == "ano" ||
                          text == "mes" || text == "dia" || text == "году" || text == "месяце" || text == "день";
        const std::size_t hyphen = text.find('-');  // mid-July
        x_interesting[term] = year || month_word(hyphen == std::string_view::npos ? text : text.substr(hyphen + 1)).month != 0 || std::any_of(text.begin(), text.end(), is_digit);
      }
    }
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
      if (x_interesting[x_document.tokens[t].term]) return true;
    }
    return false;
  }

  void lex(TokenRange tokens) {
    x_items.clear();
    std::uint32_t end = tokens.empty() ? 0 : x_document.tokens[tokens.begin].span.begin;
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
      const Token& token = x_document.tokens[t];
      const std::string_view surface = x_document.text_of(token.span);
      const std::string_view term = x_document.term(token);
      std::string gap = gap_between(x_document, end, token.span.begin);
      end = token.span.end;
      // XI/1992 has the form of a symbol.
      const std::size_t slash = token.kind == TokenKind::symbol ? surface.find('/') : std::string_view::npos;
      if (slash != std::string_view::npos && surface.size() == slash + 5 && roman_month(surface.substr(0, slash)) != 0) {
        const auto split = token.span.begin + static_cast<std::uint32_t>(slash);
        add_item(x_items, {term.substr(0, slash), surface.substr(0, slash), {token.span.begin, split}, t, -1, 0, false, std::move(gap)});
        add_item(x_items, {term.substr(slash + 1), surface.substr(slash + 1), {split + 1, token.span.end}, t, -1, 0, false, "/"});
        continue;
      }
      const std::size_t hyphen = term.find('-');
      const std::size_t cut = surface.find('-');
      const bool halves = token.kind == TokenKind::word && hyphen != std::string_view::npos && cut != std::string_view::npos &&
                          (part_word(term.substr(0, hyphen)) != PartOfPeriod::whole || month_word(term.substr(0, hyphen)).month != 0 || is_digit(term[0])) &&
                          term.find('-', hyphen + 1) == std::string_view::npos;
      if (!halves) {
        add_item(x_items, {term, token.kind == TokenKind::symbol ? std::string_view{} : surface, token.span, t, -1, 0, false, std::move(gap)});
        continue;
      }
      const auto middle = token.span.begin + static_cast<std::uint32_t>(cut);
      add_item(x_items, {term.substr(0, hyphen), surface.substr(0, cut), {token.span.begin, middle}, t, -1, 0, false, std::move(gap)});
      add_item(x_items, {term.substr(hyphen + 1), surface.substr(cut + 1), {middle + 1, token.span.end}, t, -1, 0, false, "-"});
    }
  }

  // --- What an item is ------------------------------------------------------------------------------------------------

  [[nodiscard]] bool has(std::size_t i) const { return i < x_items.size(); }
  [[nodiscard]] bool joined(std::size_t i) const { return has(i) && x_items[i].gap.empty(); }
  [[nodiscard]] bool dashed(std::size_t i) const {
    return has(i) && (x_items[i].gap == "-" || x_items[i].gap == "\xE2\x80\x93" || x_items[i].gap == "\xE2\x80\x94" || x_items[i].gap == "\xE2\x80\x90" || x_items[i].gap == "\xE2\x80\x91");
  }
  [[nodiscard]] bool is_year(std::size_t i) const { return has(i) && x_items[i].digits == 4 && !x_items[i].ordinal && x_items[i].number >= 1700 && x_items[i].number <= 2100; }
  [[nodiscard]] bool is_day(std::size_t i) const { return has(i) && x_items[i].digits >= 1 && x_items[i].digits <= 2 && x_items[i].number >= 1 && x_items[i].number <= 31; }

  /// A month's name; English ones with a capital.
  [[nodiscard]] MonthWord month(std::size_t i) const {
    if (!has(i) || x_items[i].surface.empty()) return {};
    const MonthWord word = month_word(x_items[i].term);
    const bool capital = x_items[i].surface[0] >= 'A' && x_items[i].surface[0] <= 'Z';
    return word.small || capital ? word : MonthWord{};
  }

  [[nodiscard]] std::size_t past_fillers(std::size_t i, std::size_t most = 3) const {
    for (std::size_t n = 0; n < most && joined(i) && is_filler(x_items[i].term); ++n) ++i;
    return i;
  }

  // --- Points: each gives how many items it took, 0 for none -----------------------------------------------------------

  std::size_t iso(std::size_t i, DatePoint& point) const {
    if (!is_year(i) || !has(i + 2) || x_items[i + 1].gap != "-" || x_items[i + 2].gap != "-") return 0;
    if (x_items[i + 1].digits != 2 || x_items[i + 2].digits != 2 || x_items[i + 1].number > 12 || x_items[i + 1].number < 1 || !is_day(i + 2)) return 0;
    point = {x_items[i].number, x_items[i + 1].number, x_items[i + 2].number};
    return 3;
  }

  /// 17/09/1994, 6.11.1994, also as one token.
  std::size_t numeric(std::size_t i, DatePoint& point, bool& ambiguous) const {
    std::array<int, 3> numbers{};
    std::size_t taken = 0;
    if (x_items[i].number < 0 && !x_items[i].surface.empty() && is_digit(x_items[i].surface[0])) {
      std::size_t count = 0;
      int digits = 0;
      for (const char c : x_items[i].surface) {
        if (c == '.' || c == '/') {
          if (digits == 0 || digits > 2 || ++count > 2) return 0;
          digits = 0;
        } else if (is_digit(c) && ++digits <= 4) {
          numbers[count] = numbers[count] * 10 + (c - '0');
        } else {
          return 0;
        }
      }
      if (count != 2 || digits != 4) return 0;
      taken = 1;
    } else {
      if (!is_day(i) || !has(i + 2) || !is_year(i + 2) || x_items[i + 1].digits == 0 || x_items[i + 1].digits > 2) return 0;
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

  /// [of|de|,] year behind position j; the position after it.
  std::size_t year_behind(std::size_t j, DatePoint& point) const {
    const std::size_t k = past_fillers(j, 2);
    const bool dot_or_comma = has(k) && (x_items[k].gap == "," || x_items[k].gap == ".");
    const bool divided = has(k) && (x_items[k].gap == "/" || dashed(k)) && point.day == 0 && k == j;
    if (is_year(k) && (joined(k) || (k == j && (dot_or_comma || divided)))) {
      point.year = x_items[k].number;
      return k + 1;
    }
    return j;
  }

  /// 17 September 1994, 17 de septiembre de 1994, 1er janvier 1995, 17 сентября.
  std::size_t day_first(std::size_t i, DatePoint& point) const {
    if (!is_day(i)) return 0;
    std::size_t j = i + 1;
    if (has(j) && joined(j) && (x_items[j].term == "day")) ++j;
    j = past_fillers(j, 2);
    const bool sign = has(j) && (x_items[j].gap == "-" || x_items[j].gap == ".");
    if (month(j).month == 0 || !(joined(j) || sign)) return 0;
    point.day = x_items[i].number;
    point.month = month(j).month;
    return year_behind(j + 1, point) - i;
  }

  /// September 17, 1994; September 17th.
  std::size_t month_first(std::size_t i, DatePoint& point) const {
    const MonthWord word = month(i);
    if (word.month == 0 || word.small || !is_day(i + 1) || !(joined(i + 1) || x_items[i + 1].gap == ".")) return 0;
    DatePoint other;
    if (day_first(i + 1, other) > 1) return 0;  // "in May 10 June ..." belongs to the second month
    point.month = word.month;
    point.day = x_items[i + 1].number;
    std::size_t j = i + 2;
    if (is_year(j) && (joined(j) || x_items[j].gap == ",")) point.year = x_items[j++].number;
    else if (has(j) && joined(j) && is_counted_thing(x_items[j].term)) return 0;
    return j - i;
  }

  std::size_t month_year(std::size_t i, DatePoint& point) const {
    if (month(i).month == 0) return 0;
    point.month = month(i).month;
    const std::size_t j = year_behind(i + 1, point);
    return point.year != 0 ? j - i : 0;
  }

  std::size_t roman(std::size_t i, DatePoint& point) const {
    if (!has(i + 1) || !is_year(i + 1) || (x_items[i + 1].gap != "/" && x_items[i + 1].gap != ".")) return 0;
    point.month = roman_month(x_items[i].surface);
    point.year = x_items[i + 1].number;
    return point.month != 0 ? 2 : 0;
  }

  std::size_t season_year(std::size_t i, DatePoint& point) const {
    const int season = season_word(x_items[i].term);
    if (season == 0) return 0;
    const std::size_t j = past_fillers(i + 1);
    if (!is_year(j) || !joined(j)) return 0;
    point.season = season;
    point.year = x_items[j].number;
    // The winter of 1992-1993 is that of the second year.
    if (season == 4 && dashed(j + 1) && has(j + 1) && (x_items[j + 1].number == point.year + 1 || x_items[j + 1].number == (point.year + 1) % 100)) {
      ++point.year;
      return j + 2 - i;
    }
    return j + 1 - i;
  }

  /// early, late, mid-; end of, first half of, ...: the part, and the position behind it.
  std::size_t part_at(std::size_t i, PartOfPeriod& part) const {
    static const std::unordered_map<std::string_view, int> ordinals = {{"first", 1}, {"second", 2}, {"third", 3}, {"fourth", 4}, {"last", 4}, {"premier", 1},
                                                                       {"premiere", 1}, {"deuxieme", 2}, {"primera", 1}, {"primer", 1}, {"segunda", 2},
                                                                       {"первой", 1}, {"второй", 2}, {"первом", 1}, {"втором", 2}};
    part = part_word(x_items[i].term);
    if (part != PartOfPeriod::whole) return i + 1;
    const auto ordinal = ordinals.find(x_items[i].term);
    if (ordinal == ordinals.end() || !joined(i + 1)) return i;
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

  std::size_t part_of(std::size_t i, DatePoint& point) const {
    PartOfPeriod part{};
    const std::size_t behind = part_at(i, part);
    if (behind == i) return 0;
    const bool vague = part == PartOfPeriod::early || part == PartOfPeriod::late;
    const bool in = vague && joined(behind) && x_items[behind].term == "in";  // early in 2016
    const std::size_t j = past_fillers(in ? behind + 1 : behind);
    if (!has(j) || !(joined(j) || dashed(j))) return 0;
    DatePoint whole;
    if (std::size_t taken = month_year(j, whole); taken != 0) {
      point = whole;
      point.part = part;
      return j + taken - i;
    }
    if (const MonthWord word = month(j); word.month != 0 && !word.abbreviated && !is_day(j + 1)) {
      point.month = word.month;
      point.part = part;
      return j + 1 - i;
    }
    if (std::size_t taken = season_year(j, whole); taken != 0) {
      point = whole;
      return j + taken - i;
    }
    if (is_year(j) && !(has(j + 1) && joined(j + 1) && is_counted_thing(x_items[j + 1].term))) {
      point.year = x_items[j].number;
      point.part = part;
      return j + 1 - i;
    }
    return 0;
  }

  std::size_t decade(std::size_t i, DatePoint& point) const {
    const std::string_view term = x_items[i].term;
    if (term.size() != 5 || !term.ends_with("0s") || !std::all_of(term.begin(), term.begin() + 4, is_digit) || term[0] != '1') {
      if (term != "2000s") return 0;
    }
    point.year = std::stoi(std::string(term.substr(0, 4)));
    point.decade = true;
    return 1;
  }

  /// A month without a number: behind a preposition.
  std::size_t bare_month(std::size_t i, DatePoint& point) const {
    const MonthWord word = month(i);
    if (word.month == 0 || word.abbreviated != (x_items[i].term == "may" && word.abbreviated) || i == 0) return 0;
    const std::size_t before = i - 1;
    const bool in_list = i > 1 && is_list_word(x_items[before].term) && x_items[before].gap.empty() && month(before - 1).month != 0 && !x_dates.empty() &&
                         x_dates.back().tokens.end == x_items[before].token;  // in April and May
    if (x_items[i].gap.empty() && (is_date_preposition(x_items[before].term) || in_list)) {
      point.month = word.month;
      return 1;
    }
    return 0;
  }

  /// A year without a month: where its neighbours say that it is one.
  std::size_t bare_year(std::size_t i, DatePoint& point) const {
    if (!is_year(i)) return 0;
    const bool next_joined = joined(i + 1);
    if (next_joined && is_counted_thing(x_items[i + 1].term)) return 0;
    const std::string& sign = x_items[i].gap;
    const bool word_before = i > 0 && sign.empty();
    if (word_before && (is_number_of_place(x_items[i - 1].term) || x_items[i - 1].number >= 0)) return 0;
    if (has(i + 1) && (x_items[i + 1].gap == "/" || x_items[i + 1].gap == "%" || x_items[i + 1].gap.starts_with("$"))) return 0;
    const bool year_word = next_joined && is_year_word(x_items[i + 1].term);
    const bool prior_to = word_before && i > 1 && x_items[i - 1].term == "to" && (x_items[i - 2].term == "prior" || x_items[i - 2].term == "up");
    const bool preposition = word_before && (prior_to || is_date_preposition(x_items[i - 1].term) || x_items[i - 1].term == "de" || x_items[i - 1].term == "du" || x_items[i - 1].term == "за");
    const bool quoted = has(i + 1) && (x_items[i + 1].gap == "\xE2\x80\x9C" || x_items[i + 1].gap == "\"");
    const bool the_year_noun = word_before && (next_joined || quoted) && x_items[i - 1].term == "the" && x_items[i].number >= 1900 && x_items[i + 1].number < 0;
    if (!year_word && !preposition && !the_year_noun) return 0;
    point.year = x_items[i].number;
    return year_word ? 2 : 1;
  }

  std::size_t point_at(std::size_t i, DatePoint& point, bool& ambiguous) const {
    if (!has(i) || x_items[i].surface.empty()) return 0;
    std::size_t taken = iso(i, point);
    if (taken == 0) taken = numeric(i, point, ambiguous);
    if (taken == 0) taken = roman(i, point);
    if (taken == 0) taken = part_of(i, point);
    if (taken == 0) taken = day_first(i, point);
    if (taken == 0) taken = month_first(i, point);
    if (taken == 0) taken = month_year(i, point);
    if (taken == 0) taken = season_year(i, point);
    if (taken == 0) taken = decade(i, point);
    // "1994 года" takes its word along.
    if (taken != 0 && joined(i + taken) && point.year != 0 && is_year_word(x_items[i + taken].term)) ++taken;
    return taken;
  }

  // --- Whole dates ----------------------------------------------------------------------------------------------------

  static int grain(const DatePoint& point) { return point.day != 0 ? 3 : point.month != 0 || point.season != 0 ? 2 : 1; }

  /// Whether a stretch goes on at j; the position of its second end, or j.
  std::size_t second_end(std::size_t j, bool between) const {
    if (dashed(j) || (has(j) && x_items[j].gap == "/")) return j;
    if (joined(j) && (is_range_word(x_items[j].term) || (between && is_list_word(x_items[j].term)))) return past_fillers(j + 1, 1);
    return SIZE_MAX;
  }

  [[nodiscard]] bool behind_between(std::size_t i) const {
    return (i > 0 && (x_items[i - 1].term == "between" || x_items[i - 1].term == "entre")) || (i > 1 && x_items[i - 2].term == "between");
  }

  /// 12 to 21 December 1994, 7/8 December, 5-19 April 1994.
  std::size_t days_of_month(std::size_t i, WrittenDate& date) const {
    if (!is_day(i)) return 0;
    const std::size_t j = second_end(i + 1, behind_between(i));
    if (j == SIZE_MAX || !is_day(j)) return 0;
    DatePoint last;
    const std::size_t taken = day_first(j, last);
    if (taken == 0 || last.day <= x_items[i].number) return 0;
    date.first = last;
    date.first.day = x_items[i].number;
    date.last = last;
    return j + taken - i;
  }

  /// September 17-19, 1994.
  std::size_t month_and_days(std::size_t i, WrittenDate& date) const {
    const MonthWord word = month(i);
    if (word.month == 0 || word.small || !is_day(i + 1) || !joined(i + 1)) return 0;
    const std::size_t j = second_end(i + 2, false);
    DatePoint other;
    if (j == SIZE_MAX || !is_day(j) || x_items[j].number <= x_items[i + 1].number || day_first(j, other) != 0) return 0;
    date.first = {0, word.month, x_items[i + 1].number};
    date.last = DatePoint{0, word.month, x_items[j].number};
    std::size_t k = j + 1;
    if (is_year(k) && (joined(k) || x_items[k].gap == ",")) date.first.year = date.last->year = x_items[k++].number;
    return k - i;
  }

  /// The first of several that share what stands behind the last: "26 and 27 October 1996", "February and April 1997".
  std::size_t borrowing(std::size_t i, WrittenDate& date) const {
    const bool day = is_day(i) && !x_items[i].surface.empty();
    const MonthWord word = month(i);
    if (!day && (word.month == 0 || word.abbreviated != (x_items[i].term == "may"))) return 0;
    std::size_t j = i + 1;
    for (int more = 0; more < 4 && has(j); ++more) {
      if (joined(j) && is_list_word(x_items[j].term)) ++j;
      else if (x_items[j].gap == "," && has(j + 1) && is_list_word(x_items[j].term)) ++j;
      else if (x_items[j].gap != ",") return 0;
      j = past_fillers(j, 1);
      DatePoint last;
      if (day) {
        const std::size_t taken = day_first(j, last);
        if (taken > 0) {
          if (last.day < x_items[i].number) return 0;
          date.first = last;
          date.first.day = x_items[i].number;
          return 1;
        }
        if (!is_day(j)) return 0;
      } else {
        if (month_year(j, last) > 0) {
          date.first = {last.year - (last.month < word.month ? 1 : 0), word.month, 0};
          return 1;
        }
        if (month(j).month == 0) return 0;
      }
      ++j;
    }
    return 0;
  }

  /// 1992-1997, 1992-93, "between 1992 and 1997", "1991 to 2000".
  std::size_t years(std::size_t i, WrittenDate& date) const {
    if (!is_year(i)) return 0;
    const bool between = behind_between(i);
    const std::size_t j = second_end(i + 1, between);
    if (j == SIZE_MAX || !has(j)) return 0;
    // 1996/1997 is a stretch behind a preposition; elsewhere it is the half of a symbol.
    if (x_items[j].gap == "/" && (x_items[j].number != x_items[i].number + 1 || i == 0 || !is_date_preposition(x_items[i - 1].term))) return 0;
    int last = x_items[j].number;
    if (x_items[j].digits == 2 && dashed(i + 1)) last += x_items[i].number / 100 * 100;
    if ((x_items[j].digits != 4 && !(x_items[j].digits == 2 && dashed(i + 1))) || last <= x_items[i].number || last > 2100 || last - x_items[i].number > 200) return 0;
    const bool named = i > 0 && x_items[i].gap.empty() && is_number_of_place(x_items[i - 1].term);
    const bool word = !dashed(j) && x_items[j].gap != "/" && j != i + 1 && !between && !(i > 0 && is_date_preposition(x_items[i - 1].term));
    if (named || word) return 0;
    date.first.year = x_items[i].number;
    date.last = DatePoint{last};
    std::size_t end = j + 1;
    if (joined(end) && is_year_word(x_items[end].term)) ++end;
    return end - i;
  }

  std::size_t stretch(std::size_t i, WrittenDate& date) const {
    DatePoint first;
    bool ambiguous = false;
    std::size_t taken = point_at(i, first, ambiguous);
    if (taken == 0) {  // a month or season alone may begin a stretch: "March-May 1992", "May to December 1992"
      const MonthWord word = month(i);
      if (word.month == 0 || word.abbreviated != (x_items[i].term == "may")) return 0;
      first.month = word.month;
      taken = 1;
    }
    const std::size_t j = second_end(i + taken, behind_between(i));
    DatePoint last;
    if (j == SIZE_MAX) return 0;
    const std::size_t more = point_at(j, last, ambiguous);
    if (more == 0 || grain(first) != grain(last) || grain(first) == 1) return 0;
    if (last.year == 0 && first.year == 0 && first.day == 0 && first.part == PartOfPeriod::whole) return 0;
    date.first = first;
    date.last = last;
    return j + more - i;
  }

  std::size_t single(std::size_t i, WrittenDate& date) const {
    std::size_t taken = point_at(i, date.first, date.ambiguous);
    if (taken == 0) taken = bare_year(i, date.first);
    if (taken == 0) taken = bare_month(i, date.first);
    return taken;
  }

  /// "that year", "the following month", "last year", "end of the year".
  std::size_t relative(std::size_t i, WrittenDate& date) const {
    using enum RelativeDate;
    PartOfPeriod part{};
    const std::size_t behind = part_at(i, part);
    if (behind != i) {
      const std::size_t j = behind;
      if (!has(j + 2) || x_items[j].term != "of" || !joined(j) || !joined(j + 1) || !joined(j + 2)) return 0;
      const std::string_view which = x_items[j + 1].term;
      if (x_items[j + 2].term != "year" || is_year(j + 3)) return 0;
      date.first.part = part;
      date.relative = which == "the" || which == "this" ? this_year : which == "that" ? that_year : none;
      return date.relative == none ? 0 : j + 3 - i;
    }
    if (!has(i + 1) || !joined(i + 1)) return 0;
    const std::string_view first = x_items[i].term;
    const std::string_view noun = x_items[i + 1].term;
    const bool the = i > 0 && x_items[i].gap.empty() && (x_items[i - 1].term == "the" || x_items[i - 1].term == "the");
    const auto pick = [&](bool year, bool month, bool day, RelativeDate y, RelativeDate m, RelativeDate d) {
      date.relative = year ? y : month ? m : day ? d : none;
      return date.relative == none ? std::size_t{0} : std::size_t{2};
    };
    const bool year = noun == "year" || noun == "annee" || noun == "ano" || noun == "году";
    const bool month_noun = noun == "month" || noun == "mois" || noun == "mes" || noun == "месяце";
    const bool day = noun == "day" || noun == "date" || noun == "jour" || noun == "dia" || noun == "день";
    if (first == "that" || first == "same" || first == "meme" || first == "mismo" || first == "ese" || first == "же") {
      return pick(year, month_noun, day && (first != "that" || noun == "day"), that_year, that_month, that_day);
    }
    if (first == "following" || first == "subsequent" || first == "ensuing" || first == "следующем" || first == "следующий" || (first == "next" && the)) {
      return pick(year, month_noun, day, next_year_of_text, next_month_of_text, next_day_of_text);
    }
    if (first == "previous" || first == "preceding") return pick(year && the, false, day && the, year_before_of_text, none, day_before_of_text);
    if (first == "this" || first == "current" || first == "этом") return pick(year, month_noun, false, this_year, this_month, none);
    if ((first == "last" && !the) || first == "прошлом") return pick(year, month_noun, false, last_year, last_month, none);
    if (first == "next" && !the) return pick(year, month_noun, false, next_year, next_month, none);
    // Behind the noun: l'année suivante, el mes siguiente.
    const bool after = noun == "suivante" || noun == "suivant" || noun == "siguiente";
    if (after) return pick(first == "annee" || first == "ano", first == "mois" || first == "mes", first == "jour" || first == "dia", next_year_of_text, next_month_of_text, next_day_of_text);
    return 0;
  }

  [[nodiscard]] DateRelation relation_before(std::size_t i) const {
    while (i > 0 && x_items[i].gap.empty() && is_filler(x_items[i - 1].term)) --i;
    if (i == 0 || !x_items[i].gap.empty()) return DateRelation::on;
    if (x_items[i - 1].term == "to" && i > 1 && (x_items[i - 2].term == "prior" || x_items[i - 2].term == "up")) {
      return x_items[i - 2].term == "prior" ? DateRelation::before : DateRelation::until;
    }
    return relation_word(x_items[i - 1].term);
  }

  std::size_t read_at(std::size_t i, std::uint32_t sentence) {
    if (x_items[i].surface.empty()) return i + 1;
    WrittenDate date;
    std::size_t taken = days_of_month(i, date);
    if (taken == 0) taken = month_and_days(i, date);
    if (taken == 0) taken = stretch(i, date);
    if (taken == 0) taken = years(i, date);
    if (taken == 0) taken = borrowing(i, date);
    if (taken == 0) taken = single(i, date = WrittenDate());
    if (taken == 0) taken = relative(i, date = WrittenDate());
    if (taken == 0) return i + 1;
    const bool bad_day = date.first.day > 0 && date.first.month > 0 && date.first.year > 0 && date.first.day > days_in_month(date.first.year, date.first.month);
    if (bad_day) return i + taken;
    date.span = {x_items[i].span.begin, x_items[i + taken - 1].span.end};
    date.tokens = {x_items[i].token, x_items[i + taken - 1].token + 1};
    date.sentence = sentence;
    date.relation = relation_before(i);
    if (date.last && date.relation == DateRelation::since) date.relation = DateRelation::on;
    date.future = x_future;
    x_dates.push_back(date);
    return i + taken;
  }

  const Document& x_document;
  std::vector<Item> x_items;
  std::vector<WrittenDate> x_dates;
  std::vector<bool> x_interesting;  // by term
  bool x_future = false;
};

}  // namespace

std::vector<WrittenDate> read_dates(const Document& document) { return Reader(document).run(); }

}  // namespace concord
