// Markdown: its own small reader, block by block; what is markup is left out of the text, what is text keeps its place.
//
// Covers CommonMark 0.30's blocks (headings, lists, quotations, code, HTML
// comments) with GitHub's tables and footnotes, and a YAML front matter for the
// metadata. Not covered: HTML blocks as such (their tags are dropped, their
// text is kept), nested lists as a tree (each item is a block of its own).
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/read/readers.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || (c & 0x80) != 0;
}
bool is_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_word(c);
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

/// Markup that does not close within this many bytes is text. Keeps hostile input from costing its square.
constexpr std::size_t reach = 4000;
std::size_t find_near(const std::string& text, std::string_view what, std::size_t from) {
  const std::size_t found = std::string_view(text).substr(0, from + reach).find(what, from);
  return found;
}

/// The inline content of one block: its characters without line prefixes, and where each stands in the source.
class Inline {
 public:
  void add_line(std::string_view source, std::uint32_t begin, std::uint32_t end) {
    if (!x_text.empty()) add('\n', x_at.back() + 1);
    for (std::uint32_t i = begin; i < end; ++i) add(source[i], i);
  }
  void clear() {
    x_text.clear();
    x_at.clear();
  }
  [[nodiscard]] bool empty() const { return x_text.empty(); }
  [[nodiscard]] std::string_view text() const { return x_text; }

  /// Writes the readable text into the block that is open.
  void write(TextBuilder& builder);

 private:
  enum class Role : std::uint8_t { text, dropped, opaque };  // opaque: text that no later rule touches
  void add(char c, std::uint32_t at) {
    x_text.push_back(c);
    x_at.push_back(at);
  }
  void drop(std::size_t begin, std::size_t end) {
    std::fill(x_roles.begin() + static_cast<std::ptrdiff_t>(begin), x_roles.begin() + static_cast<std::ptrdiff_t>(end),
              Role::dropped);
  }
  void shield(std::size_t begin, std::size_t end) {
    std::fill(x_roles.begin() + static_cast<std::ptrdiff_t>(begin), x_roles.begin() + static_cast<std::ptrdiff_t>(end),
              Role::opaque);
  }
  [[nodiscard]] bool plain(std::size_t i) const { return i < x_text.size() && x_roles[i] == Role::text; }

  void find_escapes();
  void find_code();
  void find_tags();
  void find_links();
  void find_emphasis();
  [[nodiscard]] std::size_t end_of_destination(std::size_t open) const;
  void write_entity(TextBuilder& builder, std::size_t& i) const;
  void write_footnote_mark(TextBuilder& builder, std::size_t& i) const;

  std::string x_text;
  std::vector<std::uint32_t> x_at;
  std::vector<Role> x_roles;
};

void Inline::find_escapes() {
  for (std::size_t i = 0; i + 1 < x_text.size(); ++i) {
    if (x_text[i] == '\\' && (is_punctuation(x_text[i + 1]) || x_text[i + 1] == '\n')) {
      drop(i, i + 1);
      if (x_text[i + 1] != '\n') shield(i + 1, i + 2);
      ++i;
    }
  }
}

void Inline::find_code() {
  for (std::size_t i = 0; i < x_text.size(); ++i) {
    if (x_text[i] != '`' || !plain(i)) continue;
    std::size_t width = 0;
    while (i + width < x_text.size() && x_text[i + width] == '`') ++width;
    const std::string fence(width, '`');
    std::size_t close = find_near(x_text, fence, i + width);
    while (close != std::string::npos && close + width < x_text.size() && x_text[close + width] == '`') {
      close = x_text.find_first_not_of('`', close);
      if (close != std::string::npos) close = find_near(x_text, fence, close);
    }
    if (close == std::string::npos) {
      i += width - 1;
      continue;
    }
    drop(i, i + width);
    shield(i + width, close);
    drop(close, close + width);
    i = close + width - 1;
  }
}

