#include "pipeline/annotate/term_cache.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>

#include "corpus/text/words.h"

namespace concord {
namespace {

constexpr std::size_t first_slots = 1U << 12;
constexpr std::size_t most_surfaces = 1U << 16;  // 4 MB of slots
constexpr std::size_t most_bytes = 8U << 20;     // of folded forms and long surfaces
constexpr std::size_t short_surface = 16;

std::uint64_t load8(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, 8);
  return value;
}

// The first `size` of eight bytes, zeros behind.
std::uint64_t first_bytes(std::uint64_t eight, std::size_t size) {
  return size >= 8 ? eight : eight & ((std::uint64_t{1} << (8 * size)) - 1);
}

// All bytes of a short surface in two numbers, zeros behind. `readable`: sixteen bytes may be read from its begin.
void load_short(std::string_view surface, bool readable, std::uint64_t& first, std::uint64_t& second) {
  std::array<char, short_surface> copy{};
  const char* from = surface.data();
  if (!readable) {
    std::memcpy(copy.data(), from, surface.size());
    from = copy.data();
  }
  first = first_bytes(load8(from), surface.size());
  second = surface.size() > 8 ? first_bytes(load8(from + 8), surface.size() - 8) : 0;
}

std::uint64_t mix(std::uint64_t first, std::uint64_t second, std::uint64_t size) {
  std::uint64_t hash = ((first + size) * 0x9E3779B97F4A7C15ULL) ^ (second * 0xC2B2AE3D27D4EB4FULL);
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 29);
}

std::uint64_t new_memory() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

}  // namespace

inline TermCache::Key TermCache::key_of(std::string_view surface, bool readable) {
  Key key;
  if (surface.size() <= short_surface) {
    load_short(surface, readable, key.first, key.second);
    key.hash = mix(key.first, key.second, surface.size());
  } else {
    key.first = XXH3_64bits(surface.data(), surface.size());
    key.hash = key.first;
  }
  return key;
}

inline bool TermCache::holds(const Slot& slot, const Key& key, std::string_view surface) const {
  if (slot.first != key.first || slot.size != surface.size()) return false;
  if (slot.size <= short_surface) return slot.second == key.second;
  return std::string_view(x_long).substr(slot.second, slot.size) == surface;
}

TermCache::TermCache() : x_memory(new_memory()) {}

void TermCache::start_document(Vocabulary& terms) {
  terms.clear();
  const bool stamps_would_repeat = x_document == UINT32_MAX;
  if (x_full || stamps_would_repeat) *this = TermCache{};
  ++x_document;
  x_numbers.clear();
}

inline TermNo TermCache::look_up(const Key& key, std::string_view surface, Vocabulary& terms) {
  const std::size_t mask = x_slots.size() - 1;
  std::size_t at = key.hash & mask;
  while (x_slots[at].known_plus_one != 0 && !holds(x_slots[at], key, surface)) at = (at + 1) & mask;
  Slot& slot = x_slots[at];
  if (slot.known_plus_one == 0) {
    if (x_used >= most_surfaces || x_bytes >= most_bytes || 2 * (x_used + 1) > x_slots.size()) {
      return look_up_uncached(surface, terms);
    }
    add(slot, key, surface);
  }
  if (slot.document != x_document) {
    slot.document = x_document;
    slot.term = number_in_document(slot.known_plus_one - 1, terms);
  }
  return slot.term;
}

void TermCache::look_up(std::string_view text, const std::vector<Word>& words, Vocabulary& terms,
                        std::vector<TermNo>& out) {
  make_room(words.size());
  x_keys.resize(words.size());
  out.resize(words.size());
  const std::size_t mask = x_slots.size() - 1;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool readable = words[i].span.begin + short_surface <= text.size();
    x_keys[i] = key_of(slice(text, words[i].span), readable);
    __builtin_prefetch(&x_slots[x_keys[i].hash & mask]);
  }
  for (const Key& key : x_keys) {  // of the words that are new in this document
    const Slot& slot = x_slots[key.hash & mask];
    if (slot.known_plus_one != 0 && slot.document != x_document) __builtin_prefetch(&x_stamps[slot.known_plus_one - 1]);
  }
  for (std::size_t i = 0; i < words.size(); ++i) out[i] = look_up(x_keys[i], slice(text, words[i].span), terms);
}

TermNo TermCache::look_up(std::string_view surface, Vocabulary& terms) {
  make_room(1);
  return look_up(key_of(surface, false), surface, terms);
}

// From the first surface that finds no room on, terms may stand in the vocabulary that have no stamp here.
TermNo TermCache::look_up_uncached(std::string_view surface, Vocabulary& terms) {
  x_full = x_full || x_used >= most_surfaces || x_bytes >= most_bytes;
  x_unstamped = x_document;
  x_fold_buffer.clear();
  append_term(surface, x_fold_buffer);
  if (x_fold_buffer.empty()) return no_term;
  const TermNo term = terms.intern(x_fold_buffer);
  if (term == x_numbers.size()) x_numbers.push_back(KnownTerms::unknown);
  return term;
}

void TermCache::add(Slot& slot, const Key& key, std::string_view surface) {
  x_fold_buffer.clear();
  append_term(surface, x_fold_buffer);
  const TermNo known = x_terms.intern(x_fold_buffer);
  if (known == x_stamps.size()) {
    x_stamps.push_back(
        {0, no_term, static_cast<std::uint32_t>(x_folded.size()), static_cast<std::uint32_t>(x_fold_buffer.size())});
    x_folded += x_fold_buffer;
  }
  x_bytes += x_fold_buffer.size() + (surface.size() > short_surface ? surface.size() : 0);
  slot = {key.first, key.second, static_cast<std::uint32_t>(surface.size()), known + 1, 0, no_term};
  if (surface.size() > short_surface) {
    slot.second = x_long.size();
    x_long += surface;
  }
  ++x_used;
}

TermNo TermCache::number_in_document(TermNo known, Vocabulary& terms) {
  Stamp& stamp = x_stamps[known];
  if (stamp.document != x_document) {
    const std::string_view term = std::string_view(x_folded).substr(stamp.begin, stamp.size);
    const bool surely_new = x_unstamped != x_document;
    stamp.document = x_document;
    stamp.term = term.empty() ? no_term : surely_new ? terms.append_new(term) : terms.intern(term);
    if (stamp.term == x_numbers.size()) x_numbers.push_back(known);
  }
  return stamp.term;
}

// A table that stays at most half full through the next sentence.
void TermCache::make_room(std::size_t more) {
  std::size_t size = std::max(first_slots, x_slots.size());
  while (size < 2 * (x_used + more + 1) && size < 2 * most_surfaces) size *= 2;
  if (size == x_slots.size()) return;
  std::vector<Slot> old = std::move(x_slots);
  x_slots.assign(size, Slot{});
  for (const Slot& slot : old) {
    if (slot.known_plus_one == 0) continue;
    std::size_t at = (slot.size <= short_surface ? mix(slot.first, slot.second, slot.size) : slot.first) & (size - 1);
    while (x_slots[at].known_plus_one != 0) at = (at + 1) & (size - 1);
    x_slots[at] = slot;
  }
}

}  // namespace concord
