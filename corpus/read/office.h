// Office: documents that are XML inside a zip (DOCX, ODT, EPUB), TEI and other XML. Tracked deletions, field codes and
// comments of reviewers are not text; footnotes follow the body, each linked to its mark by its number. No source bytes
// to point to.
#pragma once

#include <string>

#include "corpus/read/readers.h"

namespace concord {

/// ECMA-376 part 1, chapter 17 (WordprocessingML).
[[nodiscard]] Result<Document> read_docx(const std::string& bytes, const SourceContext& context);
/// OpenDocument 1.2 part 1, chapters 4 to 6.
[[nodiscard]] Result<Document> read_odt(const std::string& bytes, const SourceContext& context);
/// EPUB 3: the chapters of the spine, each read as HTML; a division each.
[[nodiscard]] Result<Document> read_epub(const std::string& bytes, const SourceContext& context);
/// TEI P5 with its header; in other XML each element that has text of its own is a paragraph.
[[nodiscard]] Result<Document> read_xml(std::string bytes, const SourceContext& context);

}  // namespace concord
