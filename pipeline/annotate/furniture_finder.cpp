#include "pipeline/annotate/furniture_finder.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "corpus/text/ascii.h"
#include "pipeline/annotate/paragraph_finder.h"

namespace concord {
namespace {

constexpr std::size_t edge_lines = 5;       // lines looked at from either end of a page
constexpr std::uint32_t longest_edge = 90;  // bytes of a line that may be furniture
constexpr std::size_t fewest_pages = 3;     // that a running head stands on

// What running heads have in common: figures become '#', runs of space one.
std::string shape_of(std::string_view line) {
  std::string shape;
  for (const char c : line) {
    const char simple = is_ascii_digit(c) ? '#' : (c == ' ' || c == '\t') ? ' ' : c;
    if ((simple == '#' || simple == ' ') && !shape.empty() && shape.back() == simple) continue;
    shape.push_back(simple);
  }
  return shape;
}

// "12", "- 12 -", "Page 12", "12/40", "/..." : a page number, or the sign that the text goes on.
bool is_page_number(std::string_view shape) {
  static const std::set<std::string_view> shapes = {
      "#",      "- # -",  "-#-",      "[#]",  "(#)",         "# / #",   "#/#",      "Page #",     "page #", "p. #",
      "PAGE #", "стр. #", "- # /...", "/...", "Page # of #", "Seite #", "Página #", "Страница #", "– # –",  "— # —"};
  return shapes.contains(shape);
}

std::vector<TextSpan> pages_of(const Document& document) {
  std::vector<TextSpan> pages;
  for (const Division& division : document.divisions) {
    if (division.kind == DivisionKind::page) pages.push_back(division.span);
  }
  if (!pages.empty()) return pages;
  const std::string_view text = document.text.utf8;
  std::size_t begin = 0;
  for (std::size_t at = text.find('\f'); at != std::string_view::npos; at = text.find('\f', at + 1)) {
    pages.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    begin = at + 1;
  }
  if (!pages.empty()) pages.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(text.size())});
  return pages;
}

// A line that is a number of one to four figures and nothing else; -1 when it is not.
int lone_number(std::string_view line) {
  if (line.empty() || line.size() > 4 || !std::all_of(line.begin(), line.end(), is_ascii_digit)) return -1;
  return std::stoi(std::string(line));
}

// True when some line may be a number alone: most texts have none, and are spared the listing of their lines.
bool may_hold_lone_number(std::string_view text) {
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = line;
    while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
    const std::size_t figures = at;
    while (at < text.size() && is_ascii_digit(text[at])) ++at;
    if (at > figures && (at == text.size() || text[at] == '\n' || text[at] == '\r' || text[at] == ' ')) return true;
    line = text.find('\n', at);
    line = line == std::string_view::npos ? text.size() : line + 1;
  }
  return false;
}

}  // namespace

void FurnitureFinder::find(Document& document) {
  const bool reader_did = std::any_of(document.marks.begin(), document.marks.end(),
                                      [](const Mark& mark) { return is_furniture(mark.kind); });
  if (reader_did) return;
  const std::vector<TextSpan> pages = pages_of(document);
  if (!pages.empty()) {
    find_by_pages(document, pages);
  } else if (document.blocks.empty()) {
    find_lone_numbers(document);
  }
}

void FurnitureFinder::collect_edges(const Document& document, TextSpan page, std::size_t number) {
  find_lines(document.text.utf8, {}, page, x_lines);
  for (std::size_t i = 0; i < x_lines.size(); ++i) {
    const std::size_t from_end = x_lines.size() - 1 - i;
    if (i >= edge_lines && from_end >= edge_lines) continue;
    const TextSpan line = x_lines[i].content;
    if (line.size() > longest_edge) continue;
    x_edges.push_back({line, shape_of(document.text_of(line)), i <= from_end, number});
  }
}

void FurnitureFinder::find_by_pages(Document& document, const std::vector<TextSpan>& pages) {
  x_edges.clear();
  for (std::size_t i = 0; i < pages.size(); ++i) collect_edges(document, pages[i], i);
  // On how many pages each shape stands at each end.
  std::unordered_map<std::string, std::set<std::size_t>> standing;
  for (const Edge& edge : x_edges) standing[(edge.head ? 'h' : 'f') + edge.shape].insert(edge.page);
  for (const Edge& edge : x_edges) {
    const std::size_t on = standing[(edge.head ? 'h' : 'f') + edge.shape].size();
    const bool number = is_page_number(edge.shape);
    const bool repeats = on >= fewest_pages || (on == 2 && pages.size() <= 3);
    const bool reads_on = edge.shape.size() > 60 || starts_numbered(document.text_of(edge.line));
    if (number) {
      document.marks.push_back({MarkKind::page_number, edge.line, "a page number"});
    } else if (repeats && !reads_on) {
      const MarkKind kind = edge.head ? MarkKind::running_head : MarkKind::running_foot;
      document.marks.push_back({kind, edge.line, "stands on " + std::to_string(on) + " pages"});
    }
  }
}

void FurnitureFinder::find_lone_numbers(Document& document) {
  const std::string_view text = document.text.utf8;
  if (!may_hold_lone_number(text)) return;
  find_lines(text, {}, {0, static_cast<std::uint32_t>(text.size())}, x_lines);
  std::vector<std::size_t> lone;
  for (std::size_t i = 0; i < x_lines.size(); ++i) {
    if (lone_number(document.text_of(x_lines[i].content)) >= 0) lone.push_back(i);
  }
  const auto number_at = [&](std::size_t i) { return lone_number(document.text_of(x_lines[lone[i]].content)); };
  for (std::size_t i = 0; i < lone.size(); ++i) {
    const bool after = i > 0 && number_at(i) == number_at(i - 1) + 1;
    const bool before = i + 1 < lone.size() && number_at(i + 1) == number_at(i) + 1;
    const std::size_t line = lone[i];
    const bool goes_on = line > 0 && line + 1 < x_lines.size() &&
                         !ends_closed(document.text_of(x_lines[line - 1].content)) &&
                         begins_small(document.text_of(x_lines[line + 1].content));
    if (after || before || goes_on) {
      const char* why = after || before ? "one of ascending page numbers" : "the sentence goes on around it";
      document.marks.push_back({MarkKind::page_number, x_lines[line].content, why});
    }
  }
}

}  // namespace concord
