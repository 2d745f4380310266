// DocumentSet: which documents of a snapshot take part: a bit for each document number.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "pipeline/index/snapshot.h"

namespace concord {

class DocumentSet {
 public:
  DocumentSet() = default;
  /// Empty, for document numbers below `end`.
  explicit DocumentSet(DocNo end) : x_words((std::size_t{end} + 63) / 64, 0), x_end(end) {}

  /// Every document of the snapshot (deleted and failed ones are none).
  [[nodiscard]] static DocumentSet all(const Snapshot& snapshot);
  /// The documents that hold `term` in `field`: with(snapshot, Field::meta, "kind=report").
  [[nodiscard]] static DocumentSet with(const Snapshot& snapshot, Field field, std::string_view term);

  [[nodiscard]] DocNo end() const { return x_end; }
  [[nodiscard]] std::uint64_t size() const;
  [[nodiscard]] bool contains(DocNo number) const {
    return number < x_end && (x_words[number / 64] >> (number % 64) & 1) != 0;
  }
  /// Requires: number < end().
  void insert(DocNo number) { x_words[number / 64] |= std::uint64_t{1} << (number % 64); }
  void erase(DocNo number) { x_words[number / 64] &= ~(std::uint64_t{1} << (number % 64)); }

  /// Requires: of the same snapshot.
  DocumentSet& operator&=(const DocumentSet& other);
  DocumentSet& operator|=(const DocumentSet& other);
  DocumentSet& operator-=(const DocumentSet& other);
  friend bool operator==(const DocumentSet&, const DocumentSet&) = default;

 private:
  std::vector<std::uint64_t> x_words;
  DocNo x_end = 0;
};

}  // namespace concord
