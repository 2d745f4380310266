#include "pipeline/ingest/guess.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "corpus/text/ascii.h"
#include "corpus/text/fold.h"

namespace concord {
namespace {

constexpr std::size_t head_bytes = 3000;
constexpr std::size_t tail_bytes = 2500;
constexpr std::size_t longest_title = 200;
constexpr int threshold = 3;

/// A stretch of at most `size` bytes that does not cut a character.
std::string_view head_of(std::string_view text, std::size_t size) {
  std::size_t end = std::min(size, text.size());
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

std::string_view tail_of(std::string_view text, std::size_t size) {
  std::size_t begin = text.size() - std::min(size, text.size());
  while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
  return text.substr(begin);
}

enum class Where { title, name, head, tail };

/// One thing that speaks for a kind.
struct Sign {
  Kind kind;
  Where where;
  int weight;
  const char* name;
  const char* pattern;
};

constexpr std::array signs = {
    Sign{Kind::resolution, Where::title, 4, "title begins with 'Resolution'", R"((?i)^\W*(security council )?resolution\b)"},
    Sign{Kind::resolution, Where::name, 3, "file name with RES", R"((?i)(^|[^a-z])res([^a-z]|$)|resolution)"},
    Sign{Kind::resolution, Where::head, 2, "'The Security Council,' with recalling clauses", R"((?s)The (Security Council|General Assembly),\s.*\b(Recalling|Reaffirming|Having considered)\b)"},
    Sign{Kind::resolution, Where::tail, 2, "'remain seized of the matter'", R"((?i)remain (actively )?seized of the matter)"},
    Sign{Kind::statement, Where::title, 4, "title begins with 'Statement'", R"((?i)^\W*(opening |presidential |press )?(statement|address|speech|appeal|remarks|memorandum submitted|заявление|обращение|déclaration)\b)"},
    Sign{Kind::statement, Where::head, 4, "'Statement by the President'", R"((?i)statement (by|of) the president|S/PRST/)"},
    Sign{Kind::report, Where::title, 4, "title with 'report'", R"((?i)\breport\b|\bотч[её]т\b|\brapport\b|\binforme\b)"},
    Sign{Kind::report, Where::head, 3, "heading 'Report of the Secretary-General'", R"((?i)(progress |interim |final |further )?report of the secretary-general)"},
    Sign{Kind::report, Where::head, 1, "'the present report'", R"((?i)\bthe present report\b|\bthis report\b|\bunder review\b)"},
    Sign{Kind::report, Where::head, 1, "section 'I. INTRODUCTION'", R"(\bI\.\s+INTRODUCTION\b)"},
    Sign{Kind::treaty, Where::title, 4, "title begins like an agreement", R"((?i)^\W*(general |interim |framework |additional |final |peace )*(agreement|protocol|treaty|accord|statute|memorandum of understanding|charter|act on|joint (declaration|statement|communiqué|communique)|соглашение|протокол|декларация)(\W|$))"},
    Sign{Kind::treaty, Where::head, 2, "'have agreed as follows'", R"((?i)\b(have|had) agreed (as follows|on the following|to|:)|\bhereinafter referred to as)"},
    Sign{Kind::treaty, Where::head, 1, "articles", R"((?m)^\s*#*\s*Article (1|I)\b)"},
    Sign{Kind::treaty, Where::tail, 2, "signature block", R"((?i)\(signed\)|\bfor the government of\b|\bin the presence of\b|\bwitness(es|ed by)?:)"},
    Sign{Kind::news, Where::head, 3, "dateline of an agency", R"((?m)\b(AFP|Reuters|ITAR-TASS|TASS|Interfax|RFE/RL|Khovar|Asia-Plus)\b)"},
    Sign{Kind::news, Where::title, 1, "headline in the present tense", R"((?i)\b(says|signs|meets|calls for|accuses|rejects)\b)"},
    Sign{Kind::study, Where::tail, 3, "footnotes with 'ibid.' or pages", R"((?i)\bibid\.|\bop\. ?cit\.|\bpp?\. \d+)"},
    Sign{Kind::study, Where::head, 1, "'this article', 'this paper'", R"((?i)\bthis (article|paper|study|essay|chapter)\b|\bthe author\b|\babstract\b)"},
    Sign{Kind::study, Where::title, 2, "title with 'study', 'review of' or 'essay'", R"((?i)\b(study|essay|analysis|review of|lessons)\b)"},
};

/// The signs of one place in one automaton: a document is scanned once a place.
class SignSet {
 public:
  explicit SignSet(Where where) : x_set(RE2::Options(), RE2::UNANCHORED) {
    for (const Sign& sign : signs) {
      if (sign.where == where && x_set.Add(sign.pattern, nullptr) >= 0) x_signs.push_back(&sign);
    }
    x_set.Compile();
  }
  [[nodiscard]] std::vector<const Sign*> found_in(std::string_view text) const {
    std::vector<int> numbers;
    x_set.Match(text, &numbers);
    std::sort(numbers.begin(), numbers.end());
    std::vector<const Sign*> found;
    for (const int number : numbers) found.push_back(x_signs[static_cast<std::size_t>(number)]);
    return found;
  }

 private:
  RE2::Set x_set;
  std::vector<const Sign*> x_signs;
};

/// Compiled once for the process, then only read: RE2 is safe to share.
const SignSet& signs_of(Where where) {
  static const std::array<SignSet, 4> sets = {SignSet(Where::title), SignSet(Where::name), SignSet(Where::head), SignSet(Where::tail)};
  return sets[static_cast<std::size_t>(where)];
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (!is_ascii_blank(c)) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

/// At least one letter beyond a page number or a rule of dashes.
bool reads_like_a_title(std::string_view line) {
  const auto letters = std::count_if(line.begin(), line.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC3;
  });
  return letters >= 4 && line.size() <= longest_title;
}

bool is_marked(const Document& document, TextSpan span) {
  return std::any_of(document.marks.begin(), document.marks.end(), [&](const Mark& mark) {
    return mark.kind != MarkKind::line_hyphen && mark.kind != MarkKind::soft_hyphen && mark.span.contains(span);
  });
}

const std::vector<std::pair<std::string_view, int>>& month_names() {
  static const std::vector<std::pair<std::string_view, int>> names = {
      {"january", 1},  {"february", 2}, {"march", 3},     {"april", 4},    {"may", 5},       {"june", 6},
      {"july", 7},     {"august", 8},   {"september", 9}, {"october", 10}, {"november", 11}, {"december", 12},
      {"января", 1},   {"февраля", 2},  {"марта", 3},     {"апреля", 4},   {"мая", 5},       {"июня", 6},
      {"июля", 7},     {"августа", 8},  {"сентября", 9},  {"октября", 10}, {"ноября", 11},   {"декабря", 12},
      {"janvier", 1},  {"février", 2},  {"mars", 3},      {"avril", 4},    {"mai", 5},       {"juin", 6},
      {"juillet", 7},  {"août", 8},     {"septembre", 9}, {"octobre", 10}, {"novembre", 11}, {"décembre", 12},
      {"enero", 1},    {"febrero", 2},  {"marzo", 3},     {"abril", 4},    {"mayo", 5},      {"junio", 6},
      {"julio", 7},    {"agosto", 8},   {"septiembre", 9},{"octubre", 10}, {"noviembre", 11},{"diciembre", 12}};
  return names;
}

int month_of(std::string_view typed) {
  const std::string folded = fold_term(typed);
  for (const auto& [name, number] : month_names()) {
    if (fold_term(name) == folded) return number;
  }
  return 0;
}

std::optional<Date> plausible(int year, int month, int day, int latest_year) {
  const bool possible = year >= 1945 && year <= latest_year && month >= 1 && month <= 12 && day >= 1 && day <= days_in_month(year, month);
  return possible ? std::optional(Date::day(year, month, day)) : std::nullopt;
}

std::optional<Date> date_in_name(const std::string& path, int latest_year) {
  static const RE2 day_pattern(R"((?:^|[^0-9])((?:19|20)[0-9]{2})[-_]([01][0-9])[-_]([0-3][0-9])(?:[^0-9]|$))");
  static const RE2 month_pattern(R"((?:^|[^0-9])((?:19|20)[0-9]{2})[-_]([01][0-9])(?:[^0-9]|$))");
  int year = 0;
  int month = 0;
  int day = 0;
  if (RE2::PartialMatch(path, day_pattern, &year, &month, &day)) {
    if (const auto date = plausible(year, month, day, latest_year)) return date;
  }
  const bool month_given = RE2::PartialMatch(path, month_pattern, &year, &month) && plausible(year, month, 1, latest_year);
  return month_given ? std::optional(Date::month(year, month)) : std::nullopt;
}

/// The names of the months as alternatives of a pattern.
const std::string& any_month() {
  static const std::string alternatives = [] {
    std::string names;
    for (const auto& [name, number] : month_names()) names += (names.empty() ? "" : "|") + std::string(name);
    return names;
  }();
  return alternatives;
}

int number_in(re2::StringPiece digits) { return std::stoi(digits.as_string()); }

/// A line that holds a date alone, under a line that ends with a document symbol of the United Nations ("S/1999/124"), is
/// the date of the document. The symbol stands in for a year that a scan made unreadable: both are of one year but for
/// the first days of January, which cannot be told.
std::optional<Date> date_under_symbol(std::string_view text, int latest_year) {
  static const RE2 pattern("(?im)^[^\\n/]{0,12}/?[^\\n/]{0,12}/((?:19|20)[0-9]{2})/[0-9]+[^\\s]{0,8}\\s+([0-3]?[0-9]) (" + any_month() +
                           ")(?:,? ([^\\s]{1,10}))?[ \\t\\r]*$");
  re2::StringPiece rest(text.data(), text.size());
  re2::StringPiece symbol_year, day, month, year;
  while (RE2::FindAndConsume(&rest, pattern, &symbol_year, &day, &month, &year)) {
    const bool readable = year.size() == 4 && std::all_of(year.begin(), year.end(), is_ascii_digit);
    const auto date = plausible(number_in(readable ? year : symbol_year), month_of(std::string_view(month.data(), month.size())),
                                number_in(day), latest_year);
    if (date) return date;
  }
  return std::nullopt;
}

/// The first date with a day, in English, French, Spanish or Russian; one that has a line to itself before one in a sentence,
/// which may be the date of anything.
std::optional<Date> date_in_text(std::string_view text, int latest_year) {
  static const std::string date = "([0-3]?[0-9])(?:st|nd|rd|th|er)?(?: of| de)? (" + any_month() + "),?(?: de)? ((?:19|20)[0-9]{2})|(" + any_month() +
                                  ") ([0-3]?[0-9]), ((?:19|20)[0-9]{2})";
  static const std::array<RE2, 2> patterns = {RE2("(?im)^[ \\t]*(?:" + date + ")(?: г\\.| года)?[ \\t\\r]*$"), RE2("(?i)" + date)};
  for (const RE2& pattern : patterns) {
    re2::StringPiece rest(text.data(), text.size());
    re2::StringPiece day, name, year, name_us, day_us, year_us;
    while (RE2::FindAndConsume(&rest, pattern, &day, &name, &year, &name_us, &day_us, &year_us)) {
      const bool american = day.empty();
      const re2::StringPiece month = american ? name_us : name;
      const auto found = plausible(number_in(american ? year_us : year), month_of(std::string_view(month.data(), month.size())),
                                   number_in(american ? day_us : day), latest_year);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

KindGuess guess_kind(const Document& document) {
  const std::string_view text = document.text.utf8;
  const std::array<std::pair<Where, std::string_view>, 4> places = {{{Where::title, document.metadata.title},
                                                                     {Where::name, document.metadata.file.path},
                                                                     {Where::head, head_of(text, head_bytes)},
                                                                     {Where::tail, tail_of(text, tail_bytes)}}};
  std::map<Kind, int> sums;
  std::map<Kind, std::string> evidence;
  for (const auto& [where, stretch] : places) {
    for (const Sign* sign : signs_of(where).found_in(stretch)) {
      sums[sign->kind] += sign->weight;
      evidence[sign->kind] += (evidence[sign->kind].empty() ? "" : ", ") + std::string(sign->name);
    }
  }
  KindGuess best;
  int largest = threshold - 1;
  for (const auto& [kind, sum] : sums) {
    if (sum <= largest) continue;
    largest = sum;
    best = {kind, evidence[kind]};
  }
  return best;
}

std::string guess_title(const Document& document) {
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::heading || is_marked(document, block.span)) continue;
    std::string line = one_line(document.text_of(block.span));
    if (reads_like_a_title(line)) return line;
  }
  const std::string_view text = head_of(document.text.utf8, head_bytes);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const TextSpan span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    std::string line = one_line(text.substr(begin, end - begin));
    if (!is_marked(document, span) && reads_like_a_title(line)) return line;
    begin = end + 1;
  }
  return {};
}

std::optional<Date> guess_date(const Document& document, int latest_year) {
  if (const auto named = date_in_name(document.metadata.file.path, latest_year)) return named;
  const std::string_view head = head_of(document.text.utf8, head_bytes);
  if (const auto dated = date_under_symbol(head, latest_year)) return dated;
  return date_in_text(head, latest_year);
}

void guess_metadata(Document& document, int latest_year) {
  Metadata& known = document.metadata;
  if (known.title.empty()) {
    known.title = guess_title(document);
    known.title_origin = known.title.empty() ? Origin::unknown : Origin::guess;
  }
  if (!known.date) {
    known.date = guess_date(document, latest_year);
    known.date_origin = known.date ? Origin::guess : Origin::unknown;
  }
  if (known.kind_origin == Origin::unknown) {
    const KindGuess guess = guess_kind(document);
    known.kind = guess.kind;
    known.kind_origin = Origin::guess;
    known.kind_evidence = guess.evidence.empty() ? "nothing in the text speaks for a kind" : guess.evidence;
  }
}

bool guess_alike(const std::string& path, const std::string& other, int latest_year) {
  const SignSet& names = signs_of(Where::name);
  return names.found_in(path) == names.found_in(other) && date_in_name(path, latest_year) == date_in_name(other, latest_year);
}

}  // namespace concord
