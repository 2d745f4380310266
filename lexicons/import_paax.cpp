// The PAA-X actor table: its alternative names were gathered by machine from signature passages, so most of the work is mending.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/csv.h"
#include "lexicons/import.h"
#include "lexicons/import_countries.h"
#include "lexicons/name_variants.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 22> office_words = {"ambassador", "minister", "secretary", "president", "chairman", "general", "colonel", "signed", "signature", "deputy", "envoy",
                                                           "representative", "witness", "h.e", "excellency", "dr", "mr", "prof", "commander", "director", "plenipotentiary", "sgd"};
constexpr std::array<std::string_view, 14> speakers = {"special", "personal", "representative", "representatives", "envoy", "ambassador", "secretary", "general", "secretary-general", "secretarygeneral", "mediator", "facilitator", "coordinator", "rapporteur"};
constexpr std::array<std::string_view, 14> of_heads = {"forces", "republic", "government", "kingdom", "state", "ministry", "party", "movement", "federation", "union", "army", "council", "emirate", "office"};
constexpr std::array<std::string_view, 12> links = {"of", "the", "and", "for", "de", "la", "du", "des", "del", "e", "y", "et"};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The byte that a character of Windows-1252 stands for, or -1.
int byte_of(char32_t c) {
  constexpr char32_t high[] = {0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
                               0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178};
  if (c < 0x100) return static_cast<int>(c);
  for (int i = 0; i < 32; ++i) {
    if (high[i] == c) return 0x80 + i;
  }
  return -1;
}

// The bytes that were read as Windows-1252; empty when they are no UTF-8.
std::string read_again(const std::string& text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded sign = decode_utf8(text, at);
    const int byte = byte_of(sign.point);
    if (byte < 0) return {};
    bytes += static_cast<char>(byte);
    at += sign.length;
  }
  return first_ill_formed(bytes) == bytes.size() ? bytes : std::string();
}

std::string without_controls(const std::string& text) {
  std::string kept;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded sign = decode_utf8(text, at);
    if (sign.point >= 0xA0 || (sign.point >= 0x20 && sign.point < 0x7F)) kept += text.substr(at, sign.length);
    if (sign.point < 0x20) kept += ' ';
    at += sign.length;
  }
  return kept;
}

// "CongrÃ¨s" -> "Congrès": UTF-8 that was read as Windows-1252, sometimes twice or three times.
std::string redecoded(const std::string& raw) {
  std::string text = raw;
  for (int round = 0; round < 3; ++round) {
    if (text.find("\xC3\x83") == std::string::npos && text.find("\xC3\x82") == std::string::npos && text.find("\xC3\xA2") == std::string::npos) break;
    std::string better = read_again(text);
    if (better.empty()) break;
    text = std::move(better);
  }
  return without_controls(text);
}

// "People ’s": the sign and its s stand apart from their word.
bool is_possessive_begin(std::string_view text, std::ptrdiff_t at) {
  const std::string_view rest = text.substr(static_cast<std::size_t>(at));
  return rest.starts_with("'s ") || rest.starts_with("\xE2\x80\x99s ");
}

