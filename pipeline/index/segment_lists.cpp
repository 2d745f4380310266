#include "pipeline/index/segment_lists.h"

#include <algorithm>
#include <numeric>

namespace concord {
namespace {

/// Reads one number at `at` and goes on; false when the bytes end inside it.
inline bool read_varint(const std::uint8_t*& at, const std::uint8_t* end, std::uint32_t& value) {
  if (at == end) return false;
  std::uint32_t byte = *at++;
  value = byte & 0x7FU;
  for (unsigned shift = 7; byte >= 0x80; shift += 7) {
    if (at == end || shift > 28) return false;
    byte = *at++;
    value |= (byte & 0x7FU) << shift;
  }
  return true;
}

const std::uint8_t* begin_of(std::string_view bytes) { return reinterpret_cast<const std::uint8_t*>(bytes.data()); }

}  // namespace

Status SegmentLists::Window::view(std::uint64_t begin, std::uint64_t end, std::string_view& bytes) {
  if (begin < x_begin || end > x_begin + x_bytes.size()) {
    const std::uint64_t size = std::max(end - begin, std::min(x_ahead, x_file.size() - std::min(begin, x_file.size())));
    if (Status read = x_file.read(begin, size, x_bytes); !read) return read;
    x_begin = begin;
  }
  bytes = std::string_view(x_bytes).substr(static_cast<std::size_t>(begin - x_begin), static_cast<std::size_t>(end - begin));
  return {};
}

Error SegmentLists::damaged() const {
  return {ErrorCode::bad_data, x_segment.documents().path(), "the index is damaged: postings cannot be read",
          "run 'concord check'; 'concord reindex --full' builds it anew from the sources"};
}

bool SegmentLists::decode_documents(std::string_view bytes) {
  x_numbers.clear();
  x_frequencies.clear();
  const std::uint8_t* at = begin_of(bytes);
  const std::uint8_t* const end = at + bytes.size();
  const std::uint32_t limit = x_segment.end();
  std::uint32_t number = 0;
  while (at != end) {
    std::uint32_t head = 0, frequency = 1;
    if (!read_varint(at, end, head)) return false;
    if (x_with_positions && (head & 1U) == 0 && !read_varint(at, end, frequency)) return false;
    const std::uint32_t distance = x_with_positions ? head >> 1U : head;
    if (distance >= limit || number >= limit - distance) return false;
    number += distance;
    x_numbers.push_back(number);
    x_frequencies.push_back(frequency);
  }
  return true;
}

bool SegmentLists::decode_positions(std::string_view bytes, PostingList& list) const {
  const std::uint8_t* at = begin_of(bytes);
  const std::uint8_t* const end = at + bytes.size();
  std::size_t filled = list.positions.size();
  const std::uint64_t count = std::accumulate(x_frequencies.begin(), x_frequencies.end(), std::uint64_t{0});
  if (count > bytes.size()) return false;  // a position is a byte at least
  list.positions.resize(filled + static_cast<std::size_t>(count));
  std::uint32_t* const out = list.positions.data();
  for (std::size_t i = 0; i < x_numbers.size(); ++i) {
    const std::size_t before = filled;
    std::uint32_t position = 0;
    for (std::uint32_t left = x_frequencies[i]; left > 0; --left) {
      std::uint32_t distance = 0;
      if (!read_varint(at, end, distance)) return false;
      position += distance;
      out[filled++] = position;
    }
    if (x_segment.deleted(x_numbers[i])) filled = before;
  }
  list.positions.resize(filled);
  return true;
}

Status SegmentLists::append(const TermPostings& term, DocNo base, ListPart part, PostingList& list) {
  std::string_view bytes;
  if (Status read = x_documents.view(term.documents_begin, term.documents_end, bytes); !read) return read;
  if (!decode_documents(bytes)) return damaged();
  for (std::size_t i = 0; i < x_numbers.size(); ++i) {
    if (x_segment.deleted(x_numbers[i])) continue;
    list.documents.push_back(base + x_numbers[i]);
    list.frequencies.push_back(x_frequencies[i]);
  }
  if (part == ListPart::documents || !x_with_positions) return {};
  if (Status read = x_positions.view(term.positions_begin, term.positions_end, bytes); !read) return read;
  return decode_positions(bytes, list) ? Status{} : Status{damaged()};
}

}  // namespace concord
