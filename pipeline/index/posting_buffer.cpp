#include "pipeline/index/posting_buffer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstring>

#include "corpus/text/utf8.h"
#include "pipeline/index/bytes.h"

namespace concord {
namespace {

constexpr std::uint32_t link_bytes = 4;
constexpr std::array<std::uint32_t, 9> slice_bytes = {8, 16, 32, 64, 128, 256, 512, 1024, 4096};
constexpr std::size_t first_slots = 1U << 12U;

std::uint64_t hash_of(const Posting& posting) {
  return XXH3_64bits_withSeed(posting.term.data(), posting.term.size(), static_cast<std::uint64_t>(posting.field));
}

bool is_storable(std::string_view term) {
  for (std::size_t at = 0; at < term.size();) {
    const Decoded c = decode_utf8(term, at);
    if (!c.valid || is_noncharacter(c.point)) return false;
    at += c.length;
  }
  return true;
}

std::string to_storable(std::string_view term) {
  std::string storable;
  for (std::size_t at = 0; at < term.size();) {
    const Decoded c = decode_utf8(term, at);
    append_utf8(is_noncharacter(c.point) ? U'\uFFFD' : c.point, storable);
    at += c.length;
  }
  return storable;
}

std::uint32_t short_hash(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32U); }

}  // namespace

PostingBuffer::PostingBuffer() : x_slots(first_slots) {}

void PostingBuffer::clear() {
  for (auto& block : x_pool) x_spare.push_back(std::move(block));
  x_pool.clear();
  x_pool_used = 0;
  x_terms.clear();
  x_entries.clear();
  x_slots.assign(first_slots, Slot{});
}

std::size_t PostingBuffer::bytes_used() const {
  return x_pool.size() * block_bytes + x_terms.size() + x_entries.size() * sizeof(Entry) + x_slots.size() * sizeof(Slot);
}

void PostingBuffer::add(std::uint32_t document, std::span<const Posting> postings) {
  if (x_slots.size() < 2 * (x_entries.size() + postings.size())) grow(x_entries.size() + postings.size());
  while (!postings.empty()) {
    const std::size_t count = std::min(batch, postings.size());
    add_batch(document, postings.first(count));
    postings = postings.subspan(count);
  }
}

void PostingBuffer::add_batch(std::uint32_t document, std::span<const Posting> postings) {
  Hashes hashes;
  const std::size_t mask = x_slots.size() - 1;
  for (std::size_t i = 0; i < postings.size(); ++i) {
    hashes[i] = hash_of(postings[i]);
    __builtin_prefetch(&x_slots[hashes[i] & mask]);
  }
  prefetch(postings, hashes);
  for (std::size_t i = 0; i < postings.size(); ++i) append(entry_of(postings[i], hashes[i]), document, postings[i]);
}

void PostingBuffer::prefetch(std::span<const Posting> postings, const Hashes& hashes) const {
  const std::size_t mask = x_slots.size() - 1;
  std::array<const Entry*, batch> likely{};
  for (std::size_t i = 0; i < postings.size(); ++i) {
    const Slot slot = x_slots[hashes[i] & mask];
    if (slot.entry_plus_one == 0) continue;
    likely[i] = &x_entries[slot.entry_plus_one - 1];
    __builtin_prefetch(likely[i]);
  }
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (likely[i] == nullptr) continue;
    __builtin_prefetch(x_terms.data() + likely[i]->term_begin);
    __builtin_prefetch(at(likely[i]->documents.at), 1);
    if (likely[i]->positions.end != 0) __builtin_prefetch(at(likely[i]->positions.at), 1);
  }
}

PostingBuffer::Entry& PostingBuffer::entry_of(const Posting& posting, std::uint64_t hash) {
  const std::size_t mask = x_slots.size() - 1;
  std::size_t place = hash & mask;
  for (; x_slots[place].entry_plus_one != 0; place = (place + 1) & mask) {
    if (x_slots[place].hash != short_hash(hash)) continue;
    Entry& known = x_entries[x_slots[place].entry_plus_one - 1];
    if (known.field == posting.field && term(known) == posting.term) return known;
  }
  // A new term is looked at once; one that Lucene's strings cannot hold is kept under the form that they can.
  if (!is_storable(posting.term)) {
    const std::string storable = to_storable(posting.term);
    const Posting stored = {posting.field, storable, posting.positions};
    return entry_of(stored, hash_of(stored));
  }
  Entry& entry = x_entries.emplace_back();
  x_slots[place] = {short_hash(hash), static_cast<std::uint32_t>(x_entries.size())};
  entry.term_begin = x_terms.size();
  entry.term_size = static_cast<std::uint32_t>(posting.term.size());
  entry.field = posting.field;
  x_terms += posting.term;
  const std::uint32_t first = new_slice(0);
  entry.documents = {first, first, first + slice_bytes[0] - link_bytes, 0};
  if (has_positions(posting.field)) {
    const std::uint32_t second = new_slice(0);
    entry.positions = {second, second, second + slice_bytes[0] - link_bytes, 0};
  }
  return entry;
}

