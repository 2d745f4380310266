// IndexLock: one writer at a time, in this process or any other.
//
// An open-file-description lock (F_OFD_SETLK) on a file that is never removed:
// it ends with the process, however that ends, and does not end when another
// descriptor of the same file is closed. The holder's process id stands in the
// file, for the message of the one who has to wait.
#pragma once

#include <string>

#include "corpus/document/result.h"

namespace concord {

class IndexLock {
 public:
  /// Tries for `wait_seconds` (0: once). Error: locked, naming the holder; cannot_create, io.
  [[nodiscard]] static Result<IndexLock> acquire(const std::string& path, int wait_seconds);
  IndexLock() = default;  ///< holds nothing
  ~IndexLock();
  IndexLock(IndexLock&& other) noexcept;
  IndexLock& operator=(IndexLock&& other) noexcept;
  [[nodiscard]] bool held() const { return x_file >= 0; }
  void release();

 private:
  explicit IndexLock(int file) : x_file(file) {}
  int x_file = -1;
};

}  // namespace concord
