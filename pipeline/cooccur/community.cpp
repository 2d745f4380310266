#include "pipeline/cooccur/community.h"

#include <algorithm>
#include <cassert>
#include <deque>
#include <map>
#include <numeric>
#include <random>

namespace concord {
namespace {

constexpr std::uint64_t orders_tried = 20;
constexpr double least_gain = 1e-12;  // a gain below this is rounding

std::vector<double> strengths_of(const WeightedGraph& graph) {
  std::vector<double> strengths(graph.size(), 0);
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    strengths[node] = 2 * graph.loops[node];
    for (const WeightedGraph::Link& link : graph.links[node]) strengths[node] += link.weight;
  }
  return strengths;
}

// 0, 1, 2, ... as they come; distinct numbers in the order of their first use.
std::uint32_t renumber(Communities& groups) {
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (std::uint32_t& group : groups) group = numbers.emplace(group, static_cast<std::uint32_t>(numbers.size())).first->second;
  return static_cast<std::uint32_t>(numbers.size());
}

// Weights from one node to the groups around it. Reused: only what was touched is cleared.
class GroupWeights {
 public:
  explicit GroupWeights(std::size_t groups) : x_weights(groups, 0) {}
  void collect(const WeightedGraph& graph, std::uint32_t node, const Communities& groups) {
    for (const std::uint32_t group : x_touched) x_weights[group] = 0;
    x_touched.clear();
    for (const WeightedGraph::Link& link : graph.links[node]) {
      const std::uint32_t group = groups[link.node];
      if (x_weights[group] == 0) x_touched.push_back(group);
      x_weights[group] += link.weight;
    }
    std::sort(x_touched.begin(), x_touched.end());  // ties go to the smallest number
  }
  [[nodiscard]] const std::vector<std::uint32_t>& groups() const { return x_touched; }
  [[nodiscard]] double operator[](std::uint32_t group) const { return x_weights[group]; }

 private:
  std::vector<double> x_weights;
  std::vector<std::uint32_t> x_touched;
};

// One graph of the series: nodes of the first one, or parts of groups.
class Level {
 public:
  Level(const WeightedGraph& graph, double double_weight, double resolution)
      : x_graph(graph), x_strengths(strengths_of(graph)), x_scale(resolution / double_weight) {}

  // Moves each node to the group around it where modularity gains most, until none gains. Whether any node moved.
  bool move_nodes(Communities& groups, const std::vector<std::uint32_t>& order) const {
    std::vector<double> totals(groups.size(), 0);
    std::vector<std::uint32_t> members(groups.size(), 0);
    for (std::uint32_t node = 0; node < groups.size(); ++node) {
      totals[groups[node]] += x_strengths[node];
      ++members[groups[node]];
    }
    std::vector<std::uint32_t> empty;  // numbers of groups without nodes; the last one is used first
    for (std::uint32_t group = 0; group < members.size(); ++group) {
      if (members[group] == 0) empty.push_back(group);
    }
    std::deque<std::uint32_t> waiting(order.begin(), order.end());
    std::vector<bool> is_waiting(groups.size(), true);
    GroupWeights weights(groups.size());
    bool moved = false;
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.front();
      waiting.pop_front();
      is_waiting[node] = false;
      const std::uint32_t home = groups[node];
      totals[home] -= x_strengths[node];
      weights.collect(x_graph, node, groups);
      const bool alone = members[home] == 1;
      const std::uint32_t best = best_group(node, home, weights, totals, alone || empty.empty() ? home : empty.back());
      totals[best] += x_strengths[node];
      if (best == home) continue;
      if (++members[best] == 1) empty.pop_back();
      if (--members[home] == 0) empty.push_back(home);
      groups[node] = best;
      moved = true;
      for (const WeightedGraph::Link& link : x_graph.links[node]) {
        if (groups[link.node] == best || is_waiting[link.node]) continue;
        waiting.push_back(link.node);
        is_waiting[link.node] = true;
      }
    }
    return moved;
  }

