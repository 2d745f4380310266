// TermCache: from the surface of a token to its number in the document's vocabulary, folding each surface once.
//
// Text repeats its words: of a hundred tokens some ninety have been met before,
// in this document or an earlier one. The cache remembers the folded form for
// each distinct surface, and for the document in hand its TermNo, so a token
// costs one look-up by its bytes. Bounded: when full it forgets everything.
// What it returns does not depend on what it remembers. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/vocabulary.h"

namespace concord {

class TermCache {
 public:
  static constexpr TermNo no_term = UINT32_MAX;

  /// The numbers given so far belong to another document.
  void start_document() { ++x_document; }

  /// The number in `terms` of the term of `surface`, added there when new; no_term when nothing is left of it.
  TermNo term_of(std::string_view surface, Vocabulary& terms);

 private:
  struct Entry {
    std::uint32_t begin = 0;  // of the folded form in x_folded
    std::uint32_t size = 0;
    std::uint64_t document = 0;  // the document that `term` is a number of
    TermNo term = no_term;
  };
  struct Slot {
    std::uint64_t first = 0;  // up to sixteen bytes of the surface; of longer ones hash and place in x_long
    std::uint64_t second = 0;
    std::uint32_t size = 0;
    std::uint32_t entry_plus_one = 0;
  };

  [[nodiscard]] bool holds(const Slot& slot, const Slot& key, std::string_view surface) const;
  std::uint32_t add(std::size_t at, Slot key, std::string_view surface);
  void grow();
  void forget();

  std::vector<Slot> x_slots;  // open addressing, a power of two, at most half full
  std::vector<Entry> x_entries;
  std::string x_folded;
  std::string x_long;  // surfaces of more than sixteen bytes
  std::string x_fold_buffer;
  std::uint64_t x_document = 1;
};

}  // namespace concord
