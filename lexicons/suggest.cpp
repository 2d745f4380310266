#include "lexicons/suggest.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "corpus/document/document.h"
#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/draft.h"
#include "lexicons/learned_aliases.h"
#include "lexicons/matcher_tables.h"
#include "lexicons/name_finder.h"

namespace concord {
namespace {

constexpr std::size_t most_passages = 3;
constexpr double least_likeness = 0.6;  // below it nothing much says that the name is an actor's

struct Seen {
  Suggestion::Kind kind = Suggestion::Kind::unknown_name;
  std::string text;
  std::string label;
  std::string beside;
  std::uint32_t count = 0;
  std::uint32_t documents = 0;
  std::vector<std::string> passages;
  std::uint32_t organisations = 0, titled = 0, acts = 0, places = 0, starts = 0, themed = 0;  // of `count`
};

bool among_small(std::string_view word) {
  static const std::set<std::string_view> small = {"of", "for", "the", "and", "on", "in", "to", "de", "du", "des", "la", "le", "les", "el", "y", "e", "et", "do", "da", "del", "al", "a"};
  return small.contains(word);
}

struct Known {
  std::string label;
  std::string alias;
};

std::string passage(const Document& document, const Sentence& sentence, TextSpan span) {
  const std::uint32_t begin = std::max(sentence.span.begin, span.begin > 80 ? span.begin - 80 : 0);
  const std::uint32_t end = std::min(sentence.span.end, span.end + 80);
  const bool cut_front = begin > sentence.span.begin;
  const bool cut_back = end < sentence.span.end;
  std::string text(std::string_view(document.text.utf8).substr(begin, end - begin));
  while (!text.empty() && (text.front() & 0xC0) == 0x80) text.erase(0, 1);  // not from inside a character
  while (!text.empty() && (text.back() & 0x80) != 0 && first_ill_formed(text) < text.size()) text.pop_back();
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (const std::size_t blank = text.find(' '); cut_front && blank < 24) text = "... " + text.substr(blank + 1);
  if (const std::size_t blank = text.rfind(' '); cut_back && blank != std::string::npos && blank + 24 > text.size()) text = text.substr(0, blank) + " ...";
  return document.metadata.id + ": " + text;
}

}  // namespace

std::string_view name(Suggestion::Kind kind) {
  constexpr std::string_view names[] = {"unknown name", "abbreviation", "spelling"};
  return names[static_cast<std::size_t>(kind)];
}

std::string sound_of(std::string_view name) {
  std::string text = id_of(name);
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
  };
  for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{"dzh", "j"}, {"zh", "j"}, {"kh", "h"}, {"gh", "g"}, {"sh", "s"}, {"ch", "c"},
                                 {"ph", "f"}, {"q", "k"}, {"w", "v"}, {"ts", "c"}}) {
    replace(from, to);
  }
  std::string sound;
  for (const char c : text) {
    if (std::string_view("aeiouy-").find(c) != std::string_view::npos) {
      if (sound.empty() && c != '-') sound += 'a';  // a vowel at the begin counts, whichever it is
      continue;
    }
    if (sound.empty() || sound.back() != c) sound += c;
  }
  return sound;
}

struct Suggester::State {
  std::unordered_map<std::string, std::vector<Known>> by_sound;
  std::set<std::string> known;  // folded aliases
  std::set<std::string, std::less<>> parts;  // single folded words of longer aliases
  std::map<std::string, Known> tails;        // folded ends of longer aliases, three words or more
  std::map<std::string, std::string> acronyms;  // known ones of five letters or more -> label
  std::map<std::string, std::uint32_t, std::less<>> met;  // labels of the collection -> mentions
  std::set<std::string, std::less<>> countries;  // labels of states, peoples and places
  std::map<std::string, Seen> seen;
  std::unordered_map<std::string, std::uint32_t> lower;  // folded words in small letters

