// DocumentCounts: how many documents of a snapshot hold a term now.
//
// The dictionary also counts deleted documents (a file that was read again) until the next merge. Where a snapshot has
// any, the term's list is walked instead: a number shown beside a word, and the idf made from it, is then the
// number of documents that a search finds. One thread.
#pragma once

#include <cstdint>
#include <string_view>

#include "pipeline/index/snapshot.h"
#include "pipeline/search/expansion.h"

namespace concord {

class DocumentCounts {
 public:
  /// Cost: a look into the dictionary, and a walk over all documents where some were deleted.
  explicit DocumentCounts(const Snapshot& snapshot);

  /// 0 when no document holds the term. Cost: a look into the dictionary; a walk over the list where documents were deleted.
  [[nodiscard]] std::uint32_t of(Field field, std::string_view term) const;
  /// Counts each form anew; drops those that only deleted documents held.
  void correct(Field field, Expansion& expansion) const;

 private:
  const Snapshot& x_snapshot;
  bool x_walk = false;
};

}  // namespace concord
