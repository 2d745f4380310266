#include "corpus/read/text_builder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text/ascii.h"

namespace concord {
namespace {
constexpr std::array<std::string_view, 4> separators = {"", "\t", "\n", "\n\n"};
}  // namespace

void TextBuilder::before_text() {
  if (x_gap != Gap::none && !x_text.utf8.empty()) {
    const std::string_view separator = separators[static_cast<std::size_t>(x_gap)];
    x_text.utf8 += separator;
    x_text.map.append(static_cast<std::uint32_t>(separator.size()), x_source_end, x_source_end, false);
    x_space = false;
  }
  x_gap = Gap::none;
  if (x_space) {
    x_space = false;
    const bool linear = x_space_end - x_space_begin == 1 && x_space_begin >= x_source_end;
    const std::uint32_t begin = std::max(x_space_begin, x_source_end);
    const std::uint32_t end = std::max(x_space_end, begin);
    x_text.utf8 += ' ';
    x_text.map.append(1, begin, end, linear);
    x_source_end = end;
  }
  if (x_block_open && !x_block_started) {
    x_block_started = true;
    x_block.span.begin = size();
  }
}

void TextBuilder::copy(std::string_view piece, std::uint32_t source_begin) {
  if (piece.empty()) return;
  if (source_begin < x_source_end) return replace(piece, x_source_end, x_source_end);
  before_text();
  const auto length = static_cast<std::uint32_t>(piece.size());
  x_text.utf8 += piece;
  x_text.map.append(length, source_begin, source_begin + length, true);
  x_source_end = source_begin + length;
}

void TextBuilder::replace(std::string_view piece, std::uint32_t source_begin, std::uint32_t source_end) {
  if (piece.empty()) return;
  before_text();
  const std::uint32_t begin = std::max(source_begin, x_source_end);
  const std::uint32_t end = std::max(source_end, begin);
  x_text.utf8 += piece;
  x_text.map.append(static_cast<std::uint32_t>(piece.size()), begin, end, false);
  x_source_end = end;
}

void TextBuilder::space(std::uint32_t source_begin, std::uint32_t source_end) {
  if (x_gap != Gap::none || x_text.utf8.empty() || (x_block_open && !x_block_started)) return;
  if (!x_space && !x_text.utf8.empty() && is_ascii_blank(x_text.utf8.back())) return;
  if (!x_space) x_space_begin = source_begin;
  x_space = true;
  x_space_end = source_end;
}

void TextBuilder::flow(std::string_view piece, std::uint32_t source_begin) {
  std::size_t i = 0;
  while (i < piece.size()) {
    const std::size_t from = i;
    const bool blank = is_ascii_blank(piece[i]);
    while (i < piece.size() && is_ascii_blank(piece[i]) == blank) ++i;
    const auto begin = source_begin + static_cast<std::uint32_t>(from);
    if (blank) {
      space(begin, source_begin + static_cast<std::uint32_t>(i));
    } else {
      copy(piece.substr(from, i - from), begin);
    }
  }
}

void TextBuilder::gap(Gap gap) {
  x_gap = std::max(x_gap, gap);
  x_space = false;
}

void TextBuilder::open_block(BlockKind kind, Gap before, std::uint8_t level) {
  close_block();
  gap(before);
  x_block_open = true;
  x_block_started = false;
  x_block = {kind, {}, level};
}

void TextBuilder::close_block() {
  if (x_block_open && x_block_started) {
    x_block.span.end = size();
    x_blocks.push_back(x_block);
  }
  x_block_open = false;
  x_space = false;
}

void TextBuilder::mark_from(std::uint32_t begin, MarkKind kind, std::string note) {
  // What was written before the first text of the stretch is a separator: the mark begins after it.
  while (!x_marks.empty() && x_marks.back().span.begin >= begin) x_marks.pop_back();  // inside the new one
  if (!x_marks.empty()) begin = std::max(begin, x_marks.back().span.end);
  while (begin < size() && is_ascii_blank(x_text.utf8[begin])) ++begin;
  if (begin >= size()) return;
  if (!x_marks.empty() && x_marks.back().kind == kind && x_marks.back().note == note) {
    const std::string_view between = text().substr(x_marks.back().span.end, begin - x_marks.back().span.end);
    if (std::all_of(between.begin(), between.end(), is_ascii_blank)) {
      x_marks.back().span.end = size();
      return;
    }
  }
  x_marks.push_back({kind, {begin, size()}, std::move(note)});
}

void TextBuilder::finish(Document& document) {
  close_block();
  document.text = std::exchange(x_text, {});
  document.blocks = std::exchange(x_blocks, {});
  document.marks = std::exchange(x_marks, {});
  x_source_end = 0;
  x_gap = Gap::none;
}

}  // namespace concord
