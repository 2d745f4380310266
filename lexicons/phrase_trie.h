// PhraseTrie: many phrases over the symbols of one Dictionary.
//
// What a term begins is found once a term (start_of): the phrases that it is
// alone, and the nodes where longer ones go on. Of those a set of bits tells
// what can come second, so that a place in a text where nothing goes on costs
// one comparison. The children of a node lie together in a small hash table of
// its own. Nodes where a phrase ends have outputs: numbers that the owner gives
// a meaning. Immutable once frozen.
#pragma once

#include <cstdint>
#include <vector>

#include "lexicons/dictionary.h"
#include "lexicons/phrase.h"

namespace concord {

/// Bits of what may stand behind a token. A term has one for each of its symbols, which other symbols have, too, and the
/// two that all terms have: what stands behind a phrase that ended, and what a wildcard takes.
using SymbolBits = std::uint64_t;
inline constexpr SymbolBits alone_bit = 1;
inline constexpr SymbolBits wildcard_bit = 2;
inline constexpr SymbolBits all_terms_bits = alone_bit | wildcard_bit;

/// What one term begins in one trie.
struct PhraseStart {
  SymbolBits follow = 0;   ///< what may stand behind it; 0 = it begins nothing
  std::uint32_t list = 0;  ///< place in a list that many starts share: how many phrases are this term alone, their outputs, then
                           ///< the nodes where longer ones go on, up to a 0; place 0 = it begins nothing
};

class PhraseTrie {
 public:
  /// Adds a path that ends in `output`. Requires: not frozen.
  void add(const PhrasePath& path, std::uint32_t output, Dictionary& dictionary);
  void freeze();

  /// What a term with these readings begins, with what is appended to `list`. Requires: frozen, `list` is not empty.
  [[nodiscard]] PhraseStart start_of(const TermReadings& readings, TermReadings::Range term, std::vector<std::uint32_t>& list) const;

  /// The bits of a term: where those that may follow have none of them, nothing follows. All bits: of a term that can be
  /// passed over.
  [[nodiscard]] static SymbolBits bits_of(const TermReadings& readings, TermReadings::Range term);

  /// Calls found(output, end) for each phrase that goes on from `node`, at which token `token` - 1 ended, and ends before
  /// token `end` <= `limit`. `text` says of a token's term its `bits(token)`, its only `symbol(token)` or, where
  /// it has several, its `readings(token)` as a range into `readings.readings`. A phrase that can be read in two ways may be reported twice.
  template <class Text, class Found>
  void walk(std::uint32_t node, const TermReadings& readings, std::uint32_t token, std::uint32_t limit, const Text& text, const Found& found) const {
    while (token < limit) {
      const Node& here = x_nodes[node];
      const Symbol symbol = text.symbol(token);
      if (here.any_child != 0 || symbol == several_symbols) return step(node, readings, token, limit, text, found);
      if ((here.child_bits & text.bits(token)) == 0) return;
      node = child(node, symbol);
      if (node == 0) return;
      report(node, ++token, found);
    }
  }

  [[nodiscard]] std::size_t nodes() const { return x_nodes.size(); }
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Node {
    SymbolBits child_bits = 0;    // of the symbols of its children: most that lead nowhere are told by it
    std::uint32_t outputs = 0;    // begin in x_outputs; the next node's begin is the end
    std::uint32_t any_child = 0;  // over one whole token; 0 = none
    Symbol symbol = no_symbol;    // of an only child; several_symbols: they are in a table
    std::uint32_t child = 0;      // the only one, or the begin of the table in x_children
    std::uint32_t mask = 0;       // the table's slots less one, a power of two: at most half full
  };
  struct Child {
    Symbol symbol = no_symbol;
    std::uint32_t node = 0;
  };
  struct Edge {
    std::uint32_t node = 0;
    Symbol symbol = 0;
    std::uint32_t child = 0;
  };

  // One of the other 62, spread by the upper half of a product.
  [[nodiscard]] static SymbolBits bit_of(Symbol symbol) {
    const std::uint64_t spread = symbol * 0x9E3779B1U;
    return SymbolBits{4} << (spread * 62U >> 32U);
  }
  [[nodiscard]] static std::uint32_t slot_of(Symbol symbol) { return static_cast<std::uint32_t>(symbol * 0x9E3779B97F4A7C15U >> 36U); }

  [[nodiscard]] std::uint32_t child(std::uint32_t node, Symbol symbol) const {
    const Node& here = x_nodes[node];
    if (here.symbol != several_symbols) return here.symbol == symbol ? here.child : 0;
    if ((here.child_bits & bit_of(symbol)) == 0) return 0;
    std::uint32_t slot = slot_of(symbol) & here.mask;
    while (x_children[here.child + slot].symbol != symbol && x_children[here.child + slot].node != 0) slot = (slot + 1) & here.mask;
    return x_children[here.child + slot].node;
  }
  std::uint32_t add_child(std::uint32_t node, Symbol symbol);
  [[nodiscard]] std::size_t edge_of(std::uint32_t node, Symbol symbol) const;
  void grow();
  void freeze_outputs();
  void freeze_children();

  template <class Found>
  void report(std::uint32_t node, std::uint32_t token, const Found& found) const {
    for (std::uint32_t i = x_nodes[node].outputs; i < x_nodes[node + 1].outputs; ++i) found(x_outputs[i], token);
  }

  // One token on, in each way that it can be read.
  template <class Text, class Found>
  void step(std::uint32_t node, const TermReadings& readings, std::uint32_t token, std::uint32_t limit, const Text& text, const Found& found) const {
    const auto go_on = [&](std::uint32_t next) {
      report(next, token + 1, found);
      walk(next, readings, token + 1, limit, text, found);
    };
    const Node& here = x_nodes[node];
    if (here.any_child != 0) go_on(here.any_child);
    if ((here.child_bits & text.bits(token)) == 0 && here.any_child == 0) return;
    if (const Symbol symbol = text.symbol(token); symbol != several_symbols) {
      if (const std::uint32_t next = child(node, symbol); next != 0) go_on(next);
      return;
    }
    const TermReadings::Range term = text.readings(token);
    for (std::uint32_t r = term.begin; r < term.end; ++r) {
      const TermReadings::Range pieces = readings.readings[r];
      if (pieces.begin == pieces.end) {
        walk(node, readings, token + 1, limit, text, found);  // passed over
      } else {
        read(node, readings, pieces, go_on);
      }
    }
  }

  // Inside a token, one piece after the other: calls reached(node) for each node behind them all.
  template <class Reached>
  void read(std::uint32_t node, const TermReadings& readings, TermReadings::Range pieces, const Reached& reached) const {
    if (pieces.begin == pieces.end) return reached(node);
    const TermReadings::Range symbols = readings.pieces[pieces.begin];
    for (std::uint32_t s = symbols.begin; s < symbols.end; ++s) {
      const std::uint32_t next = child(node, readings.symbols[s]);
      if (next != 0) read(next, readings, {pieces.begin + 1, pieces.end}, reached);
    }
  }

  std::vector<Node> x_nodes = std::vector<Node>(1);  // once frozen one more than there are, as the end of the outputs
  std::vector<Child> x_children;                     // the tables, one behind the other
  std::vector<std::uint32_t> x_outputs;

  // Until it is frozen.
  struct Ending {
    std::uint32_t node;
    std::uint32_t output;
  };
  std::vector<Edge> x_edges;  // open addressing
  std::size_t x_edge_count = 0;
  std::vector<Ending> x_endings;
};

}  // namespace concord
