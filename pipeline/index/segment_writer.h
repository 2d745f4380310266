// SegmentWriter: writes one segment in Lucene's format (2.9/3.0), byte for byte as Lucene would, without its chain.
//
//   .fnm  the fields; all without norms; meta, file and state without frequencies and positions
//   .tis  the dictionary: each term by its difference to the one before; .tii every 128th of it
//   .frq  documents and frequencies, then a skip list for terms of 16 documents and more
//   .prx  positions
//   .fdt  each document as one binary field "record"; .fdx where each begins
//
// Source of the format: Lucene 3.0's "Index File Formats"; proved by Java's
// CheckIndex and by comparison with what Lucene++ writes (tests).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "corpus/document/result.h"
#include "pipeline/index/index_folder.h"
#include "pipeline/index/posting_buffer.h"

namespace concord {

/// Number of a field in .fnm: the Field's, and the stored one after them.
inline constexpr std::uint32_t record_field = static_cast<std::uint32_t>(field_count);
inline constexpr std::string_view record_field_name = "record";
inline constexpr std::uint32_t skip_interval = 16;
inline constexpr std::uint32_t index_interval = 128;

/// Writes .fnm, .tis, .tii, .frq and .prx of `segment`. Error: the folder's.
Status write_postings(IndexFolder& folder, const std::string& segment, const PostingBuffer& postings);

/// Writes .fdt and .fdx, a record at a time.
class StoreWriter {
 public:
  StoreWriter(IndexFolder& folder, const std::string& segment);
  void add(std::string_view record);
  [[nodiscard]] std::uint32_t count() const { return x_count; }
  void close();

 private:
  std::unique_ptr<OutputFile> x_data;
  std::unique_ptr<OutputFile> x_index;
  std::uint32_t x_count = 0;
  std::string x_scratch;
};

}  // namespace concord