bool PostingBuffer::contains(Field field, std::string_view wanted) const {
  const std::uint64_t hash = hash_of({field, wanted, {}});
  const std::size_t mask = x_slots.size() - 1;
  for (std::size_t place = hash & mask; x_slots[place].entry_plus_one != 0; place = (place + 1) & mask) {
    const Entry& known = x_entries[x_slots[place].entry_plus_one - 1];
    if (x_slots[place].hash == short_hash(hash) && known.field == field && term(known) == wanted) return true;
  }
  return false;
}

void PostingBuffer::append(Entry& entry, std::uint32_t document, const Posting& posting) {
  if (entry.document_count > 0 && entry.last_document == document) return;  // two terms with one storable form
  const std::uint32_t distance = document - entry.last_document;
  entry.last_document = document;
  ++entry.document_count;
  x_scratch.clear();
  if (!has_positions(posting.field)) {
    append_varint(distance, x_scratch);
    append(entry.documents, x_scratch);
    return;
  }
  const bool once = posting.positions.size() == 1;
  append_varint(std::uint64_t{distance} << 1U | (once ? 1U : 0U), x_scratch);
  if (!once) append_varint(posting.positions.size(), x_scratch);
  append(entry.documents, x_scratch);
  x_scratch.clear();
  std::uint32_t last = 0;
  for (const std::uint32_t position : posting.positions) {
    append_varint(position - last, x_scratch);
    last = position;
  }
  append(entry.positions, x_scratch);
}

void PostingBuffer::append(Stream& stream, std::string_view bytes) {
  while (true) {
    const std::size_t room = stream.end - stream.at;
    const std::size_t part = std::min(room, bytes.size());
    std::memcpy(at(stream.at), bytes.data(), part);
    stream.at += static_cast<std::uint32_t>(part);
    bytes.remove_prefix(part);
    if (bytes.empty()) return;
    const auto level = static_cast<std::uint8_t>(std::min<std::size_t>(stream.level + 1U, slice_bytes.size() - 1));
    const std::uint32_t slice = new_slice(level);
    std::memcpy(at(stream.end), &slice, link_bytes);
    stream.at = slice;
    stream.end = slice + slice_bytes[level] - link_bytes;
    stream.level = level;
  }
}

std::uint32_t PostingBuffer::new_slice(std::uint8_t level) {
  const std::uint32_t size = slice_bytes[level];
  const std::uint32_t in_block = x_pool_used & (block_bytes - 1);
  if (x_pool.empty() || in_block + size > block_bytes || (in_block == 0 && x_pool_used >= x_pool.size() * block_bytes)) {
    x_pool_used = static_cast<std::uint32_t>(x_pool.size()) << block_shift;
    if (x_spare.empty()) {
      x_pool.emplace_back(new char[block_bytes]);
    } else {
      x_pool.push_back(std::move(x_spare.back()));
      x_spare.pop_back();
    }
  }
  const std::uint32_t slice = x_pool_used;
  x_pool_used += size;
  return slice;
}

void PostingBuffer::grow(std::size_t entries) {
  std::size_t size = x_slots.size();
  while (size < 2 * entries) size *= 2;
  x_slots.assign(size, Slot{});
  const std::size_t mask = size - 1;
  for (std::size_t i = 0; i < x_entries.size(); ++i) {
    const Posting posting = {x_entries[i].field, term(x_entries[i]), {}};
    const std::uint64_t hash = hash_of(posting);
    std::size_t place = hash & mask;
    while (x_slots[place].entry_plus_one != 0) place = (place + 1) & mask;
    x_slots[place] = {short_hash(hash), static_cast<std::uint32_t>(i + 1)};
  }
}

std::vector<const PostingBuffer::Entry*> PostingBuffer::sorted() const {
  std::vector<const Entry*> entries;
  entries.reserve(x_entries.size());
  for (const Entry& entry : x_entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(), [&](const Entry* a, const Entry* b) {
    if (a->field != b->field) return name(a->field) < name(b->field);
    return term(*a) < term(*b);
  });
  return entries;
}

void PostingBuffer::copy(const Stream& stream, std::string& out) const {
  std::uint32_t slice = stream.first;
  for (std::size_t level = 0;; level = std::min(level + 1, slice_bytes.size() - 1)) {
    const std::uint32_t end = slice + slice_bytes[level] - link_bytes;
    if (end == stream.end) {
      out.append(at(slice), stream.at - slice);
      return;
    }
    out.append(at(slice), end - slice);
    std::memcpy(&slice, at(end), link_bytes);
  }
}

}  // namespace concord
