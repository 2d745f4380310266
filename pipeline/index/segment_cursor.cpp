#include "pipeline/index/segment_cursor.h"

#include <cstring>

namespace concord {

SegmentCursor::SegmentCursor(const Segment& segment, const TermPostings& term, bool with_positions)
    : x_segment(segment), x_term(term), x_with_positions(with_positions) {
  x_status = segment.documents().read(term.documents_begin, term.documents_end - term.documents_begin, x_documents);
  if (!x_status) x_documents.clear();
}

void SegmentCursor::damage() {
  if (x_status) {
    x_status = Error{ErrorCode::bad_data, x_segment.documents().path(), "the index is damaged: postings cannot be read",
                     "'concord check --repair' saves what can be read and reads the rest from the sources"};
  }
  x_at = x_documents.size();
  x_frequency = 0;
}

std::uint32_t SegmentCursor::read_varint() {
  std::uint32_t value = 0;
  for (unsigned shift = 0; x_at < x_documents.size() && shift < 35; shift += 7) {
    const auto next = static_cast<std::uint8_t>(x_documents[x_at++]);
    value |= static_cast<std::uint32_t>(next & 0x7FU) << shift;
    if (next < 0x80) return value;
  }
  damage();
  return 0;
}

std::uint32_t SegmentCursor::next() {
  while (x_at < x_documents.size()) {
    x_to_skip += x_frequency;
    const std::uint32_t head = read_varint();
    std::uint32_t frequency = 1;
    if (x_with_positions && (head & 1U) == 0) frequency = read_varint();
    const std::uint32_t distance = x_with_positions ? head >> 1U : head;
    if (distance >= x_segment.end() || x_document + distance >= x_segment.end()) damage();
    if (!x_status) break;
    x_document += distance;
    x_frequency = frequency;
    if (!x_segment.deleted(x_document)) return x_document;
  }
  return segment_end;
}

std::uint32_t SegmentCursor::advance(std::uint32_t target) {
  std::uint32_t at = next();
  while (at < target) at = next();
  return at;
}

bool SegmentCursor::skip_positions() {
  constexpr std::uint64_t high_bits = 0x8080808080808080ULL;
  // Each position ends with a byte below 128: count those, eight bytes at a time.
  while (x_to_skip >= 8 && x_positions.size() - x_position_at >= 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, x_positions.data() + x_position_at, 8);
    // A one for each such byte, added up in the highest byte: no call for want of a popcount instruction.
    x_to_skip -= (((~bytes & high_bits) >> 7U) * 0x0101010101010101ULL) >> 56U;
    x_position_at += 8;
  }
  while (x_to_skip > 0 && x_position_at < x_positions.size()) {
    if (static_cast<std::uint8_t>(x_positions[x_position_at++]) < 0x80) --x_to_skip;
  }
  return x_to_skip == 0;
}

void SegmentCursor::positions(std::vector<std::uint32_t>& out) {
  if (!x_with_positions || !x_status) return;
  if (!x_positions_loaded) {
    x_status = x_segment.positions().read(x_term.positions_begin, x_term.positions_end - x_term.positions_begin, x_positions);
    x_positions_loaded = true;
    if (!x_status) return damage();
  }
  if (!skip_positions()) return damage();
  if (x_frequency > x_positions.size() - x_position_at) return damage();
  out.reserve(out.size() + x_frequency);
  std::uint32_t position = 0;
  const char* at = x_positions.data() + x_position_at;
  const char* const end = x_positions.data() + x_positions.size();
  for (std::uint32_t left = x_frequency; left > 0; --left) {
    std::uint32_t distance = 0;
    unsigned shift = 0;
    std::uint8_t byte = 0x80;
    while (byte >= 0x80 && at != end && shift < 35) {
      byte = static_cast<std::uint8_t>(*at++);
      distance |= static_cast<std::uint32_t>(byte & 0x7FU) << shift;
      shift += 7;
    }
    if (byte >= 0x80) return damage();
    position += distance;
    out.push_back(position);
  }
  x_position_at = static_cast<std::size_t>(at - x_positions.data());
  x_frequency = 0;  // taken: nothing left to skip
}

}  // namespace concord