  // Splits each group into parts that hang well together: starts from single nodes and joins within the group only.
  [[nodiscard]] Communities refine(const Communities& groups, const std::vector<std::uint32_t>& order) const {
    std::vector<double> group_totals(groups.size(), 0);
    for (std::uint32_t node = 0; node < groups.size(); ++node) group_totals[groups[node]] += x_strengths[node];
    Communities parts(groups.size());
    std::iota(parts.begin(), parts.end(), 0);
    std::vector<double> totals = x_strengths;            // of each part
    std::vector<double> outward(groups.size(), 0);       // weight from each part to the rest of its group
    std::vector<std::uint32_t> members(groups.size(), 1);
    for (std::uint32_t node = 0; node < groups.size(); ++node) {
      for (const WeightedGraph::Link& link : x_graph.links[node]) {
        if (groups[link.node] == groups[node]) outward[node] += link.weight;
      }
    }
    const auto well_connected = [&](std::uint32_t part, std::uint32_t group) {
      return outward[part] + least_gain >= x_scale * totals[part] * (group_totals[group] - totals[part]);
    };
    GroupWeights weights(groups.size());
    for (const std::uint32_t node : order) {
      if (members[parts[node]] != 1 || !well_connected(parts[node], groups[node])) continue;
      weights.collect(x_graph, node, parts);
      std::uint32_t best = parts[node];
      double best_gain = least_gain;
      for (const std::uint32_t part : weights.groups()) {
        if (groups[part] != groups[node] || part == parts[node] || !well_connected(part, groups[node])) continue;
        const double gain = weights[part] - x_scale * x_strengths[node] * totals[part];
        if (gain > best_gain) {
          best_gain = gain;
          best = part;
        }
      }
      if (best == parts[node]) continue;
      totals[best] += x_strengths[node];
      outward[best] += outward[node] - 2 * weights[best];
      ++members[best];
      --members[parts[node]];
      parts[node] = best;
    }
    return parts;
  }

 private:
  // Where the node gains most: a group around it, or `empty`, where it would be alone; home when nothing gains more than
  // staying.
  [[nodiscard]] std::uint32_t best_group(std::uint32_t node, std::uint32_t home, const GroupWeights& weights,
                                         const std::vector<double>& totals, std::uint32_t empty) const {
    std::uint32_t best = home;
    double best_gain = weights[home] - x_scale * x_strengths[node] * totals[home];
    for (const std::uint32_t group : weights.groups()) {
      const double gain = weights[group] - x_scale * x_strengths[node] * totals[group];
      if (gain > best_gain + least_gain) {
        best_gain = gain;
        best = group;
      }
    }
    return best_gain < -least_gain ? empty : best;
  }

  const WeightedGraph& x_graph;
  std::vector<double> x_strengths;
  double x_scale;  // resolution / 2m
};

// One node for each part; parts are numbered from 0.
WeightedGraph join_parts(const WeightedGraph& graph, const Communities& parts, std::uint32_t count) {
  WeightedGraph joined(count);
  std::vector<std::map<std::uint32_t, double>> weights(count);
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    joined.loops[parts[node]] += graph.loops[node];
    for (const WeightedGraph::Link& link : graph.links[node]) {
      if (parts[link.node] == parts[node]) {
        joined.loops[parts[node]] += link.weight / 2;  // met from both ends
      } else {
        weights[parts[node]][parts[link.node]] += link.weight;
      }
    }
  }
  for (std::uint32_t part = 0; part < count; ++part) {
    for (const auto& [other, weight] : weights[part]) joined.links[part].push_back({other, weight});
  }
  return joined;
}

std::vector<std::uint32_t> shuffled(std::uint32_t size, std::mt19937_64& random) {
  std::vector<std::uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0);
  for (std::uint32_t i = size; i > 1; --i) std::swap(order[i - 1], order[(random() >> 32) * i >> 32]);
  return order;
}

