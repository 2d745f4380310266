// PhraseTrie: many phrases over the symbols of one Dictionary, walked from a given token.
//
// Edges lie in one hash table keyed by node and symbol, the edges of the root
// in an array, so that a token which begins no phrase costs one look. Nodes
// where a phrase ends have outputs: numbers that the owner gives a meaning.
// Immutable once frozen.
#pragma once

#include <cstdint>
#include <vector>

#include "lexicons/dictionary.h"
#include "lexicons/phrase.h"

namespace concord {

class PhraseTrie {
 public:
  /// Adds a path that ends in `output`. Requires: not frozen.
  void add(const PhrasePath& path, std::uint32_t output, Dictionary& dictionary);
  void freeze(std::size_t symbols);

  /// The node that a term with this only symbol leads to; 0 = it begins no phrase, several_symbols = ask its readings.
  /// Requires: frozen.
  [[nodiscard]] std::uint32_t root_of(Symbol symbol, const TermReadings& readings, TermReadings::Range term) const;

  /// A bit for each symbol that can follow a node inside a phrase by this term: where a node's children have none of
  /// them, nothing follows. All bits: of a term that can be passed over.
  [[nodiscard]] static std::uint64_t bits_of(const TermReadings& readings, TermReadings::Range term);

  /// Calls found(output, end) for each phrase that begins at token `begin`, whose term has this root, and ends before
  /// token `end` <= `limit`. `facts_of(token)` has its term's only `symbol`, its `bits`, and its `readings` as a range into
  /// `readings.readings`. A phrase that can be read in two ways may be reported twice.
  template <class FactsOf, class Found>
  void walk(std::uint32_t root, const TermReadings& readings, std::uint32_t begin, std::uint32_t limit, const FactsOf& facts_of,
            const Found& found) const {
    if (root == several_symbols) return step(0, readings, begin, limit, true, facts_of, found);
    std::uint32_t token = begin + 1;
    for (std::uint32_t node = root; node != 0; ++token) {
      const Node& here = x_nodes[node];
      if (here.any_child != 0) return step(node, readings, token, limit, true, facts_of, found);
      for (std::uint32_t i = here.outputs; i < x_nodes[node + 1].outputs; ++i) found(x_outputs[i], token);
      if (here.child_bits == 0 || token == limit) return;
      const auto& next = facts_of(token);
      if ((here.child_bits & next.bits) == 0) return;
      if (next.symbol == several_symbols) return step(node, readings, token, limit, false, facts_of, found);
      node = child(node, next.symbol);
    }
  }

  [[nodiscard]] std::size_t nodes() const { return x_nodes.size(); }
  [[nodiscard]] std::size_t bytes() const;
  [[nodiscard]] bool empty() const { return x_outputs.empty() && x_pending.empty(); }

 private:
  struct Node {
    std::uint32_t outputs = 0;      // begin in x_outputs; the next node's begin is the end
    std::uint32_t any_child = 0;    // over one whole token; 0 = none
    std::uint32_t children = 0;     // how many over symbols
    Symbol only_symbol = no_symbol; // of an only child, which needs no look into the table
    std::uint32_t only_child = 0;
    std::uint64_t child_bits = 0;   // a bit for each child by its symbol: most symbols that lead nowhere are told by it
  };
  [[nodiscard]] static std::uint64_t bit_of(Symbol symbol) { return std::uint64_t{1} << (symbol * 0x9E3779B1U >> 26U); }
  // Whether one of the readings of a term can begin a phrase.
  [[nodiscard]] bool begins(const TermReadings& readings, TermReadings::Range term) const;

  struct Edge {
    std::uint32_t node = 0xFFFFFFFF;
    Symbol symbol = 0;
    std::uint32_t child = 0;
  };

  [[nodiscard]] std::uint32_t child(std::uint32_t node, Symbol symbol) const {
    if (node == 0) return x_root[symbol];
    const Node& here = x_nodes[node];
    if ((here.child_bits & bit_of(symbol)) == 0) return 0;
    if (here.children > 1) return x_edges[slot_of(node, symbol)].child;
    return here.only_symbol == symbol ? here.only_child : 0;
  }
  std::uint32_t add_child(std::uint32_t node, Symbol symbol);
  [[nodiscard]] std::size_t slot_of(std::uint32_t node, Symbol symbol) const;
  void grow();

  // At a token border: report what ends here (not behind a token that was passed over), go on with the next token.
  template <class FactsOf, class Found>
  void step(std::uint32_t node, const TermReadings& readings, std::uint32_t token, std::uint32_t limit, bool consumed,
            const FactsOf& facts_of, const Found& found) const {
    const Node& here = x_nodes[node];
    if (consumed) {
      for (std::uint32_t i = here.outputs; i < x_nodes[node + 1].outputs; ++i) found(x_outputs[i], token);
    }
    if (token == limit) return;
    if (here.any_child != 0) step(here.any_child, readings, token + 1, limit, true, facts_of, found);
    const auto& facts = facts_of(token);
    if (here.any_child == 0 && (here.child_bits & facts.bits) == 0) return;
    const TermReadings::Range term = facts.readings;
    for (std::uint32_t r = term.begin; r < term.end; ++r) {
      const TermReadings::Range pieces = readings.readings[r];
      if (pieces.begin < pieces.end) {
        read(node, readings, pieces.begin, pieces.end, token, limit, facts_of, found);
      } else if (node != 0) {
        step(node, readings, token + 1, limit, false, facts_of, found);
      }
    }
  }

  // Inside a token: one piece after the other.
  template <class FactsOf, class Found>
  void read(std::uint32_t node, const TermReadings& readings, std::uint32_t piece, std::uint32_t pieces_end, std::uint32_t token,
            std::uint32_t limit, const FactsOf& facts_of, const Found& found) const {
    if (piece == pieces_end) return step(node, readings, token + 1, limit, true, facts_of, found);
    const TermReadings::Range symbols = readings.pieces[piece];
    for (std::uint32_t s = symbols.begin; s < symbols.end; ++s) {
      const std::uint32_t next = child(node, readings.symbols[s]);
      if (next != 0) read(next, readings, piece + 1, pieces_end, token, limit, facts_of, found);
    }
  }

  std::vector<Node> x_nodes = std::vector<Node>(1);  // once frozen one more than there are, as the end of the outputs
  std::vector<Edge> x_edges;                         // open addressing
  std::size_t x_edge_count = 0;
  std::vector<std::uint32_t> x_root;                 // symbol -> child of the root; 0 = none
  std::vector<std::uint32_t> x_outputs;
  struct Pending {
    std::uint32_t node;
    std::uint32_t output;
  };
  std::vector<Pending> x_pending;
};

}  // namespace concord
