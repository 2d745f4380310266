// TermCache: from the surface of a token to its number in the document's vocabulary, folding each surface once.
//
// Text repeats its words: of a hundred tokens some ninety have been met before,
// in this document or an earlier one. The cache remembers the folded form for
// each distinct surface, and for the document in hand its TermNo, so a token
// costs one look-up by its bytes. Bounded: when it is full, new surfaces are
// folded each time, and at the next document it forgets everything. What it
// returns does not depend on what it remembers. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/vocabulary.h"
#include "corpus/text/words.h"
#include "lexicons/known_terms.h"

namespace concord {

class TermCache {
 public:
  static constexpr TermNo no_term = UINT32_MAX;

  TermCache();
  TermCache(const TermCache& /*other*/) : TermCache() {}  ///< an empty one: what it remembers has no part in its value
  TermCache& operator=(const TermCache&) = delete;
  TermCache(TermCache&&) noexcept = default;
  TermCache& operator=(TermCache&&) noexcept = default;
  ~TermCache() = default;

  /// The next look-ups are for `terms`, which is emptied.
  void start_document(Vocabulary& terms);

  /// Puts for each word of `text` the number in `terms` of its term, added there when new, into `out` (replaced);
  /// no_term when nothing is left of it. A sentence at a time: what is known of all its words is fetched before the first
  /// is read.
  void look_up(std::string_view text, const std::vector<Word>& words, Vocabulary& terms, std::vector<TermNo>& out);

  TermNo look_up(std::string_view surface, Vocabulary& terms);

  /// The terms of the document in hand under the numbers by which they are remembered. Valid until the next document.
  [[nodiscard]] KnownTerms known_terms() const { return {x_numbers, x_memory}; }

 private:
  // A surface, the number of its term in x_terms, and that term's number in the document last met in.
  struct Slot {
    std::uint64_t first = 0;  // up to sixteen bytes of the surface; of longer ones hash and place in x_long
    std::uint64_t second = 0;
    std::uint32_t size = 0;
    std::uint32_t known_plus_one = 0;  // 0 = free
    std::uint32_t document = 0;
    TermNo term = no_term;
  };
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t hash = 0;
  };
  struct Stamp {
    std::uint32_t document = 0;
    TermNo term = no_term;
    std::uint32_t begin = 0;  // of the term in x_folded, beside the stamp so that one fetch brings both
    std::uint32_t size = 0;
  };

  [[nodiscard]] static Key key_of(std::string_view surface, bool readable);
  [[nodiscard]] bool holds(const Slot& slot, const Key& key, std::string_view surface) const;
  TermNo look_up(const Key& key, std::string_view surface, Vocabulary& terms);
  void add(Slot& slot, const Key& key, std::string_view surface);
  TermNo number_in_document(TermNo known, Vocabulary& terms);
  TermNo look_up_uncached(std::string_view surface, Vocabulary& terms);
  void make_room(std::size_t more);

  std::vector<Slot> x_slots;  // open addressing, a power of two, at most half full
  std::size_t x_used = 0;
  Vocabulary x_terms;           // every folded form met
  std::vector<Stamp> x_stamps;  // of each: its number in the document in hand
  std::string x_folded;         // the terms again, without a look-up
  std::string x_long;           // surfaces of more than sixteen bytes
  std::size_t x_bytes = 0;      // of x_terms and x_long, about
  std::vector<Key> x_keys;
  std::string x_fold_buffer;
  std::vector<std::uint32_t> x_numbers;  // of each term of the document in hand: its number in x_terms
  std::uint64_t x_memory;                // which memory this is: no two have one number
  std::uint32_t x_document = 0;
  std::uint32_t x_unstamped = 0;  // the document in whose vocabulary terms may stand without a stamp
  bool x_full = false;            // empties itself at the next document
};

}  // namespace concord
