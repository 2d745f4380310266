// read_text: a Document out of plain text, through the stages themselves. For tests that need the real tokens of a text.
#pragma once

#include <string_view>

#include "corpus/document/document.h"
#include "tests/support/make_document.h"

namespace concord::test {

/// Normalised, cut into paragraphs and sentences, tokenised; no labels.
[[nodiscard]] Document read_text(std::string_view text, const Given& given = {});

}  // namespace concord::test
