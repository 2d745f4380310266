#include "pipeline/index/duplicates_note.h"

#include "pipeline/index/bytes.h"
#include "pipeline/index/commit_file.h"
#include "pipeline/index/index_folder.h"

namespace concord {
namespace {

constexpr std::string_view magic = "CCD\x01";
constexpr std::size_t checksum_bytes = 8;

}  // namespace

std::string duplicates_note_bytes(std::string_view commit, std::string_view note) {
  std::string bytes(magic);
  append_text(commit, bytes);
  append_text(note, bytes);
  append_big_endian(checksum(bytes), checksum_bytes, bytes);
  return bytes;
}

Result<std::string> read_duplicates_note(FileLayer& files, const std::string& folder, std::uint64_t generation,
                                         std::string_view commit) {
  const std::string path = folder + "/" + std::string(duplicates_prefix) + base36(generation);
  const Error damaged = {ErrorCode::bad_data, path, "the note of duplicates is damaged",
                         "remove the file: answers do without it, and the next ingest writes another"};
  const auto bytes = read_whole(files, path);
  if (!bytes) return bytes.error().code == ErrorCode::no_input ? Result<std::string>(std::string()) : bytes.error();
  if (bytes->size() < checksum_bytes) return damaged;
  const std::string_view body = std::string_view(*bytes).substr(0, bytes->size() - checksum_bytes);
  ByteReader tail(std::string_view(*bytes).substr(body.size()));
  if (tail.big_endian(checksum_bytes) != checksum(body)) return damaged;
  ByteReader reader(body);
  if (reader.bytes(magic.size()) != magic || reader.text() != commit) return damaged;
  const std::string_view note = reader.text();
  return reader.ok() && reader.at_end() ? Result<std::string>(std::string(note)) : damaged;
}

}  // namespace concord
