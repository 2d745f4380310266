#include "pipeline/index/segment_writer.h"

#include <algorithm>
#include <array>
#include <vector>

#include "pipeline/index/bytes.h"

namespace concord {
namespace {

constexpr std::uint32_t fields_format = static_cast<std::uint32_t>(-2);
constexpr std::uint32_t terms_format = static_cast<std::uint32_t>(-4);
constexpr std::uint32_t store_format = 2;
constexpr std::uint32_t highest_skip_level = 10;

std::string field_names() {
  constexpr char indexed = 0x01;
  constexpr char without_norms = 0x10;
  constexpr char without_positions = 0x40;
  std::string bytes;
  append_varint(fields_format, bytes);
  append_varint(field_count + 1, bytes);
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    append_text(name(field), bytes);
    bytes += static_cast<char>(indexed | without_norms | (has_positions(field) ? 0 : without_positions));
  }
  append_text(record_field_name, bytes);
  bytes += without_norms;
  return bytes;
}

/// Where a term's postings are, as the dictionary has it.
struct TermPlace {
  std::uint32_t document_count = 0;
  std::uint64_t documents = 0;  ///< offset in .frq
  std::uint64_t positions = 0;  ///< offset in .prx
  std::uint32_t skip = 0;       ///< offset of the skip list after `documents`
};

/// .tis or .tii: the same entries, in the index with the offset in .tis added.
class TermFile {
 public:
  TermFile(IndexFolder& folder, const std::string& name) : x_file(folder.create(name)) {
    std::string header;
    append_big_endian(terms_format, 4, header);
    append_big_endian(0, 8, header);  // the number of terms, at the end
    append_big_endian(index_interval, 4, header);
    append_big_endian(skip_interval, 4, header);
    append_big_endian(highest_skip_level, 4, header);
    x_offset = header.size();
    if (x_file) x_file->append(header);
  }

  void add(std::uint32_t field, std::string_view term, const TermPlace& place, const std::uint64_t* in_terms) {
    const std::size_t shared = static_cast<std::size_t>(
        std::mismatch(term.begin(), term.end(), x_term.begin(), x_term.end()).first - term.begin());
    x_scratch.clear();
    append_varint(shared, x_scratch);
    append_text(term.substr(shared), x_scratch);
    append_varint(field, x_scratch);
    append_varint(place.document_count, x_scratch);
    append_varint(place.documents - x_place.documents, x_scratch);
    append_varint(place.positions - x_place.positions, x_scratch);
    if (place.document_count >= skip_interval) append_varint(place.skip, x_scratch);
    if (in_terms != nullptr) {
      append_varint(*in_terms - x_in_terms, x_scratch);
      x_in_terms = *in_terms;
    }
    if (x_file) x_file->append(x_scratch);
    x_offset += x_scratch.size();
    x_field = field;
    x_term = term;
    x_place = place;
    ++x_count;
  }

  void close() {
    if (!x_file) return;
    x_file->flush();
    std::string count;
    append_big_endian(x_count, 8, count);
    x_file->write_at(4, count.data(), count.size());
    x_file->close();
  }

  [[nodiscard]] std::uint64_t offset() const { return x_offset; }
  [[nodiscard]] std::uint64_t count() const { return x_count; }
  [[nodiscard]] std::uint32_t field() const { return x_field; }
  [[nodiscard]] const std::string& term() const { return x_term; }
  [[nodiscard]] const TermPlace& place() const { return x_place; }

 private:
  std::unique_ptr<OutputFile> x_file;
  std::uint64_t x_offset = 0;
  std::uint64_t x_count = 0;
  std::uint64_t x_in_terms = 0;
  std::uint32_t x_field = UINT32_MAX;  // Lucene's -1: before the first field
  std::string x_term;
  TermPlace x_place;
  std::string x_scratch;
};

class DictionaryWriter {
 public:
  DictionaryWriter(IndexFolder& folder, const std::string& segment)
      : x_terms(folder, segment + ".tis"), x_index(folder, segment + ".tii") {}

  void add(std::uint32_t field, std::string_view term, const TermPlace& place) {
    // An index entry names the term before: a reader that stands there reads on with what follows.
    if (x_terms.count() % index_interval == 0) {
      const std::uint64_t offset = x_terms.offset();
      x_index.add(x_terms.field(), x_terms.term(), x_terms.place(), &offset);
    }
    x_terms.add(field, term, place, nullptr);
  }

  void close() {
    x_terms.close();
    x_index.close();
  }

 private:
  TermFile x_terms;
  TermFile x_index;
};

/// The skip list of one term: level 0 every 16th document, level 1 every 256th, ...
class SkipList {
 public:
  void reset() {
    for (Level& level : x_levels) level = {};
  }

