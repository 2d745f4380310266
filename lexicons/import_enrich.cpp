// What an imported table and the lexicons that are there have in common: the same actor under the same name.
#include <map>
#include <set>

#include "corpus/text/fold.h"
#include "lexicons/import.h"
#include "lexicons/lexicon.h"

namespace concord {
namespace {

std::string key_of(const Rule& rule) { return rule.letters == LetterCase::exact ? rule.text : fold_term(rule.text); }

/// Who has a name, in the draft: exact names by their letters, others folded.
std::map<std::string, std::string> owners_of(const LexiconDraft& draft) {
  std::map<std::string, std::string> owners;
  for (const DraftEntry& each : draft.entries) {
    for (const Rule& rule : each.rules) owners.emplace(key_of(rule), each.entry.id);
  }
  return owners;
}

}  // namespace

std::size_t enrich(LexiconDraft& draft, const Lexicon& known) {
  std::map<std::string, std::vector<const Rule*>> rules;         // entry id -> its rules
  std::map<std::string, std::string, std::less<>> named;         // folded plain name -> entry id
  for (const Rule& rule : known.rules()) {
    const Entry& entry = known.entries()[rule.entry];
    if (entry.family != draft.family || rule.kind != Rule::Kind::phrase || rule.metonym) continue;
    rules[entry.id].push_back(&rule);
    if (rule.is_name) named.emplace(fold_term(rule.text), entry.id);
  }
  std::map<std::string, std::string> owners = owners_of(draft);
  std::size_t added = 0;
  for (DraftEntry& each : draft.entries) {
    const auto same = named.find(fold_term(each.entry.name));
    if (same == named.end()) continue;
    for (const Rule* rule : rules[same->second]) {
      if (!owners.emplace(key_of(*rule), each.entry.id).second) continue;
      Rule copy = *rule;
      copy.is_name = false;
      copy.place = {};
      copy.evidence = "known as " + same->second;
      each.rules.push_back(std::move(copy));
      ++added;
    }
  }
  return added;
}

}  // namespace concord
