#include "pipeline/index/segment.h"

#include <bit>
#include <optional>

#include "pipeline/index/bytes.h"

namespace concord {
namespace {

Error damaged(const std::string& where, std::string_view what) {
  return {ErrorCode::bad_data, where, "the index is damaged: " + std::string(what),
          "'concord check --repair' saves what can be read and reads the rest from the sources"};
}

using Input = Result<std::unique_ptr<InputFile>>;

Input open_file(FileLayer& files, const std::string& folder, const std::string& name, const Manifest& manifest) {
  const auto sums = manifest.files.find(name);
  if (sums == manifest.files.end()) return damaged(folder + "/" + name, "the manifest does not name this file");
  return InputFile::open(files, folder + "/" + name, sums->second);
}

Result<std::string> read_file(FileLayer& files, const std::string& folder, const std::string& name, const Manifest& manifest) {
  const Input input = open_file(files, folder, name, manifest);
  if (!input) return input.error();
  std::string bytes;
  if (const Status read = (*input)->read(0, (*input)->size(), bytes); !read) return read.error();
  return bytes;
}

/// Lucene's BitVector: the bits, or the distances of bytes that are not zero.
std::optional<std::vector<std::uint8_t>> parse_deletions(std::string_view bytes, std::uint32_t documents) {
  ByteReader reader(bytes);
  auto size = static_cast<std::uint32_t>(reader.big_endian(4));
  const bool sparse = size == UINT32_MAX;
  if (sparse) size = static_cast<std::uint32_t>(reader.big_endian(4));
  auto count = static_cast<std::int64_t>(reader.big_endian(4));
  if (!reader.ok() || size != documents) return std::nullopt;
  std::vector<std::uint8_t> bits((size >> 3U) + 1U);
  if (!sparse) {
    const std::string_view all = reader.bytes(bits.size());
    std::copy(all.begin(), all.end(), bits.begin());
    return reader.ok() ? std::optional(std::move(bits)) : std::nullopt;
  }
  std::uint64_t at = 0;
  while (count > 0 && reader.ok()) {
    at += reader.varint();
    if (at >= bits.size()) return std::nullopt;
    bits[static_cast<std::size_t>(at)] = reader.byte();
    count -= std::max(1, std::popcount(bits[static_cast<std::size_t>(at)]));
  }
  return reader.ok() ? std::optional(std::move(bits)) : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<Segment>> Segment::open(FileLayer& files, const std::string& folder, const SegmentEntry& entry,
                                               const Manifest& manifest) {
  auto segment = std::make_unique<Segment>();
  segment->x_entry = entry;
  const auto names = read_file(files, folder, entry.name + ".fnm", manifest);
  if (!names) return names.error();
  auto fields = FieldNumbers::parse(*names);
  if (!fields || !fields->record) return damaged(folder + "/" + entry.name + ".fnm", "the list of fields cannot be read");
  segment->x_record_field = *fields->record;
  Input terms = open_file(files, folder, entry.name + ".tis", manifest);
  if (!terms) return terms.error();
  struct Wanted {
    std::string name;
    std::unique_ptr<InputFile>* file;
  };
  for (const Wanted& wanted : {Wanted{entry.name + ".frq", &segment->x_documents}, Wanted{entry.name + ".prx", &segment->x_positions},
                               Wanted{entry.store_name + ".fdt", &segment->x_store},
                               Wanted{entry.store_name + ".fdx", &segment->x_store_index}}) {
    Input file = open_file(files, folder, wanted.name, manifest);
    if (!file) return file.error();
    *wanted.file = std::move(*file);
  }
  const auto index = read_file(files, folder, entry.name + ".tii", manifest);
  if (!index) return index.error();
  auto dictionary = TermDictionary::open(std::move(*terms), *index, std::move(*fields), segment->x_documents->size(),
                                     segment->x_positions->size());
  if (!dictionary) return dictionary.error();
  segment->x_dictionary = std::move(*dictionary);
  if (entry.deletion_generation > 0) {
    const std::string name = entry.name + "_" + base36(static_cast<std::uint64_t>(entry.deletion_generation)) + ".del";
    const auto bytes = read_file(files, folder, name, manifest);
    if (!bytes) return bytes.error();
    auto deleted = parse_deletions(*bytes, entry.document_count);
    if (!deleted) return damaged(folder + "/" + name, "the list of deleted documents cannot be read");
    segment->x_deleted = std::move(*deleted);
  }
  return segment;
}

Status Segment::record(std::uint32_t document, std::string& out) const {
  const std::uint64_t place = 4 + 8 * (std::uint64_t{x_entry.store_offset} + document);
  const bool last = place + 8 >= x_store_index->size();
  if (const Status read = x_store_index->read(place, last ? 8 : 16, out); !read) return read;
  ByteReader places(out);
  const std::uint64_t begin = places.big_endian(8);
  const std::uint64_t end = last ? x_store->size() : places.big_endian(8);
  if (end < begin) return damaged(x_store_index->path(), "places of stored documents do not ascend");
  if (const Status read = x_store->read(begin, end - begin, out); !read) return read;
  ByteReader reader(out);
  const bool one_field = reader.varint() == 1 && reader.varint() == x_record_field;
  constexpr std::uint8_t binary = 0x02;
  const bool is_binary = reader.byte() == binary;
  const std::uint64_t size = reader.varint();
  if (!reader.ok() || !one_field || !is_binary || size != reader.left()) return damaged(x_store->path(), "a stored document cannot be read");
  out.erase(0, reader.at());
  return {};
}

}  // namespace concord
