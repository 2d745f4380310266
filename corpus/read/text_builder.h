// TextBuilder: a text put together out of pieces of a source, with blocks, marks and the map back to the source.
//
// White space of running text is folded to one space; blocks are set apart by
// line ends that have no source bytes of their own. Pieces may come in any
// order of the source; what comes from before the last piece is mapped to an
// empty place, because a map only ascends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

/// One document; one thread. Invariant: text and map have the same length, blocks and marks lie inside the text.
class TextBuilder {
 public:
  /// Source bytes that are text as they are.
  void copy(std::string_view piece, std::uint32_t source_begin);
  /// Text that stands for the source bytes [begin, end): "é" for "&eacute;".
  void replace(std::string_view piece, std::uint32_t source_begin, std::uint32_t source_end);
  /// Running text: as copy(), with stretches of blanks and line ends as one space, and none at the start of a block.
  void flow(std::string_view piece, std::uint32_t source_begin);
  /// One space of running text that stands for [begin, end), written when more text follows in the block.
  void space(std::uint32_t source_begin, std::uint32_t source_end);

  /// Asks for a separator before the next text: "\n\n" between paragraphs, "\n" between lines, "\t" between cells. Of
  /// several the strongest is written; none at the start of the text.
  enum class Gap : std::uint8_t { none, cell, line, paragraph };
  void gap(Gap gap);

  /// Starts a block; it ends at close_block() and is dropped when it holds no text. Blocks do not nest: opening one
  /// closes the one before.
  void open_block(BlockKind kind, Gap before, std::uint8_t level = 0);
  void close_block();
  [[nodiscard]] bool in_block() const { return x_block_open; }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(x_text.utf8.size()); }
  [[nodiscard]] std::string_view text() const { return x_text.utf8; }
  /// Marks [begin, size()), in place of marks inside it; joined with the mark before when that touches it and says the
  /// same.
  void mark_from(std::uint32_t begin, MarkKind kind, std::string note);

  /// Moves text (whose map leads to the text the pieces came from), blocks and marks into the document. The builder is
  /// empty afterwards.
  void finish(Document& document);

 private:
  void before_text();

  Text x_text;
  std::vector<Block> x_blocks;
  std::vector<Mark> x_marks;
  std::uint32_t x_source_end = 0;  // of the last piece
  Gap x_gap = Gap::none;
  bool x_block_open = false;
  Block x_block;
  bool x_block_started = false;  // has text
  bool x_space = false;
  std::uint32_t x_space_begin = 0;
  std::uint32_t x_space_end = 0;
};

}  // namespace concord
