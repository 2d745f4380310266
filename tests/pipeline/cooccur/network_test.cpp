#include "pipeline/cooccur/network.h"

#include <gtest/gtest.h>

#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

MemorySnapshot corpus() {
  return MemorySnapshot({make_document("[actor:un|UN] on [theme:truce|truce]. [actor:un|UN] on [theme:truce|truce]. "
                                       "[actor:uto|UTO] on [theme:amnesty|amnesty]. [actor:uto|UTO] on [theme:truce|truce]. "
                                       "Rain. Snow. Hail. Fog. [actor:osce|OSCE] came. [theme:return|Return] began.")},
                        test::random_catalogue());
}

std::string shown(const Network& network) {
  std::string text;
  for (const NetworkNode& node : network.nodes) {
    text += node.id + " " + node.mode + " degree " + std::to_string(node.degree) + " of " + std::to_string(node.count) +
            " between " + std::to_string(static_cast<int>(node.betweenness)) + "\n";
  }
  for (const NetworkEdge& edge : network.edges) {
    text += network.nodes[edge.source].id + " -- " + network.nodes[edge.target].id + " " + std::to_string(edge.count) + "\n";
  }
  return text;
}

TEST(Network, TwoModesStayTwoModes) {
  const MemorySnapshot snapshot = corpus();
  const auto counts = count_cooccurrence(snapshot, *parse_axis(snapshot, "actor"), *parse_axis(snapshot, "theme"), {});
  const ScoredPairs scored = score_pairs(*counts, counts->whole, {{find_measure("npmi")}, nullptr, 1});
  const Network network = build_network(*counts, scored, {});
  EXPECT_TRUE(network.two_mode);
  EXPECT_EQ(shown(network),
            "actor:un actor degree 1 of 2 between 0\n"
            "actor:uto actor degree 2 of 2 between 2\n"
            "theme:amnesty theme degree 1 of 1 between 0\n"
            "theme:truce theme degree 2 of 3 between 2\n"
            "actor:un -- theme:truce 2\n"
            "actor:uto -- theme:amnesty 1\n"
            "actor:uto -- theme:truce 1\n");
  EXPECT_EQ(network.isolated, 2U);
  EXPECT_EQ(network.components, 1U);
}

TEST(Network, WeakEdgesAreLeftOutAndCounted) {
  const MemorySnapshot snapshot = corpus();
  const auto counts = count_cooccurrence(snapshot, *parse_axis(snapshot, "actor"), *parse_axis(snapshot, "theme"), {});
  const ScoredPairs scored = score_pairs(*counts, counts->whole, {{find_measure("npmi")}, nullptr, 1});
  NetworkOptions options;
  options.max_edges = 1;
  const Network strongest = build_network(*counts, scored, options);
  EXPECT_EQ(strongest.edges.size(), 1U);
  EXPECT_EQ(strongest.left_out, 2U);
  options = {};
  options.max_p = 1e-6;
  EXPECT_TRUE(build_network(*counts, scored, options).nodes.empty());
}

TEST(Network, OneAxisGivesOneMode) {
  const MemorySnapshot snapshot = corpus();
  const Axis all = *parse_axis(snapshot, "actor,theme");
  const auto counts = count_cooccurrence(snapshot, all, all, {});
  const Network network = build_network(*counts, score_pairs(*counts, counts->whole, {{find_measure("llr")}, nullptr, 1}), {});
  EXPECT_FALSE(network.two_mode);
  EXPECT_EQ(network.nodes.size(), 4U);
  double strength = 0, weight = 0;
  for (const NetworkNode& node : network.nodes) strength += node.strength;
  for (const NetworkEdge& edge : network.edges) weight += edge.weight;
  EXPECT_NEAR(strength, 2 * weight, 1e-12);
}

}  // namespace
}  // namespace concord
