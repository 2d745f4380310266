// FileLayer: the system calls that the index makes, so that tests can make the n-th of them fail or cut the power.
//
// Each call answers like the system's, but with -errno instead of -1. Paths are
// bytes. Thread-safe as the system is. Nothing here retries, buffers or throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace concord {

class FileLayer {
 public:
  virtual ~FileLayer() = default;
  /// A file to read from the start; its number.
  virtual int open_to_read(const std::string& path) = 0;
  /// A new file, emptied when it is there already.
  virtual int create(const std::string& path) = 0;
  virtual std::int64_t read_at(int file, void* bytes, std::size_t size, std::uint64_t offset) = 0;
  virtual std::int64_t write_at(int file, const void* bytes, std::size_t size, std::uint64_t offset) = 0;
  virtual std::int64_t size(int file) = 0;
  /// Of a file or of a folder.
  virtual int sync(int file) = 0;
  virtual int close(int file) = 0;
  virtual int rename(const std::string& from, const std::string& to) = 0;
  virtual int remove(const std::string& path) = 0;
  virtual int make_folder(const std::string& path) = 0;
  /// The names in a folder, in no order, without . and ..
  virtual int list(const std::string& path, std::vector<std::string>& names) = 0;
  /// Bytes free for this user on the file system of `path`.
  virtual std::int64_t free_bytes(const std::string& path) = 0;
};

/// The operating system.
[[nodiscard]] FileLayer& system_files();

}  // namespace concord
