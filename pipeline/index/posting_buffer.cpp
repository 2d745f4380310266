#include "pipeline/index/posting_buffer.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

#include <sys/mman.h>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::uint32_t link_bytes = 4;
constexpr std::array<std::uint32_t, 9> slice_bytes = {8, 16, 32, 64, 128, 256, 512, 1024, 4096};
constexpr std::size_t first_slots = 1U << 12U;

std::uint64_t hash_of(const Posting& posting) {
  return XXH3_64bits_withSeed(posting.term.data(), posting.term.size(), static_cast<std::uint64_t>(posting.field));
}

/// Whether the entry is this posting's: mostly told by the term's first bytes, which lie in the entry.
bool same_term(const PostingBuffer::Entry& entry, const Posting& posting, const std::string& terms) {
  const std::size_t size = posting.term.size();
  if (entry.field != posting.field || entry.term_size != size) return false;
  std::array<char, 16> head{};
  std::memcpy(head.data(), posting.term.data(), std::min(size, head.size()));
  if (std::memcmp(head.data(), entry.head.data(), head.size()) != 0) return false;
  return size <= head.size() || std::memcmp(terms.data() + entry.term_begin, posting.term.data(), size) == 0;
}

char* write_varint(std::uint64_t value, char* to) {
  while (value >= 0x80) {
    *to++ = static_cast<char>(value | 0x80);
    value >>= 7;
  }
  *to++ = static_cast<char>(value);
  return to;
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

void PostingBuffer::FreeBlock::operator()(char* block) const { std::free(block); }

/// A huge page each, where the system has them: every append goes to another place.
PostingBuffer::Block PostingBuffer::new_block() {
  Block block(static_cast<char*>(std::aligned_alloc(block_bytes, block_bytes)));
  if (!block) throw std::bad_alloc();
  ::madvise(block.get(), block_bytes, MADV_HUGEPAGE);
  return block;
}

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
  Hashes hashes{};  // zeroed: GCC with sanitizers cannot see that the prefetches read only what was written
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
    std::size_t place = hashes[i] & mask;
    while (x_slots[place].entry_plus_one != 0 && x_slots[place].hash != short_hash(hashes[i])) place = (place + 1) & mask;
    if (x_slots[place].entry_plus_one == 0) continue;
    likely[i] = &x_entries[x_slots[place].entry_plus_one - 1];
    __builtin_prefetch(likely[i], 1);
  }
  for (std::size_t i = 0; i < postings.size(); ++i) {
    if (likely[i] == nullptr) continue;
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
    if (same_term(known, posting, x_terms)) return known;
  }
  // A new term is looked at once; one that Lucene's strings cannot hold is kept under the form that they can.
  if (!is_storable(posting.term)) {
    const std::string storable = to_storable(posting.term);
    const Posting stored = {posting.field, storable, posting.positions};
    return entry_of(stored, hash_of(stored));
  }
  Entry& entry = x_entries.emplace_back();
  x_slots[place] = {short_hash(hash), static_cast<std::uint32_t>(x_entries.size())};
  entry.term_begin = static_cast<std::uint32_t>(x_terms.size());
  std::memcpy(entry.head.data(), posting.term.data(), std::min(posting.term.size(), entry.head.size()));
  entry.term_size = static_cast<std::uint32_t>(posting.term.size());
  entry.field = posting.field;
  x_terms += posting.term;
  const std::uint32_t first = new_slice(0);
  entry.documents = {first, first, first + slice_bytes[0] - link_bytes};
  if (has_positions(posting.field)) {
    const std::uint32_t second = new_slice(0);
    entry.positions = {second, second, second + slice_bytes[0] - link_bytes};
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
  constexpr std::size_t longest_varint = 10;
  x_scratch.resize(std::max(x_scratch.size(), longest_varint * (posting.positions.size() + 2)));
  char* const begin = x_scratch.data();
  const auto written = [begin](const char* end) { return std::string_view(begin, static_cast<std::size_t>(end - begin)); };
  if (!has_positions(posting.field)) {
    append(entry.documents, entry.documents_level, written(write_varint(distance, begin)));
    return;
  }
  const bool once = posting.positions.size() == 1;
  char* end = write_varint(std::uint64_t{distance} << 1U | (once ? 1U : 0U), begin);
  if (!once) end = write_varint(posting.positions.size(), end);
  append(entry.documents, entry.documents_level, written(end));
  end = begin;
  std::uint32_t last = 0;
  for (const std::uint32_t position : posting.positions) {
    end = write_varint(position - last, end);
    last = position;
  }
  append(entry.positions, entry.positions_level, written(end));
}

void PostingBuffer::append(Stream& stream, std::uint8_t& level, std::string_view bytes) {
  const char* from = bytes.data();
  std::size_t left = bytes.size();
  while (true) {
    const std::size_t part = std::min<std::size_t>(stream.end - stream.at, left);
    char* const to = at(stream.at);
    if (part <= 8) {  // nearly always: a call of memcpy would cost more
      for (std::size_t i = 0; i < part; ++i) to[i] = from[i];
    } else {
      std::memcpy(to, from, part);
    }
    stream.at += static_cast<std::uint32_t>(part);
    from += part;
    left -= part;
    if (left == 0) return;
    level = static_cast<std::uint8_t>(std::min<std::size_t>(level + 1U, slice_bytes.size() - 1));
    const std::uint32_t slice = new_slice(level);
    std::memcpy(at(stream.end), &slice, link_bytes);
    stream.at = slice;
    stream.end = slice + slice_bytes[level] - link_bytes;
  }
}

std::uint32_t PostingBuffer::new_slice(std::uint8_t level) {
  const std::uint32_t size = slice_bytes[level];
  const std::uint32_t in_block = x_pool_used & (block_bytes - 1);
  if (x_pool.empty() || in_block + size > block_bytes || (in_block == 0 && x_pool_used >= x_pool.size() * block_bytes)) {
    x_pool_used = static_cast<std::uint32_t>(x_pool.size()) << block_shift;
    if (x_spare.empty()) {
      x_pool.push_back(new_block());
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
