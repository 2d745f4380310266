// Quote: a stretch of a document as one line for people: page furniture left out, broken words closed, blanks folded.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/document/document.h"

namespace concord {

struct Quote {
  std::string text;
  std::uint32_t mark_begin = 0;  ///< bytes of `text` that are the marked stretch; equal for none
  std::uint32_t mark_end = 0;
};

/// `marked` lies inside `span`, or is empty.
[[nodiscard]] Quote quote(const Document& document, TextSpan span, TextSpan marked = {});

}  // namespace concord
