// Markdown: its own small reader, block by block; what is markup is left out of the text, what is text keeps its place.
//
// Covers CommonMark 0.30's blocks (headings, lists, quotations, code, HTML
// comments) with GitHub's tables and footnotes, and a YAML front matter for the
// metadata. Not covered: HTML blocks as such (their tags are dropped, their
// text is kept), nested lists as a tree (each item is a block of its own).
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/read/markdown_inline.h"
#include "corpus/read/readers.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/ascii.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

/// The blocks: line by line, one open block at a time.
class MarkdownReader {
 public:
  MarkdownReader(std::string_view source, Metadata& metadata) : x_source(source), x_metadata(metadata) {}

  void read(Document& document) {
    read_front_matter();
    while (x_next < x_source.size()) read_line();
    end_block();
    x_builder.finish(document);
  }

 private:
  struct Line {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  [[nodiscard]] std::string_view text(Line line) const { return x_source.substr(line.begin, line.end - line.begin); }

  Line take_line() {
    const std::size_t end = std::min(x_source.find('\n', x_next), x_source.size());
    Line line{static_cast<std::uint32_t>(x_next), static_cast<std::uint32_t>(end)};
    x_next = end + 1;
    if (line.end > line.begin && x_source[line.end - 1] == '\r') --line.end;
    return line;
  }
  [[nodiscard]] Line peek_line() {
    const std::size_t here = x_next;
    const Line line = here < x_source.size() ? take_line() : Line{};
    x_next = here;
    return line;
  }

  void read_front_matter();
  void read_line();
  bool read_fence(Line line);
  bool read_heading(Line line);
  bool read_setext(Line line);
  bool read_table(Line line);
  bool read_list_item(Line line);
  bool read_comment(Line line);
  bool read_definition(Line line);
  void read_row(Line line);
  void begin_block(BlockKind kind, Gap gap, std::uint8_t level = 0);
  void end_block();

  std::string_view x_source;
  Metadata& x_metadata;
  std::size_t x_next = 0;
  TextBuilder x_builder;
  MarkdownInline x_inline;
  BlockKind x_kind = BlockKind::paragraph;
  std::uint8_t x_level = 0;
  Gap x_gap = Gap::paragraph;
  bool x_after_blank = true;
};

void MarkdownReader::begin_block(BlockKind kind, Gap gap, std::uint8_t level) {
  end_block();
  x_kind = kind;
  x_gap = gap;
  x_level = level;
}

void MarkdownReader::end_block() {
  if (!x_inline.empty()) {
    x_builder.open_block(x_kind, x_gap, x_level);
    const std::uint32_t begin = x_builder.size();
    x_inline.write(x_builder);
    x_builder.close_block();
    if (x_kind == BlockKind::heading && x_level == 1 && x_metadata.title.empty()) {
      x_metadata.title = trimmed(x_builder.text().substr(begin));
      x_metadata.title_origin = Origin::document;
    }
  }
  x_kind = BlockKind::paragraph;
  x_gap = Gap::paragraph;
  x_level = 0;
}

/// "---", then "key: value" lines, then "---" (Jekyll's convention). Other keys are kept as fields.
void MarkdownReader::read_front_matter() {
  if (text(peek_line()) != "---") return;
  const std::size_t close = x_source.find("\n---", 3);
  if (close == std::string_view::npos) return;
  take_line();
  while (x_next <= close) {
    const std::string_view line = text(take_line());
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || is_ascii_blank(line.front()) || line.front() == '-') continue;
    const std::string key(trimmed(line.substr(0, colon)));
    std::string_view value = trimmed(line.substr(colon + 1));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    if (value.empty()) continue;
    if (key == "title") {
      x_metadata.title = value;
      x_metadata.title_origin = Origin::document;
    } else if (key == "date" && Date::parse(value)) {
      x_metadata.date = Date::parse(value);
      x_metadata.date_origin = Origin::document;
    } else if (key == "lang" || key == "language") {
      x_metadata.language = value.substr(0, value.find('-'));
      x_metadata.language_origin = Origin::document;
      x_metadata.language_confidence = 100;
    } else {
      x_metadata.fields[key] = value;
    }
  }
  take_line();
}

