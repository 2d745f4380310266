// document_json: a document with all its layers as one JSON object: what `tag` and `extract --json` print.
//
// Spans are [begin, end) in bytes of "text" (UTF-8); "source" spans in bytes of
// the file, where there are any. Fields: below, and in the tests of tag.
#pragma once

#include <string>

#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct LearnedAlias;

enum class DocumentJson { line, pretty };

/// The whole document.
[[nodiscard]] std::string document_json(const Document& document, DocumentJson form);

/// One object for each mention: {"id", "label", "text", "span", "source", "sentence", "rule", "negated", "confidence"}.
[[nodiscard]] std::string mention_lines(const Document& document);

/// One object for each name that the document teaches: {"id", "kind", "text", "long_form", "label", "span", "source", "mentions"}; the
/// span is the evidence, the label null when the long form is in no lexicon.
[[nodiscard]] std::string learned_lines(const Document& document, const std::vector<LearnedAlias>& learned);

}  // namespace concord
