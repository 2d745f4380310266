// PostingList: one term's postings read whole, for counting.
//
// A cursor (Postings) is for questions, which leave most documents out. A count
// wants every document of a list, often every position: then three flat arrays
// cost a tenth of what a virtual call for each document does.
#pragma once

#include <cstdint>
#include <vector>

#include "pipeline/index/snapshot.h"

namespace concord {

/// How much of a list is read.
enum class ListPart : std::uint8_t { documents, positions };

struct PostingList {
  std::vector<DocNo> documents;            ///< ascending; deleted ones are left out
  std::vector<std::uint32_t> frequencies;  ///< in each of them; 1 where the field has no positions
  std::vector<std::uint32_t> positions;    ///< of the first document, then of the next, ...; empty unless asked for

  void clear() {
    documents.clear();
    frequencies.clear();
    positions.clear();
  }
};

/// Reads the list of the term that a walk stands at. Valid during the visit only.
class ListReader {
 public:
  virtual ~ListReader() = default;
  /// Replaces `list`. May be asked several times.
  virtual void read(ListPart part, PostingList& list) = 0;
};

}  // namespace concord
