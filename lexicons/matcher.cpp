// The matching itself: terms to readings, one pass over the tokens, then what is asked of each match.
#include "lexicons/matcher.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "corpus/text/utf8.h"
#include "lexicons/match_context.h"
#include "lexicons/match_selection.h"
#include "lexicons/matcher_tables.h"
#include "lexicons/term_facts.h"

namespace concord {
namespace {

struct Candidate {
  std::uint32_t end = 0;  // path end; of a regex its rule
  TokenRange tokens;
};

/// A number for a rule or an entry, valid while its stamp is the current one: cleared by counting up.
struct Stamped {
  std::uint32_t stamp = 0;
  std::uint32_t number = 0;
};

}  // namespace

struct Matcher::Scratch::State {
  TermFactsOfDocument facts;
  std::vector<std::uint32_t> regexes;          // that may match in this document
  std::vector<Candidate> candidates;
  std::vector<Match> matches;
  MatchSelection selection;
  MatchContext context;
  std::vector<CueHit> cues;
  std::vector<TokenRange> scopes;
  std::vector<PieceSpan> pieces;
  std::string surface;
  PlainText plain;
  std::vector<Stamped> labels;                 // of entries
  std::vector<Stamped> rules;                  // of their texts
  std::uint32_t stamp = 0;
};

Matcher::Scratch::Scratch() : x_state(std::make_unique<State>()) {}
Matcher::Scratch::Scratch(const Scratch&) : Scratch() {}
Matcher::Scratch::Scratch(Scratch&&) noexcept = default;
Matcher::Scratch& Matcher::Scratch::operator=(Scratch&&) noexcept = default;
Matcher::Scratch::~Scratch() = default;

namespace {

// Whether words of one name may stand on both sides of this text: blanks, a hyphen, quotes, the dot of an abbreviation.
bool binds(std::string_view between) {
  bool blank_before = false;
  bool dash = false;
  for (std::size_t at = 0; at < between.size();) {
    const Decoded sign = decode_utf8(between, at);
    const bool blank = sign.point <= ' ' || sign.point == 0xA0 || sign.point == 0x202F;
    if (blank && dash && blank_before) return false;  // " - "
    blank_before = blank_before || (blank && !dash);
    const bool hyphen = sign.point == '-' || (sign.point >= 0x2010 && sign.point <= 0x2015);
    dash = dash || hyphen;
    const bool quote = sign.point == '"' || sign.point == '\'' || (sign.point >= 0x2018 && sign.point <= 0x201F) ||
                       sign.point == 0xAB || sign.point == 0xBB || sign.point == '`';
    const bool joiner = sign.point == '.' || sign.point == 0xAD || sign.point == 0x200C || sign.point == 0x30FB;
    if (!blank && !hyphen && !quote && !joiner) return false;
    at += sign.length;
  }
  return true;
}

// Acronyms that are words when a heading is set in capitals.
constexpr std::array<std::string_view, 20> wordlike_acronyms = {"WHO", "IT", "US",  "IS", "AN", "AS", "AM", "AND", "ARE", "CAN",
                                                                "ALL", "IN", "ON",  "OR", "NO", "TO", "SO", "MAY", "NEW", "HIS"};

bool in_capitals(std::string_view word) {
  bool letter = false;
  for (const char c : word) {
    if (c >= 'a' && c <= 'z') return false;
    letter = letter || (c >= 'A' && c <= 'Z');
  }
  return letter && word.size() > 1;
}

}  // namespace

// One document going through one matcher.
class MatchRun {
 public:
  MatchRun(const Matcher::Tables& tables, Document& document, Matcher::Scratch::State& state)
      : x_tables(tables), x_document(document), x_state(state) {}

  void run(const KnownTerms& known) {
    begin(known);
    for (const Sentence& sentence : x_sentences) find_candidates(sentence.tokens);
    check_candidates();
    if (x_tables.has_weights) x_state.selection.apply_thresholds(x_tables, x_state.matches);
    resolve_and_write();
  }

 private:
  using Tables = Matcher::Tables;
  using Rule = Tables::CompiledRule;

  template <class Container>
  static std::uint32_t size_of(const Container& container) {
    return static_cast<std::uint32_t>(container.size());
  }

