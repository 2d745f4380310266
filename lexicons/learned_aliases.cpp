#include "lexicons/learned_aliases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/matcher.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 22> head_nouns = {
    "commission", "committee", "mission", "council", "front", "party", "movement", "organization", "organisation", "union", "ministry",
    "office",     "dialogue",  "group",   "alliance", "congress", "assembly", "court", "tribunal", "fund", "agency", "force"};
constexpr std::array<std::string_view, 18> titles = {"mr",  "mrs",     "ms",       "dr",        "president", "general",  "ambassador", "sir", "colonel",
                                                     "minister", "prince", "professor", "commander", "mullah", "sheikh", "envoy", "chairman", "prof"};
constexpr std::array<std::string_view, 22> link_words = {"para", "por", "pour", "del", "do", "da", "y", "e", "of", "for", "and", "the", "on", "in", "to", "de", "la", "du", "des", "et", "по", "и"};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

char32_t first_letter(std::string_view word) { return word.empty() ? U' ' : decode_utf8(word, 0).point; }

// "UTO", "UNMOT", "CSCE", "ОТО", "S.-G." no: two to ten letters, most of them capitals.
bool is_abbreviation(std::string_view word) {
  std::size_t capitals = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded sign = decode_utf8(word, at);
    at += sign.length;
    if (sign.point == '-' || sign.point == '.' || (sign.point >= '0' && sign.point <= '9')) continue;
    if (sign.point < 0x80 && std::isalpha(static_cast<int>(sign.point)) == 0) return false;
    ++letters;
    if (is_capital(sign.point)) ++capitals;
  }
  return letters >= 2 && letters <= 10 && capitals >= 2 && capitals * 2 > letters;
}

// The opening brackets of a text in their order: two searches for one character, each many times faster than one for two.
class Brackets {
 public:
  explicit Brackets(std::string_view text) : x_text(text), x_round(text.find('(')), x_square(text.find('[')) {}
  /// Where the next one stands; npos after the last.
  std::size_t next() {
    const std::size_t at = std::min(x_round, x_square);
    if (at == std::string_view::npos) return at;
    if (at == x_round) x_round = x_text.find('(', at + 1);
    if (at == x_square) x_square = x_text.find('[', at + 1);
    return at;
  }

 private:
  std::string_view x_text;
  std::size_t x_round;
  std::size_t x_square;
};

// One document being learned from. Token indices throughout.
class Lesson {
 public:
  explicit Lesson(const Document& document) : x_document(document) {}

  [[nodiscard]] std::string_view surface(std::uint32_t token) const { return x_document.text_of(x_document.tokens[token].span); }
  [[nodiscard]] std::string_view term(std::uint32_t token) const { return x_document.term(x_document.tokens[token]); }
  [[nodiscard]] std::string_view text(TokenRange tokens) const { return x_document.text_of(span(tokens)); }
  [[nodiscard]] TextSpan span(TokenRange tokens) const {
    return {x_document.tokens[tokens.begin].span.begin, x_document.tokens[tokens.end - 1].span.end};
  }
  // The signs before a token, after the one before it.
  [[nodiscard]] std::string_view before(std::uint32_t token) const {
    const std::uint32_t from = token == 0 ? 0 : x_document.tokens[token - 1].span.end;
    return x_document.text_of({from, x_document.tokens[token].span.begin});
  }

  std::vector<LearnedAlias> definitions() const {
    std::vector<LearnedAlias> found;
    std::set<std::string> seen;
    const std::string& all = x_document.text.utf8;
    std::uint32_t last = 0;
    Brackets brackets(all);
    for (std::size_t at = brackets.next(); at != std::string::npos; at = brackets.next()) {
      const auto sentence = std::partition_point(x_document.sentences.begin(), x_document.sentences.end(),
                                                 [&](const Sentence& each) { return each.span.end <= at; });
      if (sentence == x_document.sentences.end()) break;
      const auto token = narrow(static_cast<std::size_t>(
          std::partition_point(x_document.tokens.begin(), x_document.tokens.end(), [&](const Token& each) { return each.span.begin <= at; }) -
          x_document.tokens.begin()));
      if (token <= sentence->tokens.begin || token >= sentence->tokens.end || token == last) continue;
      last = token;
      for (LearnedAlias& alias : bracket(token, sentence->tokens)) {
        if (seen.insert(alias.text).second) found.push_back(std::move(alias));
      }
    }
    return found;
  }

