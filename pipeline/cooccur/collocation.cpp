#include "pipeline/cooccur/collocation.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "corpus/document/vocabulary.h"
#include "pipeline/cooccur/token_counts.h"
#include "pipeline/cooccur/unit_space.h"

namespace concord {
namespace {

// What was seen of one collocate, before it is known whether it stays.
struct Tally {
  std::uint64_t joint = 0, left = 0, right = 0, in_nodes = 0, documents = 0;
  std::array<std::uint64_t, profile_size> profile{};

  void add(WindowToken token) {
    ++joint;
    left += token.is_left() ? 1 : 0;
    right += token.is_right() ? 1 : 0;
    for (std::size_t i = 0; i < profile_size; ++i) profile[i] += token.is_at(i) ? 1 : 0;
  }
};

// Collocate `item` stands `count` times in the windows of the document numbered `part`.
struct Presence {
  std::uint32_t item;
  std::uint32_t part;
  std::uint32_t count;
};

// Nodes of each document, their windows, and the sums that all collocates share.
class NodeWindows {
 public:
  NodeWindows(const Snapshot& snapshot, const CollocateOptions& options)
      : x_snapshot(snapshot),
        x_options(options),
        x_documents(options.documents ? *options.documents : DocumentSet::all(snapshot)),
        x_tokens(tokens_by_document(snapshot, x_documents)),
        x_marker(options.window) {}

  // Calls visit(document, marker) for each document with nodes.
  template <class Visit>
  Status for_each(const MatchFinder& nodes, Visit&& visit) {
    std::optional<UnitSpace> units;
    if (x_options.within != WindowLimit::document) {
      const UnitKind kind = x_options.within == WindowLimit::sentence ? UnitKind::sentence : UnitKind::paragraph;
      Result<UnitSpace> space = UnitSpace::build(x_snapshot, kind, x_documents);
      if (!space) return space.error();
      units = std::move(*space);
      units->read_bounds(x_snapshot);
    }
    Status inner;
    const Status outer = nodes([&](DocNo number, std::span<const TokenRange> ranges) {
      if (!inner || ranges.empty() || !x_documents.contains(number)) return;
      x_marker.mark(ranges, units ? units->first_tokens(number) : std::span<const std::uint32_t>{}, x_tokens[number]);
      x_result.nodes += ranges.size();
      ++x_result.node_documents;
      x_result.window_tokens += x_marker.tokens().size();
      x_node_tokens += x_marker.node_tokens().size();
      x_part_sizes.push_back(static_cast<std::uint32_t>(x_marker.tokens().size()));
      inner = visit(number, x_marker);
    });
    if (!outer) return outer;
    for (const std::uint32_t tokens : x_tokens) x_result.tokens += tokens;
    x_result.tokens -= x_node_tokens;
    return inner;
  }

  [[nodiscard]] const DocumentSet& documents() const { return x_documents; }
  [[nodiscard]] std::uint32_t part() const { return static_cast<std::uint32_t>(x_part_sizes.size() - 1); }

  // A collocate that passed the minimum. `total`: its occurrences in all documents that take part, nodes included.
  void add(std::string name, const Tally& tally, std::uint64_t total, double dispersion) {
    Collocate collocate;
    collocate.name = std::move(name);
    collocate.cells = Contingency::from_margins(tally.joint, x_result.window_tokens, total - tally.in_nodes, x_result.tokens);
    collocate.left = tally.left;
    collocate.right = tally.right;
    collocate.profile = tally.profile;
    collocate.documents = tally.documents;
    collocate.dispersion = dispersion;
    x_result.items.push_back(std::move(collocate));
  }
  void hide() { ++x_result.hidden; }

  // Gries' DP of each item: parts without it add their share, so only its own parts are visited.
  [[nodiscard]] std::vector<double> dispersions(const std::vector<Tally>& tallies, const std::vector<Presence>& presences) const {
    std::vector<double> differences(tallies.size(), 0), shares(tallies.size(), 0);
    const auto all = static_cast<double>(x_result.window_tokens);
    for (const Presence& presence : presences) {
      const double share = x_part_sizes[presence.part] / all;
      differences[presence.item] += std::abs(presence.count / static_cast<double>(tallies[presence.item].joint) - share);
      shares[presence.item] += share;
    }
    for (std::size_t i = 0; i < differences.size(); ++i) {
      differences[i] = std::clamp((differences[i] + 1 - shares[i]) / 2, 0.0, 1.0);
    }
    return differences;
  }

  Collocates take() {
    std::sort(x_result.items.begin(), x_result.items.end(), [](const Collocate& a, const Collocate& b) {
      return a.cells.both != b.cells.both ? a.cells.both > b.cells.both : a.name < b.name;
    });
    return std::move(x_result);
  }

