#include "pipeline/annotate/term_cache.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

#include "corpus/text/words.h"

namespace concord {
namespace {

constexpr std::size_t first_slots = 1U << 12;
constexpr std::size_t most_surfaces = 1U << 17;  // 8 MB of slots
constexpr std::size_t most_bytes = 8U << 20;     // of folded forms and long surfaces
constexpr std::size_t short_surface = 16;

std::uint64_t load8(const char* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, 8);
  return value;
}
std::uint64_t load4(const char* from) {
  std::uint32_t value = 0;
  std::memcpy(&value, from, 4);
  return value;
}

// All bytes of a short surface in two numbers. With the size it is the surface: overlapping loads lose nothing.
void load_short(std::string_view surface, std::uint64_t& first, std::uint64_t& second) {
  const char* data = surface.data();
  const std::size_t size = surface.size();
  if (size >= 8) {
    first = load8(data);
    second = load8(data + size - 8);
  } else if (size >= 4) {
    first = load4(data) | (load4(data + size - 4) << 32);
    second = 0;
  } else {
    const auto byte = [data](std::size_t at) {
      return static_cast<std::uint64_t>(static_cast<unsigned char>(data[at]));
    };
    first = size == 0 ? 0 : byte(0) | (byte(size / 2) << 8) | (byte(size - 1) << 16);
    second = 0;
  }
}

std::uint64_t mix(std::uint64_t first, std::uint64_t second, std::uint64_t size) {
  std::uint64_t hash = ((first + size) * 0x9E3779B97F4A7C15ULL) ^ (second * 0xC2B2AE3D27D4EB4FULL);
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 29);
}

}  // namespace

inline TermCache::Key TermCache::key_of(std::string_view surface) {
  Key key;
  if (surface.size() <= short_surface) {
    load_short(surface, key.first, key.second);
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

void TermCache::start_document(Vocabulary& terms) {
  terms.clear();
  const bool stamps_would_repeat = x_document == UINT32_MAX;
  if (x_full || stamps_would_repeat) *this = TermCache{};
  ++x_document;
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
    x_keys[i] = key_of(slice(text, words[i].span));
    __builtin_prefetch(&x_slots[x_keys[i].hash & mask]);
  }
  for (std::size_t i = 0; i < words.size(); ++i) out[i] = look_up(x_keys[i], slice(text, words[i].span), terms);
}

TermNo TermCache::look_up(std::string_view surface, Vocabulary& terms) {
  make_room(1);
  return look_up(key_of(surface), surface, terms);
}

// From the first surface that finds no room on, terms may stand in the vocabulary that have no stamp here.
TermNo TermCache::look_up_uncached(std::string_view surface, Vocabulary& terms) {
  x_full = x_full || x_used >= most_surfaces || x_bytes >= most_bytes;
  x_unstamped = x_document;
  x_fold_buffer.clear();
  append_term(surface, x_fold_buffer);
  return x_fold_buffer.empty() ? no_term : terms.intern(x_fold_buffer);
}

void TermCache::add(Slot& slot, const Key& key, std::string_view surface) {
  x_fold_buffer.clear();
  append_term(surface, x_fold_buffer);
  const TermNo known = x_terms.intern(x_fold_buffer);
  if (known == x_stamps.size()) x_stamps.emplace_back();
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
    const std::string_view term = x_terms[known];
    const bool surely_new = x_unstamped != x_document;
    stamp = {x_document, term.empty() ? no_term : surely_new ? terms.append_new(term) : terms.intern(term)};
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
