// What an imported table and the lexicons that are there have in common: the same actor under the same name.
#include <algorithm>
#include <map>
#include <set>

#include "corpus/text/fold.h"
#include "lexicons/import.h"
#include "lexicons/lexicon.h"

namespace concord {
namespace {

// Who is named with one of these speaks for what is named beside it: "D. K. Jawara, Chairman of ECOWAS" not for the Gambia.
constexpr std::string_view capacities =
    "chairman|chairperson|chair|chief|head|representative|representing|representatives|facilitator|facilitation|mediator|mediation|envoy|panel|behalf|negotiator|witness|commander|"
    "president|minister|secretary|general|government|republic";

std::string key_of(const Rule& rule) { return rule.letters == LetterCase::exact ? rule.text : fold_term(rule.text); }

/// Who has a name, in the draft: exact names by their letters, others folded.
std::map<std::string, std::string> owners_of(const LexiconDraft& draft) {
  std::map<std::string, std::string> owners;
  for (const DraftEntry& each : draft.entries) {
    for (const Rule& rule : each.rules) owners.emplace(key_of(rule), each.entry.id);
  }
  return owners;
}

// The actors of a lexicon by their names, with what came before them.
class KnownActors {
 public:
  KnownActors(const Lexicon& known, const std::string& family) {
    for (const Entry& entry : known.entries()) {
      if (entry.family != family) continue;
      x_named.emplace(fold_term(entry.name), entry.id);
      x_entries.emplace(entry.id, &entry);
      for (const std::string& successor : entry.successors) x_before[successor].push_back(entry.id);
      for (const std::string& parent : entry.parents) x_parts[parent].push_back(entry.id);
    }
    for (const Rule& rule : known.rules()) {
      const Entry& entry = known.entries()[rule.entry];
      if (entry.family != family || rule.kind != Rule::Kind::phrase || rule.metonym) continue;
      x_rules[entry.id].push_back(&rule);
      const bool plain = rule.near.empty() && rule.tags.empty() && rule.text.size() > 3 && rule.text.find_first_of("*|") == std::string::npos;
      if (plain && entry.type != "person" && entry.type != "office") x_aliases[fold_term(rule.text)].insert(entry.id);
    }
  }

  /// The actor of this name, or the only one that has it for an alias; or nothing.
  [[nodiscard]] std::string same_as(const std::string& name) const {
    for (const std::string& form : forms_of_name(name)) {
      const auto same = x_named.find(fold_term(form));
      if (same != x_named.end()) return same->second;
    }
    const auto alias = x_aliases.find(fold_term(name));
    return alias != x_aliases.end() && alias->second.size() == 1 ? *alias->second.begin() : std::string();
  }

  /// The actor, what it came after, and what belongs to any of these (offices, bodies, persons, missions), but nothing that is in
  /// `taken`. Offices and persons of an organ that is in `taken` speak for the whole, too: the Secretary-General for the United Nations.
  [[nodiscard]] std::vector<std::string> family_of(const std::string& id, const std::set<std::string>& taken) const {
    std::vector<std::string> met = {id};
    std::set<std::string> organs;  // taken, passed through
    for (std::size_t i = 0; i < met.size(); ++i) {
      for (const auto* wider : {&x_before, &x_parts}) {
        const auto found = wider->find(met[i]);
        if (found == wider->end()) continue;
        for (const std::string& each : found->second) {
          const std::string& type = x_entries.at(each)->type;
          const bool is_organ = taken.contains(each);
          if (std::find(met.begin(), met.end(), each) != met.end() || (is_organ && type != "igo")) continue;
          if (organs.contains(met[i]) && type != "office" && type != "person") continue;
          if (is_organ) organs.insert(each);
          met.push_back(each);
        }
      }
    }
    std::erase_if(met, [&](const std::string& each) { return organs.contains(each); });
    return met;
  }

  [[nodiscard]] bool is_person(const std::string& id) const { return x_entries.at(id)->type == "person"; }

  [[nodiscard]] bool is_part(const std::string& id, const std::set<std::string>& taken) const {
    const std::vector<std::string>& parents = x_entries.at(id)->parents;
    return std::any_of(parents.begin(), parents.end(), [&](const std::string& parent) { return taken.contains(parent); });
  }

  [[nodiscard]] const std::vector<const Rule*>& rules_of(const std::string& id) const {
    static const std::vector<const Rule*> none;
    const auto at = x_rules.find(id);
    return at == x_rules.end() ? none : at->second;
  }

 private:
  // "United Nations (General)" is the United Nations, "Congo, Democratic Republic of the" stands as in a sorted list.
  static std::vector<std::string> forms_of_name(const std::string& name) {
    std::vector<std::string> forms = {name};
    if (const std::size_t open = name.find(" ("); open != std::string::npos) forms.push_back(name.substr(0, open));
    if (const std::size_t comma = name.find(", "); comma != std::string::npos) forms.push_back(name.substr(comma + 2) + " " + name.substr(0, comma));
    return forms;
  }

  std::map<std::string, const Entry*> x_entries;
  std::map<std::string, std::vector<const Rule*>> x_rules;        // entry id -> its rules
  std::map<std::string, std::set<std::string>> x_aliases;         // folded alias -> entry ids
  std::map<std::string, std::string> x_named;                     // folded name -> entry id
  std::map<std::string, std::vector<std::string>> x_before;       // entry id -> those whose successor it is
  std::map<std::string, std::vector<std::string>> x_parts;        // entry id -> what is part of it
};

}  // namespace

std::size_t enrich(LexiconDraft& draft, const Lexicon& known) {
  const KnownActors actors(known, draft.family);
  std::map<std::string, std::string> owners = owners_of(draft);
  std::map<std::string, std::string> same;  // entry of the draft -> the known one
  std::set<std::string> taken;
  for (const DraftEntry& each : draft.entries) {
    const std::string id = actors.same_as(each.entry.name);
    if (!id.empty() && taken.insert(id).second) same.emplace(each.entry.id, id);
  }
  std::size_t added = 0;
  for (const bool parts : {false, true}) {  // wholes first
    for (DraftEntry& each : draft.entries) {
      const auto known_as = same.find(each.entry.id);
      if (known_as == same.end() || actors.is_part(known_as->second, taken) != parts) continue;
      for (const std::string& id : actors.family_of(known_as->second, taken)) {
        for (const Rule* rule : actors.rules_of(id)) {
          if (!owners.emplace(key_of(*rule), each.entry.id).second) continue;
          Rule copy = *rule;
          copy.is_name = false;
          copy.place = {};
          copy.evidence = "known as " + id;
          if (actors.is_person(id)) copy.forbid.push_back({std::string(capacities), {}});
          each.rules.push_back(std::move(copy));
          ++added;
        }
      }
    }
  }
  return added;
}

}  // namespace concord
