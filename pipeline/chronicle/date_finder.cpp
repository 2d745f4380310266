#include "pipeline/chronicle/date_finder.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "pipeline/chronicle/date_reader.h"

namespace concord {
namespace {

constexpr Day first_possible = 17000101;
constexpr Day last_possible = 21001231;

long days_from_civil(Day day) {  // days since 1970-01-01 (Howard Hinnant's algorithm)
  long year = day / 10000;
  const long month = day / 100 % 100;
  year -= month <= 2 ? 1 : 0;
  const long era = year / 400;
  const long of_era = year - era * 400;
  const long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day % 100 - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

Day civil_from_days(long days) {
  days += 719468;
  const long era = days / 146097;
  const long of_era = days - era * 146097;
  const long year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const long of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long shifted = (5 * of_year + 2) / 153;
  const long month = shifted < 10 ? shifted + 3 : shifted - 9;
  const long year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return static_cast<Day>(year * 10000 + month * 100 + of_year - (153 * shifted + 2) / 5 + 1);
}

Date stretch(Day begin, Day end) {
  if (begin == end) return {begin, end, DatePrecision::day};
  return {begin, end, DatePrecision::interval};
}

Date months_of(int year, int first, int last) {
  return stretch(year * 10000 + first * 100 + 1, year * 10000 + last * 100 + days_in_month(year, last));
}

Date part_of_year(int year, PartOfPeriod part) {
  using enum PartOfPeriod;
  switch (part) {
    case early: return months_of(year, 1, 4);
    case middle: return months_of(year, 5, 8);
    case late: return months_of(year, 9, 12);
    case beginning: case quarter_1: return months_of(year, 1, 3);
    case quarter_2: return months_of(year, 4, 6);
    case quarter_3: return months_of(year, 7, 9);
    case end: case quarter_4: return months_of(year, 10, 12);
    case first_half: return months_of(year, 1, 6);
    case second_half: return months_of(year, 7, 12);
    case whole: break;
  }
  return Date::year(year);
}

Date part_of_month(int year, int month, PartOfPeriod part) {
  using enum PartOfPeriod;
  const Day base = year * 10000 + month * 100;
  const Day last = base + days_in_month(year, month);
  switch (part) {
    case early: case beginning: return stretch(base + 1, base + 10);
    case middle: return stretch(base + 11, base + 20);
    case late: case end: return stretch(base + 21, last);
    case first_half: return stretch(base + 1, base + 15);
    case second_half: return stretch(base + 16, last);
    default: return Date::month(year, month);
  }
}

Date season_of(int year, int season) {
  if (season < 4) return months_of(year, 3 * season, 3 * season + 2);
  return stretch((year - 1) * 10000 + 1201, year * 10000 + 200 + days_in_month(year, 2));
}

/// A point whose year is known.
Date value_of(const DatePoint& point) {
  if (point.decade) return stretch(point.year * 10000 + 101, (point.year + 9) * 10000 + 1231);
  if (point.season > 0) return season_of(point.year, point.season);
  if (point.month == 0) return part_of_year(point.year, point.part);
  if (point.day == 0) return part_of_month(point.year, point.month, point.part);
  return Date::day(point.year, point.month, std::min(point.day, days_in_month(point.year, point.month)));
}

long distance(const Date& a, const Date& b) { return std::labs(days_from_civil(a.begin) - days_from_civil(b.begin)); }

/// A date that later ones lean on.
struct Anchor {
  Date value;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  bool set = false;
};

class Resolver {
 public:
  explicit Resolver(const Document& document) : x_document(document) {}

  std::vector<DateMention> run(const std::vector<WrittenDate>& written) {
    for (std::size_t i = 0; i < written.size(); ++i) {
      DateMention mention;
      mention.span = written[i].span;
      mention.tokens = written[i].tokens;
      mention.relation = written[i].relation;
      mention.sentence = written[i].sentence;
      x_paragraph = paragraph_of_sentence(mention.sentence);
      const auto value = value_of_written(written, i, mention.resolved);
      if (!value || value->begin > value->end || value->begin < first_possible || value->end > last_possible) continue;
      mention.value = *value;
      x_last = {*value, mention.sentence, x_paragraph, true};
      x_mentions.push_back(std::move(mention));
    }
    return std::move(x_mentions);
  }

 private:
  std::uint32_t paragraph_of_sentence(std::uint32_t sentence) {
    while (x_next_paragraph + 1 < x_document.paragraphs.size() && x_document.paragraphs[x_next_paragraph + 1].sentences.begin <= sentence) ++x_next_paragraph;
    return x_next_paragraph;
  }

  std::optional<Date> value_of_written(const std::vector<WrittenDate>& all, std::size_t i, std::string& resolved) {
    const WrittenDate& one = all[i];
    if (one.relative != RelativeDate::none) return relative(one, resolved);
    DatePoint first = one.first;
    std::optional<DatePoint> last = one.last;
    if (last && last->year == 0 && first.year != 0) last->year = first.year + (before_in_year(*last, first) ? 1 : 0);
    if (last && last->year != 0 && first.year == 0) first.year = last->year - (before_in_year(*last, first) ? 1 : 0);
    if (first.year == 0) {
      const DatePoint& asked = first;
      const auto year = missing_year(asked, all, i, resolved);
      if (!year) return std::nullopt;
      first.year = *year;
      if (last) last->year = *year + (before_in_year(*last, first) ? 1 : 0);
    }
    if (one.ambiguous && resolved.empty()) resolved = "read day before month";
    if (one.first.garbled) resolved = resolved.empty() ? "misread figures put right" : "garbled figures; " + resolved;
    const Date begin = value_of(first);
    if (!last) return begin;
    const Date end = value_of(*last);
    return end.end < begin.begin ? std::optional<Date>() : std::optional(stretch(begin.begin, end.end));
  }

  static bool before_in_year(const DatePoint& a, const DatePoint& b) {
    const auto month = [](const DatePoint& point) { return point.month != 0 ? point.month : point.season != 0 ? 3 * point.season % 12 : 0; };
    return month(a) != 0 && month(b) != 0 && month(a) * 100 + a.day < month(b) * 100 + b.day && !(month(a) == month(b) && (a.day == 0 || b.day == 0));
  }

  /// The year that brings the point nearest to the anchor.
  static int nearest_year(DatePoint point, const Date& anchor) {
    int best = 0;
    long least = 0;
    for (int year = anchor.begin_year() - 1; year <= anchor.end / 10000 + 1; ++year) {
      point.year = year;
      const long far = distance(value_of(point), anchor);
      if (best == 0 || far < least) {
        best = year;
        least = far;
      }
    }
    return best;
  }

  [[nodiscard]] const std::optional<Date>& document_date() const { return x_document.metadata.date; }
  [[nodiscard]] bool speaks_of_own_time() const { return x_document.metadata.kind != Kind::study && x_document.metadata.kind != Kind::other; }

  /// The last year in which the point was not after the document by more than some weeks; in a sentence of what is to come, the nearest.
  int year_by_document(DatePoint point, bool future) const {
    if (future) return nearest_year(point, *document_date());
    constexpr int weeks_ahead = 45;  // what is announced for the next weeks needs no year
    point.year = document_date()->end / 10000 + 1;
    while (value_of(point).begin > day_after(document_date()->end, weeks_ahead)) --point.year;
    return point.year;
  }

  std::optional<int> missing_year(const DatePoint& point, const std::vector<WrittenDate>& all, std::size_t i, std::string& resolved) {
    const WrittenDate& one = all[i];
    bool in_sentence = x_last.set && x_last.sentence == one.sentence;
    // What tells of its own time leans on its date, unless the sentence itself has just named another.
    const bool own_time = document_date() && speaks_of_own_time();
    if (own_time && in_sentence) in_sentence = days_between(x_last.value.begin, x_last.value.end) < 62;
    if (in_sentence || (!own_time && x_last.set && x_last.paragraph == x_paragraph)) {
      int year = nearest_year(point, x_last.value);
      DatePoint placed = point;
      placed.year = year;
      // A report does not know what is to come, unless the sentence speaks of plans.
      if (document_date() && !one.future && value_of(placed).begin > document_date()->end) year = year_by_document(point, false);
      resolved = "year after " + x_last.value.to_string() + (in_sentence ? " in the sentence" : " in the paragraph");
      return year;
    }
    if (own_time) {
      resolved = "year of the document (" + document_date()->to_string() + ")";
      return year_by_document(point, one.future);
    }
    for (std::size_t next = i + 1; next < all.size() && all[next].sentence == one.sentence; ++next) {
      if (all[next].first.year == 0) continue;
      resolved = "year after " + std::to_string(all[next].first.year) + " behind it in the sentence";
      return nearest_year(point, value_of(all[next].first));
    }
    if (x_last.set && one.sentence - x_last.sentence <= 12) {
      resolved = "year after " + x_last.value.to_string() + " before it in the text";
      return nearest_year(point, x_last.value);
    }
    return std::nullopt;
  }

  std::optional<Date> relative(const WrittenDate& one, std::string& resolved) {
    const bool near = x_last.set && one.sentence - x_last.sentence <= 3;
    const auto from_text = [&]() { resolved = "leans on " + x_last.value.to_string() + " before it"; };
    const auto from_document = [&]() { resolved = "leans on the document's date (" + document_date()->to_string() + ")"; };
    switch (one.relative) {
      case RelativeDate::that_year:
      case RelativeDate::next_year_of_text:
      case RelativeDate::year_before_of_text: {
        if (!near) return std::nullopt;
        from_text();
        const int shift = one.relative == RelativeDate::that_year ? 0 : one.relative == RelativeDate::next_year_of_text ? 1 : -1;
        return part_of_year(x_last.value.begin_year() + shift, one.first.part);
      }
      case RelativeDate::that_month:
      case RelativeDate::next_month_of_text: {
        if (!near || x_last.value.begin / 100 != x_last.value.end / 100) return std::nullopt;
        from_text();
        return month_shifted(x_last.value, one.relative == RelativeDate::that_month ? 0 : 1);
      }
      case RelativeDate::that_day:
      case RelativeDate::next_day_of_text:
      case RelativeDate::day_before_of_text: {
        if (!near || x_last.value.precision != DatePrecision::day) return std::nullopt;
        from_text();
        const int shift = one.relative == RelativeDate::that_day ? 0 : one.relative == RelativeDate::next_day_of_text ? 1 : -1;
        const Day day = day_after(x_last.value.begin, shift);
        return Date{day, day, DatePrecision::day};
      }
      case RelativeDate::this_year:
      case RelativeDate::last_year:
      case RelativeDate::next_year: {
        if (!document_date()) return std::nullopt;
        from_document();
        const int shift = one.relative == RelativeDate::this_year ? 0 : one.relative == RelativeDate::next_year ? 1 : -1;
        return part_of_year(document_date()->begin_year() + shift, one.first.part);
      }
      case RelativeDate::this_month:
      case RelativeDate::last_month:
      case RelativeDate::next_month: {
        if (!document_date() || document_date()->begin / 100 != document_date()->end / 100) return std::nullopt;
        from_document();
        return month_shifted(*document_date(), one.relative == RelativeDate::this_month ? 0 : one.relative == RelativeDate::next_month ? 1 : -1);
      }
      case RelativeDate::none: break;
    }
    return std::nullopt;
  }

  static Date month_shifted(const Date& from, int shift) {
    const int months = from.begin_year() * 12 + from.begin_month() - 1 + shift;
    return Date::month(months / 12, months % 12 + 1);
  }

  const Document& x_document;
  std::vector<DateMention> x_mentions;
  Anchor x_last;
  std::uint32_t x_paragraph = 0;
  std::uint32_t x_next_paragraph = 0;
};

}  // namespace

Day day_after(Day day, int days) { return civil_from_days(days_from_civil(day) + days); }

int days_between(Day a, Day b) { return static_cast<int>(days_from_civil(b) - days_from_civil(a)); }

std::vector<DateMention> find_dates(const Document& document) { return Resolver(document).run(read_dates(document)); }

}  // namespace concord
