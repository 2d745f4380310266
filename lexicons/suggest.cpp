#include "lexicons/suggest.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

#include "corpus/document/document.h"
#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/learned_aliases.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 10> link_words = {"of", "for", "the", "on", "and", "de", "du", "des", "la", "по"};
constexpr std::size_t most_passages = 3;

struct Seen {
  Suggestion::Kind kind = Suggestion::Kind::unknown_name;
  std::string text;
  std::string label;
  std::string beside;
  std::uint32_t count = 0;
  std::uint32_t documents = 0;
  std::vector<std::string> passages;
};

struct Known {
  std::string label;
  std::string alias;
};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string passage(const Document& document, const Sentence& sentence, TextSpan span) {
  const std::uint32_t begin = std::max(sentence.span.begin, span.begin > 80 ? span.begin - 80 : 0);
  const std::uint32_t end = std::min(sentence.span.end, span.end + 80);
  std::string text(std::string_view(document.text.utf8).substr(begin, end - begin));
  while (!text.empty() && (text.front() & 0xC0) == 0x80) text.erase(0, 1);  // not from inside a character
  while (!text.empty() && (text.back() & 0x80) != 0 && first_ill_formed(text) < text.size()) text.pop_back();
  std::replace_if(text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
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
  std::map<std::string, Seen> seen;

  void count(const std::string& key, Suggestion::Kind kind, const std::string& text, std::set<std::string>& in_document, const std::string& where) {
    Seen& entry = seen[key];
    if (entry.count++ == 0) {
      entry.kind = kind;
      entry.text = text;
    }
    if (in_document.insert(key).second) ++entry.documents;
    if (entry.passages.size() < most_passages) entry.passages.push_back(where);
  }
};

Suggester::Suggester(const Lexicon& lexicon) : x_state(std::make_unique<State>()) {
  for (const Rule& rule : lexicon.rules()) {
    const Entry& entry = lexicon.entries()[rule.entry];
    if (entry.family != "actor" || rule.kind != Rule::Kind::phrase) continue;
    x_state->known.insert(fold_term(rule.text));
    if (rule.text.find_first_of("*|") != std::string::npos || rule.letters == LetterCase::exact) continue;
    const std::string sound = sound_of(rule.text);
    if (sound.size() >= 4) x_state->by_sound[sound].push_back({entry.label(), rule.text});
  }
}
Suggester::~Suggester() = default;
Suggester::Suggester(Suggester&&) noexcept = default;
Suggester& Suggester::operator=(Suggester&&) noexcept = default;

namespace {

// The sequences of capitalised words of a document that no mention of an actor touches.
class Names {
 public:
  explicit Names(const Document& document) : x_document(document), x_taken(document.tokens.size(), false) {
    for (const Annotation& annotation : document.annotations) {
      if (!document.labels[annotation.label].starts_with("actor:")) continue;
      for (std::uint32_t token = annotation.tokens.begin; token < annotation.tokens.end; ++token) x_taken[token] = true;
    }
  }

  template <class Found>
  void each(const Sentence& sentence, const Found& found) const {
    for (std::uint32_t token = sentence.tokens.begin; token < sentence.tokens.end;) {
      if (!capital(token)) {
        ++token;
        continue;
      }
      std::uint32_t end = token + 1;
      while (end < sentence.tokens.end && goes_on(end, sentence.tokens.end)) ++end;
      // A single word at the begin of a sentence has its capital from there.
      const std::uint32_t first = token == sentence.tokens.begin && end - token > 1 && among(starters, term(token)) ? token + 1 : token;
      const bool lone_start = end - first == 1 && first == sentence.tokens.begin;
      if (!lone_start && end > first && std::none_of(x_taken.begin() + first, x_taken.begin() + end, [](bool taken) { return taken; })) found(TokenRange{first, end});
      token = end;
    }
  }

 private:
  static constexpr std::array<std::string_view, 16> starters = {"the", "in", "on", "at", "a", "an", "this", "these", "his", "its", "for", "as", "after", "during", "under", "by"};

  [[nodiscard]] std::string_view term(std::uint32_t token) const { return x_document.term(x_document.tokens[token]); }
  [[nodiscard]] bool capital(std::uint32_t token) const {
    const Token& each = x_document.tokens[token];
    return each.kind == TokenKind::word && is_capital(decode_utf8(x_document.text.utf8, each.span.begin).point);
  }
  [[nodiscard]] bool beside(std::uint32_t token) const {
    const std::string_view between = x_document.text_of({x_document.tokens[token - 1].span.end, x_document.tokens[token].span.begin});
    return between == " " || between == "\n" || between.empty() || between == "-";
  }
  // A capitalised word, or a link word with a capitalised one behind it.
  [[nodiscard]] bool goes_on(std::uint32_t token, std::uint32_t limit) const {
    if (!beside(token)) return false;
    if (capital(token)) return true;
    if (!among(link_words, term(token)) || token + 1 >= limit || !beside(token + 1)) return false;
    return capital(token + 1) || (term(token + 1) == "the" && token + 2 < limit && beside(token + 2) && capital(token + 2));
  }

  const Document& x_document;
  std::vector<bool> x_taken;
};

}  // namespace

void Suggester::add(const Document& document) {
  std::set<std::string> in_document;
  const Names names(document);
  for (const Sentence& sentence : document.sentences) {
    names.each(sentence, [&](TokenRange tokens) {
      const TextSpan span{document.tokens[tokens.begin].span.begin, document.tokens[tokens.end - 1].span.end};
      std::string text(document.text_of(span));
      std::replace(text.begin(), text.end(), '\n', ' ');
      if (text.size() < 3 || tokens.size() > 10) return;
      x_state->count(fold_term(text), Suggestion::Kind::unknown_name, text, in_document, passage(document, sentence, span));
    });
  }
  for (const LearnedAlias& alias : AliasLearner::definitions(document)) {
    if (alias.kind != LearnedAlias::Kind::abbreviation || x_state->known.contains(fold_term(alias.text))) continue;
    const std::string key = alias.text + " = " + fold_term(alias.long_form);
    x_state->count(key, Suggestion::Kind::abbreviation, alias.text, in_document, document.metadata.id + ": " + std::string(document.text_of(alias.evidence)));
    x_state->seen[key].label = alias.label;
    x_state->seen[key].beside = alias.long_form;
  }
}

std::vector<Suggestion> Suggester::ranked(std::size_t limit, std::uint32_t least) const {
  std::vector<Suggestion> all;
  for (const auto& [key, seen] : x_state->seen) {
    if (seen.count < least && seen.kind != Suggestion::Kind::abbreviation) continue;
    if (x_state->known.contains(key)) continue;
    Suggestion suggestion{seen.kind, seen.text, seen.label, seen.beside, seen.count, seen.documents, 0, seen.passages};
    if (seen.kind == Suggestion::Kind::unknown_name) {
      const auto near = x_state->by_sound.find(sound_of(seen.text));
      if (near != x_state->by_sound.end()) {
        for (const Known& known : near->second) {
          const std::size_t letters = std::max<std::size_t>(known.alias.size(), seen.text.size());
          if (edit_distance(id_of(known.alias), id_of(seen.text)) > std::max<std::size_t>(1, letters / 4)) continue;
          suggestion.kind = Suggestion::Kind::spelling;
          suggestion.label = known.label;
          suggestion.beside = known.alias;
          break;
        }
      }
    }
    const auto words = static_cast<double>(1 + std::count(seen.text.begin(), seen.text.end(), ' '));
    suggestion.score = std::log2(1.0 + seen.count) * std::log2(1.0 + seen.documents) * std::min(words, 4.0);
    if (suggestion.kind != Suggestion::Kind::unknown_name) suggestion.score = 2 * suggestion.score + 4;
    all.push_back(std::move(suggestion));
  }
  std::sort(all.begin(), all.end(), [](const Suggestion& a, const Suggestion& b) { return a.score != b.score ? a.score > b.score : a.text < b.text; });
  if (all.size() > limit) all.resize(limit);
  return all;
}

LexiconDraft draft_of_suggestions(const std::vector<Suggestion>& accepted) {
  LexiconDraft draft;
  draft.comment = "Accepted from 'concord lexicon suggest'.";
  std::map<std::string, std::size_t> entries;
  for (const Suggestion& suggestion : accepted) {
    const bool known = !suggestion.label.empty();
    const std::string full = suggestion.kind == Suggestion::Kind::abbreviation && !known ? suggestion.beside : suggestion.text;
    const std::string id = known ? suggestion.label.substr(suggestion.label.find(':') + 1) : id_of(full);
    const auto [at, is_new] = entries.try_emplace(id, draft.entries.size());
    if (is_new) {
      DraftEntry entry;
      entry.entry.family = "actor";
      entry.entry.id = id;
      entry.entry.name = known ? "" : full;
      entry.extends = known;
      draft.entries.push_back(std::move(entry));
    }
    Rule rule;
    rule.text = suggestion.text;
    if (suggestion.kind == Suggestion::Kind::abbreviation) rule.letters = LetterCase::exact;
    rule.evidence = fmt::format("{} times in {} documents; {}", suggestion.count, suggestion.documents, suggestion.passages.empty() ? "" : suggestion.passages.front());
    draft.entries[at->second].rules.push_back(std::move(rule));
    if (!known && full != suggestion.text && is_new) {
      Rule long_form;
      long_form.text = full;
      draft.entries[at->second].rules.push_back(std::move(long_form));
    }
  }
  return draft;
}

}  // namespace concord