  void count(const std::string& key, Suggestion::Kind kind, const std::string& text, std::set<std::string>& in_document, const std::string& where) {
    Seen& entry = seen[key];
    if (entry.count++ == 0) {
      entry.kind = kind;
      entry.text = text;
    }
    if (in_document.insert(key).second) ++entry.documents;
    if (entry.passages.size() < most_passages) entry.passages.push_back(where);
  }

  void weigh(const std::string& key, const NameCandidate& candidate) {
    Seen& entry = seen[key];
    entry.organisations += candidate.organisation ? 1 : 0;
    entry.titled += candidate.titled ? 1 : 0;
    entry.acts += candidate.acts ? 1 : 0;
    entry.places += candidate.place ? 1 : 0;
    entry.starts += candidate.starts_sentence ? 1 : 0;
    entry.themed += candidate.themed ? 1 : 0;
  }

  void remember_parts(const Entry& entry, const std::string& alias) {
    std::vector<std::size_t> begins = {0};
    for (std::size_t at = alias.find(' '); at != std::string::npos; at = alias.find(' ', at + 1)) begins.push_back(at + 1);
    if (begins.size() < 2) return;
    for (std::size_t i = 0; i < begins.size(); ++i) {
      const std::size_t end = alias.find(' ', begins[i]);
      parts.insert(fold_term(alias.substr(begins[i], end == std::string::npos ? end : end - begins[i])));
      if (i > 0 && i + 2 < begins.size()) tails.try_emplace(fold_term(alias.substr(begins[i])), Known{entry.label(), alias});
    }
  }

  void count_labels(const Document& document) {
    for (const Annotation& annotation : document.annotations) {
      const std::string_view label = document.labels[annotation.label];
      const auto known_label = met.find(label);
      if (known_label == met.end()) {
        met.emplace(label, 1U);
      } else {
        ++known_label->second;
      }
    }
  }

  void count_words(const Document& document) {
    for (const Token& token : document.tokens) {
      if (token.kind == TokenKind::word && !is_capital(decode_utf8(document.text.utf8, token.span.begin).point)) ++lower[std::string(document.term(token))];
    }
  }

  // Not what a theme has, what only sentences begin with, or a common word that sometimes has a capital.
  [[nodiscard]] bool is_name(const std::string& key, const Seen& entry) const {
    if (2 * entry.themed > entry.count || 2 * entry.starts > entry.count + 1) return false;
    if (key.find(' ') != std::string::npos) return true;
    if (parts.contains(key)) return false;  // half of a known name
    const auto common = lower.find(key);
    return common == lower.end() || 4 * common->second < entry.count;
  }

  // "UNMCT": one letter of a known acronym of five letters or more was read wrongly.
  [[nodiscard]] std::map<std::string, std::string>::const_iterator near_acronym(const std::string& text) const {
    if (text.size() < 5 || text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos) return acronyms.end();
    auto best = acronyms.end();
    std::uint32_t times = 0;  // of the one that the collection names most
    for (auto each = acronyms.begin(); each != acronyms.end(); ++each) {
      if (each->first.size() != text.size() || edit_distance(each->first, text) != 1) continue;
      const auto here = met.find(each->second);
      if (here == met.end() || here->second <= times) continue;
      best = each;
      times = here->second;
    }
    return best;
  }

  // A spelling near to a known alias is a suggestion of that actor.
  void compare(Suggestion& suggestion) const {
    if (const auto tail = tails.find(fold_term(suggestion.text)); tail != tails.end()) {
      suggestion.kind = Suggestion::Kind::spelling;
      suggestion.label = tail->second.label;
      suggestion.beside = tail->second.alias;
      return;
    }
    if (const auto misread = near_acronym(suggestion.text); misread != acronyms.end()) {
      suggestion.kind = Suggestion::Kind::spelling;
      suggestion.label = misread->second;
      suggestion.beside = misread->first;
      return;
    }
    const auto near = by_sound.find(sound_of(suggestion.text));
    if (near == by_sound.end()) return;
    for (const Known& alias : near->second) {
      const std::size_t letters = std::max<std::size_t>(alias.alias.size(), suggestion.text.size());
      if (edit_distance(id_of(alias.alias), id_of(suggestion.text)) > std::max<std::size_t>(1, letters / 4)) continue;
      suggestion.kind = Suggestion::Kind::spelling;
      suggestion.label = alias.label;
      suggestion.beside = alias.alias;
      return;
    }
  }
};

