#include "corpus/read/page_paragraphs.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "corpus/text/ascii.h"

namespace concord {

bool ends_sentence(const std::string& text) {
  const std::size_t last = text.find_last_not_of("\"')]”’» ");
  if (last == std::string::npos) return false;
  return std::string_view(".!?:;").find(text[last]) != std::string_view::npos;
}

bool opens_item(const PageLine& line) {
  if (line.words.size() < 2) return false;
  const std::string& first = line.words[0].text;
  if (first == "-" || first == "•" || first == "–" || first == "—" || first == "·") return true;
  if (first.size() > 7) return false;
  const char last = first.back();
  const std::string_view inner = std::string_view(first).substr(first[0] == '(' ? 1 : 0);
  const bool digits =
      is_ascii_digit(inner.empty() ? ' ' : inner[0]) && inner.find_first_not_of("0123456789.)") == std::string_view::npos;
  const bool letter = inner.size() == 2 && is_letter_byte(inner[0]) && last == ')';
  const bool roman = inner.size() > 1 && inner.find_first_not_of("IVXivx.)") == std::string_view::npos;
  return (digits || letter || roman) && (last == '.' || last == ')');
}

bool begins_small(const std::string& text) {
  const std::size_t first = text.find_first_not_of("\"'([“‘« ");
  return first != std::string::npos && text[first] >= 'a' && text[first] <= 'z';
}

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

bool begins_paragraph(const PageLine& before, const PageLine& line, const Measures& page) {
  const double step = line.box.top - before.box.top;
  const bool next_column = step < -page.height;
  if (next_column) return opens_item(line) || (ends_sentence(before.text()) && !begins_small(line.text()));
  if (step > 1.35 * page.distance && step > 1.6 * page.height) return true;
  if (std::abs(line.box.height() - before.box.height()) > 0.35 * page.height && line.block != before.block) return true;
  const double indent = line.box.left - before.box.left;
  const bool short_before = before.box.right < page.right - 0.12 * (page.right - page.left);
  const bool numbered = is_ascii_digit(line.words[0].text[0]) && ends_sentence(before.text());
  if (opens_item(line) && (numbered || short_before || std::abs(indent) > page.height)) return true;
  const bool indented = indent > 1.2 * page.height && line.box.left < page.left + 0.3 * (page.right - page.left);
  return indented && ends_sentence(before.text()) && line.block != before.block;
}

std::optional<std::uint8_t> heading_level(const PageParagraph& paragraph) {
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
  const auto letters = std::count_if(text.begin(), text.end(), is_letter_byte);
  const bool capitals = std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (letters < 3) return std::nullopt;
  return capitals ? 1 : 2;
}

}  // namespace concord