 private:
  // The tokens inside the bracket that opens before `open`.
  [[nodiscard]] TokenRange inside(std::uint32_t open, TokenRange sentence) const {
    std::uint32_t end = open + 1;
    while (end < sentence.end && end - open < 24 && before(end).find_first_of(")]") == std::string_view::npos) ++end;
    return {open, end};
  }

  std::vector<LearnedAlias> bracket(std::uint32_t open, TokenRange sentence) const {
    std::vector<LearnedAlias> found;
    const TokenRange content = inside(open, sentence);
    for (std::uint32_t token = content.begin; token < content.end; ++token) {
      if (!is_abbreviation(surface(token))) continue;
      // "the "United Tajik Opposition", UTO": the long form may stand in the bracket, else before it.
      std::optional<TokenRange> long_form = token > content.begin ? long_before(token, content.begin, surface(token)) : std::nullopt;
      if (!long_form) long_form = long_before(open, sentence.begin, surface(token));
      if (long_form) found.push_back(make(LearnedAlias::Kind::abbreviation, std::string(surface(token)), *long_form, {long_form->begin, token + 1}));
    }
    if (found.empty() && open > sentence.begin && is_abbreviation(surface(open - 1)) && initials(surface(open - 1), content)) {
      found.push_back(make(LearnedAlias::Kind::abbreviation, std::string(surface(open - 1)), content, {open - 1, content.end}));
    }
    if (found.empty()) {
      if (auto quoted = quoted_name(content, sentence)) found.push_back(*std::move(quoted));
    }
    return found;
  }

  // (hereinafter "the Commission"), (the "Mission"): a name in quotes that stands for the mention right before the bracket.
  [[nodiscard]] std::optional<LearnedAlias> quoted_name(TokenRange content, TokenRange sentence) const {
    for (std::uint32_t token = content.begin; token < content.end; ++token) {
      const std::string_view signs = before(token);
      const bool opens = signs.find('"') != std::string_view::npos || signs.find("\xE2\x80\x9C") != std::string_view::npos || signs.find("\xC2\xAB") != std::string_view::npos;
      if (!opens) continue;
      std::uint32_t end = token + 1;
      const auto closes = [&](std::uint32_t at) {
        const std::uint32_t from = x_document.tokens[at - 1].span.end;
        const std::string_view after = std::string_view(x_document.text.utf8).substr(from, 3);
        return after.starts_with('"') || after.starts_with("\xE2\x80\x9D") || after.starts_with("\xC2\xBB") || after.starts_with(",\"") ;
      };
      while (end < content.end && !closes(end)) ++end;
      std::uint32_t first = token;
      if (term(first) == "the" && first + 1 < end) ++first;
      if (end - first > 4 || !is_capital(first_letter(surface(first)))) return std::nullopt;
      const Annotation* mention = mention_ending_at(content.begin, sentence.begin);
      if (mention == nullptr) return std::nullopt;
      return make(LearnedAlias::Kind::quoted_name, std::string(text({first, end})), mention->tokens, {mention->tokens.begin, end});
    }
    return std::nullopt;
  }

  // The tagged mention whose last token is the one before `token`; the longest.
  [[nodiscard]] const Annotation* mention_ending_at(std::uint32_t token, std::uint32_t least) const {
    const std::uint32_t from = std::max(least, token > longest ? token - longest : 0);
    for (auto at = first_from(from); at != x_document.annotations.end() && at->tokens.begin < token; ++at) {
      if (at->tokens.end == token) return &*at;
    }
    return nullptr;
  }

  static constexpr std::uint32_t longest = 24;  // tokens of a name that is looked for

  [[nodiscard]] std::vector<Annotation>::const_iterator first_from(std::uint32_t token) const {
    return std::partition_point(x_document.annotations.begin(), x_document.annotations.end(),
                                [&](const Annotation& each) { return each.tokens.begin < token; });
  }

