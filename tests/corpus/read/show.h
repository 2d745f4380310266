// Documents as one readable string, so that a test compares at a glance.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/read/reader.h"

namespace concord::test {

inline std::string_view name_of(BlockKind kind) {
  static constexpr std::string_view names[] = {"p", "h", "li", "td", "quote", "pre", "note"};
  return names[static_cast<std::size_t>(kind)];
}

/// "h1: Title | p: Text": the blocks in order.
inline std::string blocks_of(const Document& document) {
  std::string shown;
  for (const Block& block : document.blocks) {
    if (!shown.empty()) shown += " | ";
    shown += name_of(block.kind);
    if (block.kind == BlockKind::heading) shown += std::to_string(block.level);
    shown += ": " + std::string(document.text_of(block.span));
  }
  return shown;
}

/// The text that no mark covers, blocks that are covered left out.
inline std::string unmarked(const Document& document) {
  std::string shown;
  std::uint32_t at = 0;
  for (const Mark& mark : document.marks) {
    shown += document.text_of({at, mark.span.begin});
    at = mark.span.end;
  }
  return shown + std::string(document.text_of({at, static_cast<std::uint32_t>(document.text.utf8.size())}));
}

inline Result<Document> read(std::string bytes, std::string_view name, const ReadOptions& options = {}) {
  FileStamp stamp;
  stamp.path = name;
  return read_document(std::move(bytes), stamp, options);
}

/// Every stretch that was copied from the source reads the same there. Blanks may have been folded.
inline void expect_spans_lead_to_source(const Document& document, std::string_view source) {
  ASSERT_EQ(document.text.map.text_size(), document.text.utf8.size());
  const auto& runs = document.text.map.runs();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    ASSERT_LE(runs[i].source_end, source.size());
    if (!runs[i].linear) continue;
    const std::uint32_t end = i + 1 < runs.size() ? runs[i + 1].text_begin : document.text.map.text_size();
    std::string_view text = document.text_of({runs[i].text_begin, end});
    std::string_view original = source.substr(runs[i].source_begin, text.size());
    for (std::size_t c = 0; c < text.size(); ++c) {
      const bool blank = text[c] == ' ' && std::string_view(" \t\r\n\f").find(original[c]) != std::string_view::npos;
      ASSERT_TRUE(blank || text[c] == original[c]) << text << " <- " << original;
    }
  }
}

}  // namespace concord::test
