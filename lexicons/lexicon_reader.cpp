#include "lexicons/lexicon_reader.h"

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "corpus/text/utf8.h"
#include "lexicons/yaml_values.h"

namespace concord {

const std::vector<std::string>& actor_types() {
  static const std::vector<std::string> types = {
      "state", "government-body", "igo",           "mission", "armed-organisation",       "party",  "movement", "umbrella",
      "civil-society", "media",   "company", "ethnic-or-regional-group", "person", "office",   "place"};
  return types;
}

namespace {

using Key = YamlValues::Key;

class Reader : private YamlValues {
 public:
  using YamlValues::YamlValues;

  ReadFile read(std::string_view content) {
    if (!text_is_sound(content)) return {};
    try {
      const YAML::Node root = YAML::Load(std::string(content));
      if (content.find('&') != std::string_view::npos && !within_limit(root)) return {};
      read_file(root);
    } catch (const YAML::DeepRecursion& failure) {
      finding(place_of(failure.mark), "brackets or blocks inside each other too deeply", "a lexicon needs five levels: close what is open before this place");
    } catch (const YAML::Exception& failure) {
      finding(place_of(failure.mark), failure.msg,
              "quote values that hold ': ', ' #', '[', ']', '{', '}' or ',', or begin with * & ! | > % @; indent by blanks");
    }
    return std::move(x_result);
  }

 private:
  // The bytes first: yaml-cpp would guess at other encodings, and pass ill-formed bytes through.
  bool text_is_sound(std::string_view content) {
    const bool utf16 = content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
    std::size_t bad = utf16 ? 0 : first_ill_formed(content);
    bad = std::min(bad, content.find('\0'));
    if (bad >= content.size()) return true;
    const std::string_view before = content.substr(0, bad);
    const auto line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
    const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
    finding({file(), line, static_cast<std::uint32_t>(bad - start + 1)},
            utf16 ? "the file is UTF-16" : fmt::format("byte 0x{:02X} is no UTF-8 text", static_cast<unsigned char>(content[bad])),
            "save the file as UTF-8 (iconv -f WINDOWS-1251 -t UTF-8, or whatever it is in)");
    return false;
  }

  // Anchors make one node appear many times: count what a walk would visit, each node once, by its place in the file.
  bool within_limit(const YAML::Node& root) {
    std::map<std::pair<int, YAML::NodeType::value>, std::size_t> counted;
    if (values_below(root, counted, 0) <= max_expanded_values) return true;
    finding(place_of(root), fmt::format("more than {} values once anchors are expanded", max_expanded_values),
            "split the file, or write the values out instead of repeating an anchor");
    return false;
  }
  static std::size_t values_below(const YAML::Node& node, std::map<std::pair<int, YAML::NodeType::value>, std::size_t>& counted, int depth) {
    constexpr std::size_t too_many = max_expanded_values + 1;
    if (!node.IsSequence() && !node.IsMap()) return 1;
    if (depth > 64) return too_many;
    // A node inside itself meets what stands here before its own sum.
    const auto [at, is_new] = counted.try_emplace({node.Mark().pos, node.Type()}, too_many);
    if (!is_new) return at->second;
    std::size_t sum = 1;
    for (const auto& child : node) {
      sum += node.IsMap() ? values_below(child.first, counted, depth + 1) + values_below(child.second, counted, depth + 1) : values_below(child, counted, depth + 1);
      sum = std::min(sum, too_many);
    }
    return at->second = sum;
  }

  void read_file(const YAML::Node& root);
  void read_defaults(const YAML::Node& node);
  void read_family(const YAML::Node& node);
  ReadEntry read_entry(const YAML::Node& node);
  std::vector<Key> entry_keys(ReadEntry& read, bool& name_is_alias, std::map<std::string, Place>& name_places);
  void read_threshold(const YAML::Node& node, Threshold& threshold);
  void check_entry(const ReadEntry& read);
  void add_names(ReadEntry& read, bool name_is_alias, const std::map<std::string, Place>& places);
  void read_rules(const YAML::Node& node, std::vector<Rule>& rules);
  Rule read_rule(const YAML::Node& node);
  std::vector<Key> rule_keys(Rule& rule);
  void set_text(const YAML::Node& node, Rule& rule, Rule::Kind kind);
  void read_within(const YAML::Node& node, ContextWindow& within);
  [[nodiscard]] std::vector<Key> matching_keys(Rule& rule);

