// DefinitionFinder: the definitions of abbreviations and short names in a document: what a bracket holds, and the words before it.
//
// What shapes there are stands at the head of learned_aliases.h; by which letters
// words fit an abbreviation in abbreviation_letters.h. It adds no mentions.
#include "lexicons/learned_aliases.h"

#include <algorithm>
#include <optional>
#include <set>

#include "lexicons/abbreviation_letters.h"
#include "lexicons/document_words.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

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

// One document being searched. Token indices throughout.
class DefinitionFinder {
 public:
  explicit DefinitionFinder(const Document& document) : x_document(document), x_words(document) {}

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
    while (end < sentence.end && end - open < 24 && x_words.before(end).find_first_of(")]") == std::string_view::npos) ++end;
    return {open, end};
  }

  std::vector<LearnedAlias> bracket(std::uint32_t open, TokenRange sentence) const {
    std::vector<LearnedAlias> found;
    const TokenRange content = inside(open, sentence);
    for (std::uint32_t token = content.begin; token < content.end; ++token) {
      if (!is_abbreviation(x_words.surface(token))) continue;
      // "the "United Tajik Opposition", UTO": the long form may stand in the bracket, else before it.
      std::optional<TokenRange> long_form = token > content.begin ? long_before(token, content.begin, token) : std::nullopt;
      const TokenRange before = words_for(token, content, sentence);
      if (!long_form) long_form = long_before(before.end, before.begin, token);
      if (long_form) found.push_back(make(LearnedAlias::Kind::abbreviation, std::string(x_words.surface(token)), *long_form, {long_form->begin, token + 1}));
    }
    if (found.empty() && open > sentence.begin && is_abbreviation(x_words.surface(open - 1)) && spells(x_words, x_words.surface(open - 1), content)) {
      found.push_back(make(LearnedAlias::Kind::abbreviation, std::string(x_words.surface(open - 1)), content, {open - 1, content.end}));
    }
    if (found.empty()) {
      if (auto quoted = quoted_name(content, sentence)) found.push_back(*std::move(quoted));
    }
    return found;
  }

  // The words before a bracket in which an abbreviation's long form is looked for: of two and two with a slash between, "Pan
  // American Health Organization/World Health Organization (PAHO/WHO)", those on its own side of the slash.
  [[nodiscard]] TokenRange words_for(std::uint32_t token, TokenRange content, TokenRange sentence) const {
    const TokenRange all{sentence.begin, content.begin};
    if (content.size() != 2 || x_words.before(content.begin + 1) != "/") return all;
    for (std::uint32_t at = all.end; at-- > all.begin + 1 && all.end - at <= longest;) {
      if (x_words.before(at) == "/") return token == content.begin ? TokenRange{all.begin, at} : TokenRange{at, all.end};
    }
    return all;
  }

  // (hereinafter "the Commission"), (the "Mission"): a name in quotes that stands for the mention right before the bracket.
  [[nodiscard]] std::optional<LearnedAlias> quoted_name(TokenRange content, TokenRange sentence) const {
    for (std::uint32_t token = content.begin; token < content.end; ++token) {
      const std::string_view signs = x_words.before(token);
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
      if (x_words.term(first) == "the" && first + 1 < end) ++first;
      if (end - first > 4 || !is_capital(first_letter(x_words.surface(first)))) return std::nullopt;
      const Annotation* mention = mention_ending_at(content.begin, sentence.begin);
      if (mention == nullptr) return std::nullopt;
      return make(LearnedAlias::Kind::quoted_name, std::string(x_words.text({first, end})), mention->tokens, {mention->tokens.begin, end});
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
  // "Chairman of the Commission on National Reconciliation (CNR)" teaches a commission and no chairman; else the name of whom the
  // lexicon knows by this abbreviation (EULEX); else a tagged mention that ends there; else words whose beginnings it joins (INTERPOL); else the shortest stretch that fits (after Schwartz and
  // Hearst 2003); else a translated name, whose first letters stand in another order: "Democratic League of Kosovo (LDK)".
  // A word before them with a capital and the same first letter belongs to them: "Frente Farabundo Marti ... (FMLN)".
  [[nodiscard]] std::optional<TokenRange> long_before(std::uint32_t token, std::uint32_t least, std::uint32_t short_form) const {
    if (token <= least) return std::nullopt;
    auto words = fitting_before(token, least, short_form);
    const auto same_letter = [&](std::uint32_t at) { return is_capital(first_letter(x_words.surface(at))) && first_letter(x_words.surface(at)) == first_letter(x_words.surface(at + 1)); };
    if (words && words->begin > least && x_words.before(words->begin) == " " && same_letter(words->begin - 1)) --words->begin;
    return words;
  }

  [[nodiscard]] std::optional<TokenRange> fitting_before(std::uint32_t token, std::uint32_t least, std::uint32_t short_form) const {
    const std::string_view abbreviation = x_words.surface(short_form);
    if (const auto spelled = spelled_before(token, least, abbreviation)) return spelled;
    if (const auto named = named_before(token, least, short_form)) return named;
    if (const Annotation* mention = mention_ending_at(token, least); mention != nullptr && mention->tokens.size() > 1 && letters_fit(x_words, abbreviation, mention->tokens)) {
      return mention->tokens;
    }
    if (const auto joined = stretch_before(token, least, abbreviation, [&](TokenRange words) { return joins_beginnings(x_words, abbreviation, words); })) return joined;
    if (const auto turned = stretch_before(token, least, abbreviation, [&](TokenRange words) { return spells_in_any_order(x_words, abbreviation, words); })) return turned;
    const std::size_t letters = abbreviation.size();
    const auto most = narrow(std::min(letters + 5, letters * 2));
    for (std::uint32_t begin = token - 1;; --begin) {
      const TokenRange words{begin, token};
      if (words.size() > 1 && !is_link_word(x_words.term(begin)) && letters_fit(x_words, abbreviation, words) && is_capital(first_letter(x_words.surface(begin)))) return words;
      if (begin == least || token - begin >= most) return std::nullopt;
    }
  }

  // The mention of several words that ends before `token` and has the label of the mention that is the abbreviation.
  [[nodiscard]] std::optional<TokenRange> named_before(std::uint32_t token, std::uint32_t least, std::uint32_t short_form) const {
    const TokenRange alone{short_form, short_form + 1};
    const std::uint32_t from = std::max(least, token > longest ? token - longest : 0);
    for (auto at = first_from(short_form); at != x_document.annotations.end() && at->tokens.begin == short_form; ++at) {
      if (at->tokens != alone) continue;
      const auto name = std::find_if(first_from(from), at, [&](const Annotation& each) {
        return each.label == at->label && each.tokens.end == token && each.tokens.size() > 1;
      });
      if (name != at) return name->tokens;
    }
    return std::nullopt;
  }

  // The shortest stretch of at least two words before `token` that does not begin with a link word and is `right`.
  template <class Right>
  [[nodiscard]] std::optional<TokenRange> stretch_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation, Right right) const {
    const auto most = narrow(abbreviation.size() * 2 + 2);
    for (std::uint32_t begin = token; begin-- > least && token - begin <= most;) {
      if (token - begin > 1 && !is_link_word(x_words.term(begin)) && right(TokenRange{begin, token})) return TokenRange{begin, token};
    }
    return std::nullopt;
  }

  // The words that the abbreviation spells: of a name, or, by three letters and more, of "gross domestic product" as well.
  [[nodiscard]] std::optional<TokenRange> spelled_before(std::uint32_t token, std::uint32_t least, std::string_view abbreviation) const {
    const bool several = letters_of(abbreviation).size() > 2;
    return stretch_before(token, least, abbreviation, [&](TokenRange each) {
      return (several || is_capital(first_letter(x_words.surface(each.begin)))) && spells(x_words, abbreviation, each);
    });
  }

  [[nodiscard]] LearnedAlias make(LearnedAlias::Kind kind, std::string short_form, TokenRange long_form, TokenRange evidence) const {
    LearnedAlias alias{kind, std::move(short_form), {}, std::string(x_words.text(long_form)), x_words.span(evidence)};
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
  DocumentWords x_words;
};

}  // namespace

std::vector<LearnedAlias> AliasLearner::definitions(const Document& document) { return DefinitionFinder(document).definitions(); }

}  // namespace concord
