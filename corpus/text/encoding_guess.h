// EncodingGuess: which encoding makes plausible text of bytes that say nothing about themselves.
//
// ICU's detector knows n-grams of a few languages; it mistakes Croatian for
// Latin-1, Ukrainian for Russian in the wrong code page, and has never heard of
// Tajik. So each single-byte encoding is tried and the text judged by what all
// writing has in common: letters stand beside letters of their own script, small
// letters follow capitals and not the other way round, symbols do not stand
// inside words, and the letters beyond ASCII are those of one language. ICU's
// opinion decides about the multi-byte encodings of East Asia.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concord {

struct EncodingGuess {
  std::string name;    ///< IANA name
  int confidence = 0;  ///< 0..100
  std::string second;  ///< the next candidate that gives a different text; may be empty
};

/// Looks at the first 128 KiB from the first byte beyond ASCII on. Nothing when no encoding gives text.
[[nodiscard]] std::optional<EncodingGuess> guess_encoding(std::string_view bytes);

/// UTF-16 without a byte order mark ("UTF-16LE", "UTF-16BE"), seen by where the zero bytes are; nothing otherwise.
[[nodiscard]] std::optional<EncodingGuess> guess_utf16(std::string_view bytes);

/// How text-like decoded code points are: about 1 for text, below 0.5 for a wrong decoding, down to -5.
/// Only characters beyond ASCII count; 1 when there are none.
[[nodiscard]] double plausibility(std::u32string_view sample);

}  // namespace concord