  ReadFile x_result;
  Rule x_defaults;  // a rule with nothing but the defaults of the file
};

void Reader::read_file(const YAML::Node& root) {
  if (root.IsNull()) {
    return finding({file(), 1, 1}, "the file is empty", "begin with 'lexicon: actor' or 'lexicon: theme'");
  }
  YAML::Node entries;
  const auto ignore = [](const YAML::Node&) {};
  read_map(root, "the file",
           {{"lexicon", [&](const YAML::Node& node) { read_family(node); }},
            {"title", [&](const YAML::Node& node) { x_result.title = scalar(node, "title"); }},
            {"description", ignore},
            {"sources", ignore},
            {"notes", ignore},
            {"licence", ignore},
            {"version", ignore},
            {"training", ignore},  // what `lexicon learn` writes about its data
            {"defaults", [&](const YAML::Node& node) { read_defaults(node); }},
            {"include", [&](const YAML::Node& node) { x_result.includes = phrases(node, "include"); }},
            {"entries", [&](const YAML::Node& node) { entries.reset(node); }}});
  if (!root.IsMap()) return;
  if (x_result.family.empty()) {
    if (!root["lexicon"]) {
      finding(place_of(root), "the file does not say what its entries are", "begin with 'lexicon: actor' or 'lexicon: theme'");
    }
    return;
  }
  if (!entries.IsDefined() || entries.IsNull()) return;
  if (!entries.IsSequence()) return finding(place_of(entries), "'entries' must be a list", "write each entry as '- id: ...'");
  for (const auto& entry : entries) x_result.entries.push_back(read_entry(entry));
}

void Reader::read_family(const YAML::Node& node) {
  const std::string family = scalar(node, "lexicon");
  const std::vector<std::string> usual = {"actor", "theme"};
  const bool plain = !family.empty() && family.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  const std::string meant = nearest(family, usual).value_or("");
  if (!plain || (!meant.empty() && meant != family)) {
    return unknown(node, fmt::format("'{}' is no kind of lexicon", family), family, usual);
  }
  x_result.family = family;
}

std::vector<Key> Reader::matching_keys(Rule& rule) {
  return {{"case", [&](const YAML::Node& node) {
             choose<LetterCase>(node, "case", {{"fold", LetterCase::fold}, {"exact", LetterCase::exact}, {"capital", LetterCase::capital}},
                                rule.letters);
           }},
          {"accent", [&](const YAML::Node& node) {
             choose<Accents>(node, "accent", {{"fold", Accents::fold}, {"exact", Accents::exact}}, rule.accents);
           }},
          {"plural", [&](const YAML::Node& node) {
             choose<Plural>(node, "plural", {{"none", Plural::none}, {"english", Plural::english}}, rule.plural);
           }}};
}

void Reader::read_defaults(const YAML::Node& node) { read_map(node, "defaults", matching_keys(x_defaults)); }

std::vector<Key> Reader::entry_keys(ReadEntry& read, bool& name_is_alias, std::map<std::string, Place>& name_places) {
  Entry& entry = read.entry;
  const auto text = [this](std::string& value, const char* what) {
    return [this, &value, what](const YAML::Node& node) { value = scalar(node, what); };
  };
  const auto list = [this](std::vector<std::string>& values, const char* what) {
    return [this, &values, what](const YAML::Node& node) {
      const std::vector<std::string> more = strings(node, what);
      values.insert(values.end(), more.begin(), more.end());
    };
  };
  const auto flag = [this](EntryMode& mode, EntryMode meant, const char* what) {
    return [this, &mode, meant, what](const YAML::Node& node) {
      bool on = false;
      boolean(node, what, on);
      if (on) mode = meant;
    };
  };
  return {{"id", text(entry.id, "id")},
          {"name", text(entry.name, "name")},
          {"type", text(entry.type, "type")},
          {"names", [&](const YAML::Node& node) { string_map(node, "names", entry.names, &name_places); }},
          {"name-is-alias", [&](const YAML::Node& node) { boolean(node, "name-is-alias", name_is_alias); }},
          {"part-of", list(entry.parents, "part-of")},
          {"parent", list(entry.parents, "parent")},
          {"successor", list(entry.successors, "successor")},
          {"country", text(entry.country, "country")},
          {"track", text(entry.track, "track")},
          {"identifiers", [&](const YAML::Node& node) { string_map(node, "identifiers", entry.identifiers); }},
          {"definition", text(entry.definition, "definition")},
          {"from", [&](const YAML::Node& node) { date(node, "from", entry.from); }},
          {"to", [&](const YAML::Node& node) { date(node, "to", entry.to); }},
          {"sources", list(entry.sources, "sources")},
          {"notes", text(entry.notes, "notes")},
          {"aliases", [&](const YAML::Node& node) { read_rules(node, read.rules); }},
          {"patterns", [&](const YAML::Node& node) { read_rules(node, read.rules); }},
          {"not", [&](const YAML::Node& node) { entry.exclusions = phrases(node, "not"); }},
          {"threshold", [&](const YAML::Node& node) { read_threshold(node, entry.threshold); }},
          {"polarity", [&](const YAML::Node& node) { boolean(node, "polarity", entry.polarity); }},
          {"extend", flag(read.mode, EntryMode::extend, "extend")},
          {"override", flag(read.mode, EntryMode::override, "override")},
          {"remove", list(read.removed, "remove")}};
}

ReadEntry Reader::read_entry(const YAML::Node& node) {
  ReadEntry read;
  read.entry.family = x_result.family;
  read.entry.polarity = x_result.family == "theme";
  read.entry.place = place_of(node);
  bool name_is_alias = x_result.family == "actor";
  std::map<std::string, Place> name_places;
  read_map(node, "an entry", entry_keys(read, name_is_alias, name_places));
  if (node.IsMap()) {
    for (const auto& pair : node) read.keys.push_back(pair.first.IsScalar() ? pair.first.Scalar() : std::string());
    if (const YAML::Node name = node["name"]; name) name_places[""] = place_of(name);
  }
  check_entry(read);
  add_names(read, name_is_alias, name_places);
  return read;
}

void Reader::read_threshold(const YAML::Node& node, Threshold& threshold) {
  if (node.IsScalar()) return number(node, "threshold", 0, 1e6, threshold.sentence);
  read_map(node, "threshold",
           {{"sentence", [&](const YAML::Node& each_node) { number(each_node, "threshold", 0, 1e6, threshold.sentence); }},
            {"document", [&](const YAML::Node& each_node) { number(each_node, "threshold", 0, 1e6, threshold.document); }}});
}

void Reader::check_entry(const ReadEntry& read) {
  const Entry& entry = read.entry;
  const bool plain_id = entry.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (entry.id.empty()) {
    finding(entry.place, "an entry has no id", "add 'id: some-short-name'");
  } else if (!plain_id) {
    finding(entry.place, fmt::format("id '{}' has signs that an id may not have", entry.id), "use a-z, 0-9 and '-'");
  }
  const bool new_entry = read.mode != EntryMode::extend;
  if (entry.name.empty() && new_entry) finding(entry.place, fmt::format("entry '{}' has no name", entry.id), "add 'name: ...'");
  if (entry.family == "theme" && entry.definition.empty() && new_entry) {
    finding(entry.place, fmt::format("theme '{}' has no definition", entry.id), "add 'definition: one line on what counts'");
  }
  const auto& types = actor_types();
  if (entry.family == "actor" && !entry.type.empty() && std::find(types.begin(), types.end(), entry.type) == types.end()) {
    const std::string meant = nearest(entry.type, types).value_or("");
    finding(entry.place, fmt::format("'{}' is no type of actor (entry '{}')", entry.type, entry.id),
            meant.empty() ? "known are: " + listed(types) : fmt::format("did you mean '{}'?", meant));
  }
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (!entry.country.empty() && (entry.country.size() != 2 || !capital(entry.country[0]) || !capital(entry.country[1]))) {
    finding(entry.place, fmt::format("'{}' is no country code (entry '{}')", entry.country, entry.id), "write the two letters of ISO 3166-1: TJ");
  }
  if (!entry.track.empty() && entry.track != "1" && entry.track != "1.5" && entry.track != "2" && entry.track != "3") {
    finding(entry.place, fmt::format("'{}' is no track (entry '{}')", entry.track, entry.id), "write 1, 1.5, 2 or 3");
  }
  check_order(entry.from, entry.to, entry.place);
  if (!read.removed.empty() && read.mode != EntryMode::extend) {
    finding(entry.place, fmt::format("entry '{}' has 'remove' without 'extend: true'", entry.id), "add 'extend: true', or drop 'remove'");
  }
}

// The preferred name of an actor and the names in other languages are aliases; an alias that says the same is the name.
void Reader::add_names(ReadEntry& read, bool name_is_alias, const std::map<std::string, Place>& places) {
  const auto add = [&](const std::string& text, const std::string& language, const Place& place) {
    bool written = text.empty();
    for (Rule& rule : read.rules) {
      if (rule.text != text || rule.kind != Rule::Kind::phrase) continue;
      written = rule.is_name = true;
      if (rule.language.empty()) rule.language = language;
    }
    if (written) return;
    Rule rule = x_defaults;
    rule.text = text;
    rule.place = place;
    rule.is_name = true;
    rule.language = language;
    read.rules.push_back(std::move(rule));
  };
  if (name_is_alias && places.contains("")) add(read.entry.name, "", places.at(""));
  for (const auto& [language, name] : read.entry.names) add(name, language, places.at(language));
}

void Reader::read_rules(const YAML::Node& node, std::vector<Rule>& rules) {
  each(node, [&](const YAML::Node& item) { rules.push_back(read_rule(item)); });
}

void Reader::set_text(const YAML::Node& node, Rule& rule, Rule::Kind kind) {
  if (!rule.text.empty()) {
    finding(place_of(node), "an alias has more than one of 'text', 'regex' and 'label'", "write them as separate aliases");
  }
  rule.text = scalar(node, "an alias");
  rule.kind = kind;
  const bool slashes = rule.text.size() > 2 && rule.text.front() == '/' && rule.text.back() == '/';
  if (slashes && kind != Rule::Kind::label) {
    rule.text = rule.text.substr(1, rule.text.size() - 2);
    rule.kind = Rule::Kind::regex;
  }
}

std::vector<Key> Reader::rule_keys(Rule& rule) {
  std::vector<Key> keys = matching_keys(rule);
  const auto ignore = [](const YAML::Node&) {};
  const std::vector<Key> more = {
      {"text", [&](const YAML::Node& node) { set_text(node, rule, Rule::Kind::phrase); }},
      {"regex", [&](const YAML::Node& node) { set_text(node, rule, Rule::Kind::regex); }},
      {"label", [&](const YAML::Node& node) { set_text(node, rule, Rule::Kind::label); }},
      {"near", [&](const YAML::Node& node) { rule.near = phrases(node, "near"); }},
      {"within", [&](const YAML::Node& node) { read_within(node, rule.within); }},
      {"require", [&](const YAML::Node& node) { rule.require = phrases(node, "require"); }},
      {"forbid", [&](const YAML::Node& node) { rule.forbid = phrases(node, "forbid"); }},
      {"from", [&](const YAML::Node& node) { date(node, "from", rule.from); }},
      {"to", [&](const YAML::Node& node) { date(node, "to", rule.to); }},
      {"weight", [&](const YAML::Node& node) { number(node, "weight", -1e6, 1e6, rule.weight); }},
      {"confidence", [&](const YAML::Node& node) {
         double percent = rule.confidence;
         number(node, "confidence", 1, 100, percent);
         rule.confidence = static_cast<std::uint8_t>(percent);
       }},
      {"metonym", [&](const YAML::Node& node) { boolean(node, "metonym", rule.metonym); }},
      {"language", [&](const YAML::Node& node) { rule.language = scalar(node, "language"); }},
      {"tags", [&](const YAML::Node& node) { rule.tags = strings(node, "tags"); }},
      {"evidence", [&](const YAML::Node& node) { rule.evidence = scalar(node, "evidence"); }},
      {"notes", ignore},
      {"sources", ignore}};
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

Rule Reader::read_rule(const YAML::Node& node) {
  Rule rule = x_defaults;
  rule.place = place_of(node);
  if (node.IsScalar()) {
    set_text(node, rule, Rule::Kind::phrase);
    if (rule.text.empty()) finding(rule.place, "an empty alias", "write a name, or delete the line");
  } else if (node.IsNull()) {
    finding(rule.place, "an empty alias", "write a name, or delete the line");
  } else {
    read_map(node, "an alias", rule_keys(rule));
    if (node.IsMap() && rule.text.empty()) finding(rule.place, "an alias without 'text', 'regex' or 'label'", "add 'text: ...'");
  }
  check_order(rule.from, rule.to, rule.place);
  return rule;
}

void Reader::read_within(const YAML::Node& node, ContextWindow& within) {
  const std::string text = scalar(node, "within");
  if (!text.empty() && ((text.front() >= '0' && text.front() <= '9') || text.front() == '-')) {
    std::uint32_t tokens = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), tokens);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (fault != std::errc() || tokens < 1 || tokens > 1000 || (!unit.empty() && unit != " tokens")) {
      return finding(place_of(node), fmt::format("'{}' is no distance", text), "write a number of tokens from 1 to 1000: 'within: 5'");
    }
    within = {ContextWindow::Unit::tokens, tokens};
    return;
  }
  within.tokens = 0;
  choose<ContextWindow::Unit>(node, "within",
                       {{"sentence", ContextWindow::Unit::sentence}, {"paragraph", ContextWindow::Unit::paragraph}, {"document", ContextWindow::Unit::document}},
                       within.unit);
}

}  // namespace

ReadFile read_lexicon_file(std::string_view content, std::uint32_t file, const std::string& path,
                           std::vector<Finding>& findings) {
  return Reader(file, path, findings).read(content);
}

}  // namespace concord
