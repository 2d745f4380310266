// Fuzzes what is made of the output of pdftotext and tesseract: a hostile PDF decides over every number in it.
#include "corpus/read/page_layout.h"
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concord;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<Page> pages = parse_bbox_layout(bytes).pages;
  pages.push_back(parse_ocr_page(bytes, 300));
  Document document;
  compose_pages(pages, document);
  fuzz::check(document, 0);
  return 0;
}
