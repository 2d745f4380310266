#include "corpus/text/footnotes.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "corpus/text/ascii.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::size_t longest_number = 3;

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view() : text.substr(begin);
}

/// "¹²" as "12", and how many bytes it takes.
std::pair<std::string, std::size_t> raised_number(std::string_view text) {
  std::string number;
  std::size_t at = 0;
  while (at < text.size()) {
    const Decoded decoded = decode_utf8(text, at);
    const int figure = raised_figure(decoded.point);
    if (figure < 0) break;
    number += static_cast<char>('0' + figure);
    at += decoded.length;
  }
  return {number, at};
}

/// Labels of the marks, each once, in order.
std::vector<std::string> marked_labels(const Document& document) {
  std::vector<std::string> labels;
  for (const Mark& mark : document.marks) {
    if (mark.kind != MarkKind::footnote_mark) continue;
    std::string label = footnote_label(document.text_of(mark.span));
    if (!label.empty() && std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(std::move(label));
  }
  return labels;
}

std::uint64_t distance(const Mark& mark, const Footnote& note) {
  return note.span.begin >= mark.span.begin ? note.span.begin - mark.span.begin : (std::uint64_t{mark.span.begin} - note.span.begin) * 2;
}

}  // namespace

std::string footnote_label(std::string_view text) {
  text = without_blanks(text);
  if (auto [raised, size] = raised_number(text); size > 0) return raised.size() <= longest_number ? raised : std::string();
  for (const std::string_view sign : {"*", "†", "‡", "§"}) {
    if (!text.starts_with(sign)) continue;
    std::size_t end = 0;
    while (text.substr(end).starts_with(sign)) end += sign.size();
    return std::string(text.substr(0, end));
  }
  const bool bracket = text.starts_with('[') || text.starts_with('(');
  if (bracket) text.remove_prefix(1);
  if (text.starts_with('^')) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && is_ascii_digit(text[end])) ++end;
  if (end > longest_number) return {};
  if (end == 0 && bracket) {  // "[a]", "[iv]": any short word that the bracket closes
    const std::size_t close = text.find_first_of("])");
    return close == std::string_view::npos || close == 0 || close > 12 || text.find(' ') < close ? std::string() : std::string(text.substr(0, close));
  }
  if (end == 0) return {};
  const bool ends = end == text.size() || std::string_view(" ]).:/\t\n").find(text[end]) != std::string_view::npos;
  return ends ? std::string(text.substr(0, end)) : std::string();
}

int raised_figure(char32_t c) {
  if (c == 0xB9) return 1;
  if (c == 0xB2) return 2;
  if (c == 0xB3) return 3;
  return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? static_cast<int>(c - 0x2070) : -1;
}

std::vector<Footnote> footnotes_of(const Document& document) {
  std::vector<Block> blocks;
  std::copy_if(document.blocks.begin(), document.blocks.end(), std::back_inserter(blocks),
               [](const Block& block) { return block.kind == BlockKind::footnote && !block.span.empty(); });
  std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) { return a.span.begin < b.span.begin; });
  std::vector<Footnote> notes;
  std::vector<std::string> labels;
  bool labels_known = false;
  std::size_t unlabelled = 0;
  for (const Block& block : blocks) {
    if (!notes.empty() && block.span.begin < notes.back().span.end) continue;
    std::string label = footnote_label(document.text_of(block.span));
    if (label.empty() && !std::exchange(labels_known, true)) labels = marked_labels(document);
    // A block without a label goes on with the note before it; where no note says its own they are counted.
    const bool counted = label.empty() && (notes.empty() || unlabelled > 0);
    if (counted) label = unlabelled < labels.size() ? labels[unlabelled] : std::to_string(unlabelled + 1);
    if (counted) ++unlabelled;
    if (label.empty()) {
      notes.back().span.end = block.span.end;
    } else {
      notes.push_back({std::move(label), block.span});
    }
  }
  return notes;
}

const Footnote* footnote_of(const std::vector<Footnote>& notes, const Document& document, const Mark& mark) {
  if (mark.kind != MarkKind::footnote_mark) return nullptr;
  const std::string label = footnote_label(document.text_of(mark.span));
  const Footnote* nearest = nullptr;
  for (const Footnote& note : notes) {
    if (note.label != label || note.span.contains(mark.span)) continue;
    if (nearest == nullptr || distance(mark, note) < distance(mark, *nearest)) nearest = &note;
  }
  return nearest;
}

const Footnote* footnote_at(const std::vector<Footnote>& notes, std::uint32_t offset) {
  const auto after = std::upper_bound(notes.begin(), notes.end(), offset, [](std::uint32_t at, const Footnote& note) { return at < note.span.begin; });
  return after != notes.begin() && offset < (after - 1)->span.end ? &*(after - 1) : nullptr;
}

}  // namespace concord
