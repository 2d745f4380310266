// Slices: the documents dealt out by year, kind, source or any other column, so that each part has its own table and N.
//
// Every document that takes part is in exactly one slice; those without a value
// are in "(none)", so the slices always add up to the whole.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/document/result.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/snapshot.h"

namespace concord {

using SliceNo = std::uint32_t;
/// Of a document that does not take part.
inline constexpr SliceNo no_slice = UINT32_MAX;

struct Slices {
  std::string by;                   ///< "year"; empty for one slice of everything
  std::vector<std::string> names;   ///< "1996", ...; in byte order, "(none)" last and only when it is needed
  std::vector<SliceNo> of_document;  ///< by document number; meaningless for numbers without a document

  /// One slice that holds everything.
  [[nodiscard]] static Slices whole(const Snapshot& snapshot);
  /// `by`: a column of the metadata, or month, quarter, decade of the documents' dates. Error: usage, when no document has one.
  [[nodiscard]] static Result<Slices> by_column(const Snapshot& snapshot, std::string_view by);
  /// Two collections to be compared; all other documents take no part. Error: usage, when they share a document.
  [[nodiscard]] static Result<Slices> two_sets(const DocumentSet& one, const DocumentSet& other);
  /// Documents outside of the set take no part.
  void restrict_to(const DocumentSet& documents);
};

enum class Period : std::uint8_t { month, quarter, year, decade };

/// "1996-07", "1996-Q3", "1996", "1990s". Nothing when the date does not lie within one such period.
[[nodiscard]] std::optional<std::string> period_name(const Date& date, Period period);

/// All names from the period of `first` to that of `last`, gaps included. Requires: names of the same kind of period.
[[nodiscard]] std::vector<std::string> periods_between(std::string_view first, std::string_view last, Period period);

[[nodiscard]] std::optional<Period> parse_period(std::string_view name);

}  // namespace concord