  // The words before `token` whose letters the abbreviation takes: words that it spells with their first letters, so that
  // "Chairman of the Commission on National Reconciliation (CNR)" teaches a commission and no chairman; else a tagged mention
  // that ends there; else words whose beginnings it joins (INTERPOL); else the shortest stretch that fits (after Schwartz and
  // Hearst 2003); else a translated name, whose first letters stand in another order: "Democratic League of Kosovo (LDK)".
  // A word before them with a capital and the same first letter belongs to them: "Frente Farabundo Marti ... (FMLN)".
  [[nodiscard]] std::optional<TokenRange> long_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation) const {
    if (token <= least) return std::nullopt;
    auto words = fitting_before(token, least, abbreviation);
    const auto same_letter = [&](std::uint32_t at) { return is_capital(first_letter(surface(at))) && first_letter(surface(at)) == first_letter(surface(at + 1)); };
    if (words && words->begin > least && before(words->begin) == " " && same_letter(words->begin - 1)) --words->begin;
    return words;
  }

  [[nodiscard]] std::optional<TokenRange> fitting_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation) const {
    if (const auto spelled = spelled_before(token, least, abbreviation)) return spelled;
    if (const Annotation* mention = mention_ending_at(token, least); mention != nullptr && mention->tokens.size() > 1 && letters_fit(abbreviation, mention->tokens)) {
      return mention->tokens;
    }
    if (const auto joined = stretch_before(token, least, abbreviation, [&](TokenRange words) { return beginnings(abbreviation, words); })) return joined;
    if (const auto turned = stretch_before(token, least, abbreviation, [&](TokenRange words) { return initials_in_any_order(abbreviation, words); })) return turned;
    const std::size_t letters = abbreviation.size();
    const auto most = narrow(std::min(letters + 5, letters * 2));
    for (std::uint32_t begin = token - 1;; --begin) {
      const TokenRange words{begin, token};
      if (words.size() > 1 && !among(link_words, term(begin)) && letters_fit(abbreviation, words) && is_capital(first_letter(surface(begin)))) return words;
      if (begin == least || token - begin >= most) return std::nullopt;
    }
  }

  // The shortest stretch of at least two words before `token` that does not begin with a link word and is `right`.
  template <class Right>
  [[nodiscard]] std::optional<TokenRange> stretch_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation, Right right) const {
    const auto most = narrow(abbreviation.size() * 2 + 2);
    for (std::uint32_t begin = token; begin-- > least && token - begin <= most;) {
      if (token - begin > 1 && !among(link_words, term(begin)) && right(TokenRange{begin, token})) return TokenRange{begin, token};
    }
    return std::nullopt;
  }

  // The words that the abbreviation spells: of a name, or, by three letters and more, of "gross domestic product" as well.
  [[nodiscard]] std::optional<TokenRange> spelled_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation) const {
    return stretch_before(token, least, abbreviation, [&](TokenRange each) {
      return (is_capital(first_letter(surface(each.begin))) || letters_of(abbreviation).size() > 2) && initials(abbreviation, each);
    });
  }

  // Capital letters of an abbreviation without its signs and without the s of a plural.
  [[nodiscard]] static std::u32string letters_of(std::string_view abbreviation) {
    std::u32string letters;
    for (std::size_t at = 0; at < abbreviation.size();) {
      const Decoded sign = decode_utf8(abbreviation, at);
      at += sign.length;
      if (sign.point == '.' || sign.point == '-') continue;
      if (at == abbreviation.size() && sign.point == 's' && letters.size() > 1 && is_capital(letters.back())) break;
      letters += capital(sign.point);
    }
    return letters;
  }

  [[nodiscard]] static char32_t capital(char32_t c) {
    const bool small = (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x44F);
    return small ? c - 32 : c;
  }

  // No comma or bracket between the words.
  [[nodiscard]] bool unbroken(TokenRange words) const {
    for (std::uint32_t token = words.begin + 1; token < words.end; ++token) {
      if (before(token).find_first_of(",;:()[]") != std::string_view::npos) return false;
    }
    return true;
  }

  // Three letters and more are the first ones of the words of a name, in any order.
  [[nodiscard]] bool initials_in_any_order(std::string_view abbreviation, TokenRange words) const {
    std::u32string wanted = letters_of(abbreviation);
    std::u32string found;
    for (std::uint32_t token = words.begin; token < words.end; ++token) {
      if (among(link_words, term(token))) continue;
      const std::string_view word = surface(token);
      for (std::size_t at = 0; at < word.size(); at = word.find('-', at) == std::string_view::npos ? word.size() : word.find('-', at) + 1) {
        found += capital(first_letter(word.substr(at)));
      }
    }
    std::sort(wanted.begin(), wanted.end());
    std::sort(found.begin(), found.end());
    return wanted.size() > 2 && wanted == found && is_capital(first_letter(surface(words.end - 1))) && unbroken(words);
  }

  // "INTERPOL", "UNPREDEP", "DANLOG": the beginnings of words one behind the other; fewer words are left out than taken, and one gives
  // two letters or more.
  [[nodiscard]] bool beginnings(std::string_view abbreviation, TokenRange words) const {
    std::string letters;
    for (const char32_t c : letters_of(abbreviation)) {
      if (c > 'Z') return false;
      letters += static_cast<char>(c - 'A' + 'a');
    }
    if (letters.size() < 5 || !is_capital(first_letter(surface(words.begin))) || !unbroken(words)) return false;
    std::vector<std::string_view> parts;
    for (std::uint32_t token = words.begin; token < words.end; ++token) {
      const std::string_view word = term(token);
      for (std::size_t at = 0; at < word.size(); at = word.find('-', at) == std::string_view::npos ? word.size() : word.find('-', at) + 1) {
        parts.push_back(word.substr(at, word.find('-', at) - at));
      }
    }
    return joins(letters, 0, parts, 0, 0, 0);
  }

  // letters from `at` on are beginnings of parts from `part` on. Few words, short: plain search.
  [[nodiscard]] static bool joins(std::string_view letters, std::size_t at, const std::vector<std::string_view>& parts, std::size_t part, std::size_t taken,
                                  std::size_t left_out) {
    if (left_out > 3) return false;
    if (part == parts.size()) return at == letters.size() && taken >= 2 && left_out < taken + 1;
    const std::size_t most = std::min(parts[part].size(), letters.size() - at);
    for (std::size_t length = 1; length <= most && parts[part][length - 1] == letters[at + length - 1]; ++length) {
      if (joins(letters, at + length, parts, part + 1, taken + 1, left_out)) return true;
    }
    const bool link = among(link_words, parts[part]);
    return part > 0 && joins(letters, at, parts, part + 1, taken, left_out + (link ? 0 : 1));
  }

  // From right to left every letter of the abbreviation stands in the words; the first one begins the first word, and
  // at least half of them begin words.
  [[nodiscard]] bool letters_fit(std::string_view abbreviation, TokenRange words) const {
    std::string letters;
    for (const char c : abbreviation) {
      if (c != '.' && c != '-') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    const bool plain = std::all_of(letters.begin(), letters.end(), [](char c) { return (c & 0x80) == 0; });
    if (!plain) return initials(abbreviation, words);
    std::string whole;
    std::vector<bool> begins;
    for (std::uint32_t token = words.begin; token < words.end; ++token) {
      bool start = true;
      for (const char c : term(token)) {
        whole += c;
        begins.push_back(start);
        start = c == '-' || c == '\'';
      }
    }
    std::size_t at = whole.size();
    std::size_t at_begins = 0;
    for (std::size_t i = letters.size(); i-- > 0;) {
      const bool first = i == 0;
      // Prefer the begin of a word; a letter inside a word only where no word further left would be skipped for it.
      std::size_t choice = std::string::npos;
      for (std::size_t j = at; j-- > 0;) {
        if (whole[j] != letters[i] || (first && j != 0)) continue;
        if (choice == std::string::npos) choice = j;
        if (begins[j]) {
          choice = j;
          break;
        }
      }
      if (choice == std::string::npos) return false;
      at_begins += begins[choice] ? 1 : 0;
      at = choice;
    }
    return at == 0 && at_begins * 2 >= letters.size();
  }

  // The first letters of the words, link words left out or taken, spell the abbreviation. Any script.
  [[nodiscard]] bool initials(std::string_view abbreviation, TokenRange words) const {
    const std::u32string wanted = letters_of(abbreviation);
    std::u32string all;
    std::u32string strong;
    for (std::uint32_t token = words.begin; token < words.end; ++token) {
      const char32_t c = capital(first_letter(surface(token)));
      all += c;
      if (!among(link_words, term(token))) strong += c;
    }
    return wanted == all || wanted == strong;
  }

  [[nodiscard]] LearnedAlias make(LearnedAlias::Kind kind, std::string short_form, TokenRange long_form, TokenRange evidence) const {
    LearnedAlias alias{kind, std::move(short_form), {}, std::string(text(long_form)), span(evidence)};
    // The label: of the mention that is the long form, or ends with it, or is all of it but an article.
    for (auto at = first_from(long_form.begin > longest ? long_form.begin - longest : 0);
         at != x_document.annotations.end() && at->tokens.begin < long_form.end; ++at) {
      const Annotation& annotation = *at;
      const bool ends_there = annotation.tokens.end == long_form.end && annotation.tokens.size() + 2 >= long_form.size();
      const bool begins_there = annotation.tokens.begin <= long_form.begin + 1 && annotation.tokens.begin + 1 >= long_form.begin;
      if (!ends_there || !begins_there || annotation.negated) continue;
      const std::string_view label = x_document.labels[annotation.label];
      if (alias.label.empty() || label.starts_with("actor:")) alias.label = label;
      if (label.starts_with("actor:")) break;
    }
    return alias;
  }

  const Document& x_document;
};

