#include "lexicons/import_countries.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "lexicons/name_variants.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 74> kind_words = {
    "republic", "government", "leader", "president", "party",  "front",   "movement", "delegation", "minister", "ministry", "state", "states", "union", "council",
    "commission", "committee", "army", "forces", "force", "group", "groups", "people", "national", "federation", "organization", "organisation", "office",
    "democratic", "liberation", "kingdom", "secretary", "general", "chairman", "representative", "opposition", "community", "parties", "assembly", "region", "country", "military",
    "civil", "society", "societies", "political", "other", "others", "independent", "stakeholders", "unity", "transitional", "civilian", "women", "youth", "religious",
    "leaders", "representatives", "actors", "eminent", "personalities", "organizations", "armed", "police", "security", "house", "senate", "parliament", "congress", "cabinet",
    "presidency", "local", "authorities", "authority", "unions"};
constexpr std::array<std::string_view, 12> links = {"of", "the", "and", "for", "de", "la", "du", "des", "del", "e", "y", "et"};
// How agreements call the government of the one country that is meant.
constexpr std::array<std::string_view, 5> governments = {"Government", "Goverment", "Govt", "Gouvernement", "Gobierno"};
constexpr std::size_t most_context = 80;
constexpr std::size_t most_forms = 20;

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::size_t word_count(const std::string& text) { return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')); }

std::string key_of(const Rule& rule) { return rule.letters == LetterCase::exact ? rule.text : fold_term(rule.text); }

// Latin letters, no notation.
bool is_plain(const std::string& text) {
  const std::string folded = fold_term(text);
  return std::all_of(folded.begin(), folded.end(), [](char c) { return (c & 0x80) == 0 && c != '*' && c != '|'; });
}
bool is_pattern(const std::string& text) { return text.find_first_of("*|") != std::string::npos; }

class Countries {
 public:
  Countries(LexiconDraft& draft, const std::map<std::string, std::string>& countries, const std::string& where, std::vector<Finding>& findings)
      : x_draft(draft), x_countries(countries), x_where(where), x_findings(findings) {}

  void settle() {
    drop_halves();
    own_all();
    find_forms();
    for (DraftEntry& each : x_draft.entries) add_variants(each);
    own_all();
    find_contexts();
    for (DraftEntry& each : x_draft.entries) add_short_names(each);
    own_all();
    for (DraftEntry& each : x_draft.entries) {
      std::erase_if(each.rules, [&](Rule& rule) { return !settle_rule(each, rule); });
    }
  }

 private:
  [[nodiscard]] std::string country_of(const std::string& id) const {
    const auto at = x_countries.find(id);
    return at == x_countries.end() || at->second.find_first_not_of(' ') == std::string::npos ? std::string() : at->second;
  }

  void own_all() {
    x_owners.clear();
    for (const DraftEntry& each : x_draft.entries) {
      for (const Rule& rule : each.rules) x_owners[key_of(rule)].insert(each.entry.id);
    }
  }

  // Halves of names go where another actor has the name as a whole.
  void drop_halves() {
    std::map<std::string, std::set<std::string>> whole;
    for (const DraftEntry& each : x_draft.entries) {
      for (const Rule& rule : each.rules) {
        if (!rule.evidence.starts_with(half_of)) whole[key_of(rule)].insert(each.entry.id);
      }
    }
    for (DraftEntry& each : x_draft.entries) {
      std::erase_if(each.rules, [&](const Rule& rule) {
        return rule.evidence.starts_with(half_of) && whole.contains(key_of(rule)) && !whole.at(key_of(rule)).contains(each.entry.id);
      });
    }
  }

  // What a country and its people are called: short names of the state, demonyms.
  void find_forms() {
    for (const DraftEntry& each : x_draft.entries) {
      const std::string country = country_of(each.entry.id);
      if (each.entry.type != "state" || country.empty()) continue;
      std::vector<std::string>& forms = x_forms[country];
      const auto add = [&](const std::string& form) {
        if (form.size() > 3 && std::none_of(forms.begin(), forms.end(), [&](const std::string& known) { return fold_term(known) == fold_term(form); })) forms.push_back(form);
      };
      if (each.entry.name.find(',') == std::string::npos && each.entry.name.find('(') == std::string::npos) add(each.entry.name);
      for (const Rule& rule : each.rules) {
        const bool demonym = among(rule.tags, "demonym");
        const bool owned = x_owners[key_of(rule)].size() == 1;
        if (rule.letters == LetterCase::fold && is_plain(rule.text) && owned && (demonym || word_count(rule.text) == 1)) add(rule.text);
      }
    }
  }

  void add(DraftEntry& each, const std::string& text, LetterCase letters = LetterCase::fold) {
    Rule rule;
    rule.text = text;
    rule.letters = letters;
    if (x_owners.try_emplace(key_of(rule), std::set<std::string>{each.entry.id}).second) each.rules.push_back(std::move(rule));
  }

  // Other ways to write the whole name.
  void add_variants(DraftEntry& each) {
    if (each.entry.type == "state") return;
    const auto forms = x_forms.find(country_of(each.entry.id));
    std::vector<std::string> names;
    for (const Rule& rule : each.rules) {
      if (rule.letters == LetterCase::fold && !is_pattern(rule.text) && rule.near.empty() && word_count(rule.text) > 1) names.push_back(rule.text);
    }
    for (const std::string& name : names) {
      std::vector<std::string> all = article_variants(name);
      if (forms != x_forms.end()) {
        for (std::string& variant : with_other_forms(name, forms->second)) all.push_back(std::move(variant));
      }
      for (const std::string& variant : all) add(each, variant);
    }
  }

  // By what a document shows that it speaks of the country: its forms, and the names that only actors of this country have.
  void find_contexts() {
    for (const auto& [country, forms] : x_forms) x_named[country] = forms;
    for (const DraftEntry& each : x_draft.entries) {
      const auto named = x_named.find(country_of(each.entry.id));
      if (each.entry.type != "state" || named == x_named.end()) continue;
      for (const Rule& rule : each.rules) {
        const bool fit = rule.near.empty() && is_plain(rule.text) && rule.text.size() > 3 && word_count(rule.text) < 4;
        if (fit && named->second.size() < most_forms && !among(named->second, rule.text)) named->second.push_back(rule.text);
      }
    }
    x_contexts = x_named;
    for (const DraftEntry& each : x_draft.entries) {
      const auto at = x_contexts.find(country_of(each.entry.id));
      if (at == x_contexts.end() || each.entry.type == "igo") continue;
      for (const Rule& rule : each.rules) {
        const bool distinct = x_owners[key_of(rule)].size() == 1 && !names_a_kind(rule.text) && rule.near.empty() && !is_pattern(rule.text);
        const bool fit = rule.letters == LetterCase::exact ? rule.text.size() > 2 : word_count(rule.text) < 5 && rule.text.size() > 4;
        if (!distinct || !fit || at->second.size() >= most_context || among(at->second, rule.text)) continue;
        at->second.push_back(rule.text);
        const bool sure = rule.letters == LetterCase::exact || word_count(rule.text) > 1;
        if (sure && each.entry.type != "civil-society" && !each.entry.type.empty()) x_opponents[at->first].push_back(rule.text);
      }
    }
  }

  // Names that count only where the country is meant.
  void add_short_names(DraftEntry& each) {
    const auto context = x_contexts.find(country_of(each.entry.id));
    if (context == x_contexts.end()) return;
    if (each.entry.type == "state") {
      for (const std::string_view name : governments) add_in_context(each, std::string(name), x_opponents[context->first]);
      return;
    }
    std::vector<std::string> names;
    if (!names_a_kind(each.entry.name)) names = translated_variants(each.entry.name);
    for (const Rule& rule : each.rules) {
      if (rule.letters == LetterCase::fold && !is_pattern(rule.text)) names.push_back(without_country(rule.text, x_forms[context->first]));
    }
    for (const std::string& name : names) {
      if (!name.empty() && !names_a_kind(name)) add_in_context(each, name, context->second);
    }
  }

  void add_in_context(DraftEntry& each, const std::string& text, const std::vector<std::string>& context) {
    if (context.empty()) return;
    const std::string key = fold_term(text);
    const auto owners = x_owners.find(key);
    if (owners != x_owners.end() && owners->second.contains(each.entry.id)) return;
    Rule rule;
    rule.text = text;
    rule.confidence = 80;
    give_context(rule, context);
    each.rules.push_back(std::move(rule));
    x_owners[key].insert(each.entry.id);
  }

  static void give_context(Rule& rule, const std::vector<std::string>& context) {
    for (const std::string& name : context) {
      if (fold_term(name) != fold_term(rule.text)) rule.near.push_back({name, {}});
    }
    rule.within = {ContextWindow::Unit::document, 0};
  }

  // False when the rule is to go.
  bool settle_rule(const DraftEntry& each, Rule& rule) {
    const std::set<std::string>& owners = x_owners[key_of(rule)];
    const bool kind = names_a_kind(rule.text);
    if ((owners.size() < 2 && !kind) || !rule.near.empty()) return true;
    const std::string why = kind ? "names a kind" : fmt::format("is a name of {} actors", owners.size());
    const std::string country = country_of(each.entry.id);
    const auto context = x_contexts.find(country);
    const bool told_apart = context != x_contexts.end() && each.entry.type != "state" && std::none_of(owners.begin(), owners.end(), [&](const std::string& owner) {
                              return owner < each.entry.id && country_of(owner) == country;  // the first of one country has it
                            });
    const auto report = [&](Severity severity, std::string what) {
      const auto id = each.entry.identifiers.empty() ? each.entry.id : each.entry.identifiers.begin()->second;
      x_findings.push_back({severity, x_where, fmt::format("'{}' ({}): {}", rule.text, id, why), std::move(what)});
    };
    const std::vector<std::string> none;
    const std::vector<std::string>& shown = !told_apart ? none : kind ? x_named[country] : context->second;
    if (shown.empty()) {
      report(Severity::warning, "left out");
      return false;
    }
    give_context(rule, shown);
    rule.is_name = false;  // the entry's name is then no alias by itself
    if (kind) rule.letters = LetterCase::capital;
    report(Severity::note, "counts in documents that name " + shown.front());
    return true;
  }

  LexiconDraft& x_draft;
  const std::map<std::string, std::string>& x_countries;
  const std::string& x_where;
  std::vector<Finding>& x_findings;
  std::map<std::string, std::set<std::string>> x_owners;        // key of a name -> entries
  std::map<std::string, std::vector<std::string>> x_forms;      // country -> what it and its people are called
  std::map<std::string, std::vector<std::string>> x_named;      // country -> the same and its longer names
  std::map<std::string, std::vector<std::string>> x_contexts;   // country -> what shows that it is meant
  std::map<std::string, std::vector<std::string>> x_opponents;  // country -> names of its parties and armed organisations, no single word
};

}  // namespace

bool names_a_kind(const std::string& text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = fold_term(text.substr(at, end - at));
    if (!word.empty() && !among(kind_words, word) && !among(links, word)) return false;
    at = end + 1;
  }
  return true;
}

void settle_by_country(LexiconDraft& draft, const std::map<std::string, std::string>& countries, const std::string& where, std::vector<Finding>& findings) {
  Countries(draft, countries, where, findings).settle();
}

}  // namespace concord
