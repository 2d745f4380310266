// SentenceRules: which stops end a sentence in diplomatic prose. Corrects Unicode's verdict in both directions.
//
// Taken away: breaks after titles, references before a number, initials,
// acronyms in the middle of a sentence, numberings ("4. The parties"), German
// ordinals, a question mark that the sentence goes on after ("Why?" he asked).
// Added: breaks at a stop that lost its space (agreement.The), before a raised
// footnote figure (agreement.12 The), after an ellipsis, and before a sentence
// that begins with a number. Judges one stop from the text round it: no state.
#pragma once

#include <string>
#include <string_view>

#include "corpus/text/sentences.h"

namespace concord {

class SentenceRules {
 public:
  /// `language`: primary tag; "" when unknown.
  explicit SentenceRules(std::string language) : x_language(std::move(language)) {}

  struct Verdict {
    bool breaks = false;
    std::uint32_t end = 0;   ///< where the sentence ends, closing quotes and footnote figures included
    std::uint32_t next = 0;  ///< where the next one begins
  };

  /// `sentence` is the sentence so far begun: from its first byte to the end of the paragraph.
  [[nodiscard]] Verdict judge(std::string_view text, TextSpan sentence, const Stop& stop) const;

 private:
  [[nodiscard]] bool ends_after_word(std::string_view text, TextSpan sentence, const Stop& stop) const;
  [[nodiscard]] bool next_word_begins_sentences(std::string_view text, std::uint32_t at, std::uint32_t limit) const;
  [[nodiscard]] bool begins_with_number(std::string_view text, TextSpan sentence, const Stop& stop) const;

  std::string x_language;
};

}  // namespace concord
