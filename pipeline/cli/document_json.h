// document_json: a document with all its layers as one JSON object: what `tag` and `extract --json` print.
//
// Spans are [begin, end) in bytes of "text" (UTF-8); "source" spans in bytes of
// the file, where there are any. The form is documented in docs/tag-output.md.
#pragma once

#include <string>

#include "corpus/document/document.h"

namespace concord {

enum class DocumentJson { line, pretty };

/// The whole document.
[[nodiscard]] std::string document_json(const Document& document, DocumentJson form);

/// One object for each mention: {"id", "label", "text", "span", "source", "sentence", "rule", "negated", "confidence"}.
[[nodiscard]] std::string mention_lines(const Document& document);

}  // namespace concord
