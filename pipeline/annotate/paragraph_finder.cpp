#include "pipeline/annotate/paragraph_finder.h"

#include <algorithm>
#include <array>

#include "corpus/text/ascii.h"
#include "corpus/text/properties.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::uint32_t widest_wrap = 140;  // characters; longer lines are paragraphs

bool is_closing(char32_t c) {
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xBB || c == 0x2019 || c == 0x201D || c == '*';
}
bool is_opening(char32_t c) {
  return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0xAB || (c >= 0x2018 && c <= 0x201E);
}

// "12. ", "1.2 ", "12) ", "(12) "
bool starts_with_number(std::string_view line) {
  std::size_t at = !line.empty() && line[0] == '(' ? 1 : 0;
  const std::size_t begin = at;
  while (at < line.size() && is_ascii_digit(line[at])) ++at;
  if (at == begin || at - begin > 3) return false;
  bool marked = false;
  while (at < line.size() && (line[at] == '.' || line[at] == ')' || (marked && is_ascii_digit(line[at])))) {
    marked = true;
    ++at;
  }
  return marked && at < line.size() && (line[at] == ' ' || line[at] == '\t');
}

// "(a) ", "(iv) ", "a) ", "IV. "
bool starts_with_letter_number(std::string_view line) {
  const bool bracket = !line.empty() && line[0] == '(';
  std::size_t at = bracket ? 1 : 0;
  const std::size_t begin = at;
  const auto roman = [](char c) { return std::string_view("ivxIVX").find(c) != std::string_view::npos; };
  while (at < line.size() && at - begin < 5 && roman(line[at])) ++at;
  if (at == begin && at < line.size() && is_letter(static_cast<unsigned char>(line[at]))) ++at;
  if (at == begin || at + 1 >= line.size()) return false;
  const bool closes =
      line[at] == ')' || (!bracket && line[at] == '.' && is_upper(static_cast<unsigned char>(line[begin])));
  return closes && (line[at + 1] == ' ' || line[at + 1] == '\t');
}

bool starts_with_bullet(std::string_view line) {
  static constexpr std::array<std::string_view, 9> bullets = {"• ", "– ", "— ", "- ", "* ", "▪ ", "● ", "◦ ", "·\t"};
  return std::any_of(bullets.begin(), bullets.end(),
                     [line](std::string_view one) { return line.substr(0, one.size()) == one; });
}

bool starts_with_division(std::string_view line) {
  static constexpr std::array<std::string_view, 22> names = {
      "Article ",  "ARTICLE ",  "Section ", "SECTION ", "Chapter ",  "CHAPTER ",   "Annex ",   "ANNEX ",
      "Appendix ", "Protocol ", "Part ",    "PART ",    "Artículo ", "Sección ",   "Artikel ", "Annexe ",
      "Статья ",   "СТАТЬЯ ",   "Глава ",   "Раздел ",  "Моддаи ",   "Приложение "};
  for (const std::string_view name : names) {
    if (line.substr(0, name.size()) != name || name.size() >= line.size()) continue;
    const char c = line[name.size()];
    if (is_ascii_digit(c) || std::string_view("IVX").find(c) != std::string_view::npos) return true;
  }
  return false;
}

// True when a word is broken over the gap between two lines.
bool is_joined(const std::vector<Mark>& marks, TextSpan gap) {
  auto mark =
      std::partition_point(marks.begin(), marks.end(), [gap](const Mark& one) { return one.span.end <= gap.begin; });
  for (; mark != marks.end() && mark->span.begin < gap.end; ++mark) {
    if (mark->kind == MarkKind::line_hyphen || mark->kind == MarkKind::soft_hyphen) return true;
  }
  return false;
}

BlockKind kind_of(std::string_view text) {
  if (is_in_capitals(text) && !ends_closed(text)) return BlockKind::heading;
  return starts_with_bullet(text) || (starts_with_letter_number(text) && text[0] == '(') ? BlockKind::list_item
                                                                                         : BlockKind::paragraph;
}

}  // namespace

