#include "pipeline/cooccur/bootstrap.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <random>

namespace concord {
namespace {

// How often each document was drawn. The same on every platform: no library distribution is used.
void draw(std::mt19937_64& random, std::vector<std::uint32_t>& weights) {
  std::fill(weights.begin(), weights.end(), 0);
  const std::uint64_t size = weights.size();
  for (std::uint64_t i = 0; i < size; ++i) ++weights[(random() >> 32) * size >> 32];
}

Interval percentiles(std::vector<double>& values, double level) {
  values.erase(std::remove_if(values.begin(), values.end(), [](double v) { return std::isnan(v); }), values.end());
  if (values.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  std::sort(values.begin(), values.end());
  const double tail = (1 - level) / 2 * static_cast<double>(values.size());
  const auto cut = std::min(values.size() - 1, static_cast<std::size_t>(tail));
  return {values[cut], values[values.size() - 1 - cut]};
}

// Number of the units of one list in each document, merged into the entries.
void add_list(const std::vector<UnitNo>& units, const UnitSpace& space, const std::vector<std::uint32_t>& index_of,
              std::uint64_t CountsByDocument::Entry::*field,
              std::map<std::uint32_t, CountsByDocument::Entry>& entries) {
  for (std::size_t i = 0; i < units.size();) {
    const DocNo document = space.place_of(units[i]).document;
    const auto end = std::lower_bound(units.begin() + static_cast<std::ptrdiff_t>(i), units.end(), space.end_of(document));
    const auto next = static_cast<std::size_t>(end - units.begin());
    CountsByDocument::Entry& entry = entries[index_of[document]];
    entry.document = index_of[document];
    entry.*field += next - i;
    i = next;
  }
}

}  // namespace

Result<CountsByDocument> count_by_document(const Snapshot& snapshot, const std::vector<ItemPair>& pairs,
                                           const CountOptions& options) {
  Result<UnitSpace> space = counted_units(snapshot, options);
  if (!space) return space.error();
  CountsByDocument counts;
  std::vector<std::uint32_t> index_of(space->documents_end(), 0);
  for (DocNo document = 0; document < space->documents_end(); ++document) {
    std::uint64_t kept = 0;
    for (UnitNo unit = space->begin_of(document); unit < space->end_of(document); ++unit) kept += space->is_kept(unit) ? 1 : 0;
    index_of[document] = static_cast<std::uint32_t>(counts.totals.size());
    if (kept != 0) counts.totals.push_back(kept);
  }
  OccurrenceReader reader(snapshot, *space, options.polarity, CountMode::units);
  std::map<const AxisItem*, std::vector<UnitNo>> lists;  // an item that is in several pairs is read once
  for (const auto& [a, b] : pairs) {
    for (const AxisItem* item : {a, b}) {
      if (lists.contains(item)) continue;
      Result<std::vector<UnitNo>> units = reader.units_of(*item);
      if (!units) return units.error();
      lists.emplace(item, std::move(*units));
    }
    const Result<JointUnits> both = joint_units(snapshot, *space, *a, lists[a], *b, lists[b], options);
    if (!both) return both.error();
    std::map<std::uint32_t, CountsByDocument::Entry> entries;
    add_list(lists[a], *space, index_of, &CountsByDocument::Entry::in_a, entries);
    add_list(lists[b], *space, index_of, &CountsByDocument::Entry::in_b, entries);
    add_list(both->units, *space, index_of, &CountsByDocument::Entry::both, entries);
    add_list(both->same_words, *space, index_of, &CountsByDocument::Entry::same_words, entries);
    counts.pairs.emplace_back();
    for (const auto& [index, entry] : entries) counts.pairs.back().push_back(entry);
  }
  return counts;
}

std::vector<Interval> bootstrap_intervals(const CountsByDocument& counts, const Measure& measure,
                                          const BootstrapOptions& options) {
  assert(options.replicates > 0 && options.level > 0 && options.level < 1);
  std::mt19937_64 random(options.seed);
  std::vector<std::uint32_t> weights(counts.totals.size());
  std::vector<std::vector<double>> values(counts.pairs.size());
  for (std::uint32_t replicate = 0; replicate < options.replicates && !weights.empty(); ++replicate) {
    draw(random, weights);
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) total += weights[i] * counts.totals[i];
    for (std::size_t pair = 0; pair < counts.pairs.size(); ++pair) {
      std::uint64_t both = 0, in_a = 0, in_b = 0, less = 0;
      for (const CountsByDocument::Entry& entry : counts.pairs[pair]) {
        both += weights[entry.document] * entry.both;
        in_a += weights[entry.document] * entry.in_a;
        in_b += weights[entry.document] * entry.in_b;
        less += weights[entry.document] * entry.same_words;
      }
      const bool empty = total == less;  // all that was drawn is no part of the table
      values[pair].push_back(empty ? std::numeric_limits<double>::quiet_NaN()
                                   : measure.score(Contingency::from_margins(both, in_a - less, in_b - less, total - less)));
    }
  }
  std::vector<Interval> intervals;
  for (std::vector<double>& of_pair : values) intervals.push_back(percentiles(of_pair, options.level));
  return intervals;
}

}  // namespace concord
