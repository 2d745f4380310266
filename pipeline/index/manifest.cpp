#include "pipeline/index/manifest.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "pipeline/index/bytes.h"
#include "pipeline/index/index_folder.h"

namespace concord {
namespace {
constexpr std::string_view magic = "CCM\x01";
}

std::uint64_t checksum(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

std::string Manifest::to_bytes() const {
  std::string bytes(magic);
  append_text(commit, bytes);
  append_varint(files.size(), bytes);
  for (const auto& [name, sums] : files) {
    append_text(name, bytes);
    append_varint(sums.size, bytes);
    for (const std::uint64_t block : sums.blocks) append_big_endian(block, 8, bytes);
  }
  append_big_endian(checksum(bytes), 8, bytes);
  return bytes;
}

Result<Manifest> Manifest::from_bytes(std::string_view bytes, std::string_view where) {
  const Error damaged = {ErrorCode::bad_data, std::string(where), "the index is damaged: its manifest is not whole",
                         "run 'concord check'"};
  if (bytes.size() < magic.size() + 8) return damaged;
  ByteReader tail(bytes.substr(bytes.size() - 8));
  bytes.remove_suffix(8);
  if (tail.big_endian(8) != checksum(bytes)) return damaged;
  ByteReader reader(bytes);
  if (reader.bytes(magic.size()) != magic) return damaged;
  Manifest manifest;
  manifest.commit = reader.text();
  for (std::uint32_t left = reader.count(2); left > 0 && reader.ok(); --left) {
    std::string name(reader.text());
    FileChecksums sums;
    sums.size = reader.varint();
    const std::uint64_t blocks = sums.size / manifest_block_bytes + (sums.size % manifest_block_bytes != 0 ? 1 : 0);
    if (blocks > reader.left() / 8) return damaged;
    sums.blocks.resize(static_cast<std::size_t>(blocks));
    for (std::uint64_t& block : sums.blocks) block = reader.big_endian(8);
    manifest.files.emplace(std::move(name), std::move(sums));
  }
  if (!reader.ok() || !reader.at_end()) return damaged;
  return manifest;
}

Result<FileChecksums> checksums_of(FileLayer& files, const std::string& path) {
  const int file = files.open_to_read(path);
  if (file < 0) return file_error("open", path, file);
  FileChecksums sums;
  std::string block(manifest_block_bytes * 16, '\0');
  std::size_t filled = 0;
  std::int64_t got = 0;
  do {
    got = files.read_at(file, block.data() + filled, block.size() - filled, sums.size);
    if (got > 0) {
      filled += static_cast<std::size_t>(got);
      sums.size += static_cast<std::uint64_t>(got);
    }
    if (filled < block.size() && got > 0) continue;
    for (std::size_t at = 0; at < filled; at += manifest_block_bytes) {
      sums.blocks.push_back(checksum(std::string_view(block).substr(at, std::min<std::size_t>(manifest_block_bytes, filled - at))));
    }
    filled = 0;
  } while (got > 0);
  files.close(file);
  if (got < 0) return file_error("read", path, static_cast<int>(got));
  return sums;
}

}  // namespace concord
