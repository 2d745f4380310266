// ParagraphLanguages: which paragraphs are not in the language of their document.
//
// A look at the first words of a paragraph settles nearly all of them: two words that only the document's language has
// among its commonest, and it is in it. Only the others are shown to cld2 (some microseconds each), and what it says
// counts only where it is sure and the words bear it out. Short paragraphs go with their neighbours where these agree.
// The segmenter breaks sentences by it and keeps the languages in metadata.fields ("languages": "en, ru"); the runs
// themselves are not stored, text and paragraphs give them again.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

/// Paragraphs one after the other in one language, another than the document's.
struct LanguageRun {
  TextSpan span;
  std::string tag;
  int confidence = 0;  ///< 0..100: of the least sure of them
  friend bool operator==(const LanguageRun&, const LanguageRun&) = default;
};

/// One thread an object; keeps what it learnt of stop words.
class ParagraphLanguages {
 public:
  /// Ascending; none where the document's language is not known. `paragraphs` ascend.
  [[nodiscard]] std::vector<LanguageRun> operator()(const Document& document, const std::vector<TextSpan>& paragraphs);

 private:
  struct Verdict {
    std::string tag;     ///< empty: too short to tell
    int confidence = 0;
  };
  using Words = std::unordered_set<std::string>;

  [[nodiscard]] Verdict judge(std::string_view text, const std::string& language);
  /// Words that are among the commonest of this language only.
  const Words& words_of(const std::string& language);
  [[nodiscard]] std::size_t count_words(std::string_view text, const Words& words, std::size_t among, std::size_t enough);

  std::map<std::string, Words> x_words;
  std::string x_term;  // kept for its memory
};

/// The same over the document's own paragraphs.
[[nodiscard]] std::vector<LanguageRun> languages_of(const Document& document);

/// Where the languages of a document in several stand: metadata.fields.
inline constexpr std::string_view languages_field = "languages";

}  // namespace concord
