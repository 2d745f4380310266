#include "lexicons/phrase_trie.h"

#include <algorithm>
#include <cassert>

namespace concord {
namespace {
std::size_t mix(std::uint32_t node, Symbol symbol) {
  std::uint64_t value = (std::uint64_t{node} << 32U | symbol) * 0x9E3779B97F4A7C15U;
  return static_cast<std::size_t>(value ^ value >> 29U);
}
}  // namespace

std::size_t PhraseTrie::slot_of(std::uint32_t node, Symbol symbol) const {
  const std::size_t mask = x_edges.size() - 1;
  std::size_t at = mix(node, symbol) & mask;
  while (x_edges[at].child != 0 && (x_edges[at].node != node || x_edges[at].symbol != symbol)) at = (at + 1) & mask;
  return at;
}

void PhraseTrie::grow() {
  const std::vector<Edge> old = std::move(x_edges);
  x_edges.assign(std::max<std::size_t>(1024, old.size() * 2), Edge{});
  for (const Edge& edge : old) {
    if (edge.child != 0) x_edges[slot_of(edge.node, edge.symbol)] = edge;
  }
}

std::uint32_t PhraseTrie::add_child(std::uint32_t node, Symbol symbol) {
  if (x_edges.size() < 2 * (x_edge_count + 1)) grow();
  Edge& edge = x_edges[slot_of(node, symbol)];
  if (edge.child == 0) {
    edge = {node, symbol, static_cast<std::uint32_t>(x_nodes.size())};
    ++x_edge_count;
    ++x_nodes[node].children;
    x_nodes.emplace_back();
  }
  return edge.child;
}

void PhraseTrie::add(const PhrasePath& path, std::uint32_t output, Dictionary& dictionary) {
  assert(x_root.empty());
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
  x_pending.push_back({node, output});
}

void PhraseTrie::freeze(std::size_t symbols) {
  std::stable_sort(x_pending.begin(), x_pending.end(), [](const Pending& a, const Pending& b) { return a.node < b.node; });
  x_nodes.emplace_back();
  std::size_t next = 0;
  for (std::size_t node = 0; node < x_nodes.size(); ++node) {
    x_nodes[node].outputs = static_cast<std::uint32_t>(x_outputs.size());
    for (; next < x_pending.size() && x_pending[next].node == node; ++next) x_outputs.push_back(x_pending[next].output);
  }
  x_pending = {};
  x_root.assign(symbols, 0);
  for (const Edge& edge : x_edges) {
    if (edge.child == 0) continue;
    if (edge.node == 0) x_root[edge.symbol] = edge.child;
    x_nodes[edge.node].only_symbol = edge.symbol;  // right where there is one; not looked at where there are more
    x_nodes[edge.node].only_child = edge.child;
    x_nodes[edge.node].child_bits |= bit_of(edge.symbol);
  }
}

bool PhraseTrie::begins(const TermReadings& readings, TermReadings::Range term) const {
  for (std::uint32_t r = term.begin; r < term.end; ++r) {
    if (readings.readings[r].begin == readings.readings[r].end) continue;
    const TermReadings::Range first = readings.pieces[readings.readings[r].begin];
    for (std::uint32_t s = first.begin; s < first.end; ++s) {
      if (x_root[readings.symbols[s]] != 0) return true;
    }
  }
  return false;
}

std::uint64_t PhraseTrie::bits_of(const TermReadings& readings, TermReadings::Range term) {
  std::uint64_t bits = 0;
  for (std::uint32_t r = term.begin; r < term.end; ++r) {
    if (readings.readings[r].begin == readings.readings[r].end) return ~std::uint64_t{0};
    const TermReadings::Range first = readings.pieces[readings.readings[r].begin];
    for (std::uint32_t s = first.begin; s < first.end; ++s) bits |= bit_of(readings.symbols[s]);
  }
  return bits;
}

std::uint32_t PhraseTrie::root_of(Symbol symbol, const TermReadings& readings, TermReadings::Range term) const {
  if (symbol == no_symbol) return 0;
  if (symbol != several_symbols) return x_root[symbol];
  return begins(readings, term) ? several_symbols : 0;
}

std::size_t PhraseTrie::bytes() const {
  return x_nodes.size() * sizeof(Node) + x_edges.size() * sizeof(Edge) + (x_root.size() + x_outputs.size()) * 4;
}

}  // namespace concord
