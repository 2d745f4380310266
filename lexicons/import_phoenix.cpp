// PETRARCH, TABARI and Phoenix actor files.
//
//   ABU_NIDAL_ORGANIZATION_ ; comment     a new actor; blanks are '_', a '_' at the end says that no word goes on
//   +FATAH_REVOLUTIONARY_COUNCIL_         another name of it
//       [IGOUNO >20070101] [---]          codes, with or without dates: >from, <to, from-to, as YYMMDD or YYYYMMDD
#include <algorithm>
#include <cctype>
#include <set>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/import.h"

namespace concord {
namespace {

std::string_view stripped(std::string_view line) {
  const std::size_t comment = line.find_first_of(";#");
  if (comment != std::string_view::npos) line = line.substr(0, comment);
  const std::size_t begin = line.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

// "MAHMUD_ABBAS_" -> "Mahmud Abbas"; what looks like an acronym keeps its capitals.
std::string name_of(std::string_view raw) {
  std::string name;
  bool begin = true;
  const bool acronym = raw.find('_') == std::string_view::npos && raw.size() <= 5;
  for (const char c : raw) {
    if (c == '_' || c == ' ' || c == '+') {
      if (!name.empty() && name.back() != ' ') name += ' ';
      begin = true;
      continue;
    }
    name += begin || acronym ? c : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    begin = c == '-';
  }
  while (!name.empty() && name.back() == ' ') name.pop_back();
  return name;
}

// "070101" or "20070101" -> "2007-01-01"; empty when it is no date.
std::string date_of(std::string_view digits) {
  if (digits.size() != 6 && digits.size() != 8) return {};
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) return {};
  std::string year(digits.substr(0, digits.size() - 4));
  if (year.size() == 2) year = (year >= "30" ? "19" : "20") + year;
  const std::string month(digits.substr(digits.size() - 4, 2));
  std::string day(digits.substr(digits.size() - 2));
  std::string iso = year + "-" + month + "-" + day;
  if (!Date::parse(iso)) iso = year + "-" + month;
  return Date::parse(iso) ? iso : std::string();
}

class Phoenix {
 public:
  explicit Phoenix(const std::string& where) : x_where(where) {}

  Result<ImportReport> read(std::string_view bytes) {
    if (const std::size_t bad = first_ill_formed(bytes); bad < bytes.size()) {
      const auto line = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
      return Error{ErrorCode::bad_data, fmt::format("{}:{}", x_where, line), "the file is not UTF-8", "convert it with iconv"};
    }
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
      ++x_line;
      read_line(bytes.substr(at, end - at));
      at = end + 1;
    }
    if (x_patterns > 9 && x_patterns * 5 > x_report.draft.entries.size()) {
      return Error{ErrorCode::bad_data, x_where, fmt::format("this is a dictionary of verb patterns: {} lines begin with '- '", x_patterns), "import the files of actors and agents; verbs have no place in a lexicon"};
    }
    if (x_report.draft.entries.empty()) return Error{ErrorCode::bad_data, x_where, "no actors found", "is this a PETRARCH or Phoenix actor file?"};
    x_report.draft.family = "actor";
    x_report.draft.title = "Imported from " + x_where;
    return std::move(x_report);
  }

 private:
  void say(std::string message, std::string remedy) {
    x_report.findings.push_back({Severity::warning, fmt::format("{}:{}", x_where, x_line), std::move(message), std::move(remedy)});
  }

  void read_line(std::string_view raw) {
    if (raw.empty() || raw.front() == '#' || raw.starts_with("<!--") || raw.front() == '&') return;
    if (raw.starts_with("- ")) return void(++x_patterns);
    std::string_view line = stripped(raw);
    std::string_view codes;
    if (const std::size_t open = line.find('['); open != std::string_view::npos) {
      codes = line.substr(open);
      line = stripped(line.substr(0, open));
    }
    if (!line.empty()) {
      const bool alias = line.front() == '+' || raw.front() == '\t' || raw.front() == ' ';
      if (line.front() == '+') line.remove_prefix(1);
      alias && !x_report.draft.entries.empty() ? add_alias(name_of(line)) : add_actor(name_of(line));
    }
    for (std::size_t at = 0; (at = codes.find('[', at)) != std::string_view::npos;) {
      const std::size_t end = std::min(codes.find(']', at), codes.size());
      add_code(codes.substr(at + 1, end - at - 1));
      at = end;
    }
  }

  void add_actor(const std::string& name) {
    const std::string id = id_of(name);
    if (id.empty()) return say(fmt::format("'{}' has no letter of an id", name), "left out");
    DraftEntry draft;
    draft.entry.family = "actor";
    draft.entry.id = id;
    for (int copy = 2; !x_ids.insert(draft.entry.id).second; ++copy) draft.entry.id = fmt::format("{}-{}", id, copy);
    draft.entry.name = name;
    x_report.draft.entries.push_back(std::move(draft));
    x_seen.clear();
    add_alias(name);
    if (!x_report.draft.entries.back().rules.empty()) x_report.draft.entries.back().rules.front().is_name = true;
  }

  void add_alias(const std::string& name) {
    std::size_t letters = 0;
    for (const char c : name) letters += std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0 ? 1U : 0U;
    if (letters < 2) return say(fmt::format("'{}' has less than two letters", name), "left out");
    if (!x_seen.insert(fold_term(name)).second) return say(fmt::format("'{}' stands twice", name), "once is enough");
    Rule rule;
    rule.text = name;
    const bool acronym = name.size() <= 5 && std::all_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (acronym) rule.letters = LetterCase::exact;
    x_report.draft.entries.back().rules.push_back(std::move(rule));
  }

  void add_code(std::string_view content) {
    if (x_report.draft.entries.empty()) return say("a code before any name", "left out");
    const std::string_view code = content.substr(0, content.find(' '));
    if (code.empty() || code == "---") return;
    std::string key = "cameo";
    std::string_view date = content.size() > code.size() ? stripped(content.substr(code.size())) : std::string_view();
    if (!date.empty()) {
      const bool from = date.front() == '>';
      const bool to = date.front() == '<';
      const std::size_t dash = date.find('-');
      if (from || to) date.remove_prefix(1);
      const std::string begin = date_of(stripped(date.substr(0, dash)));
      const std::string end = dash == std::string_view::npos || from || to ? std::string() : date_of(stripped(date.substr(dash + 1)));
      if (begin.empty() || (dash != std::string_view::npos && !from && !to && end.empty())) return say(fmt::format("'{}' is no date", date), "the code is left out");
      key += from ? "-from-" + begin : to ? "-to-" + begin : "-from-" + begin + (end.empty() ? "" : "-to-" + end);
    }
    std::string& value = x_report.draft.entries.back().entry.identifiers[key];
    value += (value.empty() ? "" : " ") + std::string(code);
  }

  std::size_t x_patterns = 0;  // lines of a dictionary of verbs
  const std::string& x_where;
  ImportReport x_report;
  std::set<std::string> x_ids;
  std::set<std::string> x_seen;
  std::uint32_t x_line = 0;
};

}  // namespace

Result<ImportReport> import_phoenix(std::string_view bytes, const std::string& where) { return Phoenix(where).read(bytes); }

}  // namespace concord
