#include "corpus/read/page_layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "corpus/document/nearest.h"

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

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

}  // namespace

std::size_t Page::letters() const {
  std::size_t count = 0;
  for (const PageLine& line : lines) {
    for (const PageWord& word : line.words) {
      count += static_cast<std::size_t>(
          std::count_if(word.text.begin(), word.text.end(), [](char c) { return is_letter(c) || is_digit(c); }));
    }
  }
  return count;
}

namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// ---- Columns

/// Splits a line at x: the words that begin before it, and the rest.
std::pair<PageLine, PageLine> split_at(const PageLine& line, double x) {
  std::pair<PageLine, PageLine> parts;
  for (const PageWord& word : line.words) {
    PageLine& part = (word.box.left + word.box.right) / 2 < x ? parts.first : parts.second;
    if (part.words.empty()) {
      part.box = word.box;
      part.block = line.block;
    }
    part.box.include(word.box);
    part.words.push_back(word);
  }
  return parts;
}

/// True when the line belongs to both columns: a word, or the usual space between two, lies on the gutter.
bool is_across(const PageLine& line, double x) {
  double left = -1;
  double right = -1;
  for (const PageWord& word : line.words) {
    if (word.box.left < x && word.box.right > x) return true;
    if (word.box.right <= x) left = std::max(left, word.box.right);
    if (word.box.left >= x && (right < 0 || word.box.left < right)) right = word.box.left;
  }
  return left >= 0 && right >= 0 && right - left < 0.6 * line.box.height();
}

/// Where the gap between two columns of prose is: a place near the middle that hardly any word covers, with many
/// long pieces of lines on both sides (a table has short ones).
std::optional<double> find_gutter(const Page& page) {
  constexpr double step = 2;
  constexpr std::size_t fewest = 8;
  std::size_t fewest_across = page.lines.size() / 8 + 1;
  std::optional<double> best;
  double begin = 0;
  bool in_gap = false;
  for (double x = 0.35 * page.width; x < 0.65 * page.width; x += step) {
    const auto across = static_cast<std::size_t>(
        std::count_if(page.lines.begin(), page.lines.end(), [x](const PageLine& line) { return is_across(line, x); }));
    if (across < fewest_across) {
      fewest_across = across;
      begin = x;
      in_gap = true;
    }
    in_gap = in_gap && across == fewest_across;
    if (in_gap) best = (begin + x) / 2;  // the middle of the first gap of this quality
  }
  if (!best) return std::nullopt;
  std::size_t left = 0;
  std::size_t right = 0;
  for (const PageLine& line : page.lines) {
    if (is_across(line, *best)) continue;
    const auto [before, after] = split_at(line, *best);
    if (!before.words.empty() && before.box.width() > 0.27 * page.width) ++left;
    if (!after.words.empty() && after.box.width() > 0.27 * page.width) ++right;
  }
  if (left < fewest || right < fewest) return std::nullopt;
  return best;
}

/// Puts a page of two columns in reading order: between lines that cross the gutter, the left column, then the right.
/// pdftotext joins lines of narrow columns, above all on scans with a text layer.
void order_columns(Page& page) {
  const auto gutter = find_gutter(page);
  if (!gutter) return;
  std::vector<PageLine> sorted = std::move(page.lines);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const PageLine& a, const PageLine& b) { return a.box.top < b.box.top; });
  page.lines.clear();
  std::vector<PageLine> left, right;
  const auto flush = [&] {
    std::move(left.begin(), left.end(), std::back_inserter(page.lines));
    std::move(right.begin(), right.end(), std::back_inserter(page.lines));
    left.clear();
    right.clear();
  };
  for (PageLine& line : sorted) {
    if (is_across(line, *gutter)) {
      flush();
      page.lines.push_back(std::move(line));
      continue;
    }
    auto [before, after] = split_at(line, *gutter);
    if (!before.words.empty()) left.push_back(std::move(before));
    if (!after.words.empty()) right.push_back(std::move(after));
  }
  flush();
}