bool ends_closed(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0) {
    const Decoded decoded = decode_utf8_before(text, at);
    if (!is_closing(decoded.point) &&
        !(decoded.point < 0x80 && is_ascii_digit(static_cast<char>(decoded.point)) && at == text.size()))
      break;
    at -= decoded.length;
  }
  if (at == 0) return false;
  const char32_t last = decode_utf8_before(text, at).point;
  if (last == ':' || last == ';') return true;
  const SentenceClass c = Properties::get().sentence(last);
  return c == SentenceClass::full_stop || c == SentenceClass::terminator || last == 0x2026;
}

bool starts_numbered(std::string_view line) {
  return starts_with_number(line) || starts_with_letter_number(line) || starts_with_bullet(line) ||
         starts_with_division(line);
}

bool is_in_capitals(std::string_view line) {
  std::uint32_t capitals = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Decoded decoded = decode_utf8(line, at);
    if (is_lower(decoded.point)) return false;
    capitals += is_upper(decoded.point) ? 1U : 0U;
    at += decoded.length;
  }
  return capitals >= 2;
}

bool begins_small(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    if (!is_opening(decoded.point)) return is_lower(decoded.point);
    at += decoded.length;
  }
  return false;
}

void ParagraphFinder::measure() {
  x_wrapped = false;
  if (x_lines.size() < 2) return;
  x_widths.clear();
  for (const Line& line : x_lines) x_widths.push_back(line.width);
  const auto high = x_widths.begin() + static_cast<std::ptrdiff_t>(x_widths.size() * 9 / 10);
  std::nth_element(x_widths.begin(), high, x_widths.end());
  x_width = *high;
  const auto near_width = std::count_if(x_widths.begin(), x_widths.end(), [this](std::uint32_t width) {
    return width * 10 >= x_width * 6 && width <= x_width + x_width / 6 + 2;
  });
  x_wrapped =
      x_width <= widest_wrap && x_width >= 20 && static_cast<std::size_t>(near_width) * 10 >= x_widths.size() * 3;
}

// Over a page's furniture or a blank line: nothing was closed before, and what follows is no new start.
bool ParagraphFinder::runs_on_over_gap(std::string_view last, std::string_view first, const Line& before,
                                       bool furniture) const {
  const bool full = x_wrapped ? before.width * 10 >= x_width * 6 : before.width >= 60;
  if (starts_numbered(first)) return false;
  if (begins_small(first)) return furniture || (full && !ends_closed(last));
  return furniture && x_wrapped && full && !ends_closed(last) && !is_in_capitals(first);
}

bool ParagraphFinder::runs_on(const Document& document, const Line& before, const Line& line) const {
  const std::string_view last = document.text_of(before.content);
  const std::string_view first = document.text_of(line.content);
  if (is_joined(document.marks, {before.content.end - 1, line.content.begin})) return true;
  if (line.furniture_before || line.blank_before) return runs_on_over_gap(last, first, before, line.furniture_before);
  const bool closed = ends_closed(last);
  const bool small = begins_small(first);
  // A line a paragraph: only one that breaks off in the middle (an old page end) goes on in the next.
  if (!x_wrapped || before.width > widest_wrap)
    return small && !closed && last.back() != ',' && !starts_numbered(first);
  const bool is_short = before.width * 10 < x_width * 7;
  if (starts_numbered(first) && (closed || is_short)) return false;
  if (is_in_capitals(last) != is_in_capitals(first) && (closed || is_short || before.blank_before)) return false;
  if (line.indent >= before.indent + 2 && closed) return false;
  if (is_short && closed && !small) return false;
  return small || before.width * 10 >= x_width * 5;
}

void ParagraphFinder::find(const Document& document, TextSpan within, std::vector<FoundParagraph>& out) {
  const std::string_view text = document.text.utf8;
  find_lines(text, document.marks, within, x_lines);
  measure();
  for (std::size_t i = 0; i < x_lines.size();) {
    std::size_t end = i + 1;
    while (end < x_lines.size() && runs_on(document, x_lines[end - 1], x_lines[end])) ++end;
    const TextSpan span{x_lines[i].content.begin, x_lines[end - 1].content.end};
    out.push_back({span, kind_of(slice(text, span))});
    i = end;
  }
}

}  // namespace concord
