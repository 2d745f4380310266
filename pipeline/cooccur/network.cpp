#include "pipeline/cooccur/network.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/connected_components.hpp>

namespace concord {
namespace {

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

// Nodes of the items that have an edge. An item that is on both axes is one node, and the network then has one mode.
class NetworkMaker {
 public:
  NetworkMaker(const CooccurrenceCounts& counts, const NetworkOptions& options) : x_counts(counts), x_options(options) {}

  Network make(const ScoredPairs& scored) {
    std::vector<const ScoredPair*> kept = choose(scored);
    std::vector<bool> rows(x_counts.rows.size(), false), columns(x_counts.columns.size(), false);
    for (const ScoredPair* pair : kept) {
      rows[pair->row] = true;
      columns[pair->column] = true;
    }
    add_nodes(rows, columns);
    add_edges(kept);
    name_modes();
    measure();
    return std::move(x_network);
  }

 private:
  std::vector<const ScoredPair*> choose(const ScoredPairs& scored) {
    std::vector<const ScoredPair*> kept;
    const double least = std::max(0.0, x_options.min_weight);
    for (const ScoredPair& pair : scored.pairs) {
      const bool strong = std::isfinite(pair.scores[0]) && pair.scores[0] > least && pair.p_adjusted <= x_options.max_p;
      const bool room = x_options.max_edges == 0 || kept.size() < x_options.max_edges;
      if (strong && room) {
        kept.push_back(&pair);
      } else {
        ++x_network.left_out;
      }
    }
    return kept;
  }

  void add_nodes(const std::vector<bool>& rows, const std::vector<bool>& columns) {
    std::map<std::string, std::uint64_t> items;  // of both axes, for the isolated
    const auto add = [&](const std::vector<std::string>& names, const std::vector<std::uint64_t>& totals, const std::vector<bool>& used) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        ++items[names[i]];
        if (!used[i] || x_number.contains(names[i])) continue;
        x_number[names[i]] = static_cast<std::uint32_t>(x_network.nodes.size());
        NetworkNode node;
        node.id = names[i];
        node.count = totals[i];
        x_network.nodes.push_back(std::move(node));
      }
    };
    add(x_counts.rows, x_counts.whole.row_totals, rows);
    x_rows = x_network.nodes.size();
    add(x_counts.columns, x_counts.whole.column_totals, columns);
    x_network.isolated = items.size() - x_network.nodes.size();
  }

  void add_edges(const std::vector<const ScoredPair*>& kept) {
    for (const ScoredPair* pair : kept) {
      std::uint32_t source = x_number[x_counts.rows[pair->row]];
      std::uint32_t target = x_number[x_counts.columns[pair->column]];
      if (source > target) std::swap(source, target);
      x_network.edges.push_back({source, target, pair->scores[0], pair->cells.both, pair->p_adjusted});
    }
    auto& edges = x_network.edges;
    std::sort(edges.begin(), edges.end(), [](const NetworkEdge& a, const NetworkEdge& b) {
      return std::pair(a.source, a.target) < std::pair(b.source, b.target);
    });
    // Axes that share items may hold a pair both ways: one edge.
    edges.erase(std::unique(edges.begin(), edges.end(), [](const NetworkEdge& a, const NetworkEdge& b) {
      return a.source == b.source && a.target == b.target;
    }), edges.end());
  }

  void name_modes() {
    x_network.two_mode = std::none_of(x_counts.rows.begin(), x_counts.rows.end(), [&](const std::string& row) {
      return std::find(x_counts.columns.begin(), x_counts.columns.end(), row) != x_counts.columns.end();
    });
    const auto family = [](const std::string& id) { return id.substr(0, std::min(id.find_first_of(":=@"), id.size())); };
    bool telling = true;  // families tell rows from columns
    for (std::size_t row = 0; row < x_rows; ++row) {
      for (std::size_t column = x_rows; column < x_network.nodes.size(); ++column) {
        telling = telling && family(x_network.nodes[row].id) != family(x_network.nodes[column].id);
      }
    }
    for (std::size_t i = 0; i < x_network.nodes.size(); ++i) {
      NetworkNode& node = x_network.nodes[i];
      const bool has_family = node.id.find_first_of(":=@") != std::string::npos;
      node.mode = has_family && (telling || !x_network.two_mode) ? family(node.id) : i < x_rows ? "row" : "column";
      if (!x_network.two_mode && !has_family) node.mode = "item";
    }
  }

  void measure() {
    const std::size_t size = x_network.nodes.size();
    BoostGraph graph(size);
    WeightedGraph weighted(size);
    for (const NetworkEdge& edge : x_network.edges) {
      boost::add_edge(edge.source, edge.target, graph);
      weighted.add_edge(edge.source, edge.target, edge.weight);
      for (const std::uint32_t end : {edge.source, edge.target}) {
        ++x_network.nodes[end].degree;
        x_network.nodes[end].strength += edge.weight;
      }
    }
    std::vector<double> betweenness(size, 0);
    boost::brandes_betweenness_centrality(
        graph, boost::make_iterator_property_map(betweenness.begin(), get(boost::vertex_index, graph)));
    std::vector<std::uint32_t> components(size, 0);
    x_network.components = static_cast<std::uint32_t>(boost::connected_components(graph, components.data()));
    by_size(components);
    const Communities communities = find_communities(weighted, x_options.resolution);
    x_network.modularity = modularity(weighted, communities, x_options.resolution);
    for (std::size_t i = 0; i < size; ++i) {
      x_network.nodes[i].betweenness = betweenness[i];
      x_network.nodes[i].component = components[i];
      x_network.nodes[i].community = communities[i];
      x_network.communities = std::max(x_network.communities, communities[i] + 1);
    }
  }

  // Components come numbered by their first node: largest first instead.
  void by_size(std::vector<std::uint32_t>& components) const {
    std::vector<std::uint32_t> sizes(x_network.components, 0), order, number(x_network.components);
    for (const std::uint32_t component : components) ++sizes[component];
    for (std::uint32_t i = 0; i < x_network.components; ++i) order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
    for (std::uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
    for (std::uint32_t& component : components) component = number[component];
  }

  const CooccurrenceCounts& x_counts;
  const NetworkOptions& x_options;
  Network x_network;
  std::map<std::string, std::uint32_t> x_number;
  std::size_t x_rows = 0;  // nodes of the row axis
};

}  // namespace

Network build_network(const CooccurrenceCounts& counts, const ScoredPairs& scored, const NetworkOptions& options) {
  return NetworkMaker(counts, options).make(scored);
}

}  // namespace concord
