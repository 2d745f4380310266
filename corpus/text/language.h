// Language: which language a text is in (cld2), as a primary tag with a confidence.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

struct LanguageGuess {
  std::string tag;     ///< BCP 47 primary tag: "en", "ru", "tg", "fa"; empty when nothing can be said
  int confidence = 0;  ///< 0..100: the share of the text in this language, halved when cld2 calls itself unreliable
  friend bool operator==(const LanguageGuess&, const LanguageGuess&) = default;
};

/// Requires: well-formed UTF-8. Cost: some 20 MB/s, so callers give a sample of a long text. Thread-safe.
[[nodiscard]] LanguageGuess guess_language(std::string_view text);

/// At most about `bytes` of the text, taken from its begin, middle and end at spaces, joined by line ends.
[[nodiscard]] std::string sample_of(std::string_view text, std::size_t bytes);

}  // namespace concord
