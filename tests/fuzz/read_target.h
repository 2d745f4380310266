// ReadTarget: what every reader must hold for any bytes: an Error with a reason, or a document whose layers fit its
// text.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/read/reader.h"

namespace concord::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

inline void check(const Document& document, std::size_t source_size) {
  const std::size_t size = document.text.utf8.size();
  require(document.text.map.text_size() == size);
  for (const auto& run : document.text.map.runs())
    require(run.source_begin <= run.source_end && run.source_end <= source_size);
  for (const Block& block : document.blocks) require(block.span.begin <= block.span.end && block.span.end <= size);
  std::uint32_t end = 0;
  for (const Mark& mark : document.marks) {
    require(mark.span.begin >= end && mark.span.begin <= mark.span.end && mark.span.end <= size);
    end = mark.span.end;
  }
  for (const Division& division : document.divisions)
    require(division.span.begin <= division.span.end && division.span.end <= size);
}

/// Reads bytes as a file of this name with limits that keep an execution short.
inline int read_bytes(const std::uint8_t* data, std::size_t size, const char* name) {
  ReadOptions options;
  options.limits.file_bytes = 1U << 22U;
  options.limits.unpacked_bytes = 1U << 22U;
  options.limits.nesting = 200;
  FileStamp stamp;
  stamp.path = name;
  const auto document = read_document(std::string(reinterpret_cast<const char*>(data), size), stamp, options);
  if (document) check(*document, size);
  if (!document) require(!document.error().where.empty());
  return 0;
}

}  // namespace concord::fuzz
