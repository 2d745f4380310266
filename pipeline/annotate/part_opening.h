// PartOpening: how a part of a treaty, resolution or report begins: "Article 5", "Статья 2", "III. FINAL PROVISIONS", "12. The ...".
//
// Works on the text alone, and forgives what scans do to the word (Artic1e, Articie, Artide) and to the figure (Article l). Whether a
// number continues its series is for the StructureFinder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/document/document.h"

namespace concord {

/// How a sentence begins: what it could open.
struct PartOpening {
  DivisionKind kind = DivisionKind::numbered_paragraph;
  std::string label;    ///< "5", "5 bis", "II", "2.3"; of an annex "I" or empty
  int number = 0;       ///< of the series; 0 where there is none
  bool certain = false; ///< stands alone on its line, or a title follows
};

/// What the text, which begins a sentence, opens; kind page for nothing. `alone`: nothing else is in its line.
[[nodiscard]] PartOpening read_opening(std::string_view text);

/// Where the signatures of a treaty begin: the first of the lines that only signatures have, behind `from`; text.size() for none.
[[nodiscard]] std::uint32_t signatures_begin(std::string_view text, std::uint32_t from);

/// The first place behind `from` where a sentence of a text without lines opens an article: "as follows: Article 1 The Parties"; npos for none.
[[nodiscard]] std::size_t article_inside(std::string_view text, std::size_t from);

}  // namespace concord
