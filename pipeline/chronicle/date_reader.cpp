#include "pipeline/chronicle/date_reader.h"

#include <algorithm>
#include <string_view>

#include "corpus/text/ascii.h"
#include "pipeline/chronicle/date_items.h"
#include "pipeline/chronicle/date_points.h"

namespace concord {
namespace {

/// Sentence by sentence: items, and a grammar of one function a form.
class Reader {
 public:
  explicit Reader(const Document& document) : x_document(document) {}

  std::vector<WrittenDate> run() {
    for (std::uint32_t s = 0; s < x_document.sentences.size(); ++s) {
      if (!may_hold_date(x_document.sentences[s].tokens)) continue;
      x_items.read(x_document, x_document.sentences[s].tokens);
      x_future = std::any_of(x_items.begin(), x_items.end(), [](const DateItem& item) { return is_future_word(item.term); });
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
        const bool year = text == "annee-la" || text == "mois-la" || text == "jour-la" || text == "year" || text == "month" || text == "day" || text == "annee" || text == "mois" || text == "jour" || text == "lendemain" || text == "ano" ||
                          text == "mes" || text == "dia" || text == "году" || text == "месяце" || text == "день";
        const std::size_t hyphen = text.find('-');  // mid-July
        x_interesting[term] = year || month_word(hyphen == std::string_view::npos ? text : text.substr(hyphen + 1)).month != 0 || std::any_of(text.begin(), text.end(), is_ascii_digit);
      }
    }
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
      if (x_interesting[x_document.tokens[t].term]) return true;
    }
    return false;
  }

  /// A month without a number: behind a preposition.
  std::size_t bare_month(std::size_t i, DatePoint& point) const {
    const MonthWord word = x_items.month(i);
    if (word.month == 0 || word.abbreviated != (x_items[i].term == "may" && word.abbreviated) || i == 0) return 0;
    const std::size_t before = i - 1;
    const bool in_list = i > 1 && is_list_word(x_items[before].term) && x_items[before].gap.empty() && x_items.month(before - 1).month != 0 && !x_dates.empty() &&
                         x_dates.back().tokens.end == x_items[before].token;  // in April and May
    // "the March violence": the name of a month before a word in small letters.
    const bool noun_behind = x_items.joined(i + 1) && x_items[i + 1].number < 0 && !x_items[i + 1].surface.empty() && x_items[i + 1].surface[0] >= 'a' && x_items[i + 1].surface[0] <= 'z';
    if (x_items[i].gap.empty() && x_items[before].term == "the" && !word.small && noun_behind && x_items[i + 1].term != "of") {
      point.month = word.month;
      return 1;
    }
    if (x_items[i].gap.empty() && (is_date_preposition(x_items[before].term) || in_list)) {
      point.month = word.month;
      return 1;
    }
    return 0;
  }

  static int grain(const DatePoint& point) { return point.day != 0 ? 3 : point.month != 0 || point.season != 0 ? 2 : 1; }

  /// Whether a stretch goes on at j; the position of its second end, or j.
  std::size_t second_end(std::size_t j, bool between) const {
    if (x_items.dashed(j) || (x_items.has(j) && x_items[j].gap == "/")) return j;
    if (x_items.joined(j) && (is_range_word(x_items[j].term) || (between && is_list_word(x_items[j].term)))) return x_items.past_fillers(j + 1, 1);
    return SIZE_MAX;
  }

  [[nodiscard]] bool behind_between(std::size_t i) const {
    return (i > 0 && (x_items[i - 1].term == "between" || x_items[i - 1].term == "entre")) || (i > 1 && x_items[i - 2].term == "between");
  }

  /// 12 to 21 December 1994, 7/8 December, 5-19 April 1994.
  std::size_t days_of_month(std::size_t i, WrittenDate& date) const {
    if (!x_items.is_day(i)) return 0;
    const std::size_t j = second_end(i + 1, behind_between(i));
    if (j == SIZE_MAX || !x_items.is_day(j)) return 0;
    DatePoint last;
    const std::size_t taken = x_points.day_first(j, last);
    if (taken == 0 || last.day <= x_items[i].number) return 0;
    date.first = last;
    date.first.day = x_items[i].number;
    date.last = last;
    return j + taken - i;
  }

