// Community: groups of nodes that are bound more closely than chance would have it: Leiden's method on modularity.
//
// Traag, Waltman and van Eck (2019): move nodes, refine each group into
// well-connected parts, join the parts to nodes of a smaller graph, again. The
// choices that the paper makes by chance are made by largest gain here, and the
// best of a few fixed orders of the nodes is kept, so that a graph always gives the
// same groups. Each group is connected. Modularity is that of Newman and Girvan
// (2004) for weighted graphs, with a resolution (Reichardt and Bornholdt 2006).
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace concord {

/// An undirected graph with positive weights, nodes 0 .. size() - 1.
struct WeightedGraph {
  struct Link {
    std::uint32_t node = 0;
    double weight = 0;
  };
  std::vector<std::vector<Link>> links;  ///< each edge stands at both ends; no node twice in a list
  std::vector<double> loops;             ///< weight of the edges from each node to itself

  explicit WeightedGraph(std::size_t nodes = 0) : links(nodes), loops(nodes, 0) {}
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(links.size()); }
  /// Requires: a != b, weight > 0, the edge is not there yet.
  void add_edge(std::uint32_t a, std::uint32_t b, double weight);
};

/// Group of each node, numbered from 0: larger groups first, then by their first node.
using Communities = std::vector<std::uint32_t>;

/// sum over groups of (inside / 2m - resolution (total / 2m)^2). 0 for a graph without edges.
[[nodiscard]] double modularity(const WeightedGraph& graph, const Communities& groups, double resolution = 1);

/// Nodes without edges are groups of their own.
[[nodiscard]] Communities find_communities(const WeightedGraph& graph, double resolution = 1);

}  // namespace concord
