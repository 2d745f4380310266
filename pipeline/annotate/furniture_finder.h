// FurnitureFinder: running heads, running feet and page numbers of plain text that was once printed.
//
// Pages are told by form feeds or by the reader's divisions. A line is
// furniture when it stands among the first or last lines of its page and comes
// back, figures aside, at the same end of other pages; or when it is a page
// number there. Text without pages: a line that is a number alone is a page
// number when such numbers ascend one by one through the text, or when the
// sentence round it plainly goes on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/annotate/lines.h"

namespace concord {

class FurnitureFinder {
 public:
  /// Appends marks to document.marks (not sorted in). Does nothing where the reader marked furniture.
  void find(Document& document);

 private:
  struct Edge {
    TextSpan line;
    std::string shape;  ///< figures as '#', spaces as one
    bool head = false;
    std::size_t page = 0;
  };

  void find_by_pages(Document& document, const std::vector<TextSpan>& pages);
  void find_lone_numbers(Document& document);
  void collect_edges(const Document& document, TextSpan page, std::size_t number);

  std::vector<Line> x_lines;
  std::vector<Edge> x_edges;
};

}  // namespace concord
