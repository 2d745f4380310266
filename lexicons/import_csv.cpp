// Tables as drafts: our own, and whatever has names and aliases in columns.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "lexicons/csv.h"
#include "lexicons/import.h"

namespace concord {
namespace {

std::vector<std::string> split_bars(const std::string& cell, bool spaced) {
  std::vector<std::string> parts;
  const std::string bar = spaced ? " | " : "|";
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find(bar, at), cell.size());
    std::string part = cell.substr(at, end - at);
    const std::size_t first = part.find_first_not_of(" \t\r\n");
    if (first != std::string::npos) parts.push_back(part.substr(first, part.find_last_not_of(" \t\r\n") - first + 1));
    at = end + bar.size();
  }
  return parts;
}

class Table {
 public:
  Table(const std::string& where, const std::string& family) : x_where(where) { x_report.draft.family = family; }

  Result<ImportReport> read(std::string_view bytes) {
    Result<std::vector<CsvRow>> rows = parse_csv(bytes, x_where);
    if (!rows) return rows.error();
    if (rows->empty()) return Error{ErrorCode::bad_data, x_where, "the table is empty", "give it a line of column names: id,name,aliases"};
    if (const Status header = read_header(rows->front()); !header) return header.error();
    for (std::size_t i = 1; i < rows->size(); ++i) read_row((*rows)[i]);
    return std::move(x_report);
  }

 private:
  void say(Severity severity, std::uint32_t line, std::string message, std::string remedy) {
    x_report.findings.push_back({severity, fmt::format("{}:{}", x_where, line), std::move(message), std::move(remedy)});
  }

