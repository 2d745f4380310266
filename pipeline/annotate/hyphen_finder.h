// HyphenFinder: words broken at a line end, and whether their hyphen is part of the word.
//
// "agree-" "ment" is agreement, "cease-" "fire" is cease-fire. Decided in this
// order, and the reason noted in the mark:
//   1. a figure beside the hyphen or a capital behind it keeps it;
//   2. what the document writes elsewhere in one line decides;
//   3. an end that is no word ("ment") is joined;
//   4. a longer compound (day-to-day) and parts that always make compounds
//      (self-) keep it;
//   5. the rest depends on the document. One whose sure cases (2, 3 against 2,
//      4) show that it breaks words is taken to break here too, unless a part
//      ends compounds or both stand alone elsewhere; in one that breaks none,
//      every hyphen at a line end is the writer's own.
// Also found: the rest of an old line end inside a line ("organiza- tions",
// "agree-ment"), where only 2 to 4 decide, and soft hyphens. Changes no text:
// it only adds marks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/text/words.h"

namespace concord {

class HyphenFinder {
 public:
  /// Appends line_hyphen and soft_hyphen marks to document.marks (not sorted in). Requires: the marks ascend, furniture
  /// is marked already. Line ends are left alone where the reader marked any.
  void find(Document& document);

 private:
  struct Candidate {
    TextSpan left;  ///< the letters before the hyphen
    TextSpan hyphen;
    TextSpan right;  ///< the letters behind it
    bool line_end = false;
    bool space = false;
  };
  enum class Verdict : std::uint8_t { open, join, keep };
  struct Decision {
    Verdict verdict = Verdict::open;
    bool sure = false;  ///< tells whether the document breaks words
    std::string reason;
  };

  void collect(const Document& document);
  void collect_at(const Document& document, std::uint32_t hyphen, std::uint32_t length);
  void count_evidence(std::string_view text);
  [[nodiscard]] std::uint32_t count(std::string_view term) const;
  [[nodiscard]] Decision decide(std::string_view text, const Candidate& candidate) const;
  [[nodiscard]] Decision decide_by_habit(std::string_view text, const Candidate& candidate, bool breaks_words) const;
  void mark(Document& document, const Candidate& candidate, const Decision& decision) const;
  void mark_soft_hyphens(Document& document) const;
  void want(std::string term);

  WordScanner x_scanner;
  std::size_t x_known_marks = 0;  // that stood there before: ascending
  std::vector<Candidate> x_candidates;
  std::vector<Word> x_words;
  std::unordered_map<std::string, std::uint32_t> x_counts;  // of the terms that decide, in this document
  std::vector<bool> x_wanted_shapes;                        // by first letter and length: what can be one of them
};

}  // namespace concord