  /// September 17-19, 1994.
  std::size_t month_and_days(std::size_t i, WrittenDate& date) const {
    const MonthWord word = x_items.month(i);
    if (word.month == 0 || word.small || !x_items.is_day(i + 1) || !x_items.joined(i + 1)) return 0;
    const std::size_t j = second_end(i + 2, false);
    DatePoint other;
    if (j == SIZE_MAX || !x_items.is_day(j) || x_items[j].number <= x_items[i + 1].number || x_points.day_first(j, other) != 0) return 0;
    date.first = {0, word.month, x_items[i + 1].number};
    date.last = DatePoint{0, word.month, x_items[j].number};
    std::size_t k = j + 1;
    if (x_items.is_year(k) && (x_items.joined(k) || x_items[k].gap == ",")) date.first.year = date.last->year = x_items[k++].number;
    return k - i;
  }

  /// The first of several that share what stands behind the last: "26 and 27 October 1996", "February and April 1997".
  std::size_t borrowing(std::size_t i, WrittenDate& date) const {
    const bool day = x_items.is_day(i) && !x_items[i].surface.empty();
    const MonthWord word = x_items.month(i);
    if (!day && (word.month == 0 || word.abbreviated != (x_items[i].term == "may"))) return 0;
    std::size_t j = i + 1;
    for (int more = 0; more < 4 && x_items.has(j); ++more) {
      if (x_items.joined(j) && is_list_word(x_items[j].term)) ++j;
      else if (x_items[j].gap == "," && x_items.has(j + 1) && is_list_word(x_items[j].term)) ++j;
      else if (x_items[j].gap != ",") return 0;
      j = x_items.past_fillers(j, 1);
      DatePoint last;
      if (day) {
        const std::size_t taken = x_points.day_first(j, last);
        if (taken > 0) {
          if (last.day < x_items[i].number) return 0;
          date.first = last;
          date.first.day = x_items[i].number;
          return 1;
        }
        if (!x_items.is_day(j)) return 0;
      } else {
        if (x_points.month_year(j, last) > 0) {
          date.first = {last.year - (last.month < word.month ? 1 : 0), word.month, 0};
          return 1;
        }
        if (x_items.month(j).month == 0) return 0;
      }
      ++j;
    }
    return 0;
  }

  /// 1992-1997, 1992-93, "between 1992 and 1997", "1991 to 2000".
  std::size_t years(std::size_t i, WrittenDate& date) const {
    if (!x_items.is_year(i)) return 0;
    const bool between = behind_between(i);
    const std::size_t j = second_end(i + 1, between);
    if (j == SIZE_MAX || !x_items.has(j)) return 0;
    // 1996/1997 is a stretch behind a preposition; elsewhere it is the half of a symbol.
    if (x_items[j].gap == "/" && (x_items[j].number != x_items[i].number + 1 || i == 0 || !is_date_preposition(x_items[i - 1].term))) return 0;
    int last = x_items[j].number;
    if (x_items[j].digits == 2 && x_items.dashed(i + 1)) last += x_items[i].number / 100 * 100;
    if ((x_items[j].digits != 4 && !(x_items[j].digits == 2 && x_items.dashed(i + 1))) || last <= x_items[i].number || last > 2100 || last - x_items[i].number > 200) return 0;
    const bool named = i > 0 && x_items[i].gap.empty() && is_number_of_place(x_items[i - 1].term);
    const bool word = !x_items.dashed(j) && x_items[j].gap != "/" && j != i + 1 && !between && !(i > 0 && is_date_preposition(x_items[i - 1].term));
    if (named || word) return 0;
    date.first.year = x_items[i].number;
    date.last = DatePoint{last};
    std::size_t end = j + 1;
    if (x_items.joined(end) && is_year_word(x_items[end].term)) ++end;
    return end - i;
  }

