#include "pipeline/index/term_dictionary.h"

#include <algorithm>

#include "pipeline/index/bytes.h"
#include "pipeline/index/segment_writer.h"

namespace concord {
namespace {

constexpr std::size_t header_bytes = 24;
constexpr std::uint32_t terms_format = static_cast<std::uint32_t>(-4);

/// Place of the field's name among the names: the order of the file.
int rank_of(Field field) {
  static const std::array<int, field_count> ranks = [] {
    std::array<int, field_count> of{};
    for (std::size_t i = 0; i < field_count; ++i) {
      for (std::size_t j = 0; j < field_count; ++j) of[i] += name(static_cast<Field>(j)) < name(static_cast<Field>(i)) ? 1 : 0;
    }
    return of;
  }();
  return ranks[static_cast<std::size_t>(field)];
}

Error damaged(const std::string& path) {
  return {ErrorCode::bad_data, path, "the index is damaged: the dictionary cannot be read",
          "'concord check --repair' saves what can be read and reads the rest from the sources"};
}

bool read_header(ByteReader& reader, std::uint64_t& size) {
  const bool format = reader.big_endian(4) == terms_format;
  size = reader.big_endian(8);
  const bool intervals = reader.big_endian(4) == index_interval && reader.big_endian(4) == skip_interval;
  reader.big_endian(4);  // levels of skip lists
  return format && intervals && reader.ok();
}

}  // namespace

std::optional<FieldNumbers> FieldNumbers::parse(std::string_view bytes) {
  ByteReader reader(bytes);
  if (static_cast<std::uint32_t>(reader.varint()) != static_cast<std::uint32_t>(-2)) return std::nullopt;
  FieldNumbers numbers;
  for (std::uint32_t left = reader.count(2); left > 0 && reader.ok(); --left) {
    const std::string_view found = reader.text();
    reader.byte();
    if (found == record_field_name) numbers.record = static_cast<std::uint32_t>(numbers.fields.size());
    std::optional<Field> known;
    for (std::size_t i = 0; i < field_count; ++i) {
      if (name(static_cast<Field>(i)) == found) known = static_cast<Field>(i);
    }
    numbers.fields.push_back(known);
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return numbers;
}

int TermDictionary::rank_of(std::uint32_t field_number) const {
  if (field_number >= x_fields.fields.size() || !x_fields.fields[field_number]) return -1;
  return concord::rank_of(*x_fields.fields[field_number]);
}

Result<std::unique_ptr<TermDictionary>> TermDictionary::open(std::unique_ptr<InputFile> terms, std::string_view index,
                                                     FieldNumbers fields, std::uint64_t documents_size,
                                                     std::uint64_t positions_size) {
  auto dictionary = std::make_unique<TermDictionary>();
  std::string header;
  if (const Status read = terms->read(0, std::min<std::uint64_t>(header_bytes, terms->size()), header); !read) return read.error();
  ByteReader reader(header);
  const bool good = read_header(reader, dictionary->x_size);
  dictionary->x_terms = std::move(terms);
  dictionary->x_fields = std::move(fields);
  dictionary->x_documents_size = documents_size;
  dictionary->x_positions_size = positions_size;
  if (!good || !dictionary->load_index(index)) return damaged(dictionary->x_terms->path());
  return dictionary;
}

bool TermDictionary::load_index(std::string_view index) {
  ByteReader reader(index);
  std::uint64_t size = 0;
  if (!read_header(reader, size) || size > reader.left()) return false;
  x_index.reserve(static_cast<std::size_t>(size));
  std::string current;
  IndexEntry entry;
  for (std::uint64_t i = 0; i < size && reader.ok(); ++i) {
    const std::uint64_t shared = reader.varint();
    if (shared > current.size()) return false;
    current.resize(static_cast<std::size_t>(shared));
    current += reader.text();
    entry.rank = rank_of(static_cast<std::uint32_t>(reader.varint()));
    entry.place.document_count = reader.number();
    entry.place.documents += reader.varint();
    entry.place.positions += reader.varint();
    entry.place.skip = entry.place.document_count >= skip_interval ? reader.number() : 0;
    const std::uint64_t step = reader.varint();
    if (step == 0 || step > x_terms->size() - entry.block) return false;
    entry.block += step;
    entry.term_begin = x_names.size();
    entry.term_size = static_cast<std::uint32_t>(current.size());
    x_names += current;
    x_index.push_back(entry);
  }
  return reader.ok() && reader.at_end();
}

TermWalk TermDictionary::walk(Field field, std::string_view from) const {
  const int rank = concord::rank_of(field);
  const auto after = std::upper_bound(x_index.begin(), x_index.end(), from, [&](std::string_view wanted, const IndexEntry& entry) {
    return rank != entry.rank ? rank < entry.rank : wanted < term(entry);
  });
  const auto block = static_cast<std::size_t>(after - x_index.begin());
  return {*this, block == 0 ? 0 : block - 1, rank, from};
}

Result<std::optional<TermPostings>> TermDictionary::find(Field field, std::string_view term) const {
  TermWalk found = walk(field, term);
  const bool any = found.next();
  if (!found.status()) return found.status().error();
  if (!any || found.term() != term) return std::optional<TermPostings>{};
  return std::optional<TermPostings>(found.postings());
}

TermWalk::TermWalk(const TermDictionary& dictionary, std::size_t block, int rank, std::string_view from)
    : x_dictionary(&dictionary), x_rank(rank), x_from(from), x_block(block) {
  if (block >= dictionary.x_index.size()) return;
  const auto& entry = dictionary.x_index[block];
  // The index entry is itself a term: the one that the block's first is told by, and perhaps the one asked for.
  x_ahead_rank = entry.rank;
  x_ahead_term = dictionary.term(entry);
  x_ahead = entry.place;
  x_has_ahead = true;
  if (block == 0) x_has_ahead = read_entry();  // the first entry stands for nothing
}

bool TermWalk::load_blocks() {
  const auto& index = x_dictionary->x_index;
  if (x_block >= index.size()) return false;
  const std::size_t last = std::min(index.size(), x_block + x_blocks_at_once);
  const std::uint64_t begin = index[x_block].block;
  const std::uint64_t end = last < index.size() ? index[last].block : x_dictionary->x_terms->size();
  x_block = last;
  x_blocks_at_once = std::min<std::size_t>(x_blocks_at_once * 4, 64);
  x_at = 0;
  x_status = x_dictionary->x_terms->read(begin, end - begin, x_bytes);
  return x_status.has_value();
}

bool TermWalk::read_entry() {
  if (x_at == x_bytes.size() && !load_blocks()) return false;
  ByteReader reader(std::string_view(x_bytes).substr(x_at));
  const std::uint64_t shared = reader.varint();
  if (shared > x_ahead_term.size()) reader.fail();
  const std::string_view rest = reader.text();
  const int rank = x_dictionary->rank_of(static_cast<std::uint32_t>(reader.varint()));
  TermDictionary::Place place;
  place.document_count = reader.number();
  place.documents = x_ahead.documents + reader.varint();
  place.positions = x_ahead.positions + reader.varint();
  if (place.document_count >= skip_interval) place.skip = reader.number();
  if (!reader.ok() || place.documents > x_dictionary->x_documents_size || place.positions > x_dictionary->x_positions_size) {
    x_status = damaged(x_dictionary->x_terms->path());
    return false;
  }
  x_ahead_term.resize(static_cast<std::size_t>(shared));
  x_ahead_term += rest;
  x_ahead_rank = rank;
  x_ahead = place;
  x_at += reader.at();
  return true;
}

bool TermWalk::next() {
  while (x_has_ahead && x_status) {
    if (x_ahead_rank > x_rank) return false;
    const bool wanted = x_ahead_rank == x_rank && x_ahead_term >= x_from;
    const std::uint32_t skip = x_ahead.skip;
    if (wanted) {
      x_term = x_ahead_term;
      x_postings = {x_ahead.document_count, x_ahead.documents, 0, x_ahead.positions, 0};
    }
    x_has_ahead = read_entry();
    if (!x_status) return false;
    if (!wanted) continue;
    const std::uint64_t next_documents = x_has_ahead ? x_ahead.documents : x_dictionary->x_documents_size;
    x_postings.documents_end = x_postings.document_count >= skip_interval ? x_postings.documents_begin + skip : next_documents;
    x_postings.positions_end = x_has_ahead ? x_ahead.positions : x_dictionary->x_positions_size;
    if (x_postings.documents_end > next_documents) {
      x_status = damaged(x_dictionary->x_terms->path());
      return false;
    }
    return true;
  }
  return false;
}

}  // namespace concord
