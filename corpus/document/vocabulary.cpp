#include "corpus/document/vocabulary.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace concord {
namespace {
constexpr std::size_t first_slots = 256;
}

std::size_t Vocabulary::slot_of(std::string_view term, std::uint64_t hash) const {
  const std::size_t mask = x_slots.size() - 1;
  const auto short_hash = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = hash & mask;
  while (x_slots[at].term_plus_one != 0) {
    if (x_slots[at].hash == short_hash && (*this)[x_slots[at].term_plus_one - 1] == term) break;
    at = (at + 1) & mask;
  }
  return at;
}

TermNo Vocabulary::intern(std::string_view term) {
  if (x_slots.size() < 2 * (size() + 1U)) grow();
  const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
  Slot& slot = x_slots[slot_of(term, hash)];
  if (slot.term_plus_one == 0) {
    slot = {size() + 1, static_cast<std::uint32_t>(hash >> 32)};
    x_bytes.append(term);
    x_begins.push_back(static_cast<std::uint32_t>(x_bytes.size()));
  }
  return slot.term_plus_one - 1;
}

TermNo Vocabulary::find(std::string_view term) const {
  if (x_slots.empty()) return size();
  const Slot& slot = x_slots[slot_of(term, XXH3_64bits(term.data(), term.size()))];
  return slot.term_plus_one == 0 ? size() : slot.term_plus_one - 1;
}

void Vocabulary::grow() {
  x_slots.assign(std::max(first_slots, x_slots.size() * 2), Slot{});
  for (TermNo no = 0; no < size(); ++no) {
    const std::string_view term = (*this)[no];
    const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
    x_slots[slot_of(term, hash)] = {no + 1, static_cast<std::uint32_t>(hash >> 32)};
  }
}

void Vocabulary::clear() {
  x_bytes.clear();
  x_begins.assign(1, 0);
  std::fill(x_slots.begin(), x_slots.end(), Slot{});
}

}  // namespace concord
