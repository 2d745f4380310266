#include <algorithm>
#include <map>
#include <tuple>

#include "corpus/text/fold.h"
#include "pipeline/chronicle/profile_evidence.h"

namespace concord {
namespace {

/// Whole words of `name` inside `text`; both folded.
bool holds_words(const std::string& text, const std::string& name) {
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || text[at - 1] == ' ';
    const bool ends = at + name.size() == text.size() || text[at + name.size()] == ' ' || text[at + name.size()] == '\'';
    if (begins && ends) return true;
  }
  return false;
}

/// Names that tell which organisation an office belongs to: of two words, or in capitals, without conditions.
std::vector<std::string> telling_names(const Lexicon& lexicon, std::uint32_t entry) {
  std::vector<std::string> names;
  for (const Rule& rule : lexicon.rules()) {
    if (rule.entry != entry || rule.kind != Rule::Kind::phrase || rule.from || rule.to || !rule.near.empty() || rule.text.find_first_of("*[(|") != std::string::npos) continue;
    const bool capitals = rule.text.size() > 2 && std::all_of(rule.text.begin(), rule.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (capitals || rule.text.find(' ') != std::string::npos) names.push_back(fold_term(rule.text));
  }
  return names;
}

bool belongs(const Lexicon& lexicon, const Rule& rule, const std::string& id, const std::vector<std::string>& names) {
  const Entry& holder = lexicon.entries()[rule.entry];
  if (holder.label() == id) return true;
  if (holder.family != "actor" || holder.type != "person") return false;
  const std::string bare = id.substr(id.find(':') + 1);
  if (std::find(holder.parents.begin(), holder.parents.end(), bare) != holder.parents.end()) return true;
  const std::string role = fold_term(rule.text);
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return holds_words(role, name); });
}

}  // namespace

std::vector<OfficeRules> offices_of(const Lexicon& lexicon, const Label& label) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < lexicon.entries().size(); ++i) {
    if (lexicon.entries()[i].label() == label.id && lexicon.entries()[i].type != "person") names = telling_names(lexicon, i);
  }
  // "President of Tajikistan" and "Tajik President" of one holder and time are one office.
  std::map<std::tuple<std::string, std::string, std::string>, OfficeRules> found;
  for (const Rule& rule : lexicon.rules()) {
    if ((!rule.from && !rule.to) || !belongs(lexicon, rule, label.id, names)) continue;
    const std::string from = rule.from ? rule.from->to_string() : "";
    const std::string to = rule.to ? rule.to->to_string() : "";
    OfficeRules& office = found[{from, to, lexicon.entries()[rule.entry].label()}];
    if (office.rules.empty()) office.office = {rule.text, lexicon.entries()[rule.entry].label(), from, to, 0, 0};
    office.rules.push_back(lexicon.rule_text(rule));
  }
  std::vector<OfficeRules> offices;
  for (auto& [key, office] : found) offices.push_back(std::move(office));
  return offices;
}

}  // namespace concord
