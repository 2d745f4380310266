// Lines of pages, their roles known, written as a document: paragraphs, headings, notes, marks, page divisions.
#pragma once

#include <vector>

#include "corpus/read/page_layout.h"

namespace concord {

/// Lines are joined to paragraphs by the distances between them, indents, numbers that open a provision, and sense across
/// a page break. Requires: an empty document.
void write_pages(const std::vector<Page>& pages, Document& document);

}  // namespace concord
