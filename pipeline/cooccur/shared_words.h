// SharedWords: where a row and a column are met in the same words: "Russian border forces" are an actor and a mention of borders.
//
// Such a pair keeps company by the way it is called, not by what the text says. A count may leave these out (CountOptions::apart).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/cooccur/unit_space.h"

namespace concord {

class SharedWords {
 public:
  struct Place {
    UnitNo unit = 0;
    std::uint32_t column = 0;
    std::uint32_t pairs = 0;  ///< of a mention of the row and one of the column that have a token in common
    bool only = false;        ///< in this unit no other pair of mentions of the two is met
    friend bool operator==(const Place&, const Place&) = default;
  };

  /// Metadata stand in no words and share none. Memory: the mentions of labels and queries on one axis, 16 bytes each, and what is
  /// found. Errors: those of the matches.
  [[nodiscard]] static Result<SharedWords> find(const Snapshot& snapshot, UnitSpace& space, const Axis& rows, const Axis& columns, Polarity polarity);

  /// Ascending by unit, then column.
  [[nodiscard]] std::span<const Place> of_row(std::uint32_t row) const { return x_rows[row]; }

 private:
  std::vector<std::vector<Place>> x_rows;
};

}  // namespace concord
