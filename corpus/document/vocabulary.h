// Vocabulary: the distinct strings of one document, each stored once and numbered from 0.
//
// A document of 3,000 tokens has some 800 distinct terms. Interning them here
// means that folding, dictionary look-up and inversion are paid once a distinct
// term, not once a token. Owned by its Document; one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// Number of a string in one Vocabulary; means nothing outside its document.
using TermNo = std::uint32_t;

class Vocabulary {
 public:
  /// The number of `term`, adding it when it is new. Cost: one hash (XXH3), usually one comparison.
  TermNo intern(std::string_view term);

  /// Adds a term that is known to be new, without looking. Requires: find(term) == size(). Cost: the copy; it is hashed
  /// when intern() or find() is next asked.
  TermNo append_new(std::string_view term);

  /// The number of `term` if it is known, else `size()`.
  [[nodiscard]] TermNo find(std::string_view term) const;

  /// Requires: no < size(). The view holds until the next intern() or clear().
  [[nodiscard]] std::string_view operator[](TermNo no) const {
    return std::string_view(x_bytes).substr(x_begins[no], x_begins[no + 1] - x_begins[no]);
  }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(x_begins.size() - 1); }
  [[nodiscard]] bool empty() const { return size() == 0; }
  void clear();  ///< keeps the memory for the next document

  friend bool operator==(const Vocabulary& a, const Vocabulary& b) {
    return a.x_bytes == b.x_bytes && a.x_begins == b.x_begins;
  }

 private:
  [[nodiscard]] std::size_t slot_of(std::string_view term, std::uint64_t hash) const;
  void index() const;

  std::string x_bytes;                        // all terms, one after the other
  std::vector<std::uint32_t> x_begins = {0};  // term i is [x_begins[i], x_begins[i + 1])
  struct Slot {
    std::uint32_t term_plus_one = 0;  // 0 = free
    std::uint32_t hash = 0;
  };
  // Open addressing, a power of two, at most half full. Catches up with append_new() when it is asked: no part of the
  // value.
  mutable std::vector<Slot> x_slots;
  mutable TermNo x_indexed = 0;  // terms that are in x_slots
};

}  // namespace concord
