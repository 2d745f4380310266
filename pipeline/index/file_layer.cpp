#include "pipeline/index/file_layer.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace concord {
namespace {

std::int64_t checked(std::int64_t answer) { return answer < 0 ? -static_cast<std::int64_t>(errno) : answer; }
int checked(int answer) { return answer < 0 ? -errno : answer; }

class SystemFiles final : public FileLayer {
 public:
  int open_to_read(const std::string& path) override { return checked(::open(path.c_str(), O_RDONLY | O_CLOEXEC)); }
  int create(const std::string& path) override {
    return checked(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  }
  std::int64_t read_at(int file, void* bytes, std::size_t size, std::uint64_t offset) override {
    return checked(std::int64_t{::pread(file, bytes, size, static_cast<off_t>(offset))});
  }
  std::int64_t write_at(int file, const void* bytes, std::size_t size, std::uint64_t offset) override {
    return checked(std::int64_t{::pwrite(file, bytes, size, static_cast<off_t>(offset))});
  }
  std::int64_t size(int file) override {
    struct stat status {};
    return ::fstat(file, &status) < 0 ? -errno : std::int64_t{status.st_size};
  }
  int sync(int file) override { return checked(::fsync(file)); }
  int close(int file) override { return checked(::close(file)); }
  int rename(const std::string& from, const std::string& to) override {
    return checked(std::rename(from.c_str(), to.c_str()));
  }
  int remove(const std::string& path) override { return checked(::unlink(path.c_str())); }
  int make_folder(const std::string& path) override { return checked(::mkdir(path.c_str(), 0777)); }

  int list(const std::string& path, std::vector<std::string>& names) override {
    DIR* folder = ::opendir(path.c_str());
    if (folder == nullptr) return -errno;
    int failure = 0;
    for (;;) {
      errno = 0;
      const dirent* entry = ::readdir(folder);
      if (entry == nullptr) {
        failure = -errno;
        break;
      }
      if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0) names.emplace_back(entry->d_name);
    }
    ::closedir(folder);
    return failure;
  }

  std::int64_t free_bytes(const std::string& path) override {
    struct statvfs status {};
    if (::statvfs(path.c_str(), &status) < 0) return -errno;
    return static_cast<std::int64_t>(status.f_bavail) * static_cast<std::int64_t>(status.f_frsize);
  }
};

}  // namespace

FileLayer& system_files() {
  static SystemFiles files;
  return files;
}

}  // namespace concord
