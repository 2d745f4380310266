#include "pipeline/index/sketch.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace concord {
namespace {

constexpr std::uint32_t shingle_tokens = 3;
constexpr std::uint64_t base = 0x9E3779B97F4A7C15;  // odd: the golden ratio's
constexpr std::uint64_t base_power = base * base * base;
static_assert(shingle_tokens == 3);
constexpr unsigned bin_bits = 7;
static_assert(Sketch::bin_count == std::size_t{1} << bin_bits);

/// MurmurHash3's finaliser: a polynomial's low bits depend on too little.
std::uint64_t mix(std::uint64_t hash) {
  hash ^= hash >> 33U;
  hash *= 0xFF51AFD7ED558CCD;
  hash ^= hash >> 33U;
  hash *= 0xC4CEB9FE1A85EC53;
  hash ^= hash >> 33U;
  return hash;
}

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t content_length = 16;
constexpr std::size_t bins_length = (Sketch::bin_count * 8 + 5) / 6;

constexpr std::array<std::uint8_t, 256> values64 = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(0xFF);
  for (std::size_t i = 0; i < digits64.size(); ++i) values[static_cast<unsigned char>(digits64[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

bool parse_hex(std::string_view digits, std::uint64_t& number) {
  for (const char c : digits) {
    const std::size_t value = hex_digits.find(c);
    if (value == std::string_view::npos) return false;
    number = number << 4U | value;
  }
  return true;
}

bool parse_bins(std::string_view digits, std::array<std::uint8_t, Sketch::bin_count>& bins) {
  std::uint32_t pending = 0;
  unsigned bits = 0;
  std::size_t at = 0;
  for (const char c : digits) {
    const std::uint8_t value = values64[static_cast<unsigned char>(c)];
    if (value == 0xFF) return false;
    pending = pending << 6U | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    if (at == bins.size()) return false;
    bins[at++] = static_cast<std::uint8_t>(pending >> bits);
  }
  return at == bins.size();
}

}  // namespace

/// Calls visit(hash of shingle) for each, in order; of a text shorter than a shingle for the one that it has.
template <class Visit>
void Sketcher::each_shingle(const Document& document, Visit&& visit) {
  const Vocabulary& terms = document.terms;
  x_hashes.resize(terms.size());
  for (TermNo number = 0; number < terms.size(); ++number) x_hashes[number] = XXH3_64bits(terms[number].data(), terms[number].size());
  const std::vector<Token>& tokens = document.tokens;
  std::uint64_t rolling = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    rolling = rolling * base + x_hashes[tokens[i].term];
    if (i >= shingle_tokens) rolling -= x_hashes[tokens[i - shingle_tokens].term] * base_power;
    if (i + 1 >= shingle_tokens || i + 1 == tokens.size()) visit(mix(rolling));
  }
}

std::optional<Sketch> Sketcher::operator()(const Document& document) {
  if (document.tokens.size() < least_sketched_tokens) return std::nullopt;
  std::array<std::uint64_t, Sketch::bin_count> least{};
  least.fill(UINT64_MAX);
  std::uint64_t content = 0;
  each_shingle(document, [&](std::uint64_t hash) {
    std::uint64_t& bin = least[hash >> (64 - bin_bits)];
    bin = std::min(bin, hash);
    content = content * base + hash;
  });
  Sketch sketch;
  sketch.content = mix(content);
  for (std::size_t i = 0; i < least.size(); ++i) {
    // The high bits of a minimum are small by selection, the low ones are not.
    if (least[i] != UINT64_MAX) sketch.bins[i] = static_cast<std::uint8_t>(1 + (least[i] & 0xFFFFFF) % 255);
  }
  return sketch;
}

void Sketcher::shingles(const Document& document, std::vector<std::uint64_t>& out) {
  out.clear();
  each_shingle(document, [&](std::uint64_t hash) { out.push_back(hash); });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

std::string to_term(const Sketch& sketch) {
  std::string term;
  term.reserve(content_length + bins_length);
  for (int shift = 60; shift >= 0; shift -= 4) term += hex_digits[sketch.content >> static_cast<unsigned>(shift) & 0xF];
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const std::uint8_t bin : sketch.bins) {
    pending = pending << 8U | bin;
    for (bits += 8; bits >= 6;) {
      bits -= 6;
      term += digits64[pending >> bits & 0x3F];
    }
  }
  if (bits > 0) term += digits64[pending << (6 - bits) & 0x3F];
  return term;
}

std::optional<Sketch> parse_sketch(std::string_view term) {
  Sketch sketch;
  if (term.size() != content_length + bins_length) return std::nullopt;
  if (!parse_hex(term.substr(0, content_length), sketch.content) || !parse_bins(term.substr(content_length), sketch.bins)) return std::nullopt;
  return sketch;
}

double estimate(const Sketch& a, const Sketch& b) {
  if (a.content == b.content) return 1;
  unsigned filled = 0;
  unsigned equal = 0;
  for (std::size_t i = 0; i < Sketch::bin_count; ++i) {
    filled += (a.bins[i] | b.bins[i]) != 0 ? 1U : 0U;
    equal += a.bins[i] != 0 && a.bins[i] == b.bins[i] ? 1U : 0U;
  }
  if (filled == 0) return 0;
  constexpr double by_chance = 1.0 / 255;  // that two different minima have one byte
  return std::max(0.0, (equal / static_cast<double>(filled) - by_chance) / (1 - by_chance));
}

double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    shared += a[i] == b[j] ? 1U : 0U;
    const bool step_a = a[i] <= b[j];
    const bool step_b = b[j] <= a[i];
    i += step_a ? 1U : 0U;
    j += step_b ? 1U : 0U;
  }
  const std::size_t all = a.size() + b.size() - shared;
  return all == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(all);
}

}  // namespace concord
