#include "pipeline/cooccur/cooccurrence.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>

#include "pipeline/cooccur/shared_words.h"
#include "pipeline/cooccur/slices.h"

namespace concord {
namespace {

using UnitLists = std::vector<std::vector<UnitNo>>;

bool same_axis(const Axis& a, const Axis& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const AxisItem& one, const AxisItem& other) {
    return one.name == other.name && one.kind == other.kind && one.terms == other.terms;
  });
}

std::vector<std::string> names_of(const Axis& axis) {
  std::vector<std::string> names;
  for (const AxisItem& item : axis) names.push_back(item.name);
  return names;
}

// For each row the columns that share a term with it, ascending.
std::vector<std::vector<std::uint32_t>> shared_terms(const Axis& rows, const Axis& columns) {
  std::map<std::pair<ItemKind, std::string_view>, std::vector<std::uint32_t>> holders;
  const auto keys = [](const AxisItem& item) {
    std::vector<std::string_view> terms(item.terms.begin(), item.terms.end());
    if (item.kind == ItemKind::matches) terms.push_back(item.name);
    return terms;
  };
  for (std::uint32_t column = 0; column < columns.size(); ++column) {
    for (const std::string_view term : keys(columns[column])) holders[{columns[column].kind, term}].push_back(column);
  }
  std::vector<std::vector<std::uint32_t>> shared(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (const std::string_view term : keys(rows[row])) {
      const auto found = holders.find({rows[row].kind, term});
      if (found != holders.end()) shared[row].insert(shared[row].end(), found->second.begin(), found->second.end());
    }
    std::sort(shared[row].begin(), shared[row].end());
    shared[row].erase(std::unique(shared[row].begin(), shared[row].end()), shared[row].end());
  }
  return shared;
}

// The column lists turned round: which columns are in unit u, ascending; a column is there once for each mention that
// counts. Two bytes a column where they are enough: the table of a great matrix is half the size, and read twice as fast.
template <class ColumnNo>
class Incidence {
 public:
  Incidence(const UnitLists& lists, UnitNo units) : x_ranges(units) {
    for (const auto& list : lists) {
      for (const UnitNo unit : list) ++x_ranges[unit].end;
    }
    std::uint64_t before = 0;
    for (Range& range : x_ranges) {
      const std::uint64_t size = range.end;
      range = {before, before};
      before += size;
    }
    x_columns.resize(before);
    for (std::size_t column = 0; column < lists.size(); ++column) {
      for_each_unit(lists[column], [&](UnitNo unit, std::size_t mentions) {
        for (; mentions > 0; --mentions) x_columns[x_ranges[unit].end++] = static_cast<ColumnNo>(column);
      });
    }
  }

  [[nodiscard]] std::span<const ColumnNo> in(UnitNo unit) const {
    return {x_columns.data() + x_ranges[unit].begin, x_columns.data() + x_ranges[unit].end};
  }
  // Forgets the first entries of a unit.
  void drop_front(UnitNo unit, std::size_t entries) { x_ranges[unit].begin += entries; }

  // Visits each unit of an ascending list with how often it stands there. The units lie far apart in the table, which is
  // larger than the caches: those that come next are fetched ahead.
  template <class Visit>
  void for_each_unit(const std::vector<UnitNo>& units, Visit&& visit) const {
    constexpr std::size_t ahead = 12;
    for (std::size_t i = 0, end = 0; i < units.size(); i = end) {
      if (i + 2 * ahead < units.size()) __builtin_prefetch(&x_ranges[units[i + 2 * ahead]]);
      if (i + ahead < units.size()) __builtin_prefetch(x_columns.data() + x_ranges[units[i + ahead]].begin);
      while (end < units.size() && units[end] == units[i]) ++end;
      visit(units[i], end - i);
    }
  }

 private:
  struct Range {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
  };
  std::vector<Range> x_ranges;  // of each unit
  std::vector<ColumnNo> x_columns;
};

class PairCounter {
 public:
  PairCounter(const Snapshot& snapshot, const Axis& rows, const Axis& columns, const CountOptions& options)
      : x_snapshot(snapshot), x_rows(rows), x_columns(columns), x_options(options) {}

  Result<CooccurrenceCounts> run() {
    x_result.symmetric = same_axis(x_rows, x_columns);
    x_result.rows = names_of(x_rows);
    x_result.columns = names_of(x_columns);
    if (Status status = make_slices(); !status) return status.error();
    if (Status status = read_lists(); !status) return status.error();
    if (x_options.mode == CountMode::units) count_margins();
    count_pairs();
    if (x_options.mode == CountMode::mentions) sum_margins();
    return std::move(x_result);
  }

 private:
  Status make_slices() {
    if (x_options.by.empty()) {
      x_slices = Slices::whole(x_snapshot);
    } else {
      Result<Slices> slices = Slices::by_column(x_snapshot, x_options.by);
      if (!slices) return slices.error();
      x_slices = std::move(*slices);
      for (const std::string& name : x_slices.names) x_result.slices.push_back(empty_counts(name));
    }
    x_result.whole = empty_counts("");
    return {};
  }

