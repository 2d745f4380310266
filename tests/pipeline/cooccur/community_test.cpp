#include "pipeline/cooccur/community.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace concord {
namespace {

WeightedGraph random_graph(std::mt19937& random, std::uint32_t nodes, unsigned one_in) {
  WeightedGraph graph(nodes);
  for (std::uint32_t a = 0; a < nodes; ++a) {
    for (std::uint32_t b = a + 1; b < nodes; ++b) {
      if (random() % one_in == 0) graph.add_edge(a, b, 1 + static_cast<double>(random() % 8) / 4);
    }
  }
  return graph;
}

// The slow twin: the definition, pair by pair (Newman and Girvan 2004).
double modularity_by_pairs(const WeightedGraph& graph, const Communities& groups) {
  std::vector<double> strengths(graph.size(), 0);
  double all = 0;
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    for (const auto& link : graph.links[node]) strengths[node] += link.weight;
    all += strengths[node];
  }
  if (all == 0) return 0;
  double sum = 0;
  for (std::uint32_t a = 0; a < graph.size(); ++a) {
    for (std::uint32_t b = 0; b < graph.size(); ++b) {
      if (groups[a] != groups[b]) continue;
      double weight = 0;
      for (const auto& link : graph.links[a]) weight += link.node == b ? link.weight : 0;
      sum += weight - strengths[a] * strengths[b] / all;
    }
  }
  return sum / all;
}

double best_of_all(const WeightedGraph& graph, Communities& groups, std::uint32_t node, std::uint32_t used) {
  if (node == graph.size()) return modularity(graph, groups);
  double best = -1;
  for (std::uint32_t group = 0; group <= used; ++group) {
    groups[node] = group;
    best = std::max(best, best_of_all(graph, groups, node + 1, std::max(used, group + 1)));
  }
  return best;
}

TEST(Community, ModularityAgreesWithItsDefinition) {
  std::mt19937 random(1);
  for (int round = 0; round < 100; ++round) {
    const WeightedGraph graph = random_graph(random, 12, 3);
    Communities groups(12);
    for (std::uint32_t& group : groups) group = static_cast<std::uint32_t>(random() % 4);
    EXPECT_NEAR(modularity(graph, groups), modularity_by_pairs(graph, groups), 1e-12);
  }
}

// Against every way of grouping up to seven nodes. A heuristic may miss the best grouping, but seldom and by little.
TEST(Community, FindsTheBestGroupingOfSmallGraphs) {
  std::mt19937 random(2);
  int missed = 0;
  constexpr int rounds = 60;
  for (int round = 0; round < rounds; ++round) {
    const WeightedGraph graph = random_graph(random, 4 + static_cast<std::uint32_t>(random() % 4), 2 + static_cast<unsigned>(random() % 2));
    Communities groups(graph.size(), 0);
    const double best = best_of_all(graph, groups, 0, 0);
    const double found = modularity(graph, find_communities(graph));
    EXPECT_LE(found, best + 1e-12);
    EXPECT_GE(found, best - 0.02);
    missed += found < best - 1e-9 ? 1 : 0;
  }
  EXPECT_LE(missed, rounds / 30);
}

TEST(Community, GroupsHangTogether) {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    const WeightedGraph graph = random_graph(random, 40, 12);
    const Communities groups = find_communities(graph);
    EXPECT_EQ(groups, find_communities(graph));
    std::set<std::uint32_t> done;
    for (std::uint32_t start = 0; start < graph.size(); ++start) {
      if (!done.insert(groups[start]).second) continue;
      std::set<std::uint32_t> reached = {start};
      std::vector<std::uint32_t> waiting = {start};
      while (!waiting.empty()) {
        const std::uint32_t node = waiting.back();
        waiting.pop_back();
        for (const auto& link : graph.links[node]) {
          if (groups[link.node] == groups[start] && reached.insert(link.node).second) waiting.push_back(link.node);
        }
      }
      EXPECT_EQ(static_cast<std::ptrdiff_t>(reached.size()), std::count(groups.begin(), groups.end(), groups[start]));
    }
  }
}

// Zachary's (1977) karate club: the best known modularity is 0.4198, with four groups.
TEST(Community, DividesTheKarateClub) {
  const std::pair<std::uint32_t, std::uint32_t> friends[] = {
      {1, 2},   {1, 3},   {1, 4},   {1, 5},   {1, 6},   {1, 7},   {1, 8},   {1, 9},   {1, 11},  {1, 12},  {1, 13},
      {1, 14},  {1, 18},  {1, 20},  {1, 22},  {1, 32},  {2, 3},   {2, 4},   {2, 8},   {2, 14},  {2, 18},  {2, 20},
      {2, 22},  {2, 31},  {3, 4},   {3, 8},   {3, 9},   {3, 10},  {3, 14},  {3, 28},  {3, 29},  {3, 33},  {4, 8},
      {4, 13},  {4, 14},  {5, 7},   {5, 11},  {6, 7},   {6, 11},  {6, 17},  {7, 17},  {9, 31},  {9, 33},  {9, 34},
      {10, 34}, {14, 34}, {15, 33}, {15, 34}, {16, 33}, {16, 34}, {19, 33}, {19, 34}, {20, 34}, {21, 33}, {21, 34},
      {23, 33}, {23, 34}, {24, 26}, {24, 28}, {24, 30}, {24, 33}, {24, 34}, {25, 26}, {25, 28}, {25, 32}, {26, 32},
      {27, 30}, {27, 34}, {28, 34}, {29, 32}, {29, 34}, {30, 33}, {30, 34}, {31, 33}, {31, 34}, {32, 33}, {32, 34},
      {33, 34}};
  ASSERT_EQ(std::size(friends), 78U);
  WeightedGraph graph(34);
  for (const auto& [a, b] : friends) graph.add_edge(a - 1, b - 1, 1);
  const Communities groups = find_communities(graph);
  EXPECT_NEAR(modularity(graph, groups), 0.4198, 5e-5);
  EXPECT_EQ(*std::max_element(groups.begin(), groups.end()), 3U);
}

TEST(Community, KeepsTwoCliquesApart) {
  WeightedGraph graph(7);
  for (std::uint32_t a = 0; a < 3; ++a) {
    for (std::uint32_t b = a + 1; b < 3; ++b) graph.add_edge(a, b, 1);
  }
  for (std::uint32_t a = 3; a < 6; ++a) {
    for (std::uint32_t b = a + 1; b < 6; ++b) graph.add_edge(a, b, 1);
  }
  graph.add_edge(2, 3, 0.5);
  EXPECT_EQ(find_communities(graph), (Communities{0, 0, 0, 1, 1, 1, 2}));
}

}  // namespace
}  // namespace concord
