#include "lexicons/learned_aliases.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "lexicons/document_words.h"
#include "lexicons/matcher.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 22> head_nouns = {
    "commission", "committee", "mission", "council", "front", "party", "movement", "organization", "organisation", "union", "ministry",
    "office",     "dialogue",  "group",   "alliance", "congress", "assembly", "court", "tribunal", "fund", "agency", "force"};
constexpr std::array<std::string_view, 18> titles = {"mr",  "mrs",     "ms",       "dr",        "president", "general",  "ambassador", "sir", "colonel",
                                                     "minister", "prince", "professor", "commander", "mullah", "sheikh", "envoy", "chairman", "prof"};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

std::string_view family_of(std::string_view label) { return label.substr(0, label.find(':')); }

// Adds the mentions of what was learned.
class Application {
 public:
  Application(Document& document, const AliasLearner::Types& types) : x_document(document), x_words(document), x_types(types) {
    x_taken.assign(document.tokens.size(), false);
    for (const Annotation& annotation : document.annotations) {
      if (document.labels[annotation.label].starts_with("actor:")) take(annotation.tokens);
    }
  }

  void abbreviation(LearnedAlias& alias) {
    std::vector<std::string_view> words;
    const std::string copy = alias.text;
    for (std::size_t at = 0; at < copy.size();) {
      const std::size_t end = std::min(copy.find(' ', at), copy.size());
      words.push_back(std::string_view(copy).substr(at, end - at));
      at = end + 1;
    }
    const std::string rule = rule_of(alias);
    const TermNo one = number_of(fold_term(words.front()));
    const TermNo many = number_of(fold_term(std::string(words.front()) + "s"));
    if (one == x_document.terms.size() && many == one) return;
    for (std::uint32_t token = 0; token + words.size() <= x_document.tokens.size(); ++token) {
      const TermNo term = x_document.tokens[token].term;
      if ((term != one && term != many) || !stands(words, token)) continue;
      const TokenRange tokens{token, token + narrow(words.size())};
      if (!free_or_same(tokens, alias)) continue;
      add(alias, tokens, rule, 95);
    }
  }

  // Surnames of persons whose full name stands in the document, after it.
  void surnames(std::vector<LearnedAlias>& learned) {
    std::map<std::string, std::vector<LearnedAlias>> by_surname;  // a surname of two persons teaches nothing
    std::map<std::string, std::uint32_t> after;
    for (const Annotation& annotation : x_document.annotations) {
      if (annotation.tokens.size() < 2 || type_of(annotation) != "person") continue;
      const std::string name(x_words.surface(annotation.tokens.end - 1));
      if (name.size() < 4 || !is_capital(first_letter(name))) continue;
      const std::string label(x_document.labels[annotation.label]);
      std::vector<LearnedAlias>& known = by_surname[name];
      const bool same = std::any_of(known.begin(), known.end(), [&](const LearnedAlias& alias) { return alias.label == label; });
      if (same) continue;
      known.push_back({LearnedAlias::Kind::surname, name, label, std::string(x_document.text_of(annotation.span)), annotation.span});
      after.emplace(name, annotation.tokens.end);
    }
    for (auto& [name, aliases] : by_surname) {
      if (aliases.size() != 1) continue;
      LearnedAlias& alias = aliases.front();
      const std::string rule = rule_of(alias);
      const TermNo term = number_of(fold_term(name));
      for (std::uint32_t token = after[name]; token < x_document.tokens.size(); ++token) {
        if (x_document.tokens[token].term != term || x_words.surface(token) != name || x_taken[token]) continue;
        const bool titled = token > 0 && among(titles, x_words.term(token - 1));
        const bool longer_name = !titled && token > 0 && beside(token - 1, token);
        if (!longer_name) add(alias, {token, token + 1}, rule, titled ? 90 : 80);
      }
      if (alias.mentions > 0) learned.push_back(std::move(alias));
    }
  }

