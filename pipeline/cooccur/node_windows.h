// NodeWindows: the windows around the nodes of a collocation, document by document, and the sums that all collocates share.
//
// What collocation.h promises is kept here: which documents take part, how many
// tokens are in windows and in all, how evenly a collocate stands over them.
// Counting what stands in the windows is its users' work.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "pipeline/cooccur/bit_rank.h"
#include "pipeline/cooccur/collocation.h"

namespace concord {

/// What was seen of one collocate, before it is known whether it stays.
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

/// Collocate `item` stands `count` times in the windows of the `part`-th document with nodes.
struct Presence {
  std::uint32_t item;
  std::uint32_t part;
  std::uint32_t count;
};

class NodeWindows {
 public:
  /// Keeps references: both must outlive it.
  NodeWindows(const Snapshot& snapshot, const CollocateOptions& options);

  using Visit = std::function<Status(DocNo, const WindowMarker&)>;
  /// Visits each document with nodes, ascending. Once. Error: the finder's or the visitor's.
  Status for_each(const MatchFinder& nodes, const Visit& visit);

  [[nodiscard]] const DocumentSet& documents() const { return x_documents; }
  /// Number of the document that is visited, among those with nodes.
  [[nodiscard]] std::uint32_t part() const { return static_cast<std::uint32_t>(x_part_sizes.size() - 1); }
  [[nodiscard]] std::uint32_t tokens_of(DocNo number) const { return x_tokens[number]; }
  [[nodiscard]] std::uint64_t all_tokens() const;

  /// A collocate that passed the minimum. `total`: its occurrences in all documents that take part, nodes included.
  void add(std::string name, const Tally& tally, std::uint64_t total, double dispersion);
  void hide() { ++x_result.hidden; }

  /// Gries' DP of each item: parts without it add their share, so only its own parts are visited. `presences` of an item
  /// ascend by their part, each once.
  [[nodiscard]] std::vector<double> dispersions(const std::vector<Tally>& tallies, const std::vector<Presence>& presences) const;

  /// All that was added, most frequent first.
  Collocates take();

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

/// The marked tokens of all documents with nodes.
class KeptWindows {
 public:
  /// Requires: documents ascend.
  void add(DocNo number, const WindowMarker& marker);

  [[nodiscard]] const std::vector<DocNo>& documents() const { return x_documents; }
  /// Tokens of the part-th document that are of a window or a node, ascending.
  [[nodiscard]] std::span<const WindowToken> tokens(std::size_t part) const {
    return std::span(x_tokens).subspan(x_begins[part], x_begins[part + 1] - x_begins[part]);
  }

 private:
  std::vector<DocNo> x_documents;
  std::vector<std::size_t> x_begins = {0};
  std::vector<WindowToken> x_tokens;
};

}  // namespace concord
