#include "pipeline/index/index_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>
#include <utility>

namespace concord {
namespace {

bool try_lock(int file) {
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  return ::fcntl(file, F_OFD_SETLK, &whole) == 0;
}

/// False when the folder was put aside while we waited: the lock is then one on what is no longer the index.
bool is_at(int file, const std::string& path) {
  struct stat ours {};
  struct stat there {};
  return ::fstat(file, &ours) == 0 && ::stat(path.c_str(), &there) == 0 && ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

std::string holder_of(int file) {
  std::array<char, 32> text{};
  const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
  std::string pid(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!pid.empty() && pid.back() == '\n') pid.pop_back();
  return pid.empty() ? "another process" : "process " + pid;
}

}  // namespace

Result<IndexLock> IndexLock::acquire(const std::string& path, int wait_seconds) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) {
    return Error{ErrorCode::cannot_create, path, std::string("cannot open the lock: ") + std::strerror(errno),
                 "check the rights of the folder"};
  }
  IndexLock lock(file);
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(wait_seconds);
  while (!try_lock(file)) {
    if (errno != EAGAIN && errno != EACCES && errno != EINTR) {
      return Error{ErrorCode::io, path, std::string("cannot lock: ") + std::strerror(errno), ""};
    }
    if (std::chrono::steady_clock::now() >= give_up) {
      return Error{ErrorCode::locked, path, "the index is being written by " + holder_of(file),
                   "try again later, or wait for it with --lock-wait SECONDS"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  if (!is_at(file, path)) return acquire(path, wait_seconds);
  const std::string pid = std::to_string(::getpid()) + "\n";
  // The number is for messages only: a full disk must not keep anybody from locking.
  if (::ftruncate(file, 0) == 0) (void)!::pwrite(file, pid.data(), pid.size(), 0);
  return lock;
}

IndexLock::~IndexLock() { release(); }
IndexLock::IndexLock(IndexLock&& other) noexcept : x_file(std::exchange(other.x_file, -1)) {}
IndexLock& IndexLock::operator=(IndexLock&& other) noexcept {
  if (this != &other) {
    release();
    x_file = std::exchange(other.x_file, -1);
  }
  return *this;
}

void IndexLock::release() {
  if (x_file >= 0) ::close(x_file);
  x_file = -1;
}

}  // namespace concord