Communities one_run(const WeightedGraph& graph, double double_weight, double resolution, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  WeightedGraph level = graph;
  Communities node_of(graph.size());  // node of the present level that each first node is in
  std::iota(node_of.begin(), node_of.end(), 0);
  Communities groups = node_of;       // of the present level
  // Half of the runs start from a few groups by chance: from single nodes alone, some small graphs end in the same
  // second-best grouping whatever the order.
  if (seed >= orders_tried / 2) {
    for (std::uint32_t& group : groups) group = static_cast<std::uint32_t>((random() >> 32) % std::min<std::uint64_t>(2 + seed % 4, groups.size()));
  }
  for (;;) {
    const Level here(level, double_weight, resolution);
    std::vector<std::uint32_t> order = shuffled(level.size(), random);
    if (seed == 0) std::sort(order.begin(), order.end());
    const bool moved = here.move_nodes(groups, order);
    Communities parts = here.refine(groups, order);
    const std::uint32_t count = renumber(parts);
    if (!moved && count == level.size()) break;
    Communities next_groups(count);
    for (std::uint32_t node = 0; node < level.size(); ++node) next_groups[parts[node]] = groups[node];
    renumber(next_groups);
    for (std::uint32_t& node : node_of) node = parts[node];
    if (count == level.size()) {
      groups = next_groups;
      break;
    }
    level = join_parts(level, parts, count);
    groups = std::move(next_groups);
  }
  Communities result(graph.size());
  for (std::uint32_t node = 0; node < graph.size(); ++node) result[node] = groups[node_of[node]];
  return result;
}

// Parts of a group that no edge inside it ties together become groups of their own: that never costs modularity.
void split_loose_parts(const WeightedGraph& graph, Communities& groups) {
  constexpr std::uint32_t unseen = UINT32_MAX;
  Communities parts(groups.size(), unseen);
  std::uint32_t count = 0;
  std::vector<std::uint32_t> waiting;
  for (std::uint32_t start = 0; start < graph.size(); ++start) {
    if (parts[start] != unseen) continue;
    parts[start] = count;
    waiting.assign(1, start);
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.back();
      waiting.pop_back();
      for (const WeightedGraph::Link& link : graph.links[node]) {
        if (groups[link.node] != groups[start] || parts[link.node] != unseen) continue;
        parts[link.node] = count;
        waiting.push_back(link.node);
      }
    }
    ++count;
  }
  groups = std::move(parts);
}

void number_by_size(Communities& groups) {
  const std::uint32_t count = renumber(groups);  // now numbered by their first node
  std::vector<std::uint32_t> sizes(count, 0);
  for (const std::uint32_t group : groups) ++sizes[group];
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::vector<std::uint32_t> number(count);
  for (std::uint32_t i = 0; i < count; ++i) number[order[i]] = i;
  for (std::uint32_t& group : groups) group = number[group];
}

}  // namespace

void WeightedGraph::add_edge(std::uint32_t a, std::uint32_t b, double weight) {
  assert(a != b && weight > 0 && a < size() && b < size());
  links[a].push_back({b, weight});
  links[b].push_back({a, weight});
}

double modularity(const WeightedGraph& graph, const Communities& groups, double resolution) {
  const std::vector<double> strengths = strengths_of(graph);
  const double double_weight = std::accumulate(strengths.begin(), strengths.end(), 0.0);
  if (double_weight == 0) return 0;
  std::map<std::uint32_t, double> inside, totals;
  for (std::uint32_t node = 0; node < graph.size(); ++node) {
    totals[groups[node]] += strengths[node];
    inside[groups[node]] += 2 * graph.loops[node];
    for (const WeightedGraph::Link& link : graph.links[node]) {
      if (groups[link.node] == groups[node]) inside[groups[node]] += link.weight;
    }
  }
  double sum = 0;
  for (const auto& [group, total] : totals) {
    sum += inside[group] / double_weight - resolution * (total / double_weight) * (total / double_weight);
  }
  return sum;
}

Communities find_communities(const WeightedGraph& graph, double resolution) {
  const std::vector<double> strengths = strengths_of(graph);
  const double double_weight = std::accumulate(strengths.begin(), strengths.end(), 0.0);
  Communities best(graph.size());
  std::iota(best.begin(), best.end(), 0);
  if (double_weight == 0) return best;
  double best_quality = modularity(graph, best, resolution);
  for (std::uint64_t seed = 0; seed < orders_tried; ++seed) {
    Communities found = one_run(graph, double_weight, resolution, seed);
    split_loose_parts(graph, found);
    const double quality = modularity(graph, found, resolution);
    if (quality > best_quality + least_gain) {
      best_quality = quality;
      best = std::move(found);
    }
  }
  number_by_size(best);
  return best;
}

}  // namespace concord
