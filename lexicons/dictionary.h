// Dictionary: numbers for the pieces that phrases are made of, and which of them a document's term can stand for.
//
// A literal piece has one number, a piece with wildcards another; a piece of a
// text stands for its literal number and for every wildcard it matches. Terms
// are read in several ways: piece by piece ("inter-tajik"), joined
// ("intertajik"), without a possessive ("rahmon's"), without an elided article
// ("l'onu"), without a prefix or suffix that only modifies ("un-led",
// "anti-taliban"). Immutable once frozen; looking up allocates nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lexicons/phrase.h"

namespace concord {

using Symbol = std::uint32_t;
inline constexpr Symbol no_symbol = 0x7FFFFFFF;
inline constexpr Symbol several_symbols = 0x7FFFFFFE;

/// Ways to read the terms of one document, in flat arrays: reading -> pieces -> symbols. A reading without pieces is of
/// a token that may be passed over inside a phrase (a possessive 's).
struct TermReadings {
  struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  std::vector<Symbol> symbols;
  std::vector<Range> pieces;    ///< into symbols
  std::vector<Range> readings;  ///< into pieces
  std::vector<Range> terms;     ///< into readings
  std::vector<PieceSpan> spans; ///< working memory
  void clear();

  /// The symbol of a term that has one reading of one piece with one symbol; no_symbol: it has none; several_symbols:
  /// its readings must be asked.
  [[nodiscard]] Symbol only_symbol(Range term) const;
};

class Dictionary {
 public:
  /// The number of a step's piece, added when it is new. Requires: not frozen, kind is literal or glob.
  Symbol add(const PhrasePath::Step& step);
  /// Ends building: sorts the wildcards into their tables.
  void freeze();

  /// Appends the readings of one term as the next entry of `out.terms`. Requires: frozen.
  void read_term(std::string_view term, TermReadings& out) const;

  [[nodiscard]] std::size_t size() const { return x_count; }
  [[nodiscard]] std::size_t literals() const { return x_literal_count; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Slot {
    std::uint32_t tag = 0;
    Symbol symbol = no_symbol;
  };
  struct Glob {
    std::string pattern;
    Symbol symbol;
  };
  [[nodiscard]] Symbol find(std::string_view piece) const;
  [[nodiscard]] std::string_view text(Symbol symbol) const;
  void insert(std::string_view piece, Symbol symbol);
  void grow();
  void append_symbols(std::string_view piece, TermReadings& out) const;
  void append_globs(std::string_view piece, TermReadings& out) const;
  bool append_reading(std::string_view term, std::size_t first, std::size_t last, TermReadings& out) const;
  void read_plain(std::string_view term, TermReadings& out) const;
  void read_compound(std::string_view term, TermReadings& out) const;
  void read_parts(std::string_view term, TermReadings& out) const;

  std::string x_bytes;                          // literal pieces, one after the other
  std::vector<std::uint64_t> x_begins;          // of each symbol; a wildcard's is empty
  std::vector<Slot> x_slots;                    // open addressing, at most half full
  std::size_t x_literal_count = 0;
  std::size_t x_count = 0;
  std::unordered_map<std::string, Symbol> x_glob_symbols;
  std::vector<Glob> x_prefixed;                 // "ombuds*": sorted by bucket of their first two bytes
  std::vector<Glob> x_suffixed;                 // "*ation": by their last two bytes
  std::vector<Glob> x_infixed;                  // "*pow*er*", by a trigram; or too short for any table
  std::vector<std::uint32_t> x_prefix_buckets;  // begin of each bucket
  std::vector<std::uint32_t> x_suffix_buckets;
  std::vector<std::uint64_t> x_trigrams;        // bit set over hashed trigrams of x_infixed
  bool x_short_infix = false;                   // one of x_infixed has no trigram
};

}  // namespace concord
