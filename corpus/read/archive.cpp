#include "corpus/read/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <vector>

#include "corpus/read/failure.h"

namespace concord {
namespace {

using Handle = std::unique_ptr<archive, int (*)(archive*)>;

/// The file under an archive. libarchive takes a read that failed while it looks for the format for the end of the file, and
/// calls the archive unknown: what the disk said is kept here.
class Input {
 public:
  ~Input() {
    if (x_file >= 0) ::close(x_file);
  }
  Input() = default;
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  int open(archive* handle, const std::string& location) {
    x_file = ::open(location.c_str(), O_RDONLY | O_CLOEXEC);
    if (x_file < 0) {
      x_errno = errno;
      return ARCHIVE_FATAL;
    }
    archive_read_set_callback_data(handle, this);
    archive_read_set_read_callback(handle, &Input::read);
    archive_read_set_seek_callback(handle, &Input::seek);
    return archive_read_open1(handle);
  }
  [[nodiscard]] int failure() const { return x_errno; }  ///< errno of the first call that failed; 0 = none

 private:
  static la_ssize_t read(archive* handle, void* self, const void** bytes) {
    Input& input = *static_cast<Input*>(self);
    *bytes = input.x_buffer.data();
    for (;;) {
      const ssize_t got = ::read(input.x_file, input.x_buffer.data(), input.x_buffer.size());
      if (got >= 0) return got;
      if (errno != EINTR) return input.fail(handle);
    }
  }
  static la_int64_t seek(archive* handle, void* self, la_int64_t offset, int whence) {
    Input& input = *static_cast<Input*>(self);
    const off_t place = ::lseek(input.x_file, offset, whence);
    return place >= 0 ? la_int64_t{place} : la_int64_t{input.fail(handle)};
  }
  int fail(archive* handle) {
    if (x_errno == 0) x_errno = errno;
    archive_set_error(handle, x_errno, "%s", std::strerror(x_errno));
    return ARCHIVE_FATAL;
  }

  int x_file = -1;
  int x_errno = 0;
  std::vector<char> x_buffer = std::vector<char>(std::size_t{1} << 18U);
};

Error damaged(archive* handle, const Input& input, const std::string& where) {
  if (input.failure() != 0) {
    const ReadFailure failure = input.failure() == ENOENT ? ReadFailure::vanished : ReadFailure::io;
    return make_failure(failure, where, std::string("cannot read: ") + std::strerror(input.failure()));
  }
  const char* reason = archive_error_string(handle);
  const std::string text = reason != nullptr ? reason : "the archive is broken";
  const bool locked = text.find("ncrypt") != std::string::npos || text.find("assphrase") != std::string::npos;
  return make_failure(locked ? ReadFailure::encrypted : ReadFailure::damaged, where, "cannot unpack it: " + text);
}

Handle open_handle() {
  Handle handle(archive_read_new(), &archive_read_free);
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_bzip2(handle.get());
  archive_read_support_filter_xz(handle.get());
  archive_read_support_filter_zstd(handle.get());
  archive_read_support_format_zip(handle.get());
  archive_read_support_format_tar(handle.get());
  archive_read_support_format_7zip(handle.get());
  archive_read_support_format_raw(handle.get());
  return handle;
}

class MemberStream final : public ByteStream {
 public:
  MemberStream(archive* handle, const Input& input, const ReadLimits& limits, UnpackBudget& budget, std::string where)
      : x_handle(handle), x_input(input), x_limits(limits), x_budget(budget), x_where(std::move(where)) {}

  Result<std::size_t> read(char* into, std::size_t room) override {
    const la_ssize_t got = archive_read_data(x_handle, into, room);
    if (got < 0 || x_input.failure() != 0) return damaged(x_handle, x_input, x_where);
    x_budget.unpacked += static_cast<std::uint64_t>(got);
    constexpr std::uint64_t free_of_ratio = std::uint64_t{16} << 20U;
    if (x_budget.unpacked > free_of_ratio && x_budget.unpacked / x_limits.archive_ratio > x_budget.packed) {
      return make_failure(ReadFailure::limit, x_where,
                          "unpacks to more than " + std::to_string(x_limits.archive_ratio) + " times its size");
    }
    if (x_budget.unpacked > x_limits.unpacked_bytes) {
      return make_failure(ReadFailure::limit, x_where,
                          "unpacks to more than " + std::to_string(x_limits.unpacked_bytes) + " bytes");
    }
    return static_cast<std::size_t>(got);
  }

 private:
  archive* x_handle;
  const Input& x_input;
  const ReadLimits& x_limits;
  UnpackBudget& x_budget;
  std::string x_where;
};

/// The UTF-8 name where the archive gives one, else its bytes.
std::string name_of(archive_entry* entry, std::uint32_t number) {
  const char* name = archive_entry_pathname_utf8(entry);
  if (name == nullptr) name = archive_entry_pathname(entry);
  return name != nullptr && *name != '\0' ? shown_name(name) : "member " + std::to_string(number);
}

}  // namespace

Status for_each_member(const std::string& location, std::string_view bytes, const ReadLimits& limits,
                       UnpackBudget& budget, const std::string& where, const MemberSink& sink) {
  Input input;
  const Handle handle = open_handle();  // goes before what it reads from
  const int opened = location.empty() ? archive_read_open_memory(handle.get(), bytes.data(), bytes.size())
                                      : input.open(handle.get(), location);
  if (opened != ARCHIVE_OK) return damaged(handle.get(), input, where);
  for (;;) {
    archive_entry* entry = nullptr;
    const int next = archive_read_next_header(handle.get(), &entry);
    if (input.failure() != 0) return damaged(handle.get(), input, where);
    if (next == ARCHIVE_EOF) return {};
    if (next != ARCHIVE_OK && next != ARCHIVE_WARN) return damaged(handle.get(), input, where);
    if (++budget.members > limits.archive_members) {
      return make_failure(ReadFailure::limit, where,
                          "more than " + std::to_string(limits.archive_members) + " members");
    }
    if (archive_entry_filetype(entry) != AE_IFREG) continue;
    const std::string name = name_of(entry, budget.members);
    MemberStream stream(handle.get(), input, limits, budget, where + "#" + name);
    if (Status taken = sink(name, stream); !taken) return taken;
  }
}

}  // namespace concord
