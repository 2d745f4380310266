#include "corpus/read/page_writer.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/read/page_paragraphs.h"
#include "corpus/read/page_roles.h"

namespace concord {
namespace {

/// Writes pages into a document.
class Composer {
 public:
  explicit Composer(Document& document) : x_document(document) {}

  void add_page(const Page& page, std::size_t number) {
    const std::uint32_t begin = size();
    const Measures measures = measure(page);
    const PageLine* before = nullptr;
    std::vector<const PageLine*> notes;
    for (const PageLine& line : page.lines) {
      if (line.role == LineRole::body) {
        add_body_line(page, line, before, measures, number);
        before = &line;
      } else if (line.role == LineRole::footnote) {
        notes.push_back(&line);
      } else {
        write_marked(line);
      }
    }
    add_notes(notes, begin);
    const std::uint32_t skipped = begin < size() && begin > 0 ? skip_blanks(begin) : begin;
    x_document.divisions.push_back(
        {DivisionKind::page, std::to_string(number), {skipped, size()}, {}, page.confidence});
  }

  void finish() {
    close();
    x_document.text.map = OffsetMap::none(size());
    auto& marks = x_document.marks;
    std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(x_document.text.utf8.size()); }
  [[nodiscard]] std::uint32_t skip_blanks(std::uint32_t at) const {
    while (at < size() && (x_document.text.utf8[at] == '\n' || x_document.text.utf8[at] == ' ')) ++at;
    return at;
  }

  void add_body_line(const Page& page, const PageLine& line, const PageLine* before, const Measures& measures,
                     std::size_t number) {
    const bool first_of_page = before == nullptr;
    const bool fresh = first_of_page ? !continues_over_the_page(line) : begins_paragraph(*before, line, measures);
    if (fresh) {
      close();
      separate("\n\n");
      x_paragraph = {{}, measures, page.width};
      x_begin = size();
    } else {
      separate("\n");
    }
    x_paragraph.lines.emplace_back(number, &line);
    write_words(line, measures);
  }

  /// The notes of a page stand at its end; before its last paragraph when that goes on overleaf, so that they do not
  /// cut it in two.
  void add_notes(const std::vector<const PageLine*>& lines, std::uint32_t page_begin) {
    if (lines.empty()) return;
    const bool open =
        !x_paragraph.lines.empty() && x_begin >= page_begin && !ends_sentence(x_paragraph.lines.back().second->text());
    if (!open) {
      close();
      separate("\n\n");
    }
    const std::uint32_t at = open ? x_begin : size();
    std::string text;
    for (const PageLine* line : lines) {
      const std::string content = line->text();
      const bool fresh = text.empty() || opens_footnote(content);
      if (!text.empty()) text += fresh ? "\n\n" : "\n";
      const auto begin = at + static_cast<std::uint32_t>(text.size());
      text += content;
      if (fresh) x_document.blocks.push_back({BlockKind::footnote, {begin, begin}, 0});
      x_document.blocks.back().span.end = begin + static_cast<std::uint32_t>(content.size());
    }
    if (open) text += "\n\n";
    x_document.text.utf8.insert(at, text);
    if (!open) return;
    const auto shift = static_cast<std::uint32_t>(text.size());
    x_begin += shift;
    for (Mark& mark : x_document.marks) {
      if (mark.span.begin >= at) mark.span = {mark.span.begin + shift, mark.span.end + shift};
    }
  }

  /// The sentence goes on: the paragraph has no end yet and the page begins in the middle of something.
  [[nodiscard]] bool continues_over_the_page(const PageLine& line) const {
    if (x_paragraph.lines.empty() || opens_item(line)) return false;
    const PageLine& last = *x_paragraph.lines.back().second;
    const std::string text = last.text();
    const bool wide = last.box.right > x_paragraph.measures.right - 0.2 * x_paragraph.page_width;
    return begins_small(line.text()) ? !ends_sentence(text) || text.back() == ';' || text.back() == ','
                                     : wide && !ends_sentence(text);
  }

  void separate(std::string_view separator) {
    std::string& text = x_document.text.utf8;
    if (text.empty()) return;
    while (!text.empty() && text.back() == '\n' && separator == "\n" && x_after_furniture) return;
    if (separator == "\n\n" && text.size() >= 2 && text.substr(text.size() - 2) == "\n\n") return;
    text += separator == "\n\n" && text.back() == '\n' ? "\n" : separator;
    x_after_furniture = false;
  }

  void write_words(const PageLine& line, const Measures& measures) {
    bool first = true;
    for (const PageWord& word : line.words) {
      if (!first) x_document.text.utf8 += ' ';
      const std::uint32_t begin = size();
      x_document.text.utf8 += word.text;
      if (!first && is_raised_figure(word, line, measures)) {
        x_document.marks.push_back({MarkKind::footnote_mark, {begin, size()}, "a raised figure"});
      }
      first = false;
    }
  }

  static bool is_raised_figure(const PageWord& word, const PageLine& line, const Measures& measures) {
    if (word.text.size() > 3 || word.text.find_first_not_of("0123456789*") != std::string::npos ||
        line.words.size() < 3)
      return false;
    return word.confidence == 100 && word.box.height() < 0.8 * measures.height &&
           word.box.bottom < line.box.bottom - 0.15 * measures.height;
  }

  void write_marked(const PageLine& line) {
    static constexpr std::array<MarkKind, 6> kinds = {MarkKind::boilerplate,  MarkKind::running_head,
                                                      MarkKind::running_foot, MarkKind::page_number,
                                                      MarkKind::boilerplate,  MarkKind::boilerplate};
    std::string& text = x_document.text.utf8;
    if (!text.empty() && text.back() != '\n') text += '\n';
    const std::uint32_t begin = size();
    text += line.text();
    x_document.marks.push_back({kinds[static_cast<std::size_t>(line.role)], {begin, size()}, line.note});
    text += '\n';
    x_after_furniture = true;
  }

  void close() {
    if (x_paragraph.lines.empty()) return;
    Block block;
    block.span = {x_begin, end_of_paragraph()};
    if (const auto level = heading_level(x_paragraph)) {
      block.kind = BlockKind::heading;
      block.level = *level;
    }
    x_document.blocks.push_back(block);
    x_paragraph.lines.clear();
  }

  /// Before the furniture that was written after its last line.
  [[nodiscard]] std::uint32_t end_of_paragraph() const {
    std::uint32_t end = size();
    for (auto mark = x_document.marks.rbegin(); mark != x_document.marks.rend() && mark->span.begin >= x_begin;
         ++mark) {
      if (skip_blanks(mark->span.end) >= end && mark->kind != MarkKind::footnote_mark) end = mark->span.begin;
    }
    while (end > x_begin && x_document.text.utf8[end - 1] == '\n') --end;
    return end;
  }

  Document& x_document;
  PageParagraph x_paragraph;
  std::uint32_t x_begin = 0;
  bool x_after_furniture = false;
};

}  // namespace

void write_pages(const std::vector<Page>& pages, Document& document) {
  Composer composer(document);
  for (std::size_t i = 0; i < pages.size(); ++i) composer.add_page(pages[i], i + 1);
  composer.finish();
}

}  // namespace concord
