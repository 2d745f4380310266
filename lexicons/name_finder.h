// NameFinder: sequences of capitalised words in one document that may name an actor, each with what speaks for it and against it.
//
// Taken apart: titles before a name ("General", "Chairman of the") are
// evidence, not part of it; "and" joins only inside a name that goes on
// ("Ministry of Health and Labour"). Left out: months and weekdays, titles and
// kinds alone, texts and events ("Agreement", "Summit"), headings, whatever the
// lexicon names already. A country's name inside a longer one is no obstacle:
// "Liberian National Police". It looks at English words only; what a
// collection says of a name is the Suggester's matter.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct NameCandidate {
  TokenRange tokens;
  std::uint32_t sentence = 0;      ///< index into Document::sentences
  bool organisation = false;       ///< its head is "Council", "Party" ...
  bool titled = false;             ///< "General", "Mr.", "(Signed)" or an initial stands before it
  bool acts = false;               ///< "... refused", "by ...", "leader of ..."
  bool place = false;              ///< "in ...", "near ..."
  bool starts_sentence = false;    ///< its first capital may be the sentence's
  bool themed = false;             ///< a theme has all of its words
};

class NameFinder {
 public:
  /// `is_country`: whether an actor label is of a state, people or place, which may be part of a longer name. Keeps a
  /// reference to `document`.
  NameFinder(const Document& document, const std::function<bool(std::string_view)>& is_country);

  /// In the order of the text.
  [[nodiscard]] std::vector<NameCandidate> candidates() const;

 private:
  enum class Hold : std::uint8_t { none, country, actor };
  friend class NameInSentence;
  const Document& x_document;
  std::vector<Hold> x_held;    // by token: what the lexicon has there
  std::vector<bool> x_themed;  // by token
};

/// Whether the noun that a name is about is a text, an event or a place: "Sustainable Development Goals".
[[nodiscard]] bool names_a_thing(std::string_view name);

}  // namespace concord
