// Frequency: how often words, n-grams or items of an axis occur, slice by slice, with the sizes that rates need.
//
// A comparison of two collections is a table of two slices (Slices::two_sets),
// and keyness is read off it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/collocation.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/cooccur/slices.h"
#include "pipeline/cooccur/window.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct FrequencyOptions {
  std::uint64_t min_count = 1;  ///< of the total over all slices; what is hidden is counted
  /// What a word counts as: itself when empty; an empty string leaves it out of the list (it still counts in the size).
  std::function<std::string(std::string_view term)> group;
  Polarity polarity = Polarity::all;                ///< of labels
  WindowLimit ngrams_within = WindowLimit::sentence;  ///< n-grams do not cross this
};

struct FrequencyItem {
  std::string name;                    ///< n-grams: words joined by a space
  std::vector<std::uint64_t> counts;   ///< in each slice
  std::uint64_t total = 0;
  std::uint64_t documents = 0;         ///< documents that hold it
};

struct FrequencyTable {
  std::vector<std::string> slices;
  std::vector<std::uint64_t> sizes;      ///< of each slice: tokens, or n-grams where those are counted
  std::vector<std::uint64_t> documents;  ///< of each slice
  std::vector<FrequencyItem> items;      ///< most frequent first, ties by bytes
  std::uint64_t hidden = 0;              ///< items below min_count

  [[nodiscard]] std::uint64_t size() const;  ///< of all slices
  [[nodiscard]] double per_million(const FrequencyItem& item, std::size_t slice) const;
};

/// From the postings: cost is one pass over the dictionary and the document frequencies.
[[nodiscard]] FrequencyTable word_frequencies(const Snapshot& snapshot, const Slices& slices, const FrequencyOptions& options);

/// Runs of n words, from the stored tokens. Counted length by length: a run can only reach min_count where its two shorter
/// runs do, so memory follows what is frequent. Cost: n passes over the documents. Requires: 1 <= n <= 9.
[[nodiscard]] Result<FrequencyTable> ngram_frequencies(const Snapshot& snapshot, std::uint32_t n, const Slices& slices,
                                                       const FrequencyOptions& options);

/// Mentions of labels, words or query matches. `group` is not used.
[[nodiscard]] Result<FrequencyTable> item_frequencies(const Snapshot& snapshot, const Axis& items, const Slices& slices,
                                                      const FrequencyOptions& options);

/// Words in the units that hold a match of `one` against those that hold one of `other`, from the stored tokens: two slices.
struct UnitComparison {
  FrequencyTable table;
  std::uint64_t shared_units = 0;  ///< held a match of both and were left out
  std::uint64_t units[2] = {0, 0};
};
[[nodiscard]] Result<UnitComparison> compare_units(const Snapshot& snapshot, const MatchFinder& one, const MatchFinder& other,
                                                   WindowLimit unit, const DocumentSet& documents,
                                                   const FrequencyOptions& options);

/// Items of the first slice against the second, in the order of the table. Requires: two slices, both with a size.
[[nodiscard]] std::vector<ComparedItem> compare_slices(const FrequencyTable& table);

}  // namespace concord