  void begin(const KnownTerms& known) {
    x_whole = {{0, size_of(x_document.text.utf8)}, {0, size_of(x_document.tokens)}};
    x_sentences = x_document.sentences;
    if (x_sentences.empty()) x_sentences = std::span(&x_whole, 1);  // never segmented: one sentence
    x_state.candidates.clear();
    x_state.matches.clear();
    x_state.labels.resize(x_tables.entries.size());
    x_state.rules.resize(x_tables.texts.size());
    if (++x_state.stamp == 0) {  // wrapped: no old stamp may look new
      x_state.labels.assign(x_tables.entries.size(), {});
      x_state.rules.assign(x_tables.texts.size(), {});
      x_state.stamp = 1;
    }
    x_state.facts.find(x_tables, x_document.terms, known);
    x_tables.regexes.candidates(x_document.terms, x_state.regexes);
    x_state.context.start_document(x_tables, x_document, x_state.facts);
    x_all_new = x_document.labels.empty() && x_document.rules.empty();
  }

  // ---- candidates

  // Of most tokens it is seen at once that no phrase begins with them and goes on with the next.
  void find_candidates(TokenRange tokens) {
    if (tokens.empty()) return;
    const TermFacts* here = &facts_of(tokens.begin);
    for (std::uint32_t token = tokens.begin; token + 1 < tokens.end; ++token) {
      const TermFacts* next = &facts_of(token + 1);
      if ((here->follow & next->bits) != 0) walk(token, tokens.end);
      here = next;
    }
    if ((here->follow & alone_bit) != 0) walk(tokens.end - 1, tokens.end);
  }

  [[nodiscard]] const TermFacts& facts_of(std::uint32_t token) const { return x_state.facts[x_document.tokens[token].term]; }

  void walk(std::uint32_t token, std::uint32_t limit) {
    x_state.facts.walk(phrase_trie, x_document, token, limit,
                       [&](std::uint32_t path_end, std::uint32_t begin, std::uint32_t end) { sort_out(path_end, {begin, end}); });
  }

  void sort_out(std::uint32_t path_end, TokenRange tokens) {
    const Tables::PathEnd& end = x_tables.ends[path_end];
    switch (end.kind) {
      case Tables::PathEnd::Kind::rule:
        x_state.candidates.push_back({path_end, tokens});
        return;
      case Tables::PathEnd::Kind::exclusion:
        x_state.context.add_exclusion(end.number, tokens);
        return;
      case Tables::PathEnd::Kind::wide_context:
        x_state.context.add_wide(end.number, tokens);
        return;
    }
  }

  void check_candidates() {
    auto candidate = x_state.candidates.cbegin();
    for (std::uint32_t i = 0; i < x_sentences.size(); ++i) {
      const bool none = candidate == x_state.candidates.cend() || candidate->tokens.begin >= x_sentences[i].tokens.end;
      if (none && x_state.regexes.empty()) continue;
      x_sentence = &x_sentences[i];
      x_state.context.start_sentence(*x_sentence);
      for (; candidate != x_state.candidates.cend() && candidate->tokens.begin < x_sentence->tokens.end; ++candidate) {
        if (phrase_holds(*candidate)) accept(x_tables.ends[candidate->end].number, candidate->tokens, i);
      }
      for (const std::uint32_t regex : x_state.regexes) run_regex(regex, i);
    }
  }

  // ---- what a rule asks of its match

  [[nodiscard]] bool phrase_holds(const Candidate& candidate) {
    const Tables::PathEnd& end = x_tables.ends[candidate.end];
    const Rule& rule = x_tables.rules[end.number];
    if (candidate.tokens.size() > 1 && !rule.punctuated && !bound(candidate.tokens)) return false;
    if (end.surface != Tables::none && !surface_holds(rule, x_tables.surfaces[end.surface], candidate.tokens)) return false;
    return rule.letters != LetterCase::capital || capitals_hold(rule, candidate.tokens);
  }

  [[nodiscard]] bool bound(TokenRange tokens) const {
    for (std::uint32_t token = tokens.begin; token + 1 < tokens.end; ++token) {
      const TextSpan between{x_document.tokens[token].span.end, x_document.tokens[token + 1].span.begin};
      if (between.begin >= between.end || x_document.text_of(between) == " ") continue;
      if (!binds(running(between))) return false;
    }
    return true;
  }

