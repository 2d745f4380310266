// SegmentCursor: walks the postings of one term in one segment.
//
// The documents' bytes are read at once; the positions' only when the first are
// asked for, and skipped over eight bytes at a time.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/index/segment.h"

namespace concord {

inline constexpr std::uint32_t segment_end = UINT32_MAX;

class SegmentCursor {
 public:
  /// Reads the documents. `with_positions`: whether the field has them.
  SegmentCursor(const Segment& segment, const TermPostings& term, bool with_positions);
  /// Over documents that were read already (of a field without positions).
  SegmentCursor(const Segment& segment, std::string documents)
      : x_segment(segment), x_with_positions(false), x_documents(std::move(documents)) {}

  /// The next document that is not deleted, or segment_end (also after damage, see status()).
  std::uint32_t next();
  std::uint32_t advance(std::uint32_t target);
  [[nodiscard]] std::uint32_t frequency() const { return x_frequency; }
  /// Appends the positions of the present document to `out`. Once a document; frequency() is 0 from then on.
  void positions(std::vector<std::uint32_t>& out);
  [[nodiscard]] const Status& status() const { return x_status; }

 private:
  std::uint32_t read_varint();
  bool skip_positions();
  void damage();

  const Segment& x_segment;
  TermPostings x_term;
  bool x_with_positions;
  std::string x_documents;
  std::size_t x_at = 0;
  std::string x_positions;
  std::size_t x_position_at = 0;
  bool x_positions_loaded = false;
  std::uint64_t x_to_skip = 0;  // positions of documents passed over
  std::uint32_t x_document = 0;
  std::uint32_t x_frequency = 0;
  Status x_status;
};

}  // namespace concord
