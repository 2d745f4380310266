// InputFile: one file of a commit, open for reading; every byte handed out has been verified against the manifest.
//
// Positioned reads (pread), so threads share it without a lock, and a truncated
// or failing file is an Error where a memory map would be a signal.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"
#include "pipeline/index/manifest.h"

namespace concord {

class InputFile {
 public:
  /// Opens and compares the size with the manifest's. Error: bad_data when it differs or the file is not there.
  [[nodiscard]] static Result<std::unique_ptr<InputFile>> open(FileLayer& files, std::string path, FileChecksums sums);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  [[nodiscard]] std::uint64_t size() const { return x_sums.size; }
  [[nodiscard]] const std::string& path() const { return x_path; }
  /// Replaces `out` by [offset, offset + size). Cost: whole blocks are read and hashed. Error: bad_data, io.
  Status read(std::uint64_t offset, std::uint64_t size, std::string& out) const;

 private:
  InputFile(FileLayer& files, std::string path, FileChecksums sums, int file)
      : x_files(files), x_path(std::move(path)), x_sums(std::move(sums)), x_file(file) {}
  [[nodiscard]] Error damaged(std::string_view what) const;

  FileLayer& x_files;
  std::string x_path;
  FileChecksums x_sums;
  int x_file;
};

}  // namespace concord
