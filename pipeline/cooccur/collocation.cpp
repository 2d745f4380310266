#include "pipeline/cooccur/collocation.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>

#include "pipeline/cooccur/node_windows.h"
#include "pipeline/cooccur/token_counts.h"
#include "pipeline/cooccur/word_collocation.h"

namespace concord {
namespace {

// Where an item is met, read once; windows come document by document. Several labels of one item may begin at the same
// token: it counts once.
class ItemPlaces {
 public:
  Status read(const Snapshot& snapshot, const AxisItem& item, Polarity polarity, const DocumentSet& documents) {
    return visit_positions(snapshot, item, polarity, documents, [&](DocNo number, std::span<const std::uint32_t> positions) {
      x_documents.push_back(number);
      std::unique_copy(positions.begin(), positions.end(), std::back_inserter(x_positions));
      x_begins.push_back(x_positions.size());
    });
  }
  [[nodiscard]] std::uint64_t size() const { return x_positions.size(); }
  [[nodiscard]] std::span<const std::uint32_t> in(DocNo number) const {
    const auto at = std::lower_bound(x_documents.begin(), x_documents.end(), number);
    if (at == x_documents.end() || *at != number) return {};
    const auto document = static_cast<std::size_t>(at - x_documents.begin());
    return std::span(x_positions).subspan(x_begins[document], x_begins[document + 1] - x_begins[document]);
  }

 private:
  std::vector<DocNo> x_documents;
  std::vector<std::uint64_t> x_begins = {0};
  std::vector<std::uint32_t> x_positions;
};

void tally_places(std::span<const std::uint32_t> positions, const WindowMarker& marker, Tally& tally) {
  for (const std::uint32_t position : positions) {
    if (marker.is_node(position)) {
      ++tally.in_nodes;
    } else if (const WindowToken token = marker.at(position); token.bits != 0) {
      tally.add(token);
    }
  }
}

}  // namespace

Result<Collocates> word_collocates(const Snapshot& snapshot, const MatchFinder& nodes, const CollocateOptions& options) {
  NodeWindows windows(snapshot, options);
  KeptWindows kept;
  const Status status = windows.for_each(nodes, [&](DocNo number, const WindowMarker& marker) -> Status {
    kept.add(number, marker);
    return {};
  });
  if (!status) return status.error();
  // A token that is decoded from the stored documents costs some ten times what a position in a posting list does.
  std::uint64_t stored = 0;
  for (const DocNo number : kept.documents()) stored += windows.tokens_of(number);
  const bool few = stored * 10 < windows.all_tokens();
  return few ? words_of_documents(snapshot, windows, kept, options) : words_of_postings(snapshot, windows, kept, options);
}

Result<Collocates> item_collocates(const Snapshot& snapshot, const MatchFinder& nodes, const Axis& items,
                                   const CollocateOptions& options) {
  NodeWindows windows(snapshot, options);
  std::vector<ItemPlaces> places(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Status status = places[i].read(snapshot, items[i], options.polarity, windows.documents());
    if (!status) return status.error();
  }
  std::vector<Tally> tallies(items.size());
  std::vector<Presence> presences;
  const Status status = windows.for_each(nodes, [&](DocNo number, const WindowMarker& marker) -> Status {
    for (std::uint32_t i = 0; i < items.size(); ++i) {
      const std::uint64_t before = tallies[i].joint;
      tally_places(places[i].in(number), marker, tallies[i]);
      if (tallies[i].joint == before) continue;
      ++tallies[i].documents;
      presences.push_back({i, windows.part(), static_cast<std::uint32_t>(tallies[i].joint - before)});
    }
    return {};
  });
  if (!status) return status.error();
  const std::vector<double> dispersions = windows.dispersions(tallies, presences);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (tallies[i].joint > 0 && tallies[i].joint >= options.min_count) {
      windows.add(items[i].name, tallies[i], places[i].size(), dispersions[i]);
    } else if (tallies[i].joint > 0) {
      windows.hide();
    }
  }
  return windows.take();
}

Result<std::vector<Collocates>> window_cooccurrence(const Snapshot& snapshot, const Axis& rows, const Axis& columns,
                                                    const CollocateOptions& options) {
  std::vector<Collocates> result;
  for (const AxisItem& row : rows) {
    Axis others;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(others), [&](const AxisItem& column) {
      return column.name != row.name;  // what a node is made of does not stand around it
    });
    Result<Collocates> found = item_collocates(snapshot, item_matches(snapshot, row, options.polarity), others, options);
    if (!found) return found.error();
    result.push_back(std::move(*found));
  }
  return result;
}

std::vector<ComparedItem> compare_collocates(const Collocates& one, const Collocates& other) {
  std::map<std::string, RelativeFrequencies> items;
  for (const Collocate& collocate : one.items) items[collocate.name].count_1 = collocate.cells.both;
  for (const Collocate& collocate : other.items) items[collocate.name].count_2 = collocate.cells.both;
  std::vector<ComparedItem> compared;
  for (auto& [name, frequencies] : items) {
    frequencies.size_1 = one.window_tokens;
    frequencies.size_2 = other.window_tokens;
    compared.push_back({name, frequencies});
  }
  return compared;
}

}  // namespace concord
