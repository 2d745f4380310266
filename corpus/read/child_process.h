// ChildProcess: an outside program run on one hostile file, so that the file cannot take the pipeline with it.
//
// No shell. The child is a process group of its own with limits on address
// space, CPU time, file size and wall clock, and its output is read up to a
// limit; whatever is broken, the whole group is killed and reaped. It inherits
// nothing but its three streams, dies with the thread that started it, and
// runs in the locale C.UTF-8. Files are handed over as paths; bytes in memory
// as a MemoryFile, so that there are no temporary files to be left behind.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct ChildLimits {
  std::uint32_t seconds = 300;                       ///< wall clock, and CPU time
  std::uint64_t memory = std::uint64_t{2} << 30U;    ///< address space
  std::uint64_t output = std::uint64_t{256} << 20U;  ///< bytes of standard output
};

struct ChildCommand {
  std::vector<std::string> words;  ///< program, looked up in PATH, and its arguments
  std::string package;             ///< Debian package that brings it, for the remedy of "helper missing"
};

struct ChildOutput {
  std::string output;
  std::string errors;   ///< first 4 KiB of standard error
  int exit_status = 0;  ///< 0..255; a child that a signal killed is an Error, not an output
};

/// Runs a program to its end. Errors: helper_missing; limit (time, memory, output); damaged (it crashed); io. `where`
/// names the document. Any thread; blocks the calling one.
[[nodiscard]] Result<ChildOutput> run_child(const ChildCommand& command, const ChildLimits& limits,
                                            const std::string& where);

/// Runs several, at most `parallel` at a time, from the calling thread. Results come in the order of the commands.
[[nodiscard]] std::vector<Result<ChildOutput>> run_children(const std::vector<ChildCommand>& commands,
                                                            unsigned parallel, const ChildLimits& limits,
                                                            const std::string& where);

/// Whether run_child would find the program.
[[nodiscard]] bool is_installed(const std::string& program);

/// Bytes that a child can open as a file. Exists only in memory and only as long as this object.
class MemoryFile {
 public:
  [[nodiscard]] static Result<MemoryFile> make(std::string_view bytes, const std::string& where);
  MemoryFile(MemoryFile&& other) noexcept : x_descriptor(other.x_descriptor) { other.x_descriptor = -1; }
  MemoryFile& operator=(MemoryFile&&) = delete;
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();
  [[nodiscard]] std::string path() const;

 private:
  explicit MemoryFile(int descriptor) : x_descriptor(descriptor) {}
  int x_descriptor;
};

}  // namespace concord
