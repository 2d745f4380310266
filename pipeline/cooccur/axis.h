// Axis: what stands in the rows or the columns of a table: labels, their types, words, columns of the metadata, queries.
//
// An item is a name and where it is met. Items are made from what the user
// typed by parse_axis, or directly. A label item may stand for several labels
// (a type, or a label with all that is below it): it is met where any is met.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "corpus/document/span.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// Takes the matches in one document: token ranges that ascend by their begin; they may touch or overlap.
using MatchVisitor = std::function<void(DocNo, std::span<const TokenRange>)>;
/// Calls the visitor for each document with matches, ascending. All that the counting knows of the query language.
using MatchFinder = std::function<Status(const MatchVisitor&)>;

enum class ItemKind : std::uint8_t {
  labels,    ///< terms are label ids
  words,     ///< terms are folded words
  metadata,  ///< terms are "key=value": met in every unit of the documents that have one
  matches,   ///< of a query
};

struct AxisItem {
  std::string name;                ///< unique on its axis; shown, and breaks ties
  ItemKind kind = ItemKind::labels;
  std::vector<std::string> terms;  ///< empty for matches
  MatchFinder matches;             ///< for matches only
};
using Axis = std::vector<AxisItem>;

struct AxisOptions {
  bool roll_up = false;  ///< a label also stands for all labels below it
  /// Turns a query into its matches; without it, "query:" is an error.
  std::function<Result<MatchFinder>(std::string_view query)> resolve_query;
};

/// Reads one axis: parts separated by commas, each of
///   actor, theme           every label of the family that the catalogue has
///   actor@state            the labels of the family with this type
///   actor@                 the types of the family, each the union of its labels
///   actor:uto              one label; actor:uto+ with all below it; actor:un* every label whose id fits
///   kind, year, lang, ...  every value of a column of the metadata; kind=report one of them
///   word:peace             one word; word:peac* every word that begins so, as one item
///   words:500              the 500 most frequent words
///   query:...              the matches of a query; takes all the rest, commas included
/// Error: usage, naming the part and the nearest known name. Items that are named twice appear once.
[[nodiscard]] Result<Axis> parse_axis(const Snapshot& snapshot, std::string_view text, const AxisOptions& options = {});

/// The words that occur most often (by tokens), in falling order, ties by their bytes. Cost: reads the frequencies of all.
[[nodiscard]] std::vector<std::string> most_frequent_words(const Snapshot& snapshot, std::size_t count);

/// Values of a column of the metadata, in byte order, as "key=value".
[[nodiscard]] std::vector<std::string> metadata_values(const Snapshot& snapshot, std::string_view key);

}  // namespace concord