  // "the Commission" after the full name of one: of the last one named, when its words have that noun.
  void head_nouns_of_names(std::vector<LearnedAlias>& learned) {
    const std::vector<std::uint32_t> places = short_names();
    if (places.empty()) return;
    if (x_added) sort_annotations(x_document);
    std::map<TermNo, FullName> current;  // noun -> of whom it speaks now
    for (const std::uint32_t place : places) current[x_document.tokens[place].term] = {};
    std::map<std::pair<TermNo, TermNo>, std::size_t> listed;  // by noun and label
    const std::size_t known = x_document.annotations.size();  // what is added here stands behind them
    std::size_t next = 0;
    for (const std::uint32_t token : places) {
      for (; next < known && x_document.annotations[next].tokens.end <= token; ++next) remember(next, current);
      const TermNo noun = x_document.tokens[token].term;
      const FullName name = current[noun];
      if (!name.known || goes_on(token)) continue;
      const TermNo label = x_document.annotations[name.annotation].label;
      const auto [where, is_new] = listed.try_emplace({noun, label}, learned.size());
      if (is_new) learned.push_back(short_name_of(name));
      add(learned[where->second], {token, token + 1}, rule_of(learned[where->second]), 70);
    }
  }

 private:
  // Looked for one after the other: a document asks for a few terms, and an index of all would cost more.
  [[nodiscard]] TermNo number_of(std::string_view term) const {
    TermNo no = 0;
    while (no < x_document.terms.size() && x_document.terms[no] != term) ++no;
    return no;
  }

  // Of a label of the lexicon; empty where it has none.
  [[nodiscard]] std::string_view type_of(const Annotation& annotation) {
    if (annotation.label >= x_label_types.size()) x_label_types.resize(x_document.labels.size());
    std::optional<std::string_view>& type = x_label_types[annotation.label];
    if (!type) {
      const auto at = x_types.find(x_document.labels[annotation.label]);
      type = at == x_types.end() ? std::string_view() : std::string_view(at->second);
    }
    return *type;
  }

  /// A mention and the token in it that may stand for it.
  struct FullName {
    std::size_t annotation = 0;
    std::uint32_t token = 0;
    bool known = false;
  };

  // The tokens that may be short names by themselves: "the Commission".
  [[nodiscard]] std::vector<std::uint32_t> short_names() const {
    std::vector<std::uint32_t> places;
    const TermNo the = number_of("the");
    for (std::uint32_t token = 1; token < x_document.tokens.size(); ++token) {
      if (x_document.tokens[token - 1].term != the || x_taken[token] || !is_capital(first_letter(x_words.surface(token)))) continue;
      if (among(head_nouns, x_words.term(token))) places.push_back(token);
    }
    return places;
  }

  void remember(std::size_t number, std::map<TermNo, FullName>& current) {
    const Annotation& annotation = x_document.annotations[number];
    if (annotation.tokens.size() < 2 || annotation.confidence < 90) return;
    for (std::uint32_t token = annotation.tokens.begin; token < annotation.tokens.end; ++token) {
      const auto noun = current.find(x_document.tokens[token].term);
      if (noun == current.end() || !is_capital(first_letter(x_words.surface(token)))) continue;
      const std::string_view type = type_of(annotation);
      if (type.empty() || type == "person" || type == "state" || type == "place") return;
      noun->second = {number, token, true};
    }
  }

  [[nodiscard]] LearnedAlias short_name_of(const FullName& name) const {
    const Annotation& annotation = x_document.annotations[name.annotation];
    return {LearnedAlias::Kind::head_noun, "the " + std::string(x_words.surface(name.token)), std::string(x_document.labels[annotation.label]),
            std::string(x_document.text_of(annotation.span)), annotation.span};
  }

  // "the Commission on Human Rights", "the Mission Chief": another name.
  [[nodiscard]] bool goes_on(std::uint32_t token) const {
    if (token + 1 >= x_document.tokens.size()) return false;
    if (beside(token, token + 1)) return true;
    const bool link = is_link_word(x_words.term(token + 1)) && x_words.term(token + 1) != "and" && x_words.before(token + 1) == " ";
    if (!link || token + 2 >= x_document.tokens.size()) return false;
    const std::string_view next = x_words.surface(x_words.term(token + 2) == "the" && token + 3 < x_document.tokens.size() ? token + 3 : token + 2);
    return x_words.term(token + 1) != "in" && x_words.term(token + 1) != "to" && is_capital(first_letter(next));
  }

