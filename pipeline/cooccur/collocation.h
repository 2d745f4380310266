// Collocation: what stands around a node more often than elsewhere: words (or what the caller makes of them), or items.
//
// The universe of the contingency table is every token of the documents that
// take part except those of nodes (Evert 2008, "surface co-occurrence"): a token
// is in a window or not, and is the collocate or not. So no cell can be
// negative. A label is met at the first token of its mention.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/contingency.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/cooccur/window.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct CollocateOptions {
  WindowSize window;
  WindowLimit within = WindowLimit::sentence;
  std::optional<DocumentSet> documents;  ///< only these; all when not given
  std::uint64_t min_count = 1;           ///< of the occurrences in windows; what is hidden is counted
  Polarity polarity = Polarity::all;     ///< of label collocates
  /// What a word counts as: itself when empty; a stem; an empty string leaves the word out (stop words, numbers).
  std::function<std::string(std::string_view term)> group;
};

struct Collocate {
  std::string name;
  Contingency cells;              ///< both = in windows, only_b = elsewhere
  std::uint64_t left = 0;         ///< of those in windows, how many stand left of a node
  std::uint64_t right = 0;        ///< right of one; a token between two nodes is both
  std::array<std::uint64_t, profile_size> profile{};  ///< at -3, -2, -1, +1, +2, +3
  std::uint64_t documents = 0;    ///< documents in whose windows it stands
  double dispersion = 0;          ///< Gries' DP over documents with windows, sized by their window tokens: 0 even, 1 clumped
};

struct Collocates {
  std::uint64_t nodes = 0;          ///< matches
  std::uint64_t node_documents = 0;
  std::uint64_t window_tokens = 0;
  std::uint64_t tokens = 0;         ///< N: all tokens that are not of a node
  std::vector<Collocate> items;     ///< most frequent in windows first, ties by bytes
  std::uint64_t hidden = 0;         ///< collocates below min_count
};

/// Words around the matches. Reads the stored tokens of documents with matches. Error: bad_data from a damaged
/// document, or the finder's.
[[nodiscard]] Result<Collocates> word_collocates(const Snapshot& snapshot, const MatchFinder& nodes,
                                                 const CollocateOptions& options);

/// Items of an axis around the matches, from the postings: labels, single words, queries. `group` is not used.
[[nodiscard]] Result<Collocates> item_collocates(const Snapshot& snapshot, const MatchFinder& nodes, const Axis& items,
                                                 const CollocateOptions& options);

/// Rows as nodes, columns as what stands around them: one collocation a row, in the order of the rows. N and the
/// columns' totals differ from row to row, because a row's own tokens are no part of its universe.
[[nodiscard]] Result<std::vector<Collocates>> window_cooccurrence(const Snapshot& snapshot, const Axis& rows,
                                                                  const Axis& columns, const CollocateOptions& options);

/// One item in two collections; ready for the measures of keyness.h.
struct ComparedItem {
  std::string name;
  RelativeFrequencies frequencies;
};

/// The collocates of one node against those of another (or of one period against another): occurrences in windows out of
/// window tokens. An item that one side hid or never had counts 0 there: compare lists of min_count 1.
/// Requires: both have window tokens.
[[nodiscard]] std::vector<ComparedItem> compare_collocates(const Collocates& one, const Collocates& other);

}  // namespace concord
