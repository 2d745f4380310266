#include "pipeline/chronicle/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace concord {
namespace {

using Words = std::unordered_set<std::string_view>;

const std::unordered_map<std::string_view, MonthWord>& months() {
  static const auto* const table = [] {
    auto* made = new std::unordered_map<std::string_view, MonthWord>;
    const std::array<std::array<std::string_view, 12>, 2> capital = {{
        {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"},
        {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
    }};
    const std::array<std::array<std::string_view, 12>, 6> small = {{
        {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"},
        {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
        {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"},
        {"январе", "феврале", "марте", "апреле", "мае", "июне", "июле", "августе", "сентябре", "октябре", "ноябре", "декабре"},
        {"январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"},
        {"", "", "", "", "", "", "", "", "setiembre", "", "", ""},
    }};
    for (const auto& row : small) {
      for (int i = 0; i < 12; ++i) {
        if (!row[static_cast<std::size_t>(i)].empty()) made->emplace(row[static_cast<std::size_t>(i)], MonthWord{i + 1, false, true});
      }
    }
    for (int i = 0; i < 12; ++i) (*made)[capital[0][static_cast<std::size_t>(i)]] = {i + 1, false, false};
    for (int i = 0; i < 12; ++i) made->emplace(capital[1][static_cast<std::size_t>(i)], MonthWord{i + 1, true, false});
    made->emplace("sept", MonthWord{9, true, false});
    return made;
  }();
  return *table;
}

}  // namespace

std::string_view name(DateRelation relation) {
  static constexpr std::array<std::string_view, 6> names = {"on", "until", "since", "before", "after", "about"};
  return names[static_cast<std::size_t>(relation)];
}

MonthWord month_word(std::string_view term) {
  const auto found = months().find(term);
  return found == months().end() ? MonthWord{} : found->second;
}

int season_word(std::string_view term) {
  static const std::unordered_map<std::string_view, int> seasons = {
      {"spring", 1}, {"summer", 2}, {"autumn", 3}, {"fall", 3}, {"winter", 4}, {"printemps", 1}, {"ete", 2}, {"automne", 3}, {"hiver", 4}, {"primavera", 1},
      {"verano", 2}, {"otono", 3}, {"invierno", 4}, {"весна", 1}, {"весной", 1}, {"весны", 1}, {"весну", 1}, {"лето", 2}, {"летом", 2}, {"лета", 2},
      {"осень", 3}, {"осенью", 3}, {"осени", 3}, {"зима", 4}, {"зимой", 4}, {"зимы", 4}, {"зиму", 4}};
  const auto found = seasons.find(term);
  return found == seasons.end() ? 0 : found->second;
}

PartOfPeriod part_word(std::string_view term) {
  using enum PartOfPeriod;
  static const std::unordered_map<std::string_view, PartOfPeriod> parts = {
      {"early", early}, {"mid", middle}, {"middle", middle}, {"late", late}, {"beginning", beginning}, {"start", beginning}, {"end", end}, {"close", end},
      {"debut", beginning}, {"mi", middle}, {"milieu", middle}, {"fin", end}, {"principios", beginning}, {"comienzos", beginning}, {"inicios", beginning},
      {"mediados", middle}, {"fines", end}, {"finales", end}, {"начале", beginning}, {"начала", beginning}, {"началу", beginning}, {"начало", beginning},
      {"середине", middle}, {"середины", middle}, {"середина", middle}, {"конце", end}, {"конца", end}, {"концу", end}, {"конец", end}};
  const auto found = parts.find(term);
  return found == parts.end() ? whole : found->second;
}

int roman_month(std::string_view surface) {
  static constexpr std::array<std::string_view, 12> romans = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"};
  const auto found = std::find(romans.begin(), romans.end(), surface);
  return found == romans.end() ? 0 : static_cast<int>(found - romans.begin()) + 1;
}

DateRelation relation_word(std::string_view term) {
  using enum DateRelation;
  static const std::unordered_map<std::string_view, DateRelation> relations = {
      {"until", until}, {"till", until}, {"by", until}, {"through", until}, {"before", before}, {"since", since}, {"from", since}, {"after", after},
      {"following", after}, {"around", about}, {"about", about}, {"circa", about}, {"approximately", about}, {"jusqu'au", until}, {"jusqu'en", until},
      {"avant", before}, {"apres", after}, {"depuis", since}, {"des", since}, {"vers", about}, {"hasta", until}, {"antes", before}, {"despues", after},
      {"desde", since}, {"до", until}, {"к", until}, {"после", after}, {"с", since}, {"со", since}, {"около", about}, {"накануне", before}};
  const auto found = relations.find(term);
  return found == relations.end() ? on : found->second;
}

bool is_date_preposition(std::string_view term) {
  static const Words words = {"in",  "since", "during", "until", "till", "by",   "from", "of",    "before", "after", "between", "through", "throughout", "around",
                              "about", "early", "late",   "year",  "years", "end",   "en",   "depuis", "avant", "apres",  "fin",   "debut",   "annee",   "desde",      "hasta",
                              "ano",  "finales", "mediados", "principios", "в",   "во",   "с",    "со",    "до",    "к",      "после", "на",      "конца",   "начала",     "около",
                              "circa", "starting", "mid", "prior", "following", "toward", "towards", "for", "into", "last", "past", "next"};
  return words.contains(term) || relation_word(term) != DateRelation::on;
}

bool is_range_word(std::string_view term) {
  static const Words words = {"to", "until", "till", "through", "a", "au", "al", "hasta", "по", "до"};
  return words.contains(term);
}

bool is_list_word(std::string_view term) {
  static const Words words = {"and", "or", "et", "ou", "y", "e", "o", "и", "или"};
  return words.contains(term);
}

bool is_filler(std::string_view term) {
  static const Words words = {"of", "the", "de", "du", "del", "des", "la", "le", "el", "los", "l'", "d'", "l'annee", "l'an", "annee", "month", "year", "mes", "mois"};
  return words.contains(term);
}

bool is_year_word(std::string_view term) {
  static const Words words = {"года", "году", "год", "г", "гг", "годы", "годов", "годах"};
  return words.contains(term);
}

bool is_number_of_place(std::string_view term) {
  static const Words words = {"p", "pp", "page", "pages", "para", "paras", "paragraph", "paragraphs", "article", "articles", "art", "no", "nos", "number", "annex",
                              "chapter", "section", "vol", "volume", "room", "box", "line", "point", "item", "items", "стр", "пункт", "пункта", "статья", "ст", "resolution",
                              "resolutions", "figure", "table", "note", "ibid", "fn", "http", "www", "tel", "isbn", "issn", "phase", "round"};
  return words.contains(term);
}

bool is_counted_thing(std::string_view term) {
  static const Words words = {"people", "persons", "refugees", "men", "women", "soldiers", "troops", "families", "metres", "meters", "kilometres", "km", "dollars", "cases",
                              "tons", "tonnes", "houses", "fighters", "combatants", "members", "observers", "returnees", "casualties", "civilians", "children", "households",
                              "users", "voters", "votes", "delegates", "participants", "million", "thousand", "hundred", "percent", "per", "mines", "weapons", "pages", "words",
                              "personnel", "officers", "police", "policemen", "prisoners", "detainees", "displaced", "workers", "staff", "vehicles", "hours", "rubles", "schools"};
  return words.contains(term);
}

bool is_future_word(std::string_view term) {
  static const Words words = {"will", "shall", "scheduled", "planned", "expected", "expire", "expires", "extend", "extended", "upcoming", "forthcoming", "next", "would", "due",
                              "intends", "postponed", "sera", "seront", "sera", "будет", "будут", "предстоящ", "prevista", "prevue", "until", "before"};
  return words.contains(term);
}

}  // namespace concord
