// SegmentLists: whole posting lists of one segment, decoded into flat arrays.
//
// Lists of a field lie one after the other, so a walk over its terms reads each
// file once, through a window that moves forward.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/index/posting_list.h"
#include "pipeline/index/segment.h"

namespace concord {

/// One thread. The segment must outlive it.
class SegmentLists {
 public:
  /// `ahead`: bytes that are read at once, at least; 0 for single lists.
  SegmentLists(const Segment& segment, bool with_positions, std::uint64_t ahead)
      : x_segment(segment), x_with_positions(with_positions), x_documents(segment.documents(), ahead),
        x_positions(segment.positions(), ahead) {}

  /// Appends a term's list to `list`, numbering the documents from `base`. Errors: bad_data, io.
  Status append(const TermPostings& term, DocNo base, ListPart part, PostingList& list);

 private:
  /// A stretch of a file.
  class Window {
   public:
    Window(const InputFile& file, std::uint64_t ahead) : x_file(file), x_ahead(ahead) {}
    /// The bytes [begin, end), valid until the next call.
    Status view(std::uint64_t begin, std::uint64_t end, std::string_view& bytes);

   private:
    const InputFile& x_file;
    std::uint64_t x_ahead;
    std::string x_bytes;
    std::uint64_t x_begin = 0;
  };

  bool decode_documents(std::string_view bytes);
  bool decode_positions(std::string_view bytes, PostingList& list) const;
  [[nodiscard]] Error damaged() const;

  const Segment& x_segment;
  bool x_with_positions;
  Window x_documents;
  Window x_positions;
  std::vector<std::uint32_t> x_numbers;      // of the present list, deleted ones included
  std::vector<std::uint32_t> x_frequencies;
};

}  // namespace concord