 private:
  const Snapshot& x_snapshot;
  const CollocateOptions& x_options;
  DocumentSet x_documents;
  std::vector<std::uint32_t> x_tokens;
  WindowMarker x_marker;
  Collocates x_result;
  std::uint64_t x_node_tokens = 0;
  std::vector<std::uint32_t> x_part_sizes;  // window tokens of each document with nodes
};

// Counts the words of the windows of one document after the other.
class WordTally {
 public:
  explicit WordTally(const CollocateOptions& options) : x_options(options) {}

  void add(const Document& document, const WindowMarker& marker, std::uint32_t part) {
    x_local.assign(document.terms.size(), unseen);
    x_counts.clear();
    for (const WindowToken token : marker.tokens()) {
      const std::uint32_t item = item_of(document, document.tokens[token.position]);
      if (item == left_out) continue;
      x_tallies[item].add(token);
      if (x_current[item]++ == 0) x_counts.push_back(item);
    }
    for (const std::uint32_t item : x_counts) {
      ++x_tallies[item].documents;
      x_presences.push_back({item, part, x_current[item]});
      x_current[item] = 0;
    }
    for (const std::uint32_t position : marker.node_tokens()) {
      const std::uint32_t item = item_of(document, document.tokens[position]);
      if (item != left_out) ++x_tallies[item].in_nodes;
    }
  }

  [[nodiscard]] const Vocabulary& names() const { return x_names; }
  [[nodiscard]] const std::vector<Tally>& tallies() const { return x_tallies; }
  [[nodiscard]] const std::vector<Presence>& presences() const { return x_presences; }

 private:
  static constexpr std::uint32_t unseen = UINT32_MAX;
  static constexpr std::uint32_t left_out = UINT32_MAX - 1;

  std::uint32_t item_of(const Document& document, const Token& token) {
    std::uint32_t& item = x_local[token.term];
    if (item == unseen) item = intern(document.terms[token.term]);
    return item;
  }

  std::uint32_t intern(std::string_view term) {
    std::uint32_t item = left_out;
    if (x_options.group) {
      const std::string name = x_options.group(term);
      if (!name.empty()) item = x_names.intern(name);
    } else {
      item = x_names.intern(term);
    }
    if (item == x_tallies.size()) {
      x_tallies.emplace_back();
      x_current.push_back(0);
    }
    return item;
  }

  const CollocateOptions& x_options;
  Vocabulary x_names;
  std::vector<Tally> x_tallies;
  std::vector<Presence> x_presences;
  std::vector<std::uint32_t> x_current;  // counts in the present document
  std::vector<std::uint32_t> x_counts;   // items that have one
  std::vector<std::uint32_t> x_local;    // term of the document -> item
};

std::uint64_t frequency_in(const Snapshot& snapshot, std::string_view word, const DocumentSet& documents) {
  std::uint64_t total = 0;
  const auto postings = snapshot.postings(Field::word, word);
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    if (documents.contains(number)) total += postings->frequency();
  }
  return total;
}

// How often each kept item occurs in the documents that take part.
std::vector<std::uint64_t> totals_of(const Snapshot& snapshot, const WordTally& words, const std::vector<bool>& kept,
                                     const NodeWindows& windows, const CollocateOptions& options) {
  std::vector<std::uint64_t> totals(kept.size(), 0);
  if (!options.group) {
    for (std::uint32_t item = 0; item < kept.size(); ++item) {
      if (kept[item]) totals[item] = frequency_in(snapshot, words.names()[item], windows.documents());
    }
    return totals;
  }
  std::vector<std::pair<std::string, std::uint32_t>> forms;  // of the kept groups
  snapshot.terms(Field::word, {}, [&](const TermEntry& entry) {
    const std::uint32_t item = words.names().find(options.group(entry.term));
    if (item < kept.size() && kept[item]) forms.emplace_back(entry.term, item);
    return true;
  });
  for (const auto& [form, item] : forms) totals[item] += frequency_in(snapshot, form, windows.documents());
  return totals;
}

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
  WordTally words(options);
  const Status status = windows.for_each(nodes, [&](DocNo number, const WindowMarker& marker) -> Status {
    const Result<Document> document = snapshot.document(number, Part::tokens);
    if (!document) return document.error();
    words.add(*document, marker, windows.part());
    return {};
  });
  if (!status) return status.error();

  const std::vector<Tally>& tallies = words.tallies();
  std::vector<bool> kept(tallies.size(), false);
  for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = tallies[i].joint > 0 && tallies[i].joint >= options.min_count;
  const std::vector<std::uint64_t> totals = totals_of(snapshot, words, kept, windows, options);
  const std::vector<double> dispersions = windows.dispersions(tallies, words.presences());
  for (std::uint32_t item = 0; item < kept.size(); ++item) {
    if (kept[item]) {
      windows.add(std::string(words.names()[item]), tallies[item], totals[item], dispersions[item]);
    } else if (tallies[item].joint > 0) {
      windows.hide();
    }
  }
  return windows.take();
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