void Inline::find_tags() {
  for (std::size_t i = 0; i + 2 < x_text.size(); ++i) {
    if (x_text[i] != '<' || !plain(i)) continue;
    const char next = x_text[i + 1];
    if (!is_letter(next) && next != '/' && next != '!') continue;
    const bool comment = x_text.compare(i, 4, "<!--") == 0;
    const std::size_t close = find_near(x_text, comment ? "-->" : ">", i);
    if (close == std::string::npos) continue;
    const std::size_t end = close + (comment ? 3 : 1);
    const std::string_view inside = std::string_view(x_text).substr(i + 1, close - i - 1);
    const bool address = inside.find_first_of(" \n") == std::string_view::npos &&
                         (inside.find("://") != std::string_view::npos || inside.find('@') != std::string_view::npos);
    if (address) {
      drop(i, i + 1);
      shield(i + 1, close);
      drop(close, end);
    } else {
      drop(i, end);
    }
    i = end - 1;
  }
}

/// End of "(destination)" or "[reference]" that opens at `open`, one past the bracket; `open` when it is none.
std::size_t Inline::end_of_destination(std::size_t open) const {
  if (open >= x_text.size() || (x_text[open] != '(' && x_text[open] != '[')) return open;
  const char opener = x_text[open];
  const char closer = opener == '(' ? ')' : ']';
  int depth = 0;
  for (std::size_t i = open; i < std::min(x_text.size(), open + reach); ++i) {
    if (x_text[i] == opener) ++depth;
    if (x_text[i] == closer && --depth == 0) return i + 1;
    if (x_text[i] == '\n' && i + 1 < x_text.size() && x_text[i + 1] == '\n') break;
  }
  return open;
}

void Inline::find_links() {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < x_text.size(); ++i) {
    if (!plain(i)) continue;
    if (x_text[i] == '[') open.push_back(i);
    if (x_text[i] != ']' || open.empty()) continue;
    const std::size_t from = open.back();
    open.pop_back();
    if (x_text[from + 1] == '^') continue;  // a footnote mark
    const std::size_t end = end_of_destination(i + 1);
    if (end == i + 1) continue;  // brackets of the text itself
    const bool image = from > 0 && x_text[from - 1] == '!' && plain(from - 1);
    drop(image ? from - 1 : from, from + 1);
    drop(i, end);
    i = end - 1;
  }
}

void Inline::find_emphasis() {
  struct Run {
    std::size_t begin, length;
    char what;
  };
  std::vector<Run> openers;
  for (std::size_t i = 0; i < x_text.size();) {
    const char c = x_text[i];
    if ((c != '*' && c != '_' && c != '~') || !plain(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < x_text.size() && x_text[end] == c && plain(end)) ++end;
    const char before = i > 0 ? x_text[i - 1] : ' ';
    const char after = end < x_text.size() ? x_text[end] : ' ';
    // CommonMark 0.30, 6.2: left- and right-flanking; '_' never inside a word; '~' only in pairs (GitHub).
    const bool left = !is_blank(after) && (!is_punctuation(after) || is_blank(before) || is_punctuation(before));
    const bool right = !is_blank(before) && (!is_punctuation(before) || is_blank(after) || is_punctuation(after));
    const bool inside_word = is_word(before) && is_word(after);
    const bool can_open = left && !(c == '_' && inside_word) && !(c == '~' && end - i != 2);
    const bool can_close = right && !(c == '_' && inside_word) && !(c == '~' && end - i != 2);
    std::size_t left_over = end - i;
    std::size_t at = i;
    while (can_close && left_over > 0) {
      const auto opener = std::find_if(openers.rbegin(), openers.rend(), [&](const Run& run) { return run.what == c; });
      if (opener == openers.rend()) break;
      const std::size_t used = std::min(opener->length, left_over);
      drop(opener->begin + opener->length - used, opener->begin + opener->length);
      drop(at, at + used);
      at += used;
      left_over -= used;
      opener->length -= used;
      const bool exhausted = opener->length == 0;
      openers.erase(opener.base() - (exhausted ? 1 : 0), openers.end());
    }
    if (can_open && left_over > 0) openers.push_back({at, left_over, c});
    if (openers.size() > 200) openers.erase(openers.begin(), openers.begin() + 100);
    i = end;
  }
}

void Inline::write_entity(TextBuilder& builder, std::size_t& i) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> known = {{
      {"amp", "&"},
      {"lt", "<"},
      {"gt", ">"},
      {"quot", "\""},
      {"apos", "'"},
      {"nbsp", "\u00A0"},
      {"mdash", "—"},
      {"ndash", "–"},
      {"hellip", "…"},
      {"lsquo", "‘"},
      {"rsquo", "’"},
      {"ldquo", "“"},
      {"rdquo", "”"},
      {"laquo", "«"},
      {"raquo", "»"},
      {"sect", "§"},
  }};
  const std::size_t end = find_near(x_text, ";", i);
  std::string meaning;
  if (end != std::string::npos && end - i <= 10) {
    const std::string_view name = std::string_view(x_text).substr(i + 1, end - i - 1);
    for (const auto& [entity, text] : known) {
      if (name == entity) meaning = text;
    }
    if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      const unsigned long point = std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
      if (point >= 0x20 && point <= 0x10FFFF) append_utf8(static_cast<char32_t>(point), meaning);
    }
  }
  if (meaning.empty()) {
    builder.flow("&", x_at[i++]);
    return;
  }
  builder.replace(meaning, x_at[i], x_at[end] + 1);
  i = end + 1;
}