  // The text of a gap without what is marked (a running head, a footnote mark), which may hold anything.
  [[nodiscard]] std::string_view running(TextSpan gap) const {
    const auto mark = std::partition_point(x_document.marks.begin(), x_document.marks.end(),
                                           [&](const Mark& each) { return each.span.end <= gap.begin; });
    if (mark == x_document.marks.end() || mark->span.begin >= gap.end) return x_document.text_of(gap);
    return x_document.text_of({gap.begin, std::max(gap.begin, mark->span.begin)});
  }

  [[nodiscard]] bool surface_holds(const Rule& rule, std::string_view written, TokenRange tokens) {
    x_state.surface.clear();
    append_surface(x_document, tokens, x_state.pieces, x_state.surface);
    if (x_state.surface != written && !same_surface(written, x_state.surface, rule.accents, rule.letters)) return false;
    if (names_money(tokens)) return false;
    return tokens.size() > 1 || written.size() > 3 || !stands_in_capitals(written, tokens.begin);
  }

  // "US$ 5 million" is a sum, and no state.
  [[nodiscard]] bool names_money(TokenRange tokens) const {
    const std::size_t end = x_document.tokens[tokens.end - 1].span.end;
    return end < x_document.text.utf8.size() && x_document.text.utf8[end] == '$';
  }

  // "WHO IS RESPONSIBLE": the word, not the organisation.
  [[nodiscard]] bool stands_in_capitals(std::string_view written, std::uint32_t token) const {
    if (std::find(wordlike_acronyms.begin(), wordlike_acronyms.end(), written) == wordlike_acronyms.end()) return false;
    const TokenRange all = x_sentence->tokens;
    const auto shouted = [&](std::uint32_t at) { return in_capitals(x_document.text_of(x_document.tokens[at].span)); };
    const bool before = token > all.begin && shouted(token - 1);
    const bool after = token + 1 < all.end && shouted(token + 1);
    return before && after ? true : (before && token + 1 == all.end) || (after && token == all.begin);
  }

  [[nodiscard]] bool capitals_hold(const Rule& rule, TokenRange tokens) const {
    const auto capital = [&](std::uint32_t token) {
      const std::string_view word = x_document.text_of(x_document.tokens[token].span);
      return !word.empty() && is_capital(decode_utf8(word, 0).point);
    };
    return (!rule.capital_first || capital(tokens.begin)) && (!rule.capital_last || capital(tokens.end - 1));
  }

  void accept(std::uint32_t number, TokenRange tokens, std::uint32_t sentence) {
    const Rule& rule = x_tables.rules[number];
    if (rule.conditions != Tables::none && !x_state.context.holds(x_tables.conditions[rule.conditions], tokens)) return;
    if (x_state.context.excludes(x_tables.entries[rule.entry].exclusions, tokens)) return;
    const TextSpan span{x_document.tokens[tokens.begin].span.begin, x_document.tokens[tokens.end - 1].span.end};
    x_state.matches.push_back({tokens, span, number, sentence});
  }

  // ---- regexes

  void run_regex(std::uint32_t regex, std::uint32_t sentence) {
    const TokenRange within = x_sentence->tokens;
    if (within.empty()) return;
    if (x_plain_of != x_sentence) {
      read_plain_text(x_document, x_sentence->span, x_state.plain);
      x_plain_of = x_sentence;
    }
    x_tables.regexes.find(regex, x_state.plain.text, [&](std::size_t begin, std::size_t end) {
      const TokenRange tokens = snapped({x_state.plain.origins[begin], x_state.plain.origins[end - 1] + 1}, within);
      if (!tokens.empty()) accept(x_tables.regex_rules[regex], tokens, sentence);
    });
  }

  // The tokens that a stretch of text touches.
  [[nodiscard]] TokenRange snapped(TextSpan span, TokenRange within) const {
    const auto first = x_document.tokens.begin() + within.begin;
    const auto last = x_document.tokens.begin() + within.end;
    const auto begin = std::partition_point(first, last, [&](const Token& token) { return token.span.end <= span.begin; });
    const auto end = std::partition_point(begin, last, [&](const Token& token) { return token.span.begin < span.end; });
    return {static_cast<std::uint32_t>(begin - x_document.tokens.begin()), static_cast<std::uint32_t>(end - x_document.tokens.begin())};
  }

  // ---- overlaps, negation, output

