#include "pipeline/ingest/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace concord {
namespace {

Error failed(ErrorCode code, const std::string& path, const char* doing, int error) {
  return {code, path, std::string("cannot ") + doing + ": " + std::strerror(error), "check the folder's rights and the disk"};
}

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

}  // namespace

Status replace_file(const std::string& path, std::string_view bytes) {
  // Two processes may write the same file: each has an unfinished one of its own.
  const std::string unfinished = path + "." + std::to_string(::getpid()) + ".new";
  const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return failed(ErrorCode::cannot_create, path, "create it", errno);
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  int error = errno;
  const bool closed = ::close(file) == 0;
  if (written && !closed) error = errno;
  if (written && closed && ::rename(unfinished.c_str(), path.c_str()) == 0) return {};
  if (written && closed) error = errno;
  ::unlink(unfinished.c_str());
  return failed(ErrorCode::io, path, "write it", error);
}

}  // namespace concord