void Inline::write_footnote_mark(TextBuilder& builder, std::size_t& i) const {
  const std::size_t end = x_text.find(']', i);
  const std::uint32_t begin = builder.size();
  builder.replace("[" + x_text.substr(i + 2, end - i - 2) + "]", x_at[i], x_at[end] + 1);
  builder.mark_from(begin, MarkKind::footnote_mark, "Markdown [^...]");
  i = end + 1;
}

void Inline::write(TextBuilder& builder) {
  x_roles.assign(x_text.size(), Role::text);
  find_escapes();
  find_code();
  find_tags();
  find_links();
  find_emphasis();
  for (std::size_t i = 0; i < x_text.size();) {
    if (x_roles[i] == Role::dropped) {
      ++i;
      continue;
    }
    if (plain(i) && x_text[i] == '&') {
      write_entity(builder, i);
      continue;
    }
    if (plain(i) && x_text.compare(i, 2, "[^") == 0 && find_near(x_text, "]", i) != std::string::npos) {
      write_footnote_mark(builder, i);
      continue;
    }
    std::size_t end = i + 1;
    while (end < x_text.size() && x_roles[end] != Role::dropped && x_at[end] == x_at[end - 1] + 1 &&
           !(plain(end) && (x_text[end] == '&' || x_text[end] == '['))) {
      ++end;
    }
    builder.flow(std::string_view(x_text).substr(i, end - i), x_at[i]);
    i = end;
  }
  clear();
}

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
  Inline x_inline;
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
    if (colon == std::string_view::npos || is_blank(line.front()) || line.front() == '-') continue;
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
  if (level > 6 || (end != std::string_view::npos && !is_blank(content[end]))) return false;
  begin_block(BlockKind::heading, Gap::paragraph, static_cast<std::uint8_t>(level));
  if (end != std::string_view::npos) {
    std::string_view title = trimmed(content.substr(end));
    const std::size_t last = title.find_last_not_of('#');
    if (last != std::string_view::npos && last + 1 < title.size() && is_blank(title[last]))
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
    if (!is_blank(c)) bare += c;
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
    while (end < content.size() && is_digit(content[end])) ++end;
    if (end == begin || end - begin > 9 || end == content.size() || (content[end] != '.' && content[end] != ')'))
      return false;
    ++end;
  }
  if (end < content.size() && !is_blank(content[end])) return false;
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
