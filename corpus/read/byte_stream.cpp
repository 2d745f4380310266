#include "corpus/read/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "corpus/read/failure.h"
#include "corpus/read/file_source.h"

namespace concord {
namespace {

class DescriptorStream final : public ByteStream {
 public:
  DescriptorStream(int descriptor, bool owned, std::string where)
      : x_descriptor(descriptor), x_owned(owned), x_where(std::move(where)) {}
  ~DescriptorStream() override {
    if (x_owned) ::close(x_descriptor);
  }
  DescriptorStream(const DescriptorStream&) = delete;
  DescriptorStream& operator=(const DescriptorStream&) = delete;

  Result<std::size_t> read(char* into, std::size_t room) override {
    for (;;) {
      const ssize_t got = ::read(x_descriptor, into, room);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR)
        return make_failure(ReadFailure::io, x_where, std::string("cannot read: ") + std::strerror(errno));
    }
  }

 private:
  int x_descriptor;
  bool x_owned;
  std::string x_where;
};

class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : x_rest(bytes) {}
  Result<std::size_t> read(char* into, std::size_t room) override {
    const std::size_t count = x_rest.copy(into, room);
    x_rest.remove_prefix(count);
    return count;
  }

 private:
  std::string_view x_rest;
};

ReadFailure failure_of(int error) {
  if (error == ENOENT || error == ENOTDIR) return ReadFailure::vanished;
  if (error == EACCES || error == EPERM) return ReadFailure::permission;
  return error == ELOOP ? ReadFailure::symlink : ReadFailure::io;
}

}  // namespace

Result<std::unique_ptr<ByteStream>> open_file(const std::string& location, FileStamp& stamp) {
  // O_NONBLOCK: a pipe that took the file's place must not make the run wait for a writer.
  const int descriptor = ::open(location.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) {
    const int error = errno;
    return make_failure(failure_of(error), shown_name(location), std::string("cannot open: ") + std::strerror(error));
  }
  auto stream = std::make_unique<DescriptorStream>(descriptor, true, shown_name(location));
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) {
    return make_failure(ReadFailure::io, shown_name(location),
                        std::string("cannot look at it: ") + std::strerror(errno));
  }
  if (!S_ISREG(status.st_mode)) return make_failure(ReadFailure::binary, shown_name(location), "not a regular file");
  stamp.size = static_cast<std::uint64_t>(status.st_size);
  stamp.mtime_ns = std::int64_t{status.st_mtim.tv_sec} * 1000000000 + status.st_mtim.tv_nsec;
  stamp.inode = status.st_ino;
  return std::unique_ptr<ByteStream>(std::move(stream));
}

std::unique_ptr<ByteStream> descriptor_stream(int descriptor, std::string where) {
  return std::make_unique<DescriptorStream>(descriptor, false, std::move(where));
}

std::unique_ptr<ByteStream> memory_stream(std::string_view bytes) {
  return std::make_unique<MemoryStream>(bytes);
}

Result<std::string> read_all(ByteStream& stream, std::uint64_t limit, const std::string& where,
                             std::uint64_t expected_size, std::string head) {
  const auto too_large = [&] {
    return make_failure(ReadFailure::too_large, where, "larger than the limit of " + std::to_string(limit) + " bytes");
  };
  if (expected_size > limit) return too_large();
  std::string bytes = std::move(head);
  std::size_t used = bytes.size();
  bytes.resize(std::max<std::size_t>(expected_size + 1, 4096));  // one more, so that the end shows without growing
  for (;;) {
    if (used == bytes.size()) bytes.resize(bytes.size() * 2);
    const auto got = stream.read(bytes.data() + used, bytes.size() - used);
    if (!got) return got.error();
    if (*got == 0) break;
    used += *got;
    if (used > limit) return too_large();
  }
  bytes.resize(used);
  return bytes;
}

LineReader::LineReader(ByteStream& stream, std::size_t longest, std::string where)
    : x_stream(stream), x_longest(longest), x_where(std::move(where)) {}

Status LineReader::fill() {
  constexpr std::size_t step = std::size_t{1} << 18U;
  x_buffer.erase(0, x_begin);
  x_begin = 0;
  const std::size_t used = x_buffer.size();
  x_buffer.resize(used + step);
  const auto got = x_stream.read(x_buffer.data() + used, step);
  x_buffer.resize(used + (got ? *got : 0));
  if (!got) {
    x_failed = true;
    return got.error();
  }
  x_at_end = *got == 0;
  return {};
}

Result<std::optional<std::string_view>> LineReader::next() {
  if (x_failed) return std::optional<std::string_view>();
  std::size_t searched = 0;
  for (;;) {
    const std::size_t end = x_buffer.find('\n', x_begin + searched);
    if (end == std::string::npos && !x_at_end) {
      searched = x_buffer.size() - x_begin;
      if (searched > x_longest) return skip_long_line();
      if (Status filled = fill(); !filled) return filled.error();
      continue;
    }
    if (end == std::string::npos && x_begin == x_buffer.size()) return std::optional<std::string_view>();
    const std::size_t line_end = end == std::string::npos ? x_buffer.size() : end;
    std::string_view line = std::string_view(x_buffer).substr(x_begin, line_end - x_begin);
    x_begin = end == std::string::npos ? x_buffer.size() : end + 1;
    ++x_number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return std::optional<std::string_view>(line);
  }
}

Result<std::optional<std::string_view>> LineReader::skip_long_line() {
  ++x_number;
  for (;;) {
    const std::size_t end = x_buffer.find('\n', x_begin);
    if (end != std::string::npos) {
      x_begin = end + 1;
      break;
    }
    x_begin = x_buffer.size();
    if (x_at_end) break;
    if (Status filled = fill(); !filled) return filled.error();
  }
  return make_failure(ReadFailure::limit, x_where + ":" + std::to_string(x_number),
                      "the line is longer than " + std::to_string(x_longest) + " bytes");
}

}  // namespace concord
