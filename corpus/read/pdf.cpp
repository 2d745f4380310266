// PDF: pdftotext's words with their places; pages that are pictures only through OCR, or named when there is none.
#include <algorithm>
#include <charconv>
#include <optional>

#include "corpus/document/date.h"
#include "corpus/read/child_process.h"
#include "corpus/read/failure.h"
#include "corpus/read/ocr.h"
#include "corpus/read/page_layout.h"
#include "corpus/read/readers.h"
#include "corpus/read/typed_date.h"

namespace concord {
namespace {

constexpr const char* poppler = "poppler-utils";
constexpr std::size_t fewest_letters = 30;  // of a page with a text layer; a stamp on a scan has less

ChildLimits child_limits(const ReadLimits& limits) {
  return {limits.helper_seconds, limits.helper_memory, limits.file_bytes};
}

Error failed(const ChildOutput& child, const SourceContext& context) {
  const std::string first_line = child.errors.substr(0, child.errors.find('\n'));
  const bool locked = child.errors.find("assword") != std::string::npos;
  return make_failure(locked ? ReadFailure::encrypted : ReadFailure::damaged, context.where(),
                      locked ? "the PDF is locked by a password" : "pdftotext cannot read it: " + first_line);
}

/// Which pages hold a picture, by `pdfimages -list`: a page with neither text nor picture is blank.
Result<std::vector<bool>> pages_with_pictures(const std::string& path, std::size_t pages,
                                              const SourceContext& context) {
  const auto listed =
      run_child({{"pdfimages", "-list", path}, poppler}, child_limits(context.options.limits), context.where());
  if (!listed) return listed.error();
  std::vector<bool> pictured(pages, false);
  const std::string& table = listed->output;
  for (std::size_t begin = 0; begin < table.size(); begin = std::min(table.find('\n', begin), table.size() - 1) + 1) {
    const std::size_t first = std::min(table.find_first_not_of(' ', begin), table.size());
    std::size_t page = 0;
    std::from_chars(table.data() + first, table.data() + table.size(), page);
    if (page >= 1 && page <= pages) pictured[page - 1] = true;
  }
  return pictured;
}

/// "pages 1, 2 and 5-9 of 12". Requires: ascending, at least one.
std::string list_pages(const std::vector<unsigned>& pages, std::size_t total) {
  std::vector<std::string> runs;
  for (std::size_t i = 0; i < pages.size();) {
    std::size_t end = i + 1;
    while (end < pages.size() && pages[end] == pages[end - 1] + 1) ++end;
    if (end - i < 3) end = i + 1;
    runs.push_back(std::to_string(pages[i]) + (end - i > 1 ? "-" + std::to_string(pages[end - 1]) : ""));
    i = end;
  }
  std::string list = pages.size() == 1 ? "page " : "pages ";
  for (std::size_t i = 0; i < runs.size(); ++i) list += (i == 0 ? "" : i + 1 == runs.size() ? " and " : ", ") + runs[i];
  return list + " of " + std::to_string(total);
}

/// Reads the pages without text by OCR into `pages`; what could not be read is named in the warnings.
Status read_pictures(const std::string& path, const std::vector<unsigned>& missing, std::vector<Page>& pages,
                     const SourceContext& context, Metadata& metadata) {
  auto read = ocr_pages(path, missing, context);
  std::vector<unsigned> unread;
  std::optional<Error> first_error;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    if (!read[i]) {
      unread.push_back(missing[i]);
      if (!first_error) first_error = read[i].error();
      continue;
    }
    pages[missing[i] - 1] = std::move(*read[i]);
  }
  if (unread.size() == pages.size()) return *first_error;
  if (!unread.empty())
    metadata.warnings.push_back(list_pages(unread, pages.size()) +
                                " could not be read by OCR: " + first_error->to_string());
  metadata.warnings.push_back(list_pages(missing, pages.size()) + " read by OCR");
  return {};
}

void take_metadata(const LaidOutPdf& pdf, Metadata& metadata) {
  // Word processors write the file's name into the title.
  const bool one_word = pdf.title.find(' ') == std::string::npos && pdf.title.find_first_of("._") != std::string::npos;
  const bool file_name = one_word || pdf.title.find(".doc") != std::string::npos ||
                         pdf.title.find("Microsoft Word") != std::string::npos || pdf.title == "untitled";
  if (metadata.title.empty() && !pdf.title.empty() && !file_name) {
    metadata.title = pdf.title;
    metadata.title_origin = Origin::document;
  }
  if (!pdf.creation_date.empty()) metadata.fields["pdf_created"] = pdf.creation_date;  // of the file, not of the text
}

/// What the first page shows where the file says nothing: its first heading, and a line that is a date and nothing
/// else.
void guess_from_first_page(const std::vector<Page>& pages, Document& document) {
  Metadata& metadata = document.metadata;
  const std::uint32_t page_end = document.divisions.empty() ? 0 : document.divisions.front().span.end;
  for (const Block& block : document.blocks) {
    if (!metadata.title.empty() || block.span.end > page_end) break;
    std::string heading(document.text_of(block.span));
    std::replace(heading.begin(), heading.end(), '\n', ' ');
    if (block.kind != BlockKind::heading || std::count(heading.begin(), heading.end(), ' ') < 2) continue;
    metadata.title = heading;
    metadata.title_origin = Origin::guess;
  }
  for (const PageLine& line : pages.front().lines) {
    bool doubt = false;
    const auto date = parse_typed_date(line.text(), doubt);
    if (metadata.date || !date || date->precision != DatePrecision::day || doubt) continue;
    metadata.date = date;
    metadata.date_origin = Origin::guess;
  }
}

}  // namespace

