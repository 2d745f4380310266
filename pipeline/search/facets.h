// Facets: how the documents of an answer fall over the values of a field: exact, over all of them.
//
// A field is a column of the metadata (kind, year, source, ...) or a family of
// labels (actor, theme). Each value's list of documents is walked against a
// bit set of the answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct FacetValue {
  std::string value;  ///< folded value of a column, or id of a label
  std::string name;   ///< preferred name of a label; a column's value as the first document of the answer spells it
  std::uint64_t documents = 0;  ///< of the answer
  std::uint64_t hits = 0;       ///< in those documents, of the query
  std::uint64_t mentions = 0;   ///< of a label: in those documents; else 0
  friend bool operator==(const FacetValue&, const FacetValue&) = default;
};

struct Facet {
  std::string field;
  std::vector<FacetValue> values;  ///< most documents first, then by value; years and dates ascending; those without documents left out
  std::uint64_t without = 0;       ///< documents of the answer that have no value
};

/// `matched` ascending, `hits` beside it (Ranking::matched, matched_hits); without hits none are counted. Error: usage, for a field that no document has; names the nearest.
[[nodiscard]] Result<Facet> count_facet(const Snapshot& snapshot, const std::vector<DocNo>& matched, const std::vector<std::uint32_t>& hits, std::string_view field);

}  // namespace concord
