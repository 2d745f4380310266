// ByteStream: bytes of a file, a pipe or an archive member, in order, with the error of the place they come from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

namespace concord {

class ByteStream {
 public:
  virtual ~ByteStream() = default;
  /// Up to `room` bytes into `into`; 0 at the end. Interrupted calls are taken up again.
  [[nodiscard]] virtual Result<std::size_t> read(char* into, std::size_t room) = 0;
};

/// Opens a regular file. The stamp's size, mtime and inode are set to what is opened now, not to what was listed.
/// Errors: vanished, permission, binary (a folder, a pipe).
[[nodiscard]] Result<std::unique_ptr<ByteStream>> open_file(const std::string& location, FileStamp& stamp);

/// Standard input or another descriptor, which stays open.
[[nodiscard]] std::unique_ptr<ByteStream> descriptor_stream(int descriptor, std::string where);

/// Bytes in memory, which must outlive the stream.
[[nodiscard]] std::unique_ptr<ByteStream> memory_stream(std::string_view bytes);

/// `head` (what was read before) and everything up to the end. Error: too_large when there is more than `limit`,
/// without reading on.
[[nodiscard]] Result<std::string> read_all(ByteStream& stream, std::uint64_t limit, const std::string& where,
                                           std::uint64_t expected_size = 0, std::string head = {});

/// Lines of a stream that is too long for memory. "\r\n" ends a line as "\n" does; the last line needs no end.
class LineReader {
 public:
  /// A line longer than `longest` is an Error of that line; the next call goes on after it.
  LineReader(ByteStream& stream, std::size_t longest, std::string where);

  /// The next line without its end; it holds until the next call. nullopt at the end of the stream.
  [[nodiscard]] Result<std::optional<std::string_view>> next();
  [[nodiscard]] std::uint64_t number() const { return x_number; }  ///< of the line last returned, from 1
  [[nodiscard]] bool failed() const { return x_failed; }           ///< the stream itself broke: next() gives no more

 private:
  [[nodiscard]] Status fill();
  [[nodiscard]] Result<std::optional<std::string_view>> skip_long_line();

  ByteStream& x_stream;
  std::size_t x_longest;
  std::string x_where;
  std::string x_buffer;
  std::size_t x_begin = 0;  // of what is not yet handed out
  std::uint64_t x_number = 0;
  bool x_at_end = false;
  bool x_failed = false;
};

}  // namespace concord
