#include "pipeline/annotate/term_cache.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

#include "corpus/text/words.h"

namespace concord {
namespace {

constexpr std::size_t first_slots = 1U << 12;
constexpr std::size_t most_entries = 1U << 17;  // some 8 MB of memory at most
constexpr std::size_t most_bytes = 8U << 20;    // of folded forms and long surfaces
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

std::uint64_t mix(std::uint64_t first, std::uint64_t second, std::uint32_t size) {
  std::uint64_t hash = (first + size) * 0x9E3779B97F4A7C15ULL ^ (second * 0xC2B2AE3D27D4EB4FULL);
  hash ^= hash >> 32;
  hash *= 0xD6E8FEB86659FD93ULL;
  return hash ^ (hash >> 29);
}

}  // namespace

bool TermCache::holds(const Slot& slot, const Slot& key, std::string_view surface) const {
  if (slot.size != key.size || slot.first != key.first) return false;
  if (key.size <= short_surface) return slot.second == key.second;
  return std::string_view(x_long).substr(slot.second, slot.size) == surface;
}

TermNo TermCache::term_of(std::string_view surface, Vocabulary& terms) {
  Slot key;
  key.size = static_cast<std::uint32_t>(surface.size());
  if (surface.size() <= short_surface) {
    load_short(surface, key.first, key.second);
  } else {
    key.first = XXH3_64bits(surface.data(), surface.size());
  }
  if (x_slots.size() < 2 * (x_entries.size() + 1)) grow();
  const std::size_t mask = x_slots.size() - 1;
  std::size_t at = mix(key.first, key.size <= short_surface ? key.second : 0, key.size) & mask;
  while (x_slots[at].entry_plus_one != 0 && !holds(x_slots[at], key, surface)) at = (at + 1) & mask;
  std::uint32_t no = x_slots[at].entry_plus_one;
  if (no == 0) no = add(at, key, surface);
  Entry& entry = x_entries[no - 1];
  if (entry.document != x_document) {
    entry.document = x_document;
    entry.term = entry.size == 0 ? no_term : terms.intern(std::string_view(x_folded).substr(entry.begin, entry.size));
  }
  return entry.term;
}

std::uint32_t TermCache::add(std::size_t at, Slot key, std::string_view surface) {
  x_fold_buffer.clear();
  append_term(surface, x_fold_buffer);
  x_entries.push_back(
      {static_cast<std::uint32_t>(x_folded.size()), static_cast<std::uint32_t>(x_fold_buffer.size()), 0, no_term});
  x_folded += x_fold_buffer;
  if (key.size > short_surface) {
    key.second = x_long.size();
    x_long += surface;
  }
  key.entry_plus_one = static_cast<std::uint32_t>(x_entries.size());
  x_slots[at] = key;
  return key.entry_plus_one;
}

void TermCache::grow() {
  if (x_entries.size() >= most_entries || x_folded.size() + x_long.size() > most_bytes) forget();
  std::vector<Slot> old = std::move(x_slots);
  x_slots.assign(old.empty() ? first_slots : old.size() * 2, Slot{});
  const std::size_t mask = x_slots.size() - 1;
  for (const Slot& slot : old) {
    if (slot.entry_plus_one == 0) continue;
    std::size_t at = mix(slot.first, slot.size <= short_surface ? slot.second : 0, slot.size) & mask;
    while (x_slots[at].entry_plus_one != 0) at = (at + 1) & mask;
    x_slots[at] = slot;
  }
}

void TermCache::forget() {
  x_slots.clear();
  x_entries.clear();
  x_folded.clear();
  x_long.clear();
}

}  // namespace concord