bool MarkdownReader::read_fence(Line line) {
  const std::string_view start = trimmed(text(line));
  if (start.substr(0, 3) != "```" && start.substr(0, 3) != "~~~") return false;
  const std::size_t width = start.find_first_not_of(start[0]);
  const std::string_view fence = start.substr(0, width);
  end_block();
  x_builder.open_block(BlockKind::preformatted, Gap::paragraph);
  std::optional<std::uint32_t> line_end;
  while (x_next < x_source.size()) {
    const Line code = take_line();
    const std::string_view content = trimmed(text(code));
    if (content.substr(0, fence.size()) == fence && content.find_first_not_of(fence[0]) == std::string_view::npos)
      break;
    if (line_end) x_builder.replace("\n", *line_end, code.begin);
    x_builder.copy(text(code), code.begin);
    line_end = code.end;
  }
  x_builder.close_block();
  return true;
}

bool MarkdownReader::read_heading(Line line) {
  const std::string_view content = text(line);
  const std::size_t begin = content.find_first_not_of(' ');
  if (begin == std::string_view::npos || begin > 3 || content[begin] != '#') return false;
  const std::size_t end = content.find_first_not_of('#', begin);
  const std::size_t level = (end == std::string_view::npos ? content.size() : end) - begin;
  if (level > 6 || (end != std::string_view::npos && !is_ascii_blank(content[end]))) return false;
  begin_block(BlockKind::heading, Gap::paragraph, static_cast<std::uint8_t>(level));
  if (end != std::string_view::npos) {
    std::string_view title = trimmed(content.substr(end));
    const std::size_t last = title.find_last_not_of('#');
    if (last != std::string_view::npos && last + 1 < title.size() && is_ascii_blank(title[last]))
      title = trimmed(title.substr(0, last));
    const auto at = static_cast<std::uint32_t>(title.data() - x_source.data());
    x_inline.add_line(x_source, at, at + static_cast<std::uint32_t>(title.size()));
  }
  end_block();
  return true;
}

/// A line of '=' or '-' under a paragraph makes it a heading; alone, three or more of '-', '*' or '_' are a rule.
bool MarkdownReader::read_setext(Line line) {
  std::string bare;
  for (const char c : text(line)) {
    if (!is_ascii_blank(c)) bare += c;
  }
  if (bare.empty() || bare.find_first_not_of(bare[0]) != std::string::npos) return false;
  const bool under = !x_inline.empty() && x_kind == BlockKind::paragraph;
  if (under && (bare[0] == '=' || bare[0] == '-')) {
    x_kind = BlockKind::heading;
    x_level = bare[0] == '=' ? 1 : 2;
    end_block();
    return true;
  }
  if (bare.size() < 3 || (bare[0] != '-' && bare[0] != '*' && bare[0] != '_')) return false;
  end_block();
  return true;
}

bool is_delimiter_row(std::string_view line) {
  return line.find('-') != std::string_view::npos && line.find('|') != std::string_view::npos &&
         line.find_first_not_of(" \t|:-\r") == std::string_view::npos;
}

void MarkdownReader::read_row(Line line) {
  std::uint32_t begin = line.begin;
  bool first = true;
  for (std::uint32_t i = line.begin; i <= line.end; ++i) {
    if (i < line.end && (x_source[i] != '|' || (i > line.begin && x_source[i - 1] == '\\'))) continue;
    const std::string_view cell = trimmed(x_source.substr(begin, i - begin));
    if (!cell.empty()) {
      const auto at = static_cast<std::uint32_t>(cell.data() - x_source.data());
      begin_block(BlockKind::table_cell, first ? Gap::line : Gap::cell);
      x_inline.add_line(x_source, at, at + static_cast<std::uint32_t>(cell.size()));
      end_block();
      first = false;
    }
    begin = i + 1;
  }
}

