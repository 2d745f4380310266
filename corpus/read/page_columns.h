// Reading order of a page's lines: columns one after the other, and rows that came apart put together.
#pragma once

#include "corpus/read/page_layout.h"

namespace concord {

/// Puts a page of two columns in reading order: between lines that cross the gutter, the left column, then the right.
/// pdftotext joins lines of narrow columns, above all on scans with a text layer. Leaves other pages alone.
void order_columns(Page& page);

/// Pieces of one visual line that came apart ("1." and the text after it) are joined again.
void join_rows(Page& page);

}  // namespace concord