  [[nodiscard]] SliceCounts empty_counts(const std::string& name) const {
    SliceCounts counts;
    counts.name = name;
    counts.row_totals.assign(x_rows.size(), 0);
    counts.column_totals.assign(x_columns.size(), 0);
    counts.row_begins.assign(1, 0);
    return counts;
  }

  Status read_lists() {
    Result<UnitSpace> space = counted_units(x_snapshot, x_options);
    if (!space) return space.error();
    OccurrenceReader reader(x_snapshot, *space, x_options.polarity, x_options.mode);
    if (Status status = read_axis(reader, x_columns, x_column_lists); !status) return status;
    if (!x_result.symmetric) {
      if (Status status = read_axis(reader, x_rows, x_row_lists); !status) return status;
    }
    x_units = space->end();
    number_slices(*space);
    if (x_options.apart) {
      auto shared = SharedWords::find(x_snapshot, *space, x_rows, x_columns, x_options.polarity);
      if (!shared) return shared.error();
      x_shared = std::move(*shared);
    }
    return {};
  }

  static Status read_axis(OccurrenceReader& reader, const Axis& axis, UnitLists& lists) {
    for (const AxisItem& item : axis) {
      Result<std::vector<UnitNo>> units = reader.units_of(item);
      if (!units) return units.error();
      lists.push_back(std::move(*units));
    }
    return {};
  }

  void number_slices(const UnitSpace& space) {
    x_result.whole.total = space.size();
    if (x_result.slices.empty()) return;
    x_slice_of.resize(space.end());
    for (DocNo document = 0; document < space.documents_end(); ++document) {
      for (UnitNo unit = space.begin_of(document); unit < space.end_of(document); ++unit) {
        x_slice_of[unit] = x_slices.of_document[document];
        if (space.is_kept(unit)) ++x_result.slices[x_slice_of[unit]].total;
      }
    }
  }

  [[nodiscard]] const UnitLists& row_lists() const { return x_result.symmetric ? x_column_lists : x_row_lists; }

  void count_margins() {
    const auto add = [&](const UnitLists& lists, std::vector<std::uint64_t> SliceCounts::*totals) {
      for (std::size_t item = 0; item < lists.size(); ++item) {
        (x_result.whole.*totals)[item] = lists[item].size();
        if (x_result.slices.empty()) continue;
        for (const UnitNo unit : lists[item]) ++(x_result.slices[x_slice_of[unit]].*totals)[item];
      }
    };
    add(row_lists(), &SliceCounts::row_totals);
    add(x_column_lists, &SliceCounts::column_totals);
  }

  void count_pairs() {
    if (x_columns.size() <= 1U << 16U) {
      add_up(Incidence<std::uint16_t>(x_column_lists, x_units));
    } else {
      add_up(Incidence<std::uint32_t>(x_column_lists, x_units));
    }
  }

  // Each row adds up the columns of its units. Of an axis with itself only the columns after the row count: rows come in
  // order, so what stands first in a unit is the row itself, and is dropped as it is passed.
  template <class ColumnNo>
  void add_up(Incidence<ColumnNo> incidence) {
    const auto shared = shared_terms(x_rows, x_columns);
    const std::size_t width = x_columns.size();
    std::vector<std::uint64_t> sums(width * std::max<std::size_t>(1, x_result.slices.size()), 0);
    for (std::uint32_t row = 0; row < x_rows.size(); ++row) {
      incidence.for_each_unit(row_lists()[row], [&](UnitNo unit, std::size_t mentions) {
        if (x_result.symmetric) incidence.drop_front(unit, mentions);
        std::uint64_t* const sum = sums.data() + (x_slice_of.empty() ? 0 : x_slice_of[unit] * width);
        for (const ColumnNo column : incidence.in(unit)) sum[column] += mentions;
      });
      leave_out_same_words(row, sums);
      leave_out_shared(row, shared[row], sums);
      store_row(row, sums);
    }
  }

  // Takes away what is counted only because a mention of the one stands in the words of the other.
  void leave_out_same_words(std::uint32_t row, std::vector<std::uint64_t>& sums) {
    if (!x_shared) return;
    const bool mentions = x_options.mode == CountMode::mentions;
    for (const SharedWords::Place& place : x_shared->of_row(row)) {
      if ((x_result.symmetric && place.column <= row) || (!mentions && !place.only)) continue;
      sums[(x_slice_of.empty() ? 0 : x_slice_of[place.unit] * x_columns.size()) + place.column] -= mentions ? place.pairs : 1;
      if (mentions) continue;
      ++x_result.whole.same_words[{row, place.column}];
      if (!x_slice_of.empty()) ++x_result.slices[x_slice_of[place.unit]].same_words[{row, place.column}];
    }
  }