  void resolve_and_write() {
    std::vector<Match>& matches = x_state.matches;
    for (std::size_t begin = 0; begin < matches.size();) {
      std::size_t end = begin;
      while (end < matches.size() && matches[end].sentence == matches[begin].sentence) ++end;
      const Sentence& sentence = x_sentences[matches[begin].sentence];
      write(sentence, x_state.selection.resolve(x_tables, std::span(matches).subspan(begin, end - begin), sentence.tokens));
      begin = end;
    }
  }

  void find_scopes(const Sentence& sentence, const std::vector<Match>& kept) {
    x_state.scopes.clear();
    if (!x_tables.has_polarity || x_tables.cue_kinds.empty()) return;
    const bool asked = std::any_of(kept.begin(), kept.end(), [this](const Match& match) { return x_tables.entry_of(match.rule).polarity; });
    if (!asked) return;
    x_state.cues.clear();
    for (std::uint32_t token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
      x_state.facts.walk(cue_trie, x_document, token, sentence.tokens.end,
                         [&](std::uint32_t cue, std::uint32_t begin, std::uint32_t end) { x_state.cues.push_back({x_tables.cue_kinds[cue], {begin, end}}); });
    }
    negation_scopes(x_document, sentence.tokens, x_state.cues, x_state.scopes);
  }

  void write(const Sentence& sentence, const std::vector<Match>& kept) {
    find_scopes(sentence, kept);
    std::vector<Annotation>& annotations = x_document.annotations;
    const auto first = static_cast<std::ptrdiff_t>(annotations.size());
    for (const Match& match : kept) {
      const Rule& rule = x_tables.rules[match.rule];
      const Tables::CompiledEntry& entry = x_tables.entries[rule.entry];
      const bool negated = entry.polarity && std::any_of(x_state.scopes.begin(), x_state.scopes.end(), [&](TokenRange scope) {
                             return scope.begin <= match.tokens.begin && match.tokens.end <= scope.end;
                           });
      annotations.push_back({match.tokens, match.span, number_of(x_state.labels[rule.entry], entry.label, x_document.labels),
                             number_of(x_state.rules[rule.text], x_tables.texts[rule.text], x_document.rules), negated, rule.confidence});
    }
    std::sort(annotations.begin() + first, annotations.end(), [this](const Annotation& a, const Annotation& b) {
      if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
      if (a.tokens.end != b.tokens.end) return a.tokens.end > b.tokens.end;
      return x_document.labels[a.label] < x_document.labels[b.label];
    });
  }

  TermNo number_of(Stamped& known, std::string_view text, Vocabulary& vocabulary) const {
    if (known.stamp != x_state.stamp) known = {x_state.stamp, x_all_new ? vocabulary.append_new(text) : vocabulary.intern(text)};
    return known.number;
  }

  const Matcher::Tables& x_tables;
  Document& x_document;
  Matcher::Scratch::State& x_state;
  const Sentence* x_sentence = nullptr;
  const Sentence* x_plain_of = nullptr;
  Sentence x_whole;
  std::span<const Sentence> x_sentences;
  bool x_all_new = false;  // no label or rule stood in the document
};

Matcher::Matcher() : x_tables(std::make_unique<const Tables>()) {}
Matcher::Matcher(std::unique_ptr<const Tables> tables) : x_tables(std::move(tables)) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

void Matcher::annotate(Document& document, Scratch& scratch, const KnownTerms& known) const {
  if (x_tables->rules.empty()) return;
  const bool had_some = !document.annotations.empty();
  MatchRun(*x_tables, document, *scratch.x_state).run(known);
  if (had_some) sort_annotations(document);
}

Matcher::Size Matcher::size() const { return x_tables->size; }

std::string_view Matcher::policy() {
  return "A match lies inside one sentence; within a family (actor, theme) the longest match wins: most words, then most letters, then the first.\n"
         "A shorter match that touches a longer one of its family is dropped; matches of the same words are all kept, one for each label.\n"
         "Families do not see each other. Thresholds are applied first: what does not count does not push anything out.\n"
         "Capitals, accents, dates, context and exclusions (not:) are tested before the overlaps.\n";
}

void sort_annotations(Document& document) {
  std::sort(document.annotations.begin(), document.annotations.end(), [&](const Annotation& a, const Annotation& b) {
    if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
    if (a.tokens.end != b.tokens.end) return a.tokens.end > b.tokens.end;
    return document.labels[a.label] < document.labels[b.label];
  });
}

}  // namespace concord
