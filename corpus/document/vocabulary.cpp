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
  index();
  const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
  Slot& slot = x_slots[slot_of(term, hash)];
  if (slot.term_plus_one == 0) {
    slot = {size() + 1, static_cast<std::uint32_t>(hash >> 32)};
    append_new(term);
    x_indexed = size();
  }
  return slot.term_plus_one - 1;
}

TermNo Vocabulary::append_new(std::string_view term) {
  x_bytes.append(term);
  x_begins.push_back(static_cast<std::uint32_t>(x_bytes.size()));
  return size() - 1;
}

TermNo Vocabulary::find(std::string_view term) const {
  index();
  const Slot& slot = x_slots[slot_of(term, XXH3_64bits(term.data(), term.size()))];
  return slot.term_plus_one == 0 ? size() : slot.term_plus_one - 1;
}

// Room for one more term, and every term in its slot.
void Vocabulary::index() const {
  std::size_t slots = std::max(first_slots, x_slots.size());
  while (slots < 2 * (size() + 1U)) slots *= 2;
  if (slots != x_slots.size()) {
    x_slots.assign(slots, Slot{});
    x_indexed = 0;
  }
  for (; x_indexed < size(); ++x_indexed) {
    const std::string_view term = (*this)[x_indexed];
    const std::uint64_t hash = XXH3_64bits(term.data(), term.size());
    x_slots[slot_of(term, hash)] = {x_indexed + 1, static_cast<std::uint32_t>(hash >> 32)};
  }
}

void Vocabulary::clear() {
  x_bytes.clear();
  x_begins.assign(1, 0);
  std::fill(x_slots.begin(), x_slots.end(), Slot{});
  x_indexed = 0;
}

}  // namespace concord