  Status read_header(const CsvRow& header) {
    static const std::vector<std::string> known = {
        "id", "name", "type", "names", "part_of", "parent", "successor", "country", "track", "identifiers", "definition", "entry_from", "entry_to", "sources", "notes", "not",
        "threshold_sentence", "threshold_document", "polarity", "kind", "alias", "aliases", "alternative_names", "case", "accent", "plural", "near", "within", "require",
        "forbid", "from", "to", "weight", "confidence", "metonym", "language", "is_name", "tags", "evidence"};
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string& column = header.cells[i];
      if (std::find(known.begin(), known.end(), column) == known.end()) {
        const auto meant = nearest(column, known);
        say(Severity::warning, header.line, fmt::format("column '{}' is not used", column), meant ? fmt::format("did you mean '{}'?", *meant) : "");
      }
      x_columns[column] = i;
    }
    if (x_columns.contains("name") || x_columns.contains("id")) return {};
    return Error{ErrorCode::bad_data, fmt::format("{}:{}", x_where, header.line), "no column 'name' or 'id'", "name the columns in the first line: id,name,aliases"};
  }

  [[nodiscard]] std::string cell(const std::string& column) const {
    const auto at = x_columns.find(column);
    return at == x_columns.end() || at->second >= x_row->cells.size() ? std::string() : x_row->cells[at->second];
  }

  void read_row(const CsvRow& row) {
    x_row = &row;
    const std::string name = cell("name").empty() ? cell("id") : cell("name");
    const std::string id = cell("id").empty() ? id_of(name) : cell("id");
    if (id.empty()) return say(Severity::error, row.line, "a row without id and name", "fill one of them, or delete the row");
    const auto [at, is_new] = x_entries.try_emplace(id, x_report.draft.entries.size());
    if (is_new) {
      x_report.draft.entries.push_back({read_entry(id, name), {}, false});
      if (x_report.draft.family == "actor" && !x_columns.contains("is_name")) add_rule(at->second, name);
    }
    add_rules(at->second);
  }

  void add_rules(std::size_t entry) {
    if (!cell("alias").empty()) add_rule(entry, cell("alias"));
    for (const char* column : {"aliases", "alternative_names"}) {
      for (const std::string& alias : split_bars(cell(column), false)) add_rule(entry, alias);
    }
  }

  Entry read_entry(const std::string& id, const std::string& name) {
    Entry entry;
    entry.id = id;
    entry.family = x_report.draft.family;
    entry.name = name;
    entry.type = cell("type");
    entry.names = pairs("names");
    entry.parents = split_bars(cell("part_of").empty() ? cell("parent") : cell("part_of"), false);
    entry.successors = split_bars(cell("successor"), false);
    entry.country = cell("country");
    entry.track = cell("track");
    entry.identifiers = pairs("identifiers");
    entry.definition = cell("definition");
    entry.from = date("entry_from");
    entry.to = date("entry_to");
    entry.sources = split_bars(cell("sources"), true);
    entry.notes = cell("notes");
    for (const std::string& text : split_bars(cell("not"), true)) entry.exclusions.push_back({text, {}});
    entry.threshold = {number("threshold_sentence", 1.0), number("threshold_document", 0.0)};
    entry.polarity = cell("polarity").empty() ? entry.family == "theme" : cell("polarity") == "true";
    if (entry.family == "theme" && entry.definition.empty()) entry.definition = name;
    return entry;
  }

  void add_rule(std::size_t entry, const std::string& text) {
    Rule rule;
    rule.text = text;
    rule.entry = static_cast<std::uint32_t>(entry);
    rule.kind = cell("kind") == "regex" ? Rule::Kind::regex : cell("kind") == "label" ? Rule::Kind::label : Rule::Kind::phrase;
    rule.letters = cell("case") == "exact" ? LetterCase::exact : cell("case") == "capital" ? LetterCase::capital : LetterCase::fold;
    rule.accents = cell("accent") == "exact" ? Accents::exact : Accents::fold;
    rule.plural = cell("plural") == "english" ? Plural::english : Plural::none;
    rule.near = contexts("near");
    rule.within = window();
    rule.require = contexts("require");
    rule.forbid = contexts("forbid");
    rule.from = date("from");
    rule.to = date("to");
    rule.weight = number("weight", 1.0);
    rule.confidence = static_cast<std::uint8_t>(std::clamp(number("confidence", 100), 1.0, 100.0));
    rule.metonym = cell("metonym") == "true";
    rule.language = cell("language");
    rule.is_name = cell("is_name") == "true";
    rule.tags = split_bars(cell("tags"), true);
    rule.evidence = cell("evidence");
    auto& rules = x_report.draft.entries[entry].rules;
    if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(std::move(rule));
  }

  std::vector<ContextPhrase> contexts(const char* column) {
    std::vector<ContextPhrase> phrases;
    for (const std::string& text : split_bars(cell(column), true)) phrases.push_back({text, {}});
    return phrases;
  }

  std::map<std::string, std::string> pairs(const char* column) {
    std::map<std::string, std::string> map;
    for (const std::string& pair : split_bars(cell(column), true)) {
      const std::size_t at = pair.find('=');
      if (at == std::string::npos) {
        say(Severity::warning, x_row->line, fmt::format("'{}' in column '{}' is no key=value", pair, column), "write ru=... | tg=...");
      } else {
        map[pair.substr(0, at)] = pair.substr(at + 1);
      }
    }
    return map;
  }

  std::optional<Date> date(const char* column) {
    const std::string text = cell(column);
    const std::optional<Date> value = Date::parse(text);
    if (!text.empty() && !value) say(Severity::warning, x_row->line, fmt::format("'{}' in column '{}' is no date", text, column), "write 1996, 1996-07 or 1996-07-21");
    return value;
  }

  double number(const char* column, double otherwise) {
    const std::string text = cell(column);
    if (text.empty()) return otherwise;
    double value = otherwise;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc() && end == text.data() + text.size()) return value;
    say(Severity::warning, x_row->line, fmt::format("'{}' in column '{}' is no number", text, column), fmt::format("{} is taken", otherwise));
    return otherwise;
  }

  ContextWindow window() {
    const std::string text = cell("within");
    if (text == "paragraph") return {ContextWindow::Unit::paragraph, 0};
    if (text == "document") return {ContextWindow::Unit::document, 0};
    if (text.empty() || text == "sentence") return {};
    return {ContextWindow::Unit::tokens, static_cast<std::uint32_t>(std::clamp(number("within", 5), 1.0, 1000.0))};
  }

  const std::string& x_where;
  ImportReport x_report;
  std::map<std::string, std::size_t> x_columns;
  std::map<std::string, std::size_t> x_entries;
  const CsvRow* x_row = nullptr;
};

}  // namespace

Result<ImportReport> import_csv(std::string_view bytes, const std::string& where, const std::string& family) { return Table(where, family).read(bytes); }

}  // namespace concord
