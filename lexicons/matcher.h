// Matcher: finds every rule of a Lexicon in a tokenised Document and writes the annotations.
//
// All phrases of all entries stand in one trie over pieces of words. A
// document's distinct terms are looked up once; then one pass over its tokens
// walks the trie from each token that can begin a phrase. Regex rules run only
// on documents that hold the words they need. What is rare (letter case,
// context, exclusions, negation) is tested on the matches that were found.
//
// What it promises, in this order:
//   1. A match lies inside one sentence. Between its words no comma, colon, bracket or spaced dash stands, unless the
//      phrase has signs or wildcard tokens itself.
//   2. Conditions: letter case, accents, document date, near/require/forbid, and `not` phrases that contain the match.
//   3. Thresholds: an entry's rules found in the sentence (in the document) add their weights, each rule once; below the
//      threshold none of its matches there counts. Rules of weight 0 or less never make a mention.
//   4. Overlaps, within a family: longest match wins (most tokens, then most bytes), at equal length the earlier one.
//      Matches of the same tokens are all kept, one for each label. Families do not see each other.
//   5. Of two rules of one label on the same tokens the more confident one is named, then the heavier, then the earlier.
//
// Immutable once compiled, shared by all threads; each thread owns a Scratch.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/known_terms.h"
#include "lexicons/lexicon.h"

namespace concord {

struct MatcherOptions {
  bool regexes = true;                      ///< off: rules with /regex/ are left out
  bool negation = true;                     ///< off: Annotation::negated is never set
  std::size_t regex_memory = 8U << 20U;     ///< bytes that one regex may take, compiled and running
};

class Matcher {
 public:
  /// What a thread needs while it matches; grows to the largest document and is used again.
  class Scratch {
   public:
    Scratch();
    Scratch(const Scratch& other);  ///< a fresh one: there is nothing to copy
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(const Scratch&) = delete;
    Scratch& operator=(Scratch&&) noexcept;
    ~Scratch();

   private:
    friend class Matcher;
    friend class MatchRun;
    struct State;
    std::unique_ptr<State> x_state;
  };

  Matcher();  ///< finds nothing
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;
  ~Matcher();

  /// Errors: a phrase or regex that cannot be understood, with its place in the file. The lexicon need not outlive it.
  [[nodiscard]] static Result<Matcher> compile(const Lexicon& lexicon, const MatcherOptions& options = {});

  /// Adds the annotations, and the labels and rules they name, to a tokenised document; the annotations are left in the
  /// order that document.h states. Cost: linear in the text; a look-up for each distinct term, which `known` spares for
  /// those that this scratch has met before. Requires: all documents of one memory of `known` have the same terms by its
  /// numbers. One scratch serves one matcher.
  void annotate(Document& document, Scratch& scratch, const KnownTerms& known = {}) const;

  /// What the overlap policy is, in a few lines for people.
  [[nodiscard]] static std::string_view policy();

  struct Size {
    std::size_t rules = 0;
    std::size_t phrases = 0;  ///< readings of all phrases
    std::size_t pieces = 0;   ///< distinct literal pieces
    std::size_t nodes = 0;    ///< of the trie
    std::size_t regexes = 0;
    std::size_t bytes = 0;    ///< of the tables, about
  };
  [[nodiscard]] Size size() const;

  struct Tables;  ///< the compiled lexicon; matcher_tables.h, for lexicons/ alone

 private:
  friend class MatcherCompiler;
  friend class MatchRun;
  explicit Matcher(std::unique_ptr<const Tables> tables);
  std::unique_ptr<const Tables> x_tables;
};

/// Puts annotations into the order that document.h states: by first token, longer first, then by the label's name.
void sort_annotations(Document& document);

}  // namespace concord