  // Zeroes the sums of pairs that are none, and counts those that would have met.
  void leave_out_shared(std::uint32_t row, const std::vector<std::uint32_t>& shared, std::vector<std::uint64_t>& sums) {
    const std::size_t width = x_columns.size();
    for (const std::uint32_t column : shared) {
      bool met = false;
      for (std::size_t at = column; at < sums.size(); at += width) {
        met = met || sums[at] != 0;
        sums[at] = 0;
      }
      const bool itself = x_rows[row].name == x_columns[column].name;
      if (met && !itself && (!x_result.symmetric || row < column)) ++x_result.nested_pairs;
    }
  }

  void store_row(std::uint32_t row, std::vector<std::uint64_t>& sums) {
    const std::size_t width = x_columns.size();
    const std::size_t first = x_result.symmetric ? row + 1 : 0;
    for (std::size_t column = first; column < width; ++column) {
      std::uint64_t all = 0;
      for (std::size_t slice = 0; slice < x_result.slices.size(); ++slice) {
        const std::uint64_t sum = sums[slice * width + column];
        all += sum;
        if (sum != 0) store(x_result.slices[slice], column, sum);
      }
      if (x_result.slices.empty()) all = sums[column];
      if (all != 0) store(x_result.whole, column, all);
    }
    x_result.whole.row_begins.push_back(x_result.whole.columns.size());
    for (SliceCounts& slice : x_result.slices) slice.row_begins.push_back(slice.columns.size());
    std::fill(sums.begin(), sums.end(), 0);
  }

  static void store(SliceCounts& counts, std::size_t column, std::uint64_t sum) {
    counts.columns.push_back(static_cast<std::uint32_t>(column));
    counts.joint.push_back(sum);
  }

  // Pairs of mentions: the margins are the pairs themselves, so that the four cells share out all pairs.
  void sum_margins() {
    sum_margins(x_result.whole);
    for (SliceCounts& slice : x_result.slices) sum_margins(slice);
  }

  void sum_margins(SliceCounts& counts) const {
    counts.total = 0;
    for (std::uint32_t row = 0; row < x_rows.size(); ++row) {
      for (std::uint64_t i = counts.row_begins[row]; i < counts.row_begins[row + 1]; ++i) {
        const std::uint32_t column = counts.columns[i];
        counts.total += counts.joint[i];
        counts.row_totals[row] += counts.joint[i];
        counts.column_totals[column] += counts.joint[i];
        if (!x_result.symmetric) continue;
        counts.row_totals[column] += counts.joint[i];
        counts.column_totals[row] += counts.joint[i];
      }
    }
  }

  const Snapshot& x_snapshot;
  const Axis& x_rows;
  const Axis& x_columns;
  const CountOptions& x_options;
  CooccurrenceCounts x_result;
  Slices x_slices;
  std::vector<SliceNo> x_slice_of;  // of each unit; empty without slices
  UnitNo x_units = 0;
  UnitLists x_row_lists;            // empty when symmetric
  UnitLists x_column_lists;
  std::optional<SharedWords> x_shared;  // when asked for
};

}  // namespace

Result<UnitSpace> counted_units(const Snapshot& snapshot, const CountOptions& options) {
  Result<UnitSpace> space = UnitSpace::build(snapshot, options.unit, options.documents ? *options.documents : DocumentSet::all(snapshot));
  if (!space || !options.units_with) return space;
  space->read_bounds(snapshot);
  if (Status status = space->keep_units_with(options.units_with); !status) return status.error();
  return space;
}

Result<JointUnits> joint_units(const Snapshot& snapshot, UnitSpace& space, const AxisItem& row, const std::vector<UnitNo>& in_row, const AxisItem& column,
                               const std::vector<UnitNo>& in_column, const CountOptions& options) {
  JointUnits joint;
  std::set_intersection(in_row.begin(), in_row.end(), in_column.begin(), in_column.end(), std::back_inserter(joint.units));
  if (!options.apart) return joint;
  const auto shared = SharedWords::find(snapshot, space, {row}, {column}, options.polarity);
  if (!shared) return shared.error();
  for (const SharedWords::Place& place : shared->of_row(0)) {
    if (place.only) joint.same_words.push_back(place.unit);
  }
  std::erase_if(joint.units, [&](UnitNo unit) { return std::binary_search(joint.same_words.begin(), joint.same_words.end(), unit); });
  return joint;
}

std::uint64_t SliceCounts::joint_of(std::uint32_t row, std::uint32_t column) const {
  const auto begin = columns.begin() + static_cast<std::ptrdiff_t>(row_begins[row]);
  const auto end = columns.begin() + static_cast<std::ptrdiff_t>(row_begins[row + 1]);
  const auto at = std::lower_bound(begin, end, column);
  return at != end && *at == column ? joint[static_cast<std::size_t>(at - columns.begin())] : 0;
}

Result<CooccurrenceCounts> count_cooccurrence(const Snapshot& snapshot, const Axis& rows, const Axis& columns,
                                              const CountOptions& options) {
  return PairCounter(snapshot, rows, columns, options).run();
}

}  // namespace concord