/// Pieces of one visual line that came apart ("1." and the text after it) are joined again.
void join_rows(Page& page) {
  std::vector<PageLine> joined;
  for (PageLine& line : page.lines) {
    if (!joined.empty()) {
      PageLine& last = joined.back();
      const double shared = std::min(last.box.bottom, line.box.bottom) - std::max(last.box.top, line.box.top);
      const double lower = std::min(last.box.height(), line.box.height());
      const double gap = line.box.left - last.box.right;
      // A number or a word before its text; two wide pieces side by side are the columns of a page.
      const bool near = gap < 1.2 * lower || (last.box.width() < 0.1 * page.width && gap < 0.1 * page.width);
      const bool same_row = lower > 0 && shared > 0.6 * lower && gap > -1 && near;
      if (same_row && last.box.height() < 2 * line.box.height() && line.box.height() < 2 * last.box.height()) {
        last.box.include(line.box);
        last.block = line.block;
        std::move(line.words.begin(), line.words.end(), std::back_inserter(last.words));
        continue;
      }
      const bool stood_before = lower > 0 && shared > 0.6 * lower && line.box.right < last.box.left + 1 &&
                                line.box.width() < 0.1 * page.width;
      if (stood_before) {
        std::move(last.words.begin(), last.words.end(), std::back_inserter(line.words));
        line.box.include(last.box);
        last = std::move(line);
        continue;
      }
    }
    joined.push_back(std::move(line));
  }
  page.lines = std::move(joined);
}

// ---- Running heads and feet

