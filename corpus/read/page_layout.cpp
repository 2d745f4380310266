#include "corpus/read/page_layout.h"

#include <algorithm>

#include "corpus/read/page_columns.h"
#include "corpus/read/page_roles.h"
#include "corpus/read/page_writer.h"

namespace concord {

void Box::include(const Box& other) {
  left = std::min(left, other.left);
  top = std::min(top, other.top);
  right = std::max(right, other.right);
  bottom = std::max(bottom, other.bottom);
}

std::string PageLine::text() const {
  std::string joined;
  for (const PageWord& word : words) joined += (joined.empty() ? "" : " ") + word.text;
  return joined;
}

int PageLine::confidence() const {
  int sum = 0;
  for (const PageWord& word : words) sum += word.confidence;
  return words.empty() ? 0 : sum / static_cast<int>(words.size());
}

std::size_t Page::letters() const {
  std::size_t count = 0;
  for (const PageLine& line : lines) {
    for (const PageWord& word : line.words) {
      count += static_cast<std::size_t>(
          std::count_if(word.text.begin(), word.text.end(), is_word_byte));
    }
  }
  return count;
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

void compose_pages(std::vector<Page>& pages, Document& document) {
  for (Page& page : pages) {
    order_columns(page);
    join_rows(page);
  }
  find_running_lines(pages);
  for (Page& page : pages) find_noise(page);
  find_footnotes(pages);
  write_pages(pages, document);
}

}  // namespace concord
