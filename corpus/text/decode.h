// Decode: bytes of a source to UTF-8, with the decision how and the way back to the bytes.
//
// Order of trust: what the user names; a byte order mark; UTF-8 that is valid
// (text in another encoding is practically never valid UTF-8 by chance); what
// the document declares, if that gives plausible text; a guess from the bytes
// (encoding_guess.h). The decision says which it was and how sure it is.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

namespace concord {

/// What is known of the encoding from outside the bytes.
struct EncodingHints {
  std::string override_name = {};  ///< from the configuration: used without a question
  std::string declared = {};       ///< "windows-1251"; from a <meta>, an XML declaration, a mail header
  std::string declared_by = {};    ///< "<meta>", "XML declaration", shown in the reason
};

struct DecodedText {
  Text text;  ///< valid UTF-8 without a byte order mark; map leads to the bytes
  EncodingDecision decision;
};

/// Decodes all of `bytes`. Characters that the encoding does not know become U+FFFD and are counted in the decision.
/// The map has one run for each stretch that is copied and, in other encodings, one indivisible run for each stretch of
/// letters or of other characters beyond ASCII: exact for words, which is what is ever pointed at.
/// Errors: configuration (an override that nobody knows), limit (more than max_text_bytes of text). Any thread.
[[nodiscard]] Result<DecodedText> decode(std::string bytes, const EncodingHints& hints = {});

/// True when ICU (or this program, for KOI8-T) can decode the encoding of this name.
[[nodiscard]] bool is_known_encoding(std::string_view name);

}  // namespace concord
