#include "lexicons/draft.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/csv.h"

namespace concord {

LexiconDraft draft_of(const Lexicon& lexicon, std::string_view family) {
  LexiconDraft draft;
  draft.family = std::string(family);
  std::vector<std::size_t> at(lexicon.entries().size(), 0);
  for (std::size_t i = 0; i < lexicon.entries().size(); ++i) {
    if (lexicon.entries()[i].family != family) continue;
    at[i] = draft.entries.size();
    draft.entries.push_back({lexicon.entries()[i], {}, false});
  }
  for (const Rule& rule : lexicon.rules()) {
    if (lexicon.entries()[rule.entry].family == family) draft.entries[at[rule.entry]].rules.push_back(rule);
  }
  return draft;
}

namespace {

// U+0080 to U+009F, which YAML has only escaped.
bool holds_control(std::string_view text) {
  for (std::size_t at = text.find('\xC2'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('\xC2', at + 1)) {
    if (static_cast<unsigned char>(text[at + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

std::string yaml_scalar(std::string_view text) {
  const auto safe = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '-' || c == '.' || c == '/' || (c & 0x80) != 0;
  };
  const bool letter = !text.empty() && ((text.front() >= 'a' && text.front() <= 'z') || (text.front() >= 'A' && text.front() <= 'Z') || (text.front() & 0x80) != 0);
  const std::string folded = fold_term(text);
  const bool word_of_yaml = folded == "true" || folded == "false" || folded == "yes" || folded == "no" || folded == "null" || folded == "on" || folded == "off";
  const bool control = holds_control(text);
  if (letter && !control && text.back() != ' ' && !word_of_yaml && std::all_of(text.begin(), text.end(), safe)) return std::string(text);
  return nlohmann::json(std::string(text)).dump(-1, ' ', control, nlohmann::json::error_handler_t::replace);
}

namespace {

std::string number_text(double value) { return fmt::format("{:.10g}", value); }

std::string yaml_list(const std::vector<std::string>& values) {
  std::string list;
  for (const std::string& value : values) list += (list.empty() ? "" : ", ") + yaml_scalar(value);
  return "[" + list + "]";
}
std::vector<std::string> texts_of(const std::vector<ContextPhrase>& phrases) {
  std::vector<std::string> texts;
  for (const ContextPhrase& phrase : phrases) texts.push_back(phrase.text);
  return texts;
}
std::string yaml_map(const std::map<std::string, std::string>& values) {
  std::string map;
  for (const auto& [key, value] : values) map += (map.empty() ? "" : ", ") + yaml_scalar(key) + ": " + yaml_scalar(value);
  return "{" + map + "}";
}

constexpr std::string_view letter_names[] = {"fold", "exact", "capital"};

std::string window_text(const ContextWindow& window) {
  switch (window.unit) {
    case ContextWindow::Unit::tokens:
      return std::to_string(window.tokens);
    case ContextWindow::Unit::sentence:
      return "sentence";
    case ContextWindow::Unit::paragraph:
      return "paragraph";
    case ContextWindow::Unit::document:
      return "document";
  }
  return {};
}

std::string yaml_rule(const Rule& rule) {
  std::vector<std::string> more;
  const auto add = [&](bool wanted, std::string_view key, const std::string& value) {
    if (wanted) more.push_back(fmt::format("{}: {}", key, value));
  };
  add(rule.letters != LetterCase::fold, "case", std::string(letter_names[static_cast<std::size_t>(rule.letters)]));
  add(rule.accents == Accents::exact, "accent", "exact");
  add(rule.plural == Plural::english, "plural", "english");
  add(!rule.near.empty(), "near", yaml_list(texts_of(rule.near)));
  add(rule.within != ContextWindow{}, "within", window_text(rule.within));
  add(!rule.require.empty(), "require", yaml_list(texts_of(rule.require)));
  add(!rule.forbid.empty(), "forbid", yaml_list(texts_of(rule.forbid)));
  add(rule.from.has_value(), "from", rule.from ? rule.from->to_string() : "");
  add(rule.to.has_value(), "to", rule.to ? rule.to->to_string() : "");
  add(rule.weight != 1.0, "weight", number_text(rule.weight));
  add(rule.confidence != 100, "confidence", std::to_string(rule.confidence));
  add(rule.metonym, "metonym", "true");
  add(!rule.language.empty() && !rule.is_name, "language", yaml_scalar(rule.language));
  add(!rule.tags.empty(), "tags", yaml_list(rule.tags));
  add(!rule.evidence.empty(), "evidence", yaml_scalar(rule.evidence));
  const char* key = rule.kind == Rule::Kind::regex ? "regex" : rule.kind == Rule::Kind::label ? "label" : "text";
  const bool slashes = rule.text.size() > 2 && rule.text.front() == '/' && rule.text.back() == '/';
  if (more.empty() && rule.kind == Rule::Kind::phrase && !slashes) return yaml_scalar(rule.text);
  return fmt::format("{{{}: {}{}{}}}", key, yaml_scalar(rule.text), more.empty() ? "" : ", ", fmt::join(more, ", "));
}

// Without conditions: what a name is by itself.
bool is_plain(const Rule& rule) {
  Rule plain;
  plain.kind = rule.kind;
  plain.text = rule.text;
  plain.place = rule.place;
  plain.entry = rule.entry;
  plain.is_name = rule.is_name;
  plain.language = rule.language;
  return plain == rule;
}

// The last rules that reading the names would make by itself, in that order: they need no line. Names among other aliases keep
// their place, since of two aliases that fit alike the first is named.
std::size_t names_at_end(const DraftEntry& draft) {
  std::vector<std::pair<std::string, std::string>> made;  // language, name
  if (draft.entry.family == "actor" && !draft.extends) made.emplace_back("", draft.entry.name);
  made.insert(made.end(), draft.entry.names.begin(), draft.entry.names.end());
  std::erase_if(made, [&](const auto& name) {
    return std::none_of(draft.rules.begin(), draft.rules.end(), [&](const Rule& rule) { return rule.is_name && is_plain(rule) && rule.text == name.second && rule.language == name.first; });
  });
  std::size_t count = std::min(made.size(), draft.rules.size());
  for (; count > 0; --count) {
    const auto fits = [](const Rule& rule, const std::pair<std::string, std::string>& name) { return rule.is_name && is_plain(rule) && rule.text == name.second && rule.language == name.first; };
    if (std::equal(draft.rules.end() - static_cast<std::ptrdiff_t>(count), draft.rules.end(), made.end() - static_cast<std::ptrdiff_t>(count), fits)) break;
  }
  return count;
}

std::string yaml_entry(const DraftEntry& draft) {
  const Entry& entry = draft.entry;
  std::string out = "  - id: " + entry.id + "\n";
  const auto line = [&](bool wanted, std::string_view key, const std::string& value) {
    if (wanted) out += fmt::format("    {}: {}\n", key, value);
  };
  line(draft.extends, "extend", "true");
  line(!draft.extends || !entry.name.empty(), "name", yaml_scalar(entry.name));
  line(!entry.type.empty(), "type", entry.type);
  line(!entry.names.empty(), "names", yaml_map(entry.names));
  const bool name_is_rule = std::any_of(draft.rules.begin(), draft.rules.end(), [&](const Rule& rule) { return rule.is_name && rule.text == entry.name; });
  line(entry.family == "actor" && !name_is_rule && !draft.extends, "name-is-alias", "false");
  line(!entry.parents.empty(), entry.family == "theme" ? "parent" : "part-of", yaml_list(entry.parents));
  line(!entry.successors.empty(), "successor", yaml_list(entry.successors));
  line(!entry.country.empty(), "country", yaml_scalar(entry.country));
  line(!entry.track.empty(), "track", yaml_scalar(entry.track));
  line(!entry.identifiers.empty(), "identifiers", yaml_map(entry.identifiers));
  line(!entry.definition.empty(), "definition", yaml_scalar(entry.definition));
  line(entry.from.has_value(), "from", entry.from ? entry.from->to_string() : "");
  line(entry.to.has_value(), "to", entry.to ? entry.to->to_string() : "");
  line(!entry.sources.empty(), "sources", yaml_list(entry.sources));
  line(!entry.notes.empty(), "notes", yaml_scalar(entry.notes));
  line(entry.threshold != Threshold{}, "threshold",
       fmt::format("{{sentence: {}, document: {}}}", number_text(entry.threshold.sentence), number_text(entry.threshold.document)));
  line(!draft.extends && entry.polarity != (entry.family == "theme"), "polarity", entry.polarity ? "true" : "false");
  line(!entry.exclusions.empty(), "not", yaml_list(texts_of(entry.exclusions)));
  std::string rules;
  for (std::size_t i = 0; i < draft.rules.size() - names_at_end(draft); ++i) rules += "      - " + yaml_rule(draft.rules[i]) + "\n";
  if (!rules.empty()) out += (entry.family == "theme" ? "    patterns:\n" : "    aliases:\n") + rules;
  return out;
}

}  // namespace

std::string to_yaml(const LexiconDraft& draft) {
  std::string out;
  for (std::size_t at = 0; at < draft.comment.size();) {
    const std::size_t end = std::min(draft.comment.find('\n', at), draft.comment.size());
    out += "# " + draft.comment.substr(at, end - at) + "\n";
    at = end + 1;
  }
  out += "lexicon: " + draft.family + "\n";
  if (!draft.title.empty()) out += "title: " + yaml_scalar(draft.title) + "\n";
  if (!draft.sources.empty()) out += "sources: " + yaml_list(draft.sources) + "\n";
  out += draft.entries.empty() ? "entries: []\n" : "entries:\n";
  for (const DraftEntry& entry : draft.entries) out += yaml_entry(entry);
  return out;
}

namespace {

std::string bars(const std::vector<std::string>& values) { return fmt::format("{}", fmt::join(values, " | ")); }
std::string bars(const std::map<std::string, std::string>& values) {
  std::vector<std::string> pairs;
  for (const auto& [key, value] : values) pairs.push_back(key + "=" + value);
  return bars(pairs);
}

std::vector<std::string> csv_cells(const Entry& entry, const Rule* rule) {
  const auto date = [](const std::optional<Date>& each) { return each ? each->to_string() : std::string(); };
  std::vector<std::string> cells = {entry.id, entry.name, entry.type, bars(entry.names), bars(entry.parents), bars(entry.successors), entry.country, entry.track,
                                    bars(entry.identifiers), entry.definition, date(entry.from), date(entry.to), bars(entry.sources), entry.notes,
                                    bars(texts_of(entry.exclusions)), number_text(entry.threshold.sentence), number_text(entry.threshold.document),
                                    entry.polarity ? "true" : "false"};
  if (rule == nullptr) return cells;
  constexpr std::string_view kinds[] = {"text", "regex", "label"};
  const std::vector<std::string> more = {std::string(kinds[static_cast<std::size_t>(rule->kind)]), rule->text,
                                         std::string(letter_names[static_cast<std::size_t>(rule->letters)]), rule->accents == Accents::exact ? "exact" : "fold",
                                         rule->plural == Plural::english ? "english" : "none", bars(texts_of(rule->near)),
                                         rule->near.empty() ? "" : window_text(rule->within), bars(texts_of(rule->require)), bars(texts_of(rule->forbid)),
                                         date(rule->from), date(rule->to), number_text(rule->weight), std::to_string(rule->confidence),
                                         rule->metonym ? "true" : "false", rule->language, rule->is_name ? "true" : "false", bars(rule->tags), rule->evidence};
  cells.insert(cells.end(), more.begin(), more.end());
  return cells;
}

}  // namespace

std::string to_csv(const LexiconDraft& draft) {
  std::string out =
      "id,name,type,names,part_of,successor,country,track,identifiers,definition,entry_from,entry_to,sources,notes,not,threshold_sentence,"
      "threshold_document,polarity,kind,alias,case,accent,plural,near,within,require,forbid,from,to,weight,confidence,metonym,language,is_name,tags,evidence\n";
  const auto row = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
    out += line + "\n";
  };
  for (const DraftEntry& entry : draft.entries) {
    if (entry.rules.empty()) row(csv_cells(entry.entry, nullptr));
    for (const Rule& rule : entry.rules) row(csv_cells(entry.entry, &rule));
  }
  return out;
}

std::string id_of(std::string_view name) {
  constexpr std::string_view sounds[] = {"a", "b", "v",  "g",  "d",  "e",   "zh", "z", "i", "y", "k", "l",  "m", "n", "o", "p",
                                         "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"};
  const std::string folded = fold_term(name);
  std::string id;
  bool gap = false;
  const auto add = [&](std::string_view letters) {
    if (gap && !id.empty()) id += '-';
    gap = false;
    id += letters;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const Decoded sign = decode_utf8(folded, at);
    const char c = folded[at];
    at += sign.length;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      add(std::string_view(&c, 1));
    } else if (sign.point >= 0x430 && sign.point <= 0x44F) {
      add(sounds[sign.point - 0x430]);
    } else if (c != '\'') {
      gap = true;
    }
  }
  return id;
}

}  // namespace concord
