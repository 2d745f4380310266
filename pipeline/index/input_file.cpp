#include "pipeline/index/input_file.h"

#include <algorithm>
#include <cerrno>

#include "pipeline/index/index_folder.h"

namespace concord {

Result<std::unique_ptr<InputFile>> InputFile::open(FileLayer& files, std::string path, FileChecksums sums) {
  const int file = files.open_to_read(path);
  if (file < 0) return file_error("open", path, file);
  std::unique_ptr<InputFile> input(new InputFile(files, std::move(path), std::move(sums), file));
  const std::int64_t size = files.size(file);
  if (size < 0) return file_error("look at", input->x_path, static_cast<int>(size));
  if (static_cast<std::uint64_t>(size) != input->x_sums.size) {
    return input->damaged("it has " + std::to_string(size) + " bytes where the manifest says " + std::to_string(input->x_sums.size));
  }
  return input;
}

InputFile::~InputFile() { x_files.close(x_file); }

Error InputFile::damaged(std::string_view what) const {
  return {ErrorCode::bad_data, x_path, "the index is damaged: " + std::string(what),
          "'concord check --repair' saves what can be read and reads the rest from the sources"};
}

Status InputFile::read(std::uint64_t offset, std::uint64_t size, std::string& out) const {
  out.clear();
  if (size == 0) return {};
  if (offset > x_sums.size || size > x_sums.size - offset) return damaged("a place beyond its end is referred to");
  const std::uint64_t first = offset / manifest_block_bytes;
  const std::uint64_t begin = first * manifest_block_bytes;
  const std::uint64_t last = (offset + size - 1) / manifest_block_bytes;
  const std::uint64_t end = std::min(x_sums.size, (last + 1) * manifest_block_bytes);
  out.resize(static_cast<std::size_t>(end - begin));
  for (std::size_t at = 0; at < out.size();) {
    const std::int64_t got = x_files.read_at(x_file, out.data() + at, out.size() - at, begin + at);
    if (got == -EINTR) continue;
    if (got < 0) return file_error("read", x_path, static_cast<int>(got));
    if (got == 0) return damaged("it ends early");
    at += static_cast<std::size_t>(got);
  }
  for (std::uint64_t block = first; block <= last; ++block) {
    const std::size_t at = static_cast<std::size_t>((block - first) * manifest_block_bytes);
    if (checksum(std::string_view(out).substr(at, manifest_block_bytes)) != x_sums.blocks[static_cast<std::size_t>(block)]) {
      return damaged("bytes " + std::to_string(block * manifest_block_bytes) + " and following are not what was written");
    }
  }
  out.resize(static_cast<std::size_t>(offset - begin + size));
  if (offset != begin) out.erase(0, static_cast<std::size_t>(offset - begin));
  return {};
}

}  // namespace concord