Result<Document> read_pdf(std::string bytes, const SourceContext& context) {
  std::optional<MemoryFile> copy;
  std::string path = context.location;
  if (path.empty()) {
    auto made = MemoryFile::make(bytes, context.where());
    if (!made) return made.error();
    copy.emplace(std::move(*made));
    path = copy->path();
  }
  bytes = {};
  const ReadLimits& limits = context.options.limits;
  const std::string last = std::to_string(limits.pages + 1);
  const auto child = run_child({{"pdftotext", "-bbox-layout", "-enc", "UTF-8", "-l", last, path, "-"}, poppler},
                               child_limits(limits), context.where());
  if (!child) return child.error();
  LaidOutPdf pdf = parse_bbox_layout(child->output);
  if (child->exit_status != 0 || pdf.pages.empty()) return failed(*child, context);
  if (pdf.pages.size() > limits.pages) {
    return make_failure(ReadFailure::limit, context.where(), "more than " + std::to_string(limits.pages) + " pages");
  }
  Document document = begin_document(context, "pdf");
  take_metadata(pdf, document.metadata);
  std::vector<unsigned> bare;
  for (std::size_t i = 0; i < pdf.pages.size(); ++i) {
    if (pdf.pages[i].letters() < fewest_letters) bare.push_back(static_cast<unsigned>(i + 1));
  }
  if (!bare.empty()) {
    const auto pictured = pages_with_pictures(path, pdf.pages.size(), context);
    if (!pictured) return pictured.error();
    bare.erase(std::remove_if(bare.begin(), bare.end(), [&](unsigned page) { return !(*pictured)[page - 1]; }),
               bare.end());
  }
  if (!bare.empty() && context.options.ocr.enabled) {
    if (Status read = read_pictures(path, bare, pdf.pages, context, document.metadata); !read) return read.error();
  } else if (bare.size() == pdf.pages.size()) {
    return make_failure(ReadFailure::no_text_layer, context.where(),
                        std::to_string(bare.size()) + " of " + std::to_string(bare.size()) +
                            " pages are pictures without a text layer");
  } else if (!bare.empty()) {
    document.metadata.warnings.push_back(list_pages(bare, pdf.pages.size()) +
                                         " without a text layer; read them with OCR: --ocr, or ocr: auto");
  }
  const bool any_ocr = std::any_of(pdf.pages.begin(), pdf.pages.end(), [](const Page& page) { return page.from_ocr; });
  document.metadata.encoding = {"UTF-8", any_ocr ? "OCR" : "text layer", 100, "", 0};
  compose_pages(pdf.pages, document);
  guess_from_first_page(pdf.pages, document);
  return document;
}

}  // namespace concord
