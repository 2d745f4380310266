// Trend: counts through time, each with what it was counted in; and dispersion of an item over documents or slices.
//
// A period without any document is a gap, not a zero: nobody can have said
// anything in it. Documents whose date does not lie within one period are
// counted apart.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/dispersion.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/cooccur/significance.h"
#include "pipeline/cooccur/slices.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct TrendOptions {
  Period period = Period::year;
  std::uint32_t rolling = 0;  ///< periods of the rolling rate; 0 for none
  Polarity polarity = Polarity::all;
  std::optional<DocumentSet> documents;
};

struct TrendPoint {
  std::string name;               ///< "1996-07", "1996-Q3", "1996", "1990s"
  std::uint64_t documents = 0;
  std::uint64_t tokens = 0;
  std::uint64_t documents_with = 0;  ///< of these documents, how many hold it
  std::uint64_t count = 0;
  double per_million = 0;         ///< count per million tokens; NaN in a gap
  Interval share;                 ///< Wilson 95 % interval of documents_with / documents; 0 to 1 in a gap
  std::optional<double> rolling;  ///< pooled rate of the last `rolling` periods; none before there are so many
  [[nodiscard]] bool is_gap() const { return documents == 0; }
};

struct Trend {
  std::vector<TrendPoint> points;  ///< every period from the first with a document to the last
  std::uint64_t undated_documents = 0;
  std::uint64_t undated_count = 0;
};

/// One trend for each item. Error: usage, when no document has a date.
[[nodiscard]] Result<std::vector<Trend>> trends(const Snapshot& snapshot, const Axis& items, const TrendOptions& options);

struct ItemDispersion {
  std::string name;
  std::uint64_t count = 0;
  std::vector<std::string> part_names;  ///< of slices; empty when the parts are documents
  CorpusParts parts;                    ///< documents or slices that have tokens
  PositionDispersion positions;         ///< over the run of all tokens, documents in the order of the index
};

/// `by` empty: parts are documents; else a column, or month, quarter, decade.
[[nodiscard]] Result<ItemDispersion> item_dispersion(const Snapshot& snapshot, const AxisItem& item, Polarity polarity,
                                                     const DocumentSet& documents, std::string_view by);

}  // namespace concord