  std::size_t stretch(std::size_t i, WrittenDate& date) const {
    DatePoint first;
    bool ambiguous = false;
    std::size_t taken = x_points.point_at(i, first, ambiguous);
    if (taken == 0) {  // a month or season alone may begin a stretch: "March-May 1992", "May to December 1992"
      const MonthWord word = x_items.month(i);
      if (word.month == 0 || word.abbreviated != (x_items[i].term == "may")) return 0;
      first.month = word.month;
      taken = 1;
    }
    const std::size_t j = second_end(i + taken, behind_between(i));
    DatePoint last;
    if (j == SIZE_MAX) return 0;
    const std::size_t more = x_points.point_at(j, last, ambiguous);
    if (more == 0 || grain(first) != grain(last) || grain(first) == 1) return 0;
    if (last.year == 0 && first.year == 0 && first.day == 0 && first.part == PartOfPeriod::whole) return 0;
    date.first = first;
    date.last = last;
    return j + more - i;
  }

  std::size_t single(std::size_t i, WrittenDate& date) const {
    std::size_t taken = x_points.point_at(i, date.first, date.ambiguous);
    if (taken == 0) taken = x_points.bare_year(i, date.first);
    if (taken == 0) taken = bare_month(i, date.first);
    return taken;
  }

  /// "that year", "the following month", "last year", "end of the year".
  std::size_t relative(std::size_t i, WrittenDate& date) const {
    using enum RelativeDate;
    PartOfPeriod part{};
    const std::size_t behind = x_points.part_at(i, part);
    if (behind != i) {
      const std::size_t j = behind;
      if (!x_items.has(j + 2) || x_items[j].term != "of" || !x_items.joined(j) || !x_items.joined(j + 1) || !x_items.joined(j + 2)) return 0;
      const std::string_view which = x_items[j + 1].term;
      if (x_items[j + 2].term != "year" || x_items.is_year(j + 3)) return 0;
      date.first.part = part;
      date.relative = which == "the" || which == "this" ? this_year : which == "that" ? that_year : none;
      return date.relative == none ? 0 : j + 3 - i;
    }
    if (!x_items.has(i + 1) || !x_items.joined(i + 1)) return 0;
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
    if (first == "cette" || first == "ce") return pick(noun == "annee-la", noun == "mois-la", noun == "jour-la", that_year, that_month, that_day);
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

  /// "extended the mandate of the Mission to 15 May"
  [[nodiscard]] bool extends_before(std::size_t i) const {
    constexpr std::size_t reach = 14;
    for (std::size_t j = i; j-- > 0 && i - j <= reach;) {
      if (x_items[j].term.starts_with("exten") || x_items[j].term.starts_with("prolong")) return true;
    }
    return false;
  }

  [[nodiscard]] DateRelation relation_before(std::size_t i) const {
    while (i > 0 && x_items[i].gap.empty() && is_filler(x_items[i - 1].term)) --i;
    if (i == 0 || !x_items[i].gap.empty()) return DateRelation::on;
    if (x_items[i - 1].term == "to" && i > 1 && (x_items[i - 2].term == "prior" || x_items[i - 2].term == "up")) {
      return x_items[i - 2].term == "prior" ? DateRelation::before : DateRelation::until;
    }
    if (x_items[i - 1].term == "to" && extends_before(i - 1)) return DateRelation::until;
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
    // "1994 года" takes its word along.
    const bool has_year = (date.last ? date.last->year : date.first.year) != 0;
    if (has_year && x_items.joined(i + taken) && is_year_word(x_items[i + taken].term)) ++taken;
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
  DateItems x_items;
  DatePoints x_points{x_items};
  std::vector<WrittenDate> x_dates;
  std::vector<bool> x_interesting;  // by term
  bool x_future = false;
};

}  // namespace

std::vector<WrittenDate> read_dates(const Document& document) { return Reader(document).run(); }

}  // namespace concord