bool MarkdownReader::read_table(Line line) {
  if (text(line).find('|') == std::string_view::npos || !is_delimiter_row(text(peek_line()))) return false;
  end_block();
  x_builder.gap(Gap::paragraph);
  read_row(line);
  take_line();
  while (x_next < x_source.size() && text(peek_line()).find('|') != std::string_view::npos) read_row(take_line());
  return true;
}

bool MarkdownReader::read_list_item(Line line) {
  const std::string_view content = text(line);
  const std::size_t begin = content.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return false;
  std::size_t end = begin;
  const bool bullet = content[begin] == '-' || content[begin] == '*' || content[begin] == '+';
  if (bullet) {
    end = begin + 1;
  } else {
    while (end < content.size() && is_ascii_digit(content[end])) ++end;
    if (end == begin || end - begin > 9 || end == content.size() || (content[end] != '.' && content[end] != ')'))
      return false;
    ++end;
  }
  if (end < content.size() && !is_ascii_blank(content[end])) return false;
  begin_block(BlockKind::list_item, Gap::line);
  if (x_after_blank) x_gap = Gap::paragraph;
  // The number of a provision is text that people cite; a bullet is not.
  const std::size_t from = bullet ? std::min(content.find_first_not_of(" \t", end), content.size()) : begin;
  x_inline.add_line(x_source, line.begin + static_cast<std::uint32_t>(from), line.end);
  return true;
}

bool MarkdownReader::read_comment(Line line) {
  if (trimmed(text(line)).substr(0, 4) != "<!--") return false;
  const std::size_t close = x_source.find("-->", line.begin);
  if (close == std::string_view::npos) return false;
  end_block();
  x_next = close + 3;
  if (x_next < x_source.size() && x_source[x_next] == '\n') ++x_next;
  return true;
}

/// "[label]: address" is dropped; "[^label]: text" is a footnote.
bool MarkdownReader::read_definition(Line line) {
  const std::string_view content = trimmed(text(line));
  if (content.empty() || content.front() != '[') return false;
  const std::size_t close = content.find("]:");
  if (close == std::string_view::npos || close < 2) return false;
  if (content[1] != '^') {
    const bool address = content.find_first_of("/#.", close) != std::string_view::npos;
    return address && x_inline.empty();
  }
  begin_block(BlockKind::footnote, Gap::paragraph);
  const auto at = static_cast<std::uint32_t>(content.data() - x_source.data() + static_cast<std::ptrdiff_t>(close) + 2);
  x_inline.add_line(x_source, at, line.end);
  return true;
}

void MarkdownReader::read_line() {
  Line line = take_line();
  if (trimmed(text(line)).empty()) {
    end_block();
    x_after_blank = true;
    return;
  }
  const bool after_blank = std::exchange(x_after_blank, false);
  bool quoted = false;
  for (;;) {  // "> > text"
    const std::size_t mark = text(line).find_first_not_of(" \t");
    if (mark > 3 || mark == std::string_view::npos || text(line)[mark] != '>') break;
    line.begin += static_cast<std::uint32_t>(mark) + 1;
    quoted = true;
  }
  if (quoted && trimmed(text(line)).empty()) return end_block();
  x_after_blank = after_blank;
  if (read_fence(line) || read_setext(line) || read_heading(line) || read_comment(line) || read_table(line) ||
      read_definition(line) || read_list_item(line)) {
    x_after_blank = false;
    return;
  }
  x_after_blank = false;
  if (quoted && x_kind != BlockKind::quotation) begin_block(BlockKind::quotation, Gap::paragraph);
  const std::string_view content = text(line);
  const std::size_t begin = content.find_first_not_of(" \t");
  x_inline.add_line(x_source, line.begin + static_cast<std::uint32_t>(begin), line.end);
}

}  // namespace

Result<Document> read_markdown(std::string bytes, const SourceContext& context) {
  auto decoded = decode_for(context, std::move(bytes), "", "");
  if (!decoded) return decoded.error();
  Document document = begin_document(context, "markdown");
  document.metadata.encoding = decoded->decision;
  MarkdownReader(decoded->text.utf8, document.metadata).read(document);
  document.text.map = decoded->text.map.after(document.text.map);
  return document;
}

}  // namespace concord