  // Two words with a blank between, both with capitals.
  [[nodiscard]] bool beside(std::uint32_t left, std::uint32_t right) const {
    return x_words.before(right) == " " && is_capital(first_letter(x_words.surface(left))) && is_capital(first_letter(x_words.surface(right)));
  }

  [[nodiscard]] bool stands(const std::vector<std::string_view>& words, std::uint32_t token) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view found = x_words.surface(token + narrow(i));
      const bool plural = words.size() == 1 && found.size() == words[i].size() + 1 && found.back() == 's' && found.starts_with(words[i]);
      if (found != words[i] && !plural) return false;
    }
    return true;
  }

  // Free of mentions of actors and of its own label, or covered by one of exactly these tokens: that one is replaced.
  bool free_or_same(TokenRange tokens, const LearnedAlias& alias) {
    bool taken = false;
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) taken = taken || x_taken[token];
    const std::string_view family = family_of(alias.label);
    auto& annotations = x_document.annotations;
    if (!taken) {
      return family == "actor" || std::none_of(annotations.begin(), annotations.end(), [&](const Annotation& each) {
               return each.tokens.begin < tokens.end && tokens.begin < each.tokens.end && x_document.labels[each.label] == alias.label;
             });
    }
    const auto same_place = [&](const Annotation& each) {
      return each.tokens == tokens && family_of(x_document.labels[each.label]) == family;
    };
    const bool right_already = std::any_of(annotations.begin(), annotations.end(), [&](const Annotation& each) {
      return same_place(each) && x_document.labels[each.label] == alias.label;
    });
    if (right_already || alias.kind != LearnedAlias::Kind::abbreviation) return false;
    return std::erase_if(annotations, same_place) > 0;
  }

  void take(TokenRange tokens) {
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) x_taken[token] = true;
  }

  void add(LearnedAlias& alias, TokenRange tokens, const std::string& rule, std::uint8_t confidence) {
    x_document.annotations.push_back({tokens, x_words.span(tokens), x_document.labels.intern(alias.label), x_document.rules.intern(rule), false, confidence});
    take(tokens);
    x_added = true;
    ++alias.mentions;
  }

  [[nodiscard]] static std::string rule_of(const LearnedAlias& alias) {
    return fmt::format("document: {} = {} (byte {})", alias.text, alias.long_form, alias.evidence.begin);
  }

  Document& x_document;
  DocumentWords x_words;
  const AliasLearner::Types& x_types;
  std::vector<std::optional<std::string_view>> x_label_types;  // of the document's labels, filled as they are asked
  std::vector<bool> x_taken;  // tokens under a mention of an actor
  bool x_added = false;       // mentions stand at the end that belong elsewhere
};

// A name without its blanks and line ends, folded.
std::string name_key(std::string_view name) {
  std::string words;
  for (const char c : name) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank) words += c;
  }
  return fold_term(words);
}

}  // namespace

AliasLearner::AliasLearner(const Catalogue& catalogue, LearningOptions options) : x_options(options) {
  for (const Label& label : catalogue.labels()) {
    x_types[label.id] = label.type;
    if (label.id.starts_with("actor:")) x_names.emplace(name_key(label.name), label.id);
  }
}

std::vector<LearnedAlias> AliasLearner::annotate(Document& document) const {
  std::vector<LearnedAlias> learned;
  if (document.annotations.empty()) return learned;
  if (x_options.abbreviations) learned = definitions(document);
  Application apply(document, x_types);
  for (LearnedAlias& alias : learned) {
    // Inside a longer mention ("Chairman of the Commission ...") the long form has no mention of its own.
    const auto known = alias.label.empty() ? x_names.find(name_key(alias.long_form)) : x_names.end();
    if (known != x_names.end()) alias.label = known->second;
    if (!alias.label.empty()) apply.abbreviation(alias);
  }
  if (x_options.short_names) {
    apply.surnames(learned);
    apply.head_nouns_of_names(learned);
  }
  const bool added = std::any_of(learned.begin(), learned.end(), [](const LearnedAlias& alias) { return alias.mentions > 0; });
  if (added) sort_annotations(document);
  return learned;
}

}  // namespace concord