/// A line without what changes from page to page: figures as '#', no blanks, small letters.
std::string pattern_of(const PageLine& line) {
  std::string pattern;
  for (const PageWord& word : line.words) {
    for (const char c : word.text) {
      if (is_digit(c)) {
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

/// A letter or two, strokes and specks that OCR saw in a stamp or a rule.
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
    const auto readable = std::count_if(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
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

// ---- Footnotes

bool opens_footnote(const std::string& text) {
  std::size_t i = 0;
  if (text.empty()) return false;
  if (text[0] == '*' || text.substr(0, 2) == "†") return true;
  if (text[0] == '(' || text[0] == '[') ++i;
  const std::size_t first = i;
  while (i < text.size() && is_digit(text[i]) && i - first < 3) ++i;
  if (i == first || i == text.size()) return false;
  return text[i] == ' ' || text[i] == '/' || text[i] == ')' || text[i] == ']';
}

/// Small print at the foot of the page, the first line of which opens like a footnote.
void find_footnotes(Page& page, double body_height) {
  if (page.from_ocr || body_height <= 0) return;  // the heights of OCR's boxes depend on the letters in them
  std::vector<PageLine*> upwards;  // by place, not by reading order: a note may stand under the first of two columns
  for (PageLine& line : page.lines) {
    if (line.role == LineRole::body) upwards.push_back(&line);
  }
  std::stable_sort(upwards.begin(), upwards.end(),
                   [](const PageLine* a, const PageLine* b) { return a->box.top > b->box.top; });
  std::vector<PageLine*> small;
  for (PageLine* line : upwards) {
    if (line->box.height() > 0.93 * body_height || line->box.top < 0.4 * page.height) break;
    small.push_back(line);
  }
  while (!small.empty() && !opens_footnote(small.back()->text())) small.pop_back();
  for (PageLine* line : small) {
    line->role = LineRole::footnote;
    line->note = "small print at the foot of the page";
  }
}

// ---- Paragraphs

bool ends_sentence(const std::string& text) {
  const std::size_t last = text.find_last_not_of("\"')]”’» ");
  if (last == std::string::npos) return false;
  return std::string_view(".!?:;").find(text[last]) != std::string_view::npos;
}

/// "12. ", "(a) ", "3.1 ", "IV. ", "- ", "•": what a provision or an item begins with.
bool opens_item(const PageLine& line) {
  if (line.words.size() < 2) return false;
  const std::string& first = line.words[0].text;
  if (first == "-" || first == "•" || first == "–" || first == "—" || first == "·") return true;
  if (first.size() > 7) return false;
  const char last = first.back();
  const std::string_view inner = std::string_view(first).substr(first[0] == '(' ? 1 : 0);
  const bool digits =
      is_digit(inner.empty() ? ' ' : inner[0]) && inner.find_first_not_of("0123456789.)") == std::string_view::npos;
  const bool letter = inner.size() == 2 && is_letter(inner[0]) && last == ')';
  const bool roman = inner.size() > 1 && inner.find_first_not_of("IVXivx.)") == std::string_view::npos;
  return (digits || letter || roman) && (last == '.' || last == ')');
}

bool begins_small(const std::string& text) {
  const std::size_t first = text.find_first_not_of("\"'([“‘« ");
  return first != std::string::npos && text[first] >= 'a' && text[first] <= 'z';
}

struct Measures {
  double height = 10;    // of a line of the body
  double distance = 12;  // from line to line
  double left = 0;       // edges of the body
  double right = 0;
};

Measures measure(const Page& page) {
  Measures found;
  std::vector<double> heights, distances, lefts, rights;
  const PageLine* before = nullptr;
  for (const PageLine& line : page.lines) {
    if (line.role != LineRole::body) continue;
    heights.push_back(line.box.height());
    lefts.push_back(line.box.left);
    rights.push_back(line.box.right);
    const double step = before != nullptr ? line.box.top - before->box.top : 0;
    if (step > 0 && step < 4 * line.box.height()) distances.push_back(step);
    before = &line;
  }
  if (heights.empty()) return found;
  found.height = std::max(1.0, median(heights));
  std::sort(distances.begin(), distances.end());
  found.distance =
      distances.empty() ? 1.2 * found.height : distances[distances.size() / 3];  // larger ones part paragraphs
  std::sort(lefts.begin(), lefts.end());
  std::sort(rights.begin(), rights.end());
  found.left = lefts[lefts.size() / 10];
  found.right = rights[rights.size() - 1 - rights.size() / 10];
  return found;
}

/// Whether `line` begins a new paragraph after `before`, both on one page.
bool begins_paragraph(const PageLine& before, const PageLine& line, const Measures& page) {
  const double step = line.box.top - before.box.top;
  const bool next_column = step < -page.height;
  if (next_column) return opens_item(line) || (ends_sentence(before.text()) && !begins_small(line.text()));
  if (step > 1.35 * page.distance && step > 1.6 * page.height) return true;
  if (std::abs(line.box.height() - before.box.height()) > 0.35 * page.height && line.block != before.block) return true;
  const double indent = line.box.left - before.box.left;
  const bool short_before = before.box.right < page.right - 0.12 * (page.right - page.left);
  const bool numbered = is_digit(line.words[0].text[0]) && ends_sentence(before.text());
  if (opens_item(line) && (numbered || short_before || std::abs(indent) > page.height)) return true;
  const bool indented = indent > 1.2 * page.height && line.box.left < page.left + 0.3 * (page.right - page.left);
  return indented && ends_sentence(before.text()) && line.block != before.block;
}

/// One paragraph, heading or footnote: lines that stand together, perhaps across pages.
struct Paragraph {
  std::vector<std::pair<std::size_t, const PageLine*>> lines;  // page, line
  Measures measures;
  double page_width = 0;
};

std::optional<std::uint8_t> heading_level(const Paragraph& paragraph) {
  if (paragraph.lines.size() > 3) return std::nullopt;
  std::string text;
  for (const auto& [page, line] : paragraph.lines) {
    const double middle = (line->box.left + line->box.right) / 2;
    const double body_middle = (paragraph.measures.left + paragraph.measures.right) / 2;
    const bool centred = std::abs(middle - body_middle) < 0.06 * paragraph.page_width &&
                         line->box.left > paragraph.measures.left + 0.08 * paragraph.page_width;
    if (!centred) return std::nullopt;
    text += line->text();
  }
  if (text.size() > 200 || text.back() == '.' || text.back() == ';' || text.back() == ',') return std::nullopt;
  const auto letters = std::count_if(text.begin(), text.end(), is_letter);
  const bool capitals = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters < 3) return std::nullopt;
  return capitals ? 1 : 2;
}

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
  Paragraph x_paragraph;
  std::uint32_t x_begin = 0;
  bool x_after_furniture = false;
};

}  // namespace

void compose_pages(std::vector<Page>& pages, Document& document) {
  for (Page& page : pages) {
    order_columns(page);
    join_rows(page);
  }
  find_running_lines(pages, true);
  find_running_lines(pages, false);
  std::vector<double> heights;
  for (Page& page : pages) {
    find_noise(page);
    for (const PageLine& line : page.lines) {
      if (line.role == LineRole::body && !page.from_ocr) heights.push_back(line.box.height());
    }
  }
  const double body_height = median(std::move(heights));
  for (Page& page : pages) find_footnotes(page, body_height);
  Composer composer(document);
  for (std::size_t i = 0; i < pages.size(); ++i) composer.add_page(pages[i], i + 1);
  composer.finish();
}

}  // namespace concord
