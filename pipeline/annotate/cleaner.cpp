#include "pipeline/annotate/cleaner.h"

#include <algorithm>
#include <map>
#include <set>

#include "corpus/text/footnotes.h"
#include "corpus/text/properties.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

struct Raised {
  TextSpan span;
  int number = 0;
  bool starts_line = false;
};

// The next byte from `at` on that can lead a superscript figure: C2 or E2 (both found at memory speed).
class LeadBytes {
 public:
  explicit LeadBytes(std::string_view text) : x_text(text), x_c2(text.find('\xC2')), x_e2(text.find('\xE2')) {}
  std::size_t next(std::size_t at) {
    if (x_c2 < at) x_c2 = x_text.find('\xC2', at);
    if (x_e2 < at) x_e2 = x_text.find('\xE2', at);
    return std::min(x_c2, x_e2);
  }

 private:
  std::string_view x_text;
  std::size_t x_c2;
  std::size_t x_e2;
};

// Runs of superscript figures.
std::vector<Raised> raised_figures(std::string_view text) {
  std::vector<Raised> found;
  LeadBytes leads(text);
  for (std::size_t at = leads.next(0); at != std::string_view::npos; at = leads.next(at)) {
    Raised raised{{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at)}, 0, at == 0 || text[at - 1] == '\n'};
    while (raised.span.end < text.size()) {
      const Decoded decoded = decode_utf8(text, raised.span.end);
      const int figure = raised_figure(decoded.point);
      if (figure < 0) break;
      raised.number = raised.number < 1000 ? raised.number * 10 + figure : raised.number;
      raised.span.end += decoded.length;
    }
    at = raised.span.empty() ? at + 1 : raised.span.end;
    if (!raised.span.empty()) found.push_back(raised);
  }
  return found;
}

// The beginning of the line's text behind the figure, to show which note is meant.
std::string note_text(std::string_view text, std::uint32_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  std::uint32_t end = at;
  while (end < text.size() && text[end] != '\n' && end - at < 60) ++end;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(at, end - at));
}

// km², m³: the figure of a unit.
bool follows_unit(std::string_view text, std::uint32_t at) {
  std::uint32_t begin = at;
  while (begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z' && at - begin < 3) --begin;
  const std::string_view word = text.substr(begin, at - begin);
  return word == "m" || word == "km" || word == "cm" || word == "mm" || word == "dm";
}

// One past a note that begins at `at`: its paragraph, or the next note.
std::uint32_t note_end(std::string_view text, std::uint32_t at) {
  for (std::size_t line = text.find('\n', at); line != std::string_view::npos; line = text.find('\n', line + 1)) {
    const std::size_t next = text.find_first_not_of(" \t\r", line + 1);
    const bool ends = next == std::string_view::npos || text[next] == '\n' || text[next] == '\f' || raised_figure(decode_utf8(text, next).point) >= 0;
    if (ends) return static_cast<std::uint32_t>(line);
  }
  return static_cast<std::uint32_t>(text.size());
}

bool has_footnote_blocks(const Document& document) {
  return std::any_of(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.kind == BlockKind::footnote; });
}

// A figure that starts a line is a note; the same figure in the running text before it (or after: notes are printed out
// of order) is its mark. A figure without a note stays
// unmarked.
void mark_footnotes(Document& document) {
  const std::string_view text = document.text.utf8;
  const std::vector<Raised> figures = raised_figures(text);
  std::multimap<int, const Raised*> notes;
  for (const Raised& raised : figures) {
    if (raised.starts_line) notes.emplace(raised.number, &raised);
  }
  std::set<const Raised*> linked;
  for (const Raised& raised : figures) {
    if (raised.starts_line || follows_unit(text, raised.span.begin)) continue;
    const Raised* nearest = nullptr;
    const auto [first, last] = notes.equal_range(raised.number);
    for (auto note = first; note != last; ++note) {
      const auto distance = [&raised](const Raised* one) {
        return one->span.begin > raised.span.begin ? one->span.begin - raised.span.begin
                                                   : (raised.span.begin - one->span.begin) * 2;
      };
      if (nearest == nullptr || distance(note->second) < distance(nearest)) nearest = note->second;
    }
    if (nearest == nullptr) continue;
    const std::string note = "footnote " + std::to_string(raised.number) + " at byte " +
                             std::to_string(nearest->span.begin) + ": " + note_text(text, nearest->span.end);
    document.marks.push_back({MarkKind::footnote_mark, raised.span, note});
    linked.insert(nearest);
  }
  if (has_footnote_blocks(document)) return;
  for (const Raised* note : linked) {
    document.blocks.push_back({BlockKind::footnote, {note->span.begin, note_end(text, note->span.end)}, 0});
  }
}

bool is_capital(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= 'A' && text[at] <= 'Z';
}

// One past a run of single capitals with one space between each two ("R E P O R T"), from the first capital.
std::size_t spaced_end(std::string_view text, std::size_t at) {
  while (at + 2 < text.size() && text[at + 1] == ' ' && is_capital(text, at + 2)) at += 2;
  const bool ends = at + 1 == text.size() || static_cast<unsigned char>(text[at + 1]) <= ' ';
  return ends ? at + 1 : at - 1;
}

// A letter-spaced line: runs of four or more single capitals, two spaces or more between its words.
void mark_letter_spacing(Document& document) {
  const std::string_view text = document.text.utf8;
  constexpr std::size_t fewest = 4 * 2 - 1;
  for (std::size_t line = 0; line < text.size();) {
    std::size_t at = text.find_first_not_of(" \t", line);
    while (is_capital(text, at) && at + 1 < text.size() && text[at + 1] == ' ') {
      const std::size_t end = spaced_end(text, at);
      if (end < at + fewest) break;
      for (std::size_t space = at + 1; space < end; space += 2) {
        const auto begin = static_cast<std::uint32_t>(space);
        document.marks.push_back({MarkKind::soft_hyphen, {begin, begin + 1}, "joined: a letter-spaced word"});
      }
      at = text.find_first_not_of(' ', end);
    }
    line = text.find('\n', line);
    line = line == std::string_view::npos ? text.size() : line + 1;
  }
}

void sort_marks(std::vector<Mark>& marks) {
  std::stable_sort(marks.begin(), marks.end(),
                   [](const Mark& a, const Mark& b) { return a.span.begin < b.span.begin; });
  std::uint32_t end = 0;
  std::erase_if(marks, [&end](const Mark& mark) {
    if (mark.span.empty() || mark.span.begin < end) return true;
    end = mark.span.end;
    return false;
  });
}

bool has(const std::vector<Mark>& marks, MarkKind kind) {
  return std::any_of(marks.begin(), marks.end(), [kind](const Mark& mark) { return mark.kind == kind; });
}

}  // namespace

Status Cleaner::operator()(Document& document) {
  x_furniture.find(document);
  sort_marks(document.marks);
  if (!has(document.marks, MarkKind::footnote_mark)) mark_footnotes(document);
  mark_letter_spacing(document);
  sort_marks(document.marks);
  x_hyphens.find(document);
  sort_marks(document.marks);
  return {};
}

}  // namespace concord
