// Matcher::Tables: a compiled lexicon, as the matcher reads it. Private to lexicons/; made by matcher_compiler.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "lexicons/dictionary.h"
#include "lexicons/matcher.h"
#include "lexicons/negation.h"
#include "lexicons/phrase_trie.h"
#include "lexicons/regex_rules.h"

namespace concord {

/// The tries of a compiled lexicon, all over one dictionary.
enum TrieKind : std::uint8_t {
  phrase_trie,   ///< aliases, patterns, and what is rare of the contexts: found in one pass over each text
  context_trie,  ///< what is required, forbidden or near in a sentence: looked for where a match asks
  cue_trie       ///< of negation: looked for in sentences with a mention that has a polarity
};
inline constexpr std::size_t trie_kinds = 3;

struct Matcher::Tables {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  using Contexts = std::vector<std::uint32_t>;  // numbers of context phrases

  /// What a rule demands beyond its words; most demand nothing and have none of these.
  struct Conditions {
    Contexts near, require, forbid;
    ContextWindow within;
    Day from = 0;
    Day to = std::numeric_limits<Day>::max();
    bool dated = false;
  };
  struct CompiledRule {
    std::uint32_t entry = 0;
    std::uint32_t conditions = none;  // index
    std::uint32_t text = 0;           // index; as annotations carry it
    double weight = 1.0;
    LetterCase letters = LetterCase::fold;
    Accents accents = Accents::fold;
    std::uint8_t confidence = 100;
    bool punctuated = false;          // signs may stand between the words of a match
    bool sure = true;                 // enough for its entry's threshold by itself
    bool capital_first = false;       // for LetterCase::capital: whether the rule's first and last word begin with one
    bool capital_last = false;
  };
  /// Where a path of the phrase trie ends. Of contexts the exclusions and what is near in the document are rare in texts, so
  /// they are found along with the aliases.
  struct PathEnd {
    enum class Kind : std::uint8_t { rule, exclusion, wide_context };
    Kind kind = Kind::rule;
    std::uint32_t number = 0;      // of the rule, or of the context phrase
    std::uint32_t surface = none;  // index; only where letters or accents must be compared
  };
  struct LabelEvidence {
    std::string pattern;
    std::uint32_t rule;
  };
  struct CompiledEntry {
    std::string label;                // no two have the same
    std::uint32_t family = 0;
    Threshold threshold;
    bool polarity = false;
    bool simple = true;  // every rule is enough by itself: no sums
    Contexts exclusions;
    std::vector<LabelEvidence> evidence;
  };

  Dictionary dictionary;
  std::array<PhraseTrie, trie_kinds> tries;  // by TrieKind
  std::vector<PathEnd> ends;
  std::vector<std::string> surfaces;
  std::vector<CompiledRule> rules;
  Vocabulary texts;                          // of rules
  std::vector<CompiledEntry> entries;
  std::vector<Conditions> conditions;
  std::vector<NegationCue::Kind> cue_kinds;  // of the phrases in the trie of cues
  std::vector<std::uint32_t> evident;        // entries that take other labels as evidence
  RegexRules regexes;
  std::vector<std::uint32_t> regex_rules;    // number of a regex -> rule
  std::uint32_t families = 0;
  std::uint32_t context_count = 0;
  bool has_weights = false;                  // some entry is not simple
  bool has_polarity = false;
  Size size;

  [[nodiscard]] const CompiledEntry& entry_of(std::uint32_t rule) const { return entries[rules[rule].entry]; }
};

/// Whether the surface of a match is what an exact rule wrote: `written` may hold '*'. An elided article or a modifying
/// part of a hyphenated token is allowed beside it.
[[nodiscard]] bool same_surface(std::string_view written, std::string_view found, Accents accents, LetterCase letters);

/// Whether a character is an upper-case letter: ASCII, Latin, Greek, Cyrillic, Armenian.
[[nodiscard]] bool is_capital(char32_t point);

/// The pieces of the match as they stand, without what is between and without possessives.
void append_surface(const Document& document, TokenRange tokens, std::vector<PieceSpan>& pieces, std::string& surface);

}  // namespace concord
