#include "pipeline/render/profile_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "pipeline/render/timeline_table.h"

namespace concord {
namespace {

Column text(const char* name, bool flexible = false) { return {name, Align::left, 0, flexible}; }
/// Below its row where the terminal is narrow.
Column passage_column(const char* name) { return {name, Align::left, 0, true, Overflow::below}; }
Column number(const char* name, int decimals = 0) { return {name, Align::right, decimals}; }
std::int64_t whole(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::string joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ", ") + word;
  return all;
}

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
  add("existed", period_text(profile.existed_from, profile.existed_to));
  rows.emplace_back("mentions", whole(profile.mentions));
  rows.emplace_back("of them negated", whole(profile.negated));
  rows.emplace_back("documents", fmt::format("{} of {}", profile.documents_with, profile.documents_all));
  rows.emplace_back("sentences", fmt::format("{} of {}", profile.sentences, profile.all_sentences));
  const std::string speaks = stance_text(profile);
  const std::size_t colon = speaks.find(": ");
  rows.emplace_back("in which it speaks", speaks.substr(0, colon));
  if (colon != std::string::npos) rows.emplace_back("doing what", speaks.substr(colon + 2));
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
  table.columns = {text("written", true), passage_column("also_as"), number("mentions"), number("documents"), text("first"), text("last"), passage_column("found_by")};
  constexpr std::size_t most = 20;
  for (const ProfileName& one : profile.names) {
    if (table.rows.size() == most) break;
    const std::string learned = one.confidence < 100 ? fmt::format(" ({} %)", one.confidence) : "";
    table.rows.push_back({one.written, joined(one.variants), whole(one.count), std::int64_t{one.documents}, one.first, one.last, one.rule + learned});
  }
  if (profile.names.size() > most) table.notes.push_back(fmt::format("{} more spellings", profile.names.size() - most));
  return table;
}

Table office_table(const Profile& profile, const Catalogue& catalogue) {
  Table table;
  table.columns = {text("office", true), passage_column("held_by"), text("from"), text("to"), number("mentions")};
  for (const ProfileOffice& one : profile.offices) {
    table.rows.push_back({one.role, label_name(catalogue, one.holder), one.from, one.to, whole(one.mentions)});
  }
  if (!table.rows.empty()) table.notes.push_back("offices and years are the lexicon's; mentions: by the name of the office, in documents that hold the actor");
  return table;
}

Table learned_table(const Profile& profile) {
  Table table;
  table.columns = {text("written"), text("stands_for", true), text("how"), number("documents"), text("first"), text("last"), number("mentions"), passage_column("where")};
  for (const ProfileLearned& one : profile.learned) {
    const std::string place = locus_text(one.place);
    table.rows.push_back({one.written, one.stands_for, std::string(one.defined ? "defined" : "concluded"), std::int64_t{one.documents}, one.first, one.last, whole(one.mentions),
                          profile.documents[one.document].id + (place.empty() ? "" : ", " + place)});
  }
  if (!table.rows.empty()) table.notes.push_back("mentions: those that the document's own explanation found, not the lexicon");
  return table;
}

Table interest_table(const Profile& profile, const Catalogue& catalogue) {
  Table table;
  table.columns = {text("theme", true), number("all")};
  for (std::size_t i = 0; i < stance_count; ++i) table.columns.push_back(number(std::string(name(static_cast<Stance>(i))).c_str()));
  table.columns.push_back(passage_column("where"));
  table.columns.push_back(passage_column("passage"));
  constexpr std::size_t most = 15;
  for (const ProfileInterest& one : profile.interests) {
    if (table.rows.size() == most) break;
    std::vector<Value> row = {label_name(catalogue, one.label), whole(one.together)};
    for (const std::uint64_t count : one.by_stance) row.emplace_back(whole(count));
    row.emplace_back(place_of_passage(profile, one.passages[0]));
    row.emplace_back(styled(one.passages[0].quote));
    table.rows.push_back(std::move(row));
  }
  if (profile.interests.size() > most) table.notes.push_back(fmt::format("{} more themes; --html shows all", profile.interests.size() - most));
  if (!table.rows.empty()) table.notes.push_back("sentences with the theme in which the actor asks, offers, refuses, accuses or states; read from the words beside its name");
  return table;
}

Table voice_table(const Profile& profile) {
  Table table;
  table.columns = {text("stance"), text("date"), passage_column("where"), passage_column("passage")};
  for (const ProfileStance& one : profile.voice) {
    table.rows.push_back({std::string(name(one.stance)), profile.documents[one.passage.document].date, place_of_passage(profile, one.passage), styled(one.passage.quote)});
  }
  return table;
}

Table support_table(const Profile& profile) {
  Table table;
  table.columns = {text("what"), text("name", true), text("note"), number("together"), number("of"), number("npmi", 3), number("cues"), passage_column("where"), passage_column("passage")};
  for (const ProfileSupport& one : profile.support) {
    const bool counted = one.alone > 0;
    table.rows.push_back({std::string(name(one.kind)), one.name, one.note, whole(one.together), counted ? Value(whole(one.alone)) : Value(), counted ? Value(one.npmi) : Value(), whole(one.cues),
                          one.passages.empty() ? std::string() : place_of_passage(profile, one.passages[0]), one.passages.empty() ? StyledText() : styled(one.passages[0].quote)});
  }
  if (!table.rows.empty()) table.notes.push_back("cues: sentences that speak of support, control or loyalty beside the actor; of a part of it, together counts its own mentions");
  return table;
}