Suggester::Suggester(const Lexicon& lexicon) : x_state(std::make_unique<State>()) {
  for (const Entry& entry : lexicon.entries()) {
    const bool country = entry.type == "state" || entry.type == "ethnic-or-regional-group" || entry.type == "place";
    if (entry.family == "actor" && country) x_state->countries.insert(entry.label());
  }
  for (const Rule& rule : lexicon.rules()) {
    const Entry& entry = lexicon.entries()[rule.entry];
    if (entry.family != "actor" || rule.kind != Rule::Kind::phrase) continue;
    x_state->known.insert(fold_term(rule.text));
    if (rule.text.find_first_of("*|") == std::string::npos) x_state->remember_parts(entry, rule.text);
    if (rule.letters == LetterCase::exact && rule.text.size() > 4) x_state->acronyms.try_emplace(rule.text, entry.label());
    if (rule.text.find_first_of("*|") != std::string::npos || rule.letters == LetterCase::exact) continue;
    const std::string sound = sound_of(rule.text);
    if (sound.size() >= 4) x_state->by_sound[sound].push_back({entry.label(), rule.text});
  }
}
Suggester::~Suggester() = default;
Suggester::Suggester(Suggester&&) noexcept = default;
Suggester& Suggester::operator=(Suggester&&) noexcept = default;

namespace {

// A long form of an actor that was read well: no text or event, and no short words of small letters but "of" and the like.
bool is_sound(std::string_view long_form) {
  if (names_a_thing(long_form)) return false;
  for (std::size_t at = 0; at < long_form.size();) {
    const std::size_t end = std::min(long_form.find_first_of(" \n", at), long_form.size());
    const std::string_view word = long_form.substr(at, end - at);
    at = end + 1;
    const bool low = !word.empty() && word.front() >= 'a' && word.front() <= 'z';
    if (low && word.size() < 4 && !among_small(word)) return false;
    if (word.find_first_of("0123456789{}|§") != std::string_view::npos) return false;
  }
  return true;
}

}  // namespace

void Suggester::add(const Document& document) {
  std::set<std::string> in_document;
  x_state->count_words(document);
  x_state->count_labels(document);
  const auto is_country = [&](std::string_view label) { return x_state->countries.find(label) != x_state->countries.end(); };
  for (const NameCandidate& candidate : NameFinder(document, is_country).candidates()) {
    const TextSpan span{document.tokens[candidate.tokens.begin].span.begin, document.tokens[candidate.tokens.end - 1].span.end};
    std::string text(document.text_of(span));
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (const std::size_t broken = text.find("- "); broken != std::string::npos) text.erase(broken + 1, 1);
    const std::string key = fold_term(text);
    x_state->count(key, Suggestion::Kind::unknown_name, text, in_document, passage(document, document.sentences[candidate.sentence], span));
    x_state->weigh(key, candidate);
  }
  for (const LearnedAlias& alias : AliasLearner::definitions(document)) {
    if (alias.kind != LearnedAlias::Kind::abbreviation || x_state->known.contains(fold_term(alias.text)) || !is_sound(alias.long_form)) continue;
    const std::string key = alias.text + " = " + fold_term(alias.long_form);
    x_state->count(key, Suggestion::Kind::abbreviation, alias.text, in_document, document.metadata.id + ": " + std::string(document.text_of(alias.evidence)));
    x_state->seen[key].label = alias.label;
    x_state->seen[key].beside = alias.long_form;
  }
}

