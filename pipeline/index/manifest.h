// Manifest: size and checksums of every file of one commit. Lucene's format has none, and reads damage as data.
//
// A file is hashed in blocks, so that a reader verifies exactly what it reads
// before it believes a byte of it, and an open index costs no reading at all.
// On disk "manifest_N" beside "segments_N" (N in base 36), made durable before
// the commit is:
//
//   manifest := "CCM" version(byte = 1) commit(text) count { name(text) size blocks{ checksum(8) } } checksum(8)
//
// with varints, checksums the XXH3-64 of a block (big-endian), the last one of
// all bytes before it. `commit` stands in the user data of segments_N too.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"

namespace concord {

inline constexpr std::uint64_t manifest_block_bytes = 16384;

struct FileChecksums {
  std::uint64_t size = 0;
  std::vector<std::uint64_t> blocks;  ///< one for each block begun
  friend bool operator==(const FileChecksums&, const FileChecksums&) = default;
};

struct Manifest {
  std::string commit;  ///< names the commit this belongs to
  std::map<std::string, FileChecksums, std::less<>> files;

  [[nodiscard]] std::string to_bytes() const;
  /// Error: bad_data naming `where`.
  [[nodiscard]] static Result<Manifest> from_bytes(std::string_view bytes, std::string_view where);
};

/// Reads the file whole. Error: io, no_input.
[[nodiscard]] Result<FileChecksums> checksums_of(FileLayer& files, const std::string& path);

[[nodiscard]] std::uint64_t checksum(std::string_view bytes);

}  // namespace concord
