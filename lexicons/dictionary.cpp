#include "lexicons/dictionary.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace concord {
namespace {

constexpr std::size_t buckets = 4096;

std::size_t bucket_of(char a, char b) {
  return (static_cast<unsigned char>(a) * 31U + static_cast<unsigned char>(b) * 7U) % buckets;
}
std::size_t trigram_of(const char* at) {
  const std::uint32_t value = static_cast<unsigned char>(at[0]) | static_cast<std::uint32_t>(static_cast<unsigned char>(at[1])) << 8U |
                              static_cast<std::uint32_t>(static_cast<unsigned char>(at[2])) << 16U;
  return (value * 2654435761U) >> 17U;  // 15 bits
}
constexpr std::size_t trigram_bits = 1U << 15U;

std::string_view leading(std::string_view pattern) { return pattern.substr(0, pattern.find('*')); }
std::string_view trailing(std::string_view pattern) { return pattern.substr(pattern.rfind('*') + 1); }

// The longest part without wildcards.
std::string_view longest_part(std::string_view pattern) {
  std::string_view best;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t end = std::min(pattern.find('*', at), pattern.size());
    if (end - at > best.size()) best = pattern.substr(at, end - at);
    at = end + 1;
  }
  return best;
}

std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

// What may follow a name in one token without changing whom it names: "UN-led".
constexpr std::array<std::string_view, 24> modifying_suffixes = {
    "led",     "sponsored", "backed",   "brokered", "mediated",    "supported", "controlled", "held",      "based",     "affiliated", "facilitated", "related",
    "managed", "monitored", "assisted", "funded",   "established", "approved",  "dominated",  "supervised", "occupied", "hosted",     "chaired",     "wide"};
constexpr std::array<std::string_view, 3> modifying_prefixes = {"anti", "pro", "ex"};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void TermReadings::clear() {
  symbols.clear();
  pieces.clear();
  readings.clear();
  terms.clear();
}

Symbol TermReadings::only_symbol(Range term) const {
  if (term.begin == term.end) return no_symbol;
  const Range of_first = readings[term.begin];
  if (term.end - term.begin != 1 || of_first.end - of_first.begin != 1) return several_symbols;
  const Range of_piece = pieces[of_first.begin];
  return of_piece.end - of_piece.begin == 1 ? symbols[of_piece.begin] : several_symbols;
}

Symbol Dictionary::find(std::string_view piece) const {
  if (x_slots.empty()) return no_symbol;
  const std::uint64_t hash = XXH3_64bits(piece.data(), piece.size());
  const auto tag = narrow(hash >> 32U);
  const std::size_t mask = x_slots.size() - 1;
  for (std::size_t at = hash & mask; x_slots[at].symbol != no_symbol; at = (at + 1) & mask) {
    if (x_slots[at].tag == tag && text(x_slots[at].symbol) == piece) return x_slots[at].symbol;
  }
  return no_symbol;
}

std::string_view Dictionary::text(Symbol symbol) const {
  const std::uint64_t end = symbol + 1 < x_begins.size() ? x_begins[symbol + 1] : x_bytes.size();
  return std::string_view(x_bytes).substr(x_begins[symbol], end - x_begins[symbol]);
}

void Dictionary::insert(std::string_view piece, Symbol symbol) {
  const std::uint64_t hash = XXH3_64bits(piece.data(), piece.size());
  const std::size_t mask = x_slots.size() - 1;
  std::size_t at = hash & mask;
  while (x_slots[at].symbol != no_symbol) at = (at + 1) & mask;
  x_slots[at] = {narrow(hash >> 32U), symbol};
}

void Dictionary::grow() {
  const std::vector<Slot> old = std::move(x_slots);
  x_slots.assign(std::max<std::size_t>(1024, old.size() * 2), Slot{});
  for (const Slot& slot : old) {
    if (slot.symbol != no_symbol) insert(text(slot.symbol), slot.symbol);
  }
}

