#include "pipeline/render/profile_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "pipeline/render/timeline_table.h"

namespace concord {
namespace {

Column text(const char* name, bool flexible = false) { return {name, Align::left, 0, flexible, false}; }
Column number(const char* name, int decimals = 0) { return {name, Align::right, decimals, false, false}; }
std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

StyledText styled(const Quote& quote) {
  StyledText made{quote.text, {}};
  if (quote.mark_end > quote.mark_begin) made.spans.push_back({quote.mark_begin, quote.mark_end, Style::match});
  return made;
}

std::string place_of_passage(const Profile& profile, const ProfilePassage& passage) {
  const std::string place = locus_text(passage.place);
  return profile.documents[passage.document].id + (place.empty() ? "" : ", " + place);
}

std::vector<std::pair<std::string, Value>> facts(const Profile& profile, const Catalogue& catalogue) {
  const Label& label = profile.label;
  std::vector<std::pair<std::string, Value>> rows = {{"id", label.id}, {"name", label.name}};
  const auto add = [&](const char* what, const std::string& value) {
    if (!value.empty()) rows.emplace_back(what, value);
  };
  add("type", label.type);
  std::string parents;
  for (const std::string& parent : label.parents) parents += (parents.empty() ? "" : ", ") + label_name(catalogue, parent);
  add("part of", parents);
  add("country", label.country);
  add("track", label.track);
  add("definition", label.definition);
  rows.emplace_back("mentions", whole(profile.mentions));
  rows.emplace_back("of them negated", whole(profile.negated));
  rows.emplace_back("documents", fmt::format("{} of {}", profile.documents_with, profile.documents_all));
  rows.emplace_back("sentences", fmt::format("{} of {}", profile.sentences, profile.all_sentences));
  add("first document", profile.first);
  add("last document", profile.last);
  return rows;
}

Table fact_table(const Profile& profile, const Catalogue& catalogue) {
  Table table;
  table.columns = {text("what"), text("value", true)};
  for (auto& [what, value] : facts(profile, catalogue)) table.rows.push_back({what, value});
  return table;
}

Table name_table(const Profile& profile) {
  Table table;
  table.columns = {text("written", true), number("mentions"), number("documents"), text("first"), text("last"), text("found_by", true)};
  constexpr std::size_t most = 20;
  for (const ProfileName& one : profile.names) {
    if (table.rows.size() == most) break;
    const std::string learned = one.confidence < 100 ? fmt::format(" ({} %)", one.confidence) : "";
    table.rows.push_back({one.written, whole(one.count), std::int64_t{one.documents}, one.first, one.last, one.rule + learned});
  }
  if (profile.names.size() > most) table.notes.push_back(fmt::format("{} more spellings", profile.names.size() - most));
  return table;
}

Table share_table(const std::vector<ProfileShare>& shares, const char* first) {
  Table table;
  table.columns = {text(first), number("mentions"), number("per_million", 1), number("documents_with"), number("documents"), number("tokens")};
  for (const ProfileShare& one : shares) {
    table.rows.push_back({one.name, whole(one.mentions), one.per_million(), whole(one.documents_with), whole(one.documents), whole(one.tokens)});
  }
  return table;
}

Table bond_table(const Profile& profile, const std::vector<ProfileBond>& bonds, const Catalogue& catalogue, const char* first, bool scored) {
  Table table;
  table.columns = {text(first, true), number("together")};
  if (scored) {
    for (const Column& column : {number("of"), number("npmi", 3), number("llr", 1), number("p_adjusted", 4), number("documents")}) table.columns.push_back(column);
  }
  table.columns.push_back(text("where", true));
  table.columns.push_back(text("passage", true));
  for (const ProfileBond& bond : bonds) {
    std::vector<Value> row = {label_name(catalogue, bond.label), whole(bond.together)};
    if (scored) row.insert(row.end(), {whole(bond.alone), bond.npmi, bond.llr, bond.p_adjusted, std::int64_t{bond.documents}});
    row.emplace_back(bond.passages.empty() ? std::string() : place_of_passage(profile, bond.passages[0]));
    row.emplace_back(bond.passages.empty() ? StyledText() : styled(bond.passages[0].quote));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table word_table(const std::vector<ProfileWord>& words) {
  Table table;
  table.columns = {text("word"), number("here"), number("elsewhere"), number("log_ratio", 2), number("llr", 1)};
  for (const ProfileWord& word : words) table.rows.push_back({word.word, whole(word.here), whole(word.elsewhere), word.log_ratio, word.llr});
  return table;
}

Table role_table(const Profile& profile) {
  Table table;
  table.columns = {text("date"), text("document", true), text("role"), text("name"), text("capacity", true)};
  for (const ProfileRole& role : profile.roles) {
    const ProfileDocument& document = profile.documents[role.document];
    table.rows.push_back({document.date, document.title.empty() ? document.id : document.title, std::string(name(role.role)), role.name, role.capacity});
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return std::get<std::string>(a[0]) < std::get<std::string>(b[0]); });
  return table;
}

Table passage_table(const Profile& profile) {
  Table table;
  table.columns = {text("date"), text("where", true), text("passage", true), text("shows", true)};
  for (const ProfilePassage& passage : profile.passages) {
    table.rows.push_back({profile.documents[passage.document].date, place_of_passage(profile, passage), styled(passage.quote), passage.shows});
  }
  return table;
}

void add(std::vector<ProfileSection>& sections, std::string name, Table table) {
  if (!table.rows.empty()) sections.push_back({std::move(name), std::move(table)});
}

Table compared(const char* first, const std::string& one, const std::string& other, const char* measure, int decimals) {
  Table table;
  table.columns = {text(first, true), number(one.c_str(), decimals), number(other.c_str(), decimals)};
  table.columns[1].name = one + "_" + measure;
  table.columns[2].name = other + "_" + measure;
  return table;
}

std::string short_id(const Profile& profile) { return profile.label.id.substr(profile.label.id.find(':') + 1); }

/// Bonds of both; those that only one has are empty for the other.
Table compared_bonds(const Profile& one, const Profile& other, const std::vector<ProfileBond>& bonds, const std::vector<ProfileBond>& others, const Catalogue& catalogue, const char* first) {
  Table table = compared(first, short_id(one), short_id(other), "npmi", 3);
  std::map<std::string, const ProfileBond*> of_other;
  for (const ProfileBond& bond : others) of_other[bond.label] = &bond;
  std::set<std::string> done;
  for (const ProfileBond& bond : bonds) {
    const auto same = of_other.find(bond.label);
    table.rows.push_back({label_name(catalogue, bond.label), bond.npmi, same == of_other.end() ? Value() : Value(same->second->npmi)});
    done.insert(bond.label);
  }
  for (const ProfileBond& bond : others) {
    if (!done.contains(bond.label)) table.rows.push_back({label_name(catalogue, bond.label), Value(), bond.npmi});
  }
  table.notes.push_back("empty: not among the significant bonds of that actor");
  return table;
}

Table compared_shares(const Profile& one, const Profile& other, const std::vector<ProfileShare>& shares, const std::vector<ProfileShare>& others, const char* first) {
  Table table = compared(first, short_id(one), short_id(other), "per_million", 1);
  for (std::size_t i = 0; i < shares.size(); ++i) table.rows.push_back({shares[i].name, shares[i].per_million(), i < others.size() ? Value(others[i].per_million()) : Value()});
  return table;
}

Table compared_words(const Profile& one, const Profile& other) {
  Table table;
  table.columns = {text("of_both"), text("of_one"), text("of_other")};
  table.columns[1].name = "only_" + short_id(one);
  table.columns[2].name = "only_" + short_id(other);
  std::set<std::string> words, others;
  for (const ProfileWord& word : one.words) words.insert(word.word);
  for (const ProfileWord& word : other.words) others.insert(word.word);
  std::vector<std::string> columns[3];
  for (const ProfileWord& word : one.words) columns[others.contains(word.word) ? 0 : 1].push_back(word.word);
  for (const ProfileWord& word : other.words) {
    if (!words.contains(word.word)) columns[2].push_back(word.word);
  }
  const std::size_t rows = std::max({columns[0].size(), columns[1].size(), columns[2].size()});
  for (std::size_t i = 0; i < rows; ++i) {
    std::vector<Value> row;
    for (const auto& column : columns) row.emplace_back(i < column.size() ? column[i] : std::string());
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string label_name(const Catalogue& catalogue, const std::string& id) {
  const Label* label = catalogue.find(id);
  return label != nullptr ? label->name : id;
}

std::vector<ProfileSection> profile_sections(const Profile& profile, const Catalogue& catalogue) {
  std::vector<ProfileSection> sections;
  add(sections, "who", fact_table(profile, catalogue));
  add(sections, "names met", name_table(profile));
  add(sections, "by year", share_table(profile.years, "year"));
  add(sections, "by kind", share_table(profile.kinds, "kind"));
  add(sections, "themes", bond_table(profile, profile.themes, catalogue, "theme", true));
  add(sections, "companions", bond_table(profile, profile.companions, catalogue, "actor", true));
  add(sections, "at the table", role_table(profile));
  add(sections, "typical words", word_table(profile.words));
  add(sections, "passages", passage_table(profile));
  add(sections, "told by one document only", bond_table(profile, profile.only_here, catalogue, "with", false));
  return sections;
}

std::vector<ProfileSection> compared_sections(const Profile& one, const Profile& other, const Catalogue& catalogue) {
  std::vector<ProfileSection> sections;
  Table who;
  who.columns = {text("what"), text("one", true), text("other", true)};
  who.columns[1].name = short_id(one);
  who.columns[2].name = short_id(other);
  const auto others = facts(other, catalogue);
  for (const auto& [what, value] : facts(one, catalogue)) {
    const auto same = std::find_if(others.begin(), others.end(), [&what = what](const auto& row) { return row.first == what; });
    who.rows.push_back({what, value, same == others.end() ? Value() : same->second});
  }
  add(sections, "who", std::move(who));
  add(sections, "by year", compared_shares(one, other, one.years, other.years, "year"));
  add(sections, "by kind", compared_shares(one, other, one.kinds, other.kinds, "kind"));
  add(sections, "themes", compared_bonds(one, other, one.themes, other.themes, catalogue, "theme"));
  add(sections, "companions", compared_bonds(one, other, one.companions, other.companions, catalogue, "actor"));
  add(sections, "typical words", compared_words(one, other));
  return sections;
}

Table tidy_sections(const std::vector<ProfileSection>& sections) {
  Table table;
  table.name = "profile";
  table.columns = {{"section"}, {"item"}, {"measure"}, {"value"}};
  for (const ProfileSection& section : sections) {
    for (const auto& row : section.table.rows) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(row[i])) table.rows.push_back({section.name, row[0], section.table.columns[i].name, row[i]});
      }
    }
  }
  return table;
}

}  // namespace concord