  /// Before the `ordinal`-th document (a multiple of the interval): the document before it, and where both files stand.
  void add(std::uint32_t ordinal, std::uint32_t document, std::uint64_t documents, std::uint64_t positions) {
    std::uint64_t child = 0;
    for (std::size_t i = 0; i < x_levels.size() && ordinal % skip_interval == 0; ++i, ordinal /= skip_interval) {
      Level& level = x_levels[i];
      append_varint(document - level.document, level.bytes);
      append_varint(documents - level.documents, level.bytes);
      append_varint(positions - level.positions, level.bytes);
      level.document = document;
      level.documents = documents;
      level.positions = positions;
      const std::uint64_t here = level.bytes.size();
      if (i != 0) append_varint(child, level.bytes);
      child = here;
    }
  }

  void append_to(std::string& out) const {
    for (std::size_t i = x_levels.size() - 1; i > 0; --i) {
      if (!x_levels[i].bytes.empty()) append_text(x_levels[i].bytes, out);
    }
    out += x_levels[0].bytes;
  }

 private:
  struct Level {
    std::string bytes;
    std::uint32_t document = 0;
    std::uint64_t documents = 0;  // offsets count from the begin of the term
    std::uint64_t positions = 0;
  };
  std::array<Level, highest_skip_level> x_levels;
};

std::uint64_t next_varint(std::string_view bytes, std::size_t& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto next = static_cast<std::uint8_t>(bytes[at++]);
    value |= static_cast<std::uint64_t>(next & 0x7FU) << shift;
    if (next < 0x80) return value;
  }
}

/// Walks the postings once more, only to know where every 16th document begins.
void build_skips(std::string_view documents, std::string_view positions, bool with_positions, SkipList& skips) {
  std::size_t at = 0;
  std::size_t position_at = 0;
  std::uint32_t document = 0;
  std::uint32_t ordinal = 0;
  while (at < documents.size()) {
    if (++ordinal % skip_interval == 0) skips.add(ordinal, document, at, position_at);
    const std::uint64_t head = next_varint(documents, at);
    if (!with_positions) {
      document += static_cast<std::uint32_t>(head);
      continue;
    }
    document += static_cast<std::uint32_t>(head >> 1U);
    for (std::uint64_t left = (head & 1U) != 0 ? 1 : next_varint(documents, at); left > 0; --left) {
      while (static_cast<std::uint8_t>(positions[position_at++]) >= 0x80) {
      }
    }
  }
}

}  // namespace

Status write_postings(IndexFolder& folder, const std::string& segment, const PostingBuffer& postings) {
  if (const auto fields = folder.create(segment + ".fnm")) fields->append(field_names());
  const auto documents_file = folder.create(segment + ".frq");
  const auto positions_file = folder.create(segment + ".prx");
  DictionaryWriter dictionary(folder, segment);
  SkipList skips;
  std::string documents;
  std::string positions;
  for (const PostingBuffer::Entry* entry : postings.sorted()) {
    if (folder.failed()) break;
    const bool with_positions = has_positions(entry->field);
    documents.clear();
    positions.clear();
    postings.copy(entry->documents, documents);
    if (with_positions) postings.copy(entry->positions, positions);
    const TermPlace place = {entry->document_count, documents_file->size(), positions_file->size(),
                             static_cast<std::uint32_t>(documents.size())};
    if (entry->document_count >= skip_interval) {
      skips.reset();
      build_skips(documents, positions, with_positions, skips);
      skips.append_to(documents);
    }
    documents_file->append(documents);
    positions_file->append(positions);
    dictionary.add(static_cast<std::uint32_t>(entry->field), postings.term(*entry), place);
  }
  dictionary.close();
  return folder.status();
}

StoreWriter::StoreWriter(IndexFolder& folder, const std::string& segment)
    : x_data(folder.create(segment + ".fdt")), x_index(folder.create(segment + ".fdx")) {
  append_big_endian(store_format, 4, x_scratch);
  if (x_data) x_data->append(x_scratch);
  if (x_index) x_index->append(x_scratch);
}

void StoreWriter::add(std::string_view record) {
  if (!x_data || !x_index) return;
  x_scratch.clear();
  append_big_endian(x_data->size(), 8, x_scratch);
  x_index->append(x_scratch);
  constexpr char binary = 0x02;
  x_scratch.clear();
  append_varint(1, x_scratch);
  append_varint(record_field, x_scratch);
  x_scratch += binary;
  append_varint(record.size(), x_scratch);
  x_data->append(x_scratch);
  x_data->append(record);
  ++x_count;
}

void StoreWriter::close() {
  if (x_data) x_data->close();
  if (x_index) x_index->close();
}

}  // namespace concord