namespace {

std::size_t word_count(std::string_view text) { return 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')); }

// How often each name stands inside longer ones, and inside how many: what the C-value takes off.
struct Nested {
  std::uint32_t times = 0;
  std::uint32_t names = 0;
};

std::map<std::string, Nested, std::less<>> nested_in(const std::map<std::string, Seen>& seen) {
  std::map<std::string, Nested, std::less<>> nested;
  for (const auto& [key, longer] : seen) {
    if (longer.kind != Suggestion::Kind::unknown_name || word_count(key) < 2) continue;
    for (std::size_t begin = 0; begin < key.size(); begin = key.find(' ', begin) == std::string::npos ? key.size() : key.find(' ', begin) + 1) {
      for (std::size_t end = key.find(' ', begin); true; end = key.find(' ', end + 1)) {
        const std::string part = key.substr(begin, end == std::string::npos ? end : end - begin);
        if (part.size() < key.size() && seen.contains(part)) {
          nested[part].times += longer.count;
          ++nested[part].names;
        }
        if (end == std::string::npos) break;
      }
    }
  }
  return nested;
}

// Frantzi, Ananiadou and Mima (2000): log2 of the length times the frequency less the mean frequency of the longer names; here with one
// added to the length, so that single words count.
double c_value(const Seen& seen, std::size_t words, const Nested& nested) {
  const double frequency = seen.count + nested.times;
  const double inside = nested.names == 0 ? 0 : static_cast<double>(nested.times) / nested.names;
  return std::log2(1.0 + static_cast<double>(std::min<std::size_t>(words, 4))) * std::max(frequency - inside, 0.0);
}

// Of what speaks for an actor and for something else; at most a few, at least next to nothing.
double likeness(const Seen& seen, std::size_t words) {
  const double all = seen.count;
  const bool initials = words == 1 && seen.text.size() > 2 && seen.text.size() < 8 && std::all_of(seen.text.begin(), seen.text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  const double place = seen.places / all;
  double likeness = 0.2 + (seen.organisations > 0 ? 2.0 : 0.0) + std::min(2.0, 4 * seen.acts / all) + std::min(2.0, 4 * seen.titled / all);
  if (words == 1) likeness *= 0.6;  // a part of a name, or a place, more often than not
  if (initials) likeness += 0.8;
  return likeness * std::max(0.1, 1 - 1.6 * place);
}

}  // namespace

std::vector<Suggestion> Suggester::ranked(std::size_t limit, std::uint32_t least, bool weak) const {
  std::vector<Suggestion> all;
  std::set<std::string> defined;  // short forms that are suggested as abbreviations
  for (const auto& [key, seen] : x_state->seen) {
    if (seen.kind == Suggestion::Kind::abbreviation) defined.insert(fold_term(seen.text));
  }
  const auto nested = nested_in(x_state->seen);
  for (const auto& [key, seen] : x_state->seen) {
    if (seen.count < least && seen.kind != Suggestion::Kind::abbreviation) continue;
    if (x_state->known.contains(key)) continue;
    Suggestion suggestion{seen.kind, seen.text, seen.label, seen.beside, seen.count, seen.documents, 0, seen.passages};
    if (seen.kind == Suggestion::Kind::unknown_name) {
      if (!x_state->is_name(key, seen) || defined.contains(key)) continue;
      x_state->compare(suggestion);
    }
    const std::size_t words = word_count(key);
    const double spread = std::log2(1.0 + seen.documents);
    if (suggestion.kind == Suggestion::Kind::unknown_name) {
      const double like = likeness(seen, words);
      if (!weak && like < least_likeness) continue;
      const auto inside = nested.find(key);
      suggestion.score = std::log2(1.0 + c_value(seen, words, inside == nested.end() ? Nested{} : inside->second)) * spread * like;
    } else {
      suggestion.score = 4 + 2 * std::log2(1.0 + seen.count) * spread;
    }
    all.push_back(std::move(suggestion));
  }
  std::sort(all.begin(), all.end(), [](const Suggestion& a, const Suggestion& b) { return a.score != b.score ? a.score > b.score : a.text < b.text; });
  if (all.size() > limit) all.resize(limit);
  return all;
}

}  // namespace concord