std::string trimmed(std::string_view text) {
  std::string out;
  for (const char& c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      if (out.ends_with(' ') && is_possessive_begin(text, &c - text.data())) out.pop_back();
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  std::size_t begin = 0;
  while (begin < out.size() && std::string_view(" :;,-]}[{/|*\"'.").find(out[begin]) != std::string_view::npos) ++begin;
  std::size_t end = out.size();
  while (end > begin && std::string_view(" :;,-]}[{/|*\"").find(out[end - 1]) != std::string_view::npos) --end;
  return out.substr(begin, end - begin);
}

bool is_acronym(const std::string& text) {
  if (text.size() > 8 || text.find(' ') != std::string::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.' || c == '-' || (c >= '0' && c <= '9'); });
}

class Paax {
 public:
  Paax(const std::string& where, const Lexicon* known) : x_where(where), x_known(known) {}

  Result<ImportReport> read(std::string_view bytes) {
    Result<std::vector<CsvRow>> rows = parse_csv(bytes, x_where);
    if (!rows) return rows.error();
    for (std::size_t i = 0; !rows->empty() && i < rows->front().cells.size(); ++i) x_columns[rows->front().cells[i]] = i;
    if (!x_columns.contains("id_paax") || !x_columns.contains("actor_name")) {
      return Error{ErrorCode::bad_data, x_where, "this is no PAA-X actor table: the columns id_paax and actor_name are missing", "use the format 'csv' for other tables"};
    }
    for (std::size_t i = 1; i < rows->size(); ++i) {
      x_row = &(*rows)[i];
      x_names[fold_term(trimmed(redecoded(cell("actor_name"))))].insert(cell("id_paax"));
      for (const char* column : {"actor_name", "abbreviation"}) {
        const std::string name = trimmed(redecoded(cell(column)));
        if (!name.empty()) x_bodies[fold_term(name.substr(0, name.find(" (")))].insert(cell("id_paax"));
      }
    }
    for (std::size_t i = 1; i < rows->size(); ++i) read_row((*rows)[i]);
    x_report.draft.family = "actor";
    if (x_known != nullptr) x_report.enriched = enrich(x_report.draft, *x_known);
    settle_by_country(x_report.draft, x_countries, x_where, x_report.findings);
    x_report.draft.title = "PAA-X actors";
    x_report.draft.comment = "Imported from the PAA-X actor table (PA-X, University of Edinburgh: CC BY-NC-SA 4.0), aliases mended by 'concord lexicon import'.";
    return std::move(x_report);
  }

 private:
  [[nodiscard]] std::string cell(const std::string& column) const {
    const auto at = x_columns.find(column);
    return at == x_columns.end() || at->second >= x_row->cells.size() ? std::string() : x_row->cells[at->second];
  }

  void say(Severity severity, const std::string& alias, const std::string& why, const std::string& what = {}) {
    x_report.findings.push_back({severity, fmt::format("{}:{}", x_where, x_row->line), fmt::format("'{}' ({}): {}", alias, cell("id_paax"), why), what});
  }

  [[nodiscard]] std::string type() const {
    static const std::map<std::string, std::string> types = {{"Country/State", "state"}, {"Armed Organization", "armed-organisation"}, {"Military", "armed-organisation"},
                                                             {"Civil Society", "civil-society"}, {"Political Party", "party"}, {"Umbrella", "umbrella"},
                                                             {"Intergovernmental Organization", "igo"}, {"Government/state", "government-body"}, {"State Coalition", "umbrella"},
                                                             {"Entity", "government-body"}};
    if (cell("sub_type") == "Communities and tribes") return "ethnic-or-regional-group";
    if (cell("un_type") == "UN Mission") return "mission";
    const auto at = types.find(cell("actor_type"));
    return at == types.end() ? std::string() : at->second;
  }

  void read_row(const CsvRow& row) {
    x_row = &row;
    const std::string name = trimmed(redecoded(cell("actor_name")));
    const std::string id = cell("id_paax");
    if (name.empty() || id.empty()) return say(Severity::warning, name, "a row without id or name", "left out");
    if (!x_seen_ids.insert(id).second) return say(Severity::warning, name, "this id stood in an earlier row", "left out");
    DraftEntry draft;
    draft.entry.family = "actor";
    draft.entry.id = "paax-" + id_of(id);
    draft.entry.name = name;
    draft.entry.type = type();
    draft.entry.identifiers = {{"paax", id}};
    x_seen.clear();
    x_countries[draft.entry.id] = cell(x_columns.contains("actor_iso3c") ? "actor_iso3c" : "iso3c");
    add(draft, name, true);
    // "Congo, Democratic Republic of the": the way a list sorts it, not the way it is written.
    if (const std::size_t comma = name.find(", "); comma != std::string::npos && (name.ends_with(" of") || name.ends_with(" of the"))) {
      add(draft, name.substr(comma + 2) + " " + name.substr(0, comma), false);
    }
    if (const std::string abbreviation = trimmed(redecoded(cell("abbreviation"))); !abbreviation.empty()) read_alias(draft, abbreviation);
    if (const std::size_t with = name.find(" and supporters"); with != std::string::npos) add_person(draft, name.substr(0, with));
    const std::string all = cell(x_columns.contains("alternative_names") ? "alternative_names" : "alt_names");
    for (std::size_t at = 0; at <= all.size();) {
      const std::size_t end = std::min(all.find('|', at), all.size());
      read_alias(draft, all.substr(at, end - at));
      at = end + 1;
    }
    if (draft.entry.type == "state" && draft.rules.front().text == name) add_of_forms(draft, name);
    x_report.draft.entries.push_back(std::move(draft));
  }

  // "Ana Alva and supporters": the person stands for them, often by the surname alone.
  void add_person(DraftEntry& draft, const std::string& person) {
    add(draft, person, false);
    if (const std::vector<std::string> parts = words_of(person); parts.size() > 1 && parts.back().size() > 3) {
      add(draft, parts.back(), false);
      draft.rules.back().letters = LetterCase::capital;
    }
  }

  // States: "Republic of X", "Government of X" stand in agreements more often than X alone.
  void add_of_forms(DraftEntry& draft, const std::string& name) {
    for (const char* head : {"Republic of ", "Government of ", "Government of the Republic of ", "Government of the "}) add(draft, head + name, false);
  }

  void read_alias(DraftEntry& draft, const std::string& raw) {
    std::string alias = redecoded(raw);
    if (alias != raw) say(Severity::note, trimmed(raw), "was UTF-8 read as Windows-1252", "mended: '" + trimmed(alias) + "'");
    if (const std::size_t colon = alias.find(':'); colon != std::string::npos && !trimmed(alias.substr(0, colon)).empty()) {
      say(Severity::note, trimmed(alias), "has a signature after the colon", "cut there");
      alias = alias.substr(0, colon);
    }
    if (const std::size_t open = alias.find('('); open != std::string::npos) {
      const std::size_t close = alias.find(')', open);
      const std::string inner = trimmed(alias.substr(open + 1, close == std::string::npos ? std::string::npos : close - open - 1));
      if (is_acronym(inner) && inner.size() > 2) accept(draft, inner);
      alias = alias.substr(0, open) + (close == std::string::npos ? "" : " " + alias.substr(close + 1));
    }
    if (const std::size_t slash = alias.find('/'); slash != std::string::npos && alias.find('/', slash + 1) == std::string::npos) {
      const std::string left = trimmed(alias.substr(0, slash));
      const std::string right = trimmed(alias.substr(slash + 1));
      if (left.size() > 2 && right.size() > 2) {
        const std::size_t known = draft.rules.size();
        accept(draft, left);
        if (is_acronym(right) || right.find(' ') != std::string::npos) accept(draft, right);
        for (std::size_t i = known; i < draft.rules.size(); ++i) draft.rules[i].evidence = std::string(half_of) + trimmed(alias) + "'";
        return;
      }
    }
    accept(draft, trimmed(alias));
  }

  void accept(DraftEntry& draft, const std::string& alias) {
    if (alias.empty() || fold_term(alias) == fold_term(draft.entry.name)) return;
    const std::vector<std::string> parts = words_of(alias);
    std::size_t letters = 0;
    for (const char c : alias) letters += (c & 0xC0) != 0x80 && !(c >= '0' && c <= '9') && c != ' ' && c != '.' ? 1U : 0U;
    if (letters < 2) return say(Severity::warning, alias, "one letter, or none", "left out");
    if (names_a_kind(alias)) return say(Severity::warning, alias, "names a kind, not an actor", "left out");
    const auto offices = std::count_if(parts.begin(), parts.end(), [](const std::string& word) { return among(office_words, fold_term(trimmed(word))); });
    if (parts.size() > 9 || (offices > 0 && parts.size() > 5)) return say(Severity::warning, alias, "reads like a signature block", "left out");
    const auto owner = x_names.find(fold_term(alias));
    if (owner != x_names.end() && !owner->second.contains(cell("id_paax"))) return say(Severity::warning, alias, "is the name of " + *owner->second.begin(), "left out here");
    if (const std::string speaks_for = spoken_for(parts); !speaks_for.empty()) return say(Severity::warning, alias, "is an office of " + speaks_for, "left out here");
    add(draft, alias, false);
    add_of(draft, parts);
  }

  // Whose office a name is, "UN Special Representative": the name or abbreviation of another actor, and words of an office. Empty: of none.
  [[nodiscard]] std::string spoken_for(const std::vector<std::string>& parts) const {
    const auto office = [](const std::string& word) { return among(speakers, fold_term(word)) || among(links, fold_term(word)); };
    std::size_t begin = 0;
    std::size_t end = parts.size();
    while (begin < end && office(parts[begin])) ++begin;
    while (end > begin && office(parts[end - 1])) --end;
    if (begin == end || end - begin == parts.size()) return {};
    const std::string whole = fmt::format("{}", fmt::join(parts.begin() + static_cast<std::ptrdiff_t>(begin), parts.begin() + static_cast<std::ptrdiff_t>(end), " "));
    const auto owner = x_bodies.find(fold_term(whole));
    return owner == x_bodies.end() || owner->second.contains(cell("id_paax")) ? std::string() : *owner->second.begin();
  }

  // "Government Republic Croatia": the link words were taken out; back with them.
  void add_of(DraftEntry& draft, const std::vector<std::string>& parts) {
    if (parts.size() < 2 || parts.size() > 6) return;
    const bool has_link = std::any_of(parts.begin(), parts.end(), [](const std::string& word) { return among(links, fold_term(word)); });
    if (has_link) return;
    std::string mended;
    bool changed = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      mended += (i == 0 ? "" : " ") + parts[i];
      const bool head = among(of_heads, fold_term(parts[i])) && i + 1 < parts.size();
      if (!head) continue;
      mended += among(of_heads, fold_term(parts[i + 1])) ? " of the" : " of";
      changed = true;
    }
    if (!changed) return;
    say(Severity::note, fmt::format("{}", fmt::join(parts, " ")), "seems to lack its 'of'", "added: '" + mended + "'");
    add(draft, mended, false);
  }

  void add(DraftEntry& draft, const std::string& text, bool is_name) {
    Rule rule;
    rule.text = text;
    rule.is_name = is_name;
    if (is_acronym(text)) rule.letters = LetterCase::exact;
    const std::string key = rule.letters == LetterCase::exact ? text : fold_term(text);
    if (!x_seen.insert(key).second) return;
    draft.rules.push_back(std::move(rule));
  }

  const std::string& x_where;
  const Lexicon* x_known;
  ImportReport x_report;
  std::map<std::string, std::size_t> x_columns;
  std::map<std::string, std::set<std::string>> x_names;   // folded name -> ids
  std::map<std::string, std::set<std::string>> x_bodies;  // the same without brackets, and abbreviations
  std::map<std::string, std::string> x_countries;               // entry -> ISO 3166-1 alpha-3, as the table has it
  std::set<std::string> x_seen_ids;
  std::set<std::string> x_seen;  // aliases of the entry in hand
  const CsvRow* x_row = nullptr;
};

}  // namespace

Result<ImportReport> import_paax(std::string_view bytes, const std::string& where, const Lexicon* known) { return Paax(where, known).read(bytes); }

}  // namespace concord
