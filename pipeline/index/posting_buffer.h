// PostingBuffer: the postings of the documents added since the last flush, in memory, by term.
//
// The idea is Lucene's own (hash of terms, postings appended to growing slices
// of a byte pool) but it is fed whole lists: each document comes with its terms
// distinct and their positions grouped, so a term of a document costs one hash
// look-up and two appends, and the bytes appended are already those of the .frq
// and .prx files. Look-ups are done in batches, so that their cache misses
// overlap. Deterministic: content and bytes_used() depend on the documents only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/index/fields.h"
#include "pipeline/index/postings_of.h"

namespace concord {

class PostingBuffer {
 public:
  struct Stream {
    std::uint32_t first = 0;  ///< where it begins in the pool
    std::uint32_t at = 0;     ///< where the next byte goes
    std::uint32_t end = 0;    ///< where the link to the next slice goes
  };
  /// One term. A cache line: what adding to a known term reads and writes, the begin of the term included.
  struct alignas(64) Entry {
    std::array<char, 16> head{};  ///< the term's first bytes, zeros after its end
    std::uint32_t term_begin = 0;
    std::uint32_t term_size = 0;
    std::uint32_t document_count = 0;
    std::uint32_t last_document = 0;
    Stream documents;  ///< as in .frq: distance << 1 | (frequency is 1), frequency; the bare distance without positions
    Stream positions;  ///< as in .prx: distances, from 0 in each document
    Field field = Field::word;
    std::uint8_t documents_level = 0;  ///< size class of the last slice
    std::uint8_t positions_level = 0;
  };

  PostingBuffer();

  /// Adds the postings of one document. Requires: `document` above all before; fields and terms distinct.
  void add(std::uint32_t document, std::span<const Posting> postings);

  [[nodiscard]] bool contains(Field field, std::string_view term) const;
  [[nodiscard]] std::size_t bytes_used() const;
  [[nodiscard]] bool empty() const { return x_entries.empty(); }
  void clear();

  /// The entries by name of the field, then by term: the order of Lucene's dictionary.
  [[nodiscard]] std::vector<const Entry*> sorted() const;
  [[nodiscard]] std::string_view term(const Entry& entry) const {
    return std::string_view(x_terms).substr(entry.term_begin, entry.term_size);
  }
  /// Appends the bytes of a stream to `out`.
  void copy(const Stream& stream, std::string& out) const;

 private:
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t entry_plus_one = 0;
  };
  static constexpr std::size_t batch = 64;
  using Hashes = std::array<std::uint64_t, batch>;

  void add_batch(std::uint32_t document, std::span<const Posting> postings);
  void prefetch(std::span<const Posting> postings, const Hashes& hashes) const;
  Entry& entry_of(const Posting& posting, std::uint64_t hash);
  void append(Entry& entry, std::uint32_t document, const Posting& posting);
  void append(Stream& stream, std::uint8_t& level, std::string_view bytes);
  std::uint32_t new_slice(std::uint8_t level);
  void grow(std::size_t entries);
  [[nodiscard]] char* at(std::uint32_t place) const { return x_pool[place >> block_shift].get() + (place & (block_bytes - 1)); }

  static constexpr std::uint32_t block_shift = 21;
  static constexpr std::uint32_t block_bytes = 1U << block_shift;
  struct FreeBlock {
    void operator()(char* block) const;
  };
  using Block = std::unique_ptr<char, FreeBlock>;
  static Block new_block();
  std::vector<Block> x_pool;
  std::vector<Block> x_spare;  // blocks of a flushed buffer
  std::uint32_t x_pool_used = 0;
  std::string x_terms;
  std::vector<Entry> x_entries;
  std::vector<Slot> x_slots;
  std::vector<char> x_scratch;
};

}  // namespace concord
