#include "lexicons/phrase_trie.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace concord {
namespace {
std::size_t mix(std::uint32_t node, Symbol symbol) {
  std::uint64_t value = (std::uint64_t{node} << 32U | symbol) * 0x9E3779B97F4A7C15U;
  return static_cast<std::size_t>(value ^ value >> 29U);
}
}  // namespace

std::size_t PhraseTrie::edge_of(std::uint32_t node, Symbol symbol) const {
  const std::size_t mask = x_edges.size() - 1;
  std::size_t at = mix(node, symbol) & mask;
  while (x_edges[at].child != 0 && (x_edges[at].node != node || x_edges[at].symbol != symbol)) at = (at + 1) & mask;
  return at;
}

void PhraseTrie::grow() {
  const std::vector<Edge> old = std::move(x_edges);
  x_edges.assign(std::max<std::size_t>(1024, old.size() * 2), Edge{});
  for (const Edge& edge : old) {
    if (edge.child != 0) x_edges[edge_of(edge.node, edge.symbol)] = edge;
  }
}

std::uint32_t PhraseTrie::add_child(std::uint32_t node, Symbol symbol) {
  if (x_edges.size() < 2 * (x_edge_count + 1)) grow();
  Edge& edge = x_edges[edge_of(node, symbol)];
  if (edge.child == 0) {
    edge = {node, symbol, static_cast<std::uint32_t>(x_nodes.size())};
    ++x_edge_count;
    x_nodes.emplace_back();
  }
  return edge.child;
}

void PhraseTrie::add(const PhrasePath& path, std::uint32_t output, Dictionary& dictionary) {
  assert(x_outputs.empty());
  std::uint32_t node = 0;
  for (const PhrasePath::Step& step : path.steps) {
    if (step.kind != PhrasePath::Kind::any_token) {
      node = add_child(node, dictionary.add(step));
      continue;
    }
    if (x_nodes[node].any_child == 0) {
      x_nodes[node].any_child = static_cast<std::uint32_t>(x_nodes.size());
      x_nodes.emplace_back();
    }
    node = x_nodes[node].any_child;
  }
  x_endings.push_back({node, output});
}

void PhraseTrie::freeze() {
  freeze_children();
  freeze_outputs();
  x_edges = {};
  x_endings = {};
}

void PhraseTrie::freeze_children() {
  std::vector<std::uint32_t> counts(x_nodes.size(), 0);
  for (const Edge& edge : x_edges) {
    if (edge.child != 0) ++counts[edge.node];
  }
  for (std::size_t i = 0; i < x_nodes.size(); ++i) {
    if (counts[i] < 2) continue;
    const std::uint32_t slots = std::bit_ceil(2 * counts[i]);
    x_nodes[i].symbol = several_symbols;
    x_nodes[i].child = static_cast<std::uint32_t>(x_children.size());
    x_nodes[i].mask = slots - 1;
    x_children.resize(x_children.size() + slots);
  }
  for (const Edge& edge : x_edges) {
    if (edge.child == 0) continue;
    Node& node = x_nodes[edge.node];
    node.child_bits |= bit_of(edge.symbol);
    if (counts[edge.node] == 1) {
      node.symbol = edge.symbol;
      node.child = edge.child;
      continue;
    }
    std::uint32_t slot = slot_of(edge.symbol) & node.mask;
    while (x_children[node.child + slot].node != 0) slot = (slot + 1) & node.mask;
    x_children[node.child + slot] = {edge.symbol, edge.child};
  }
}

void PhraseTrie::freeze_outputs() {
  std::stable_sort(x_endings.begin(), x_endings.end(), [](const Ending& a, const Ending& b) { return a.node < b.node; });
  x_nodes.emplace_back();
  auto next = x_endings.cbegin();
  for (std::uint32_t node = 0; node < x_nodes.size(); ++node) {
    x_nodes[node].outputs = static_cast<std::uint32_t>(x_outputs.size());
    for (; next != x_endings.cend() && next->node == node; ++next) x_outputs.push_back(next->output);
  }
}

PhraseStart PhraseTrie::start_of(const TermReadings& readings, TermReadings::Range term, std::vector<std::uint32_t>& list) const {
  std::vector<std::uint32_t> nodes;
  for (std::uint32_t r = term.begin; r < term.end; ++r) {
    const TermReadings::Range pieces = readings.readings[r];
    if (pieces.begin < pieces.end) read(0, readings, pieces, [&](std::uint32_t node) { nodes.push_back(node); });
  }
  if (nodes.empty()) return {};
  PhraseStart start{0, static_cast<std::uint32_t>(list.size())};
  list.push_back(0);
  for (const std::uint32_t node : nodes) {
    report(node, 0, [&](std::uint32_t output, std::uint32_t) { list.push_back(output); });
  }
  list[start.list] = static_cast<std::uint32_t>(list.size()) - start.list - 1;
  if (list[start.list] > 0) start.follow = alone_bit;
  for (const std::uint32_t node : nodes) {
    const SymbolBits follow = x_nodes[node].child_bits | (x_nodes[node].any_child != 0 ? wildcard_bit : 0);
    if (follow != 0) list.push_back(node);
    start.follow |= follow;
  }
  list.push_back(0);
  return start;
}

SymbolBits PhraseTrie::bits_of(const TermReadings& readings, TermReadings::Range term) {
  SymbolBits bits = all_terms_bits;
  for (std::uint32_t r = term.begin; r < term.end; ++r) {
    if (readings.readings[r].begin == readings.readings[r].end) return ~SymbolBits{0};
    const TermReadings::Range first = readings.pieces[readings.readings[r].begin];
    for (std::uint32_t s = first.begin; s < first.end; ++s) bits |= bit_of(readings.symbols[s]);
  }
  return bits;
}

std::size_t PhraseTrie::bytes() const {
  return x_nodes.size() * sizeof(Node) + x_children.size() * sizeof(Child) + x_outputs.size() * 4;
}

}  // namespace concord