std::string_view family_of(std::string_view label) { return label.substr(0, label.find(':')); }

// Adds the mentions of what was learned.
class Application {
 public:
  Application(Document& document, const AliasLearner::Types& types) : x_document(document), x_lesson(document), x_types(types) {
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
    const TermNo one = x_document.terms.find(fold_term(words.front()));
    const TermNo many = x_document.terms.find(fold_term(std::string(words.front()) + "s"));
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
      const std::string label(x_document.labels[annotation.label]);
      const std::string name(x_lesson.surface(annotation.tokens.end - 1));
      if (!is_capital(first_letter(name)) || name.size() < 4) continue;
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
      const TermNo term = x_document.terms.find(fold_term(name));
      for (std::uint32_t token = after[name]; token < x_document.tokens.size(); ++token) {
        if (x_document.tokens[token].term != term || x_lesson.surface(token) != name || x_taken[token]) continue;
        const bool titled = token > 0 && among(titles, x_lesson.term(token - 1));
        const bool longer_name = !titled && token > 0 && beside(token - 1, token);
        if (!longer_name) add(alias, {token, token + 1}, rule, titled ? 90 : 80);
      }
      if (alias.mentions > 0) learned.push_back(std::move(alias));
    }
  }

  // "the Commission" after the full name of one: of the last one named, when its words have that noun.
  void head_nouns_of_names(std::vector<LearnedAlias>& learned) {
    std::map<std::string, LearnedAlias, std::less<>> current;  // noun -> of whom it speaks now
    std::map<std::pair<std::string, std::string>, std::size_t> listed;
    sort_annotations(x_document);
    const std::size_t known = x_document.annotations.size();  // what is added here stands behind them
    std::size_t next = 0;
    const TermNo the = x_document.terms.find("the");
    for (std::uint32_t token = 1; token < x_document.tokens.size(); ++token) {
      for (; next < known && x_document.annotations[next].tokens.end <= token; ++next) remember(x_document.annotations[next], current);
      if (x_document.tokens[token - 1].term != the || x_taken[token] || current.empty()) continue;
      const auto at = current.find(x_lesson.term(token));
      if (at == current.end() || !is_capital(first_letter(x_lesson.surface(token))) || goes_on(token)) continue;
      const auto [where, is_new] = listed.try_emplace({at->first, at->second.label}, learned.size());
      if (is_new) learned.push_back(at->second);
      add(learned[where->second], {token, token + 1}, rule_of(learned[where->second]), 70);
    }
  }

 private:
  [[nodiscard]] std::string_view type_of(const Annotation& annotation) {
    for (TermNo label = static_cast<TermNo>(x_label_types.size()); label <= annotation.label; ++label) {
      const auto at = x_types.find(x_document.labels[label]);
      x_label_types.push_back(at == x_types.end() ? std::string_view() : std::string_view(at->second));
    }
    return x_label_types[annotation.label];
  }

  void remember(const Annotation& annotation, std::map<std::string, LearnedAlias, std::less<>>& current) {
    if (annotation.tokens.size() < 2 || annotation.confidence < 90) return;
    const std::string_view type = type_of(annotation);
    if (type.empty() || type == "person" || type == "state" || type == "place") return;
    for (std::uint32_t token = annotation.tokens.begin; token < annotation.tokens.end; ++token) {
      if (!among(head_nouns, x_lesson.term(token)) || !is_capital(first_letter(x_lesson.surface(token)))) continue;
      current[std::string(x_lesson.term(token))] = {LearnedAlias::Kind::head_noun, "the " + std::string(x_lesson.surface(token)),
                                                    std::string(x_document.labels[annotation.label]),
                                                    std::string(x_document.text_of(annotation.span)), annotation.span};
    }
  }

  // "the Commission on Human Rights", "the Mission Chief": another name.
  [[nodiscard]] bool goes_on(std::uint32_t token) const {
    if (token + 1 >= x_document.tokens.size()) return false;
    if (beside(token, token + 1)) return true;
    const bool link = among(link_words, x_lesson.term(token + 1)) && x_lesson.term(token + 1) != "and" && x_lesson.before(token + 1) == " ";
    if (!link || token + 2 >= x_document.tokens.size()) return false;
    const std::string_view next = x_lesson.surface(x_lesson.term(token + 2) == "the" && token + 3 < x_document.tokens.size() ? token + 3 : token + 2);
    return x_lesson.term(token + 1) != "in" && x_lesson.term(token + 1) != "to" && is_capital(first_letter(next));
  }

  // Two words with a blank between, both with capitals.
  [[nodiscard]] bool beside(std::uint32_t left, std::uint32_t right) const {
    return x_lesson.before(right) == " " && is_capital(first_letter(x_lesson.surface(left))) && is_capital(first_letter(x_lesson.surface(right)));
  }

  [[nodiscard]] bool stands(const std::vector<std::string_view>& words, std::uint32_t token) const {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view found = x_lesson.surface(token + narrow(i));
      const bool plural = words.size() == 1 && found.size() == words[i].size() + 1 && found.back() == 's' && found.starts_with(words[i]);
      if (found != words[i] && !plural) return false;
    }
    return true;
  }

  // Free of mentions of actors, or covered by one of exactly these tokens: that one is replaced.
  bool free_or_same(TokenRange tokens, const LearnedAlias& alias) {
    bool taken = false;
    for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) taken = taken || x_taken[token];
    if (!taken) return true;
    const std::string_view family = family_of(alias.label);
    auto& annotations = x_document.annotations;
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
    x_document.annotations.push_back({tokens, x_lesson.span(tokens), x_document.labels.intern(alias.label), x_document.rules.intern(rule), false, confidence});
    take(tokens);
    ++alias.mentions;
  }

  [[nodiscard]] static std::string rule_of(const LearnedAlias& alias) {
    return fmt::format("document: {} = {} (byte {})", alias.text, alias.long_form, alias.evidence.begin);
  }

  Document& x_document;
  Lesson x_lesson;
  const AliasLearner::Types& x_types;
  std::vector<std::string_view> x_label_types;  // of the document's labels, filled as they are asked
  std::vector<bool> x_taken;                    // tokens under a mention of an actor
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

std::vector<LearnedAlias> AliasLearner::definitions(const Document& document) { return Lesson(document).definitions(); }

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
