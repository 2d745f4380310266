// IndexFolder: the files of one index, every call checked, the first failure remembered.
//
// Once a write, sync, rename or listing has failed, the folder refuses to
// change anything more: nothing is committed and, above all, nothing of the
// commit before is deleted. Reading goes on. Names in the folder become durable
// before the first deletion that follows them. One writing thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"

namespace concord {

class IndexFolder;

/// A file being written: appended to through a buffer, or written at a place. Failures show in the folder.
class OutputFile {
 public:
  OutputFile(IndexFolder& folder, std::string name, int file);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  void append(std::string_view bytes);
  /// Past the buffer: flush() first where both are used.
  void write_at(std::uint64_t offset, const void* bytes, std::size_t size);
  /// Bytes appended, or the furthest byte written.
  [[nodiscard]] std::uint64_t size() const { return x_size + x_buffer.size(); }
  void flush();
  /// Flushes and closes; does not sync.
  void close();

 private:
  IndexFolder& x_folder;
  std::string x_name;
  std::string x_buffer;
  std::uint64_t x_size = 0;
  int x_file;
};

class IndexFolder {
 public:
  IndexFolder(FileLayer& files, std::string path) : x_files(files), x_path(std::move(path)) {}

  [[nodiscard]] const std::string& path() const { return x_path; }
  [[nodiscard]] FileLayer& files() const { return x_files; }
  /// Success as long as nothing has failed.
  [[nodiscard]] Status status() const { return x_failed ? Status(x_failure) : Status(); }
  [[nodiscard]] bool failed() const { return x_failed; }

  /// Makes the folder unless it is there.
  Status make();
  [[nodiscard]] Result<std::vector<std::string>> list();
  /// A null pointer when it failed; see status().
  [[nodiscard]] std::unique_ptr<OutputFile> create(const std::string& name);
  Status sync(const std::string& name);
  Status sync_names();
  Status rename(const std::string& from, const std::string& to);
  Status remove(const std::string& name);
  /// Writes, syncs and renames into place, so that the name holds the old or the new bytes, never a part.
  Status replace(const std::string& name, std::string_view bytes);

  /// Remembers the first failure of all.
  void fail(std::string_view what, std::string_view name, int negative_errno);

 private:
  friend class OutputFile;
  FileLayer& x_files;
  std::string x_path;
  bool x_names_changed = false;
  bool x_failed = false;
  Error x_failure;
};

/// The error of a failed call: "index/_0.prx: cannot write: No space left on device".
[[nodiscard]] Error file_error(std::string_view what, std::string_view path, int negative_errno);

/// The whole of a small file. no_input when it is not there, io when it cannot be read.
[[nodiscard]] Result<std::string> read_whole(FileLayer& files, const std::string& path);

}  // namespace concord
