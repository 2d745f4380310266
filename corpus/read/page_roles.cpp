#include "corpus/read/page_roles.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>

#include "corpus/document/nearest.h"
#include "corpus/text/ascii.h"

namespace concord {
namespace {

/// A line without what changes from page to page: figures as '#', no blanks, small letters.
std::string pattern_of(const PageLine& line) {
  std::string pattern;
  for (const PageWord& word : line.words) {
    for (const char c : word.text) {
      if (is_ascii_digit(c)) {
        if (pattern.empty() || pattern.back() != '#') pattern += '#';
      } else {
        pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      }
    }
  }
  return pattern;
}

/// OCR reads the same head a little differently on each page. "Annex I" is not "Annex II" with a slip.
bool same_pattern(const std::string& a, const std::string& b, bool from_ocr) {
  if (a == b) return true;
  for (const std::string_view numbered : {"annex", "appendix", "article", "chapter", "section", "part"}) {
    if (a.compare(0, numbered.size(), numbered) == 0) return false;
  }
  const std::size_t longer = std::max(a.size(), b.size());
  return from_ocr && longer >= 4 && longer < 200 && edit_distance(a, b) * 4 <= longer;
}

struct Edge {
  std::size_t line;
  std::string pattern;
  double height;  // of its middle, as a share of the page
};

/// The lines in the bands where heads and feet stand.
std::vector<Edge> edges_of(const Page& page, bool head) {
  constexpr double head_band = 0.16;
  constexpr double foot_band = 0.86;
  constexpr std::size_t most = 8;
  std::vector<Edge> edges;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const double middle = (page.lines[i].box.top + page.lines[i].box.bottom) / 2 / std::max(1.0, page.height);
    if (head ? middle < head_band : middle > foot_band) edges.push_back({i, pattern_of(page.lines[i]), middle});
  }
  std::sort(edges.begin(), edges.end(),
            [head](const Edge& a, const Edge& b) { return head ? a.height < b.height : a.height > b.height; });
  if (edges.size() > most) edges.resize(most);
  return edges;
}

bool is_page_number(const PageLine& line) {
  const std::string pattern = pattern_of(line);
  for (const std::string_view known : {"#", "-#-", "–#–", "page#", "page#of#", "p.#", "#/#", "стр.#", "[#]"}) {
    if (pattern == known) return true;
  }
  return false;
}

/// The United Nations print "/..." for "continued" and a job number ("95-03380 (E) 040295") at the foot.
bool is_un_foot(const PageLine& line) {
  const std::string pattern = pattern_of(line);
  return pattern == "/..." || pattern == "/.." || pattern == "/…" || pattern == "#-#(e)#" || pattern == "#-#(e)#/..." ||
         pattern == "#-#(e)" || pattern == "#-#(e)#_/..." || pattern == "#-#";
}

void set_role(PageLine& line, bool head, const char* why) {
  line.role = is_page_number(line) ? LineRole::page_number : head ? LineRole::running_head : LineRole::running_foot;
  line.note = why;
}

bool comes_again(const Edge& edge, const std::vector<Edge>& others, bool from_ocr) {
  constexpr double same_height = 0.025;
  return std::any_of(others.begin(), others.end(), [&](const Edge& other) {
    return std::abs(other.height - edge.height) < same_height && same_pattern(other.pattern, edge.pattern, from_ocr);
  });
}

void find_running_lines(std::vector<Page>& pages, bool head) {
  std::vector<std::vector<Edge>> edges;
  for (const Page& page : pages) edges.push_back(edges_of(page, head));
  for (std::size_t p = 0; p < pages.size(); ++p) {
    for (const Edge& edge : edges[p]) {
      PageLine& line = pages[p].lines[edge.line];
      bool again = false;
      for (const std::ptrdiff_t step : {-2, -1, 1, 2}) {  // two: left and right pages differ
        const std::ptrdiff_t other = static_cast<std::ptrdiff_t>(p) + step;
        if (other >= 0 && other < static_cast<std::ptrdiff_t>(pages.size()))
          again = again || comes_again(edge, edges[static_cast<std::size_t>(other)], pages[p].from_ocr);
      }
      if (again) {
        set_role(line, head, "comes again on a neighbouring page");
      } else if (is_page_number(line)) {
        set_role(line, head, "a number alone at the edge of the page");
      } else if (!head && is_un_foot(line)) {
        set_role(line, head, "foot of a United Nations document");
      }
    }
  }
}

/// How large a line is printed: its height; on a page from OCR, where the height of a box depends on the letters in it, the
/// width of a character. 0 where a line from OCR is too short to tell.
double print_size(const PageLine& line, bool from_ocr) {
  if (!from_ocr) return line.box.height();
  constexpr std::size_t fewest = 12;
  double width = 0;
  std::size_t characters = 0;
  for (const PageWord& word : line.words) {
    width += word.box.width();
    characters += static_cast<std::size_t>(
        std::count_if(word.text.begin(), word.text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  }
  return characters < fewest ? 0 : width / static_cast<double>(characters);
}

double body_size(const std::vector<Page>& pages, bool from_ocr) {
  std::vector<double> sizes;
  for (const Page& page : pages) {
    for (const PageLine& line : page.lines) {
      const double size = page.from_ocr == from_ocr && line.role == LineRole::body ? print_size(line, from_ocr) : 0;
      if (size > 0) sizes.push_back(size);
    }
  }
  return median(std::move(sizes));
}

void find_footnotes(Page& page, double body) {
  if (body <= 0) return;
  std::vector<PageLine*> upwards;  // by place, not by reading order: a note may stand under the first of two columns
  for (PageLine& line : page.lines) {
    if (line.role == LineRole::body) upwards.push_back(&line);
  }
  std::stable_sort(upwards.begin(), upwards.end(),
                   [](const PageLine* a, const PageLine* b) { return a->box.top > b->box.top; });
  const double largest = (page.from_ocr ? 0.85 : 0.93) * body;  // widths vary more than heights
  std::vector<PageLine*> small;
  for (PageLine* line : upwards) {
    if (print_size(*line, page.from_ocr) > largest || line->box.top < 0.4 * page.height) break;
    small.push_back(line);
  }
  while (!small.empty() && !(opens_footnote(small.back()->text()) && print_size(*small.back(), page.from_ocr) > 0)) small.pop_back();
  for (PageLine* line : small) {
    line->role = LineRole::footnote;
    line->note = "small print at the foot of the page";
  }
}

}  // namespace

void find_running_lines(std::vector<Page>& pages) {
  find_running_lines(pages, true);
  find_running_lines(pages, false);
}

void find_noise(Page& page) {
  constexpr int unsure = 35;
  for (PageLine& line : page.lines) {
    const std::string text = line.text();
    if (line.role == LineRole::body && text.size() > 15 && text.find_first_not_of("1Il| ") == std::string::npos) {
      line.role = LineRole::noise;
      line.note = "a bar code";
    }
    if (!page.from_ocr) continue;
    const bool scrap_at_foot = text.size() <= 6 && line.box.top > 0.86 * page.height;  // what became of "/..."
    const auto readable = std::count_if(text.begin(), text.end(), is_word_byte);
    if (line.role != LineRole::body) continue;
    if (scrap_at_foot) {
      line.role = LineRole::running_foot;
      line.note = "a scrap at the foot of the page";
    } else if (line.confidence() < unsure || readable == 0) {
      line.role = LineRole::noise;
      line.note = "OCR noise, confidence " + std::to_string(line.confidence());
    }
  }
}

bool opens_footnote(const std::string& text) {
  std::size_t i = 0;
  if (text.empty()) return false;
  if (text[0] == '*' || text.substr(0, 2) == "†") return true;
  if (text[0] == '(' || text[0] == '[') ++i;
  const std::size_t first = i;
  while (i < text.size() && is_ascii_digit(text[i]) && i - first < 3) ++i;
  if (i == first || i == text.size()) return false;
  return text[i] == ' ' || text[i] == '/' || text[i] == ')' || text[i] == ']';
}

void find_footnotes(std::vector<Page>& pages) {
  const double printed = body_size(pages, false);
  const double scanned = body_size(pages, true);
  for (Page& page : pages) find_footnotes(page, page.from_ocr ? scanned : printed);
}

}  // namespace concord