Symbol Dictionary::add(const PhrasePath::Step& step) {
  assert(step.kind != PhrasePath::Kind::any_token && x_prefix_buckets.empty());
  if (step.kind == PhrasePath::Kind::glob) {
    const auto [at, is_new] = x_glob_symbols.try_emplace(step.text, narrow(x_count));
    if (is_new) {
      x_begins.push_back(x_bytes.size());
      ++x_count;
    }
    return at->second;
  }
  if (const Symbol known = find(step.text); known != no_symbol) return known;
  if (x_slots.size() < 2 * (x_literal_count + 1)) grow();
  const auto symbol = narrow(x_count++);
  ++x_literal_count;
  x_begins.push_back(x_bytes.size());
  x_bytes += step.text;
  insert(step.text, symbol);
  return symbol;
}

void Dictionary::freeze() {
  for (const auto& [pattern, symbol] : x_glob_symbols) {
    const Glob glob{pattern, symbol};
    if (leading(pattern).size() >= 2) {
      x_prefixed.push_back(glob);
    } else if (trailing(pattern).size() >= 2) {
      x_suffixed.push_back(glob);
    } else {
      x_infixed.push_back(glob);
    }
  }
  const auto index = [](std::vector<Glob>& globs, std::vector<std::uint32_t>& begins, auto bucket) {
    std::sort(globs.begin(), globs.end(), [&](const Glob& a, const Glob& b) {
      return std::pair(bucket(a), a.symbol) < std::pair(bucket(b), b.symbol);
    });
    begins.assign(buckets + 1, 0);
    for (const Glob& glob : globs) ++begins[bucket(glob) + 1];
    for (std::size_t i = 0; i < buckets; ++i) begins[i + 1] += begins[i];
  };
  index(x_prefixed, x_prefix_buckets, [](const Glob& glob) { return bucket_of(glob.pattern[0], glob.pattern[1]); });
  index(x_suffixed, x_suffix_buckets, [](const Glob& glob) {
    return bucket_of(glob.pattern[glob.pattern.size() - 2], glob.pattern.back());
  });
  std::sort(x_infixed.begin(), x_infixed.end(), [](const Glob& a, const Glob& b) { return a.symbol < b.symbol; });
  x_trigrams.assign(trigram_bits / 64, 0);
  for (const Glob& glob : x_infixed) {
    const std::string_view part = longest_part(glob.pattern);
    if (part.size() < 3) {
      x_short_infix = true;
    } else {
      const std::size_t bit = trigram_of(part.data());
      x_trigrams[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }
}

std::size_t Dictionary::bytes() const {
  return x_bytes.size() + x_begins.size() * sizeof(x_begins[0]) + x_slots.size() * sizeof(Slot) +
         (x_prefixed.size() + x_suffixed.size() + x_infixed.size()) * (sizeof(Glob) + 16);
}

void Dictionary::append_globs(std::string_view piece, TermReadings& out) const {
  const auto look = [&](const std::vector<Glob>& globs, const std::vector<std::uint32_t>& begins, std::size_t bucket) {
    for (std::uint32_t i = begins[bucket]; i < begins[bucket + 1]; ++i) {
      if (glob_matches(globs[i].pattern, piece)) out.symbols.push_back(globs[i].symbol);
    }
  };
  if (piece.size() >= 2) {
    look(x_prefixed, x_prefix_buckets, bucket_of(piece[0], piece[1]));
    look(x_suffixed, x_suffix_buckets, bucket_of(piece[piece.size() - 2], piece.back()));
  }
  if (x_infixed.empty()) return;
  bool possible = x_short_infix;
  for (std::size_t i = 0; !possible && i + 3 <= piece.size(); ++i) {
    const std::size_t bit = trigram_of(piece.data() + i);
    possible = (x_trigrams[bit / 64] >> (bit % 64) & 1U) != 0;
  }
  if (!possible) return;
  for (const Glob& glob : x_infixed) {
    if (glob_matches(glob.pattern, piece)) out.symbols.push_back(glob.symbol);
  }
}

void Dictionary::append_symbols(std::string_view piece, TermReadings& out) const {
  if (const Symbol symbol = find(piece); symbol != no_symbol) out.symbols.push_back(symbol);
  append_globs(piece, out);
}

void Dictionary::read_term(std::string_view term, TermReadings& out) const {
  const std::uint32_t first = narrow(out.readings.size());
  bool compound = false;
  for (const char c : term) compound = compound || !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
  compound ? read_compound(term, out) : read_plain(term, out);
  out.terms.push_back({first, narrow(out.readings.size())});
}

// One piece: a reading only when some symbol is known.
void Dictionary::read_plain(std::string_view term, TermReadings& out) const {
  const std::uint32_t begin = narrow(out.symbols.size());
  append_symbols(term, out);
  if (out.symbols.size() == begin) return;
  out.readings.push_back({narrow(out.pieces.size()), narrow(out.pieces.size() + 1)});
  out.pieces.push_back({begin, narrow(out.symbols.size())});
}

// A reading of out.spans[first, last).
bool Dictionary::append_reading(std::string_view term, std::size_t first, std::size_t last, TermReadings& out) const {
  const auto pieces = narrow(out.pieces.size());
  const auto symbols = narrow(out.symbols.size());
  for (std::size_t i = first; i < last; ++i) {
    const auto begin = narrow(out.symbols.size());
    const PieceSpan& span = out.spans[i];
    if (span.dotted) {
      append_symbols(piece_text(term, span), out);
    } else {
      append_symbols(term.substr(span.begin, span.end - span.begin), out);
    }
    if (out.symbols.size() == begin) {  // no phrase has this piece
      out.pieces.resize(pieces);
      out.symbols.resize(symbols);
      return false;
    }
    out.pieces.push_back({begin, narrow(out.symbols.size())});
  }
  out.readings.push_back({pieces, narrow(out.pieces.size())});
  return true;
}

void Dictionary::read_compound(std::string_view term, TermReadings& out) const {
  out.spans.clear();
  split_pieces(term, out.spans);
  const std::size_t count = out.spans.size();
  if (count == 0) return;
  append_reading(term, 0, count, out);
  if (term == "'s") out.readings.push_back({0, 0});  // may be passed over
  if (count > 1) read_parts(term, out);
}

// The joined reading, and those without what only modifies a name: possessive, elided article, "-led", "anti-".
void Dictionary::read_parts(std::string_view term, TermReadings& out) const {
  const std::size_t count = out.spans.size();
  const std::string_view head = term.substr(out.spans[0].begin, out.spans[0].end - out.spans[0].begin);
  const std::string_view tail = term.substr(out.spans[count - 1].begin, out.spans[count - 1].end - out.spans[count - 1].begin);
  const char after_head = term[out.spans[0].end];
  const bool possessive = is_possessive(term, out.spans.back());
  const std::size_t kept = possessive ? count - 1 : count;
  if (kept > 1 && term.find_first_of("-'") < out.spans[kept - 1].begin) {
    std::string joined;
    for (std::size_t i = 0; i < kept; ++i) joined += piece_text(term, out.spans[i]);
    read_plain(joined, out);
  }
  const bool elided = after_head == '\'' && (head == "l" || head == "d" || head == "qu");
  const bool modified = after_head == '-' && among(modifying_prefixes, head);
  const std::size_t begin = elided || modified ? 1 : 0;
  if (possessive) append_reading(term, 0, kept, out);
  if (begin > 0 && begin < kept) append_reading(term, begin, kept, out);
  if (!possessive && term.find('-') != std::string_view::npos && among(modifying_suffixes, tail)) append_reading(term, 0, count - 1, out);
}

}  // namespace concord