Table share_table(const std::vector<ProfileShare>& shares, const char* first) {
  Table table;
  table.columns = {text(first), number("mentions"), number("per_million", 1), number("held_in"), number("documents"), number("tokens")};
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
  table.columns.push_back(passage_column("where"));
  table.columns.push_back(passage_column("passage"));
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
  table.columns = {text("date"), text("document", true), text("role"), text("name"), passage_column("capacity")};
  for (const ProfileRole& role : profile.roles) {
    const ProfileDocument& document = profile.documents[role.document];
    table.rows.push_back({document.date, document.title.empty() ? document.id : document.title, std::string(name(role.role)), role.name, role.capacity});
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto& a, const auto& b) { return std::get<std::string>(a[0]) < std::get<std::string>(b[0]); });
  return table;
}

Table passage_table(const Profile& profile) {
  Table table;
  table.columns = {text("date"), passage_column("where"), passage_column("passage"), passage_column("shows")};
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

/// Sentences of each in which the theme is asked for, offered, refused, accused of.
Table compared_interests(const Profile& one, const Profile& other, const Catalogue& catalogue) {
  Table table = compared("theme", short_id(one), short_id(other), "speaks", 0);
  std::map<std::string, std::array<std::uint64_t, 2>> rows;
  std::vector<std::string> order;
  for (const Profile* each : {&one, &other}) {
    for (const ProfileInterest& interest : each->interests) {
      if (!rows.contains(interest.label)) order.push_back(interest.label);
      rows[interest.label][each == &one ? 0 : 1] = interest.together;
    }
  }
  for (const std::string& label : order) table.rows.push_back({label_name(catalogue, label), whole(rows[label][0]), whole(rows[label][1])});
  if (!table.rows.empty()) table.notes.push_back("sentences with the theme in which the actor asks, offers, refuses, accuses or states");
  return table;
}

/// What stands in one list beside what stands in the other, row by row.
Table side_by_side(const Profile& one, const Profile& other, const std::vector<std::string>& ones, const std::vector<std::string>& others) {
  Table table;
  table.columns = {number("rank"), text("one", true), text("other", true)};
  table.columns[1].name = short_id(one);
  table.columns[2].name = short_id(other);
  constexpr std::size_t most = 10;
  for (std::size_t i = 0; i < std::min(most, std::max(ones.size(), others.size())); ++i) {
    table.rows.push_back({whole(i + 1), i < ones.size() ? Value(ones[i]) : Value(), i < others.size() ? Value(others[i]) : Value()});
  }
  return table;
}

std::vector<std::string> names_of(const Profile& profile) {
  std::vector<std::string> names;
  for (const ProfileName& one : profile.names) names.push_back(fmt::format("{} ({})", one.written, one.count));
  return names;
}

std::vector<std::string> support_of(const Profile& profile) {
  std::vector<std::string> names;
  for (const ProfileSupport& one : profile.support) names.push_back(fmt::format("{}: {} ({})", name(one.kind), one.name, one.together));
  return names;
}

std::vector<std::string> roles_of(const Profile& profile) {
  std::map<SigningRole, std::set<std::uint32_t>> texts;
  for (const ProfileRole& role : profile.roles) texts[role.role].insert(role.document);
  std::vector<std::string> names;
  for (const auto& [role, documents] : texts) names.push_back(fmt::format("{}: {} text{}", name(role), documents.size(), documents.size() == 1 ? "" : "s"));
  return names;
}

std::vector<std::string> offices_of(const Profile& profile, const Catalogue& catalogue) {
  std::vector<std::string> names;
  for (const ProfileOffice& one : profile.offices) names.push_back(fmt::format("{}: {}, {}", one.role, label_name(catalogue, one.holder), period_text(one.from, one.to)));
  return names;
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

std::string period_text(const std::string& from, const std::string& to) {
  if (from.empty() && to.empty()) return {};
  if (to.empty()) return "since " + from;
  return from.empty() ? "until " + to : from + " to " + to;
}

std::string stance_text(const Profile& profile) {
  std::string parts;
  for (std::size_t i = 0; i < stance_count; ++i) {
    if (profile.stances[i] > 0) parts += fmt::format("{}{} {}", parts.empty() ? ": " : ", ", name(static_cast<Stance>(i)), profile.stances[i]);
  }
  return fmt::format("{} of {}{}", profile.stance_sentences, profile.sentences, parts);
}

std::vector<ProfileSection> profile_sections(const Profile& profile, const Catalogue& catalogue) {
  std::vector<ProfileSection> sections;
  add(sections, "who", fact_table(profile, catalogue));
  add(sections, "names met", name_table(profile));
  add(sections, "offices", office_table(profile, catalogue));
  add(sections, "short names that documents explain", learned_table(profile));
  add(sections, "by year", share_table(profile.years, "year"));
  add(sections, "by kind", share_table(profile.kinds, "kind"));
  add(sections, "what it asks for and offers", interest_table(profile, catalogue));
  add(sections, "in its own words", voice_table(profile));
  add(sections, "on whom it rests", support_table(profile));
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
  add(sections, "names met", side_by_side(one, other, names_of(one), names_of(other)));
  add(sections, "offices", side_by_side(one, other, offices_of(one, catalogue), offices_of(other, catalogue)));
  add(sections, "at the table", side_by_side(one, other, roles_of(one), roles_of(other)));
  add(sections, "by year", compared_shares(one, other, one.years, other.years, "year"));
  add(sections, "by kind", compared_shares(one, other, one.kinds, other.kinds, "kind"));
  add(sections, "what they ask for and offer", compared_interests(one, other, catalogue));
  add(sections, "on whom they rest", side_by_side(one, other, support_of(one), support_of(other)));
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
