#include "corpus/read/file_source.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "corpus/read/failure.h"
#include "corpus/read/glob.h"
#include "corpus/text/utf8.h"

namespace concord {

/// A folder that is being listed: its entries, sorted, and which comes next.
struct FileSource::Level {
  struct Entry {
    std::string name;
    bool folder = false;
  };
  std::string relative;  // "" at the root
  std::string location;
  std::vector<Entry> entries;
  std::size_t at = 0;
};

namespace {

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : folder.back() == '/' ? folder + name : folder + "/" + name;
}

Error system_error(int error, const std::string& where, const char* doing) {
  const ReadFailure failure = error == ENOENT || error == ENOTDIR ? ReadFailure::vanished
                              : error == EACCES || error == EPERM ? ReadFailure::permission
                              : error == ELOOP                    ? ReadFailure::symlink
                                                                  : ReadFailure::io;
  return make_failure(failure, shown_name(where), std::string(doing) + ": " + std::strerror(error),
                      error == ELOOP ? "remove the link that points at itself" : "");
}

FileEntry entry_of(const struct stat& status, const std::string& relative, const std::string& location,
                   const std::string& source) {
  FileEntry entry;
  entry.stamp.path = shown_name(relative);
  entry.stamp.source = source;
  entry.stamp.size = static_cast<std::uint64_t>(status.st_size);
  entry.stamp.mtime_ns = std::int64_t{status.st_mtim.tv_sec} * 1000000000 + status.st_mtim.tv_nsec;
  entry.stamp.inode = status.st_ino;
  entry.location = location;
  return entry;
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr), &std::free);
  return real ? std::string(real.get()) : std::string();
}

bool is_below(const std::string& path, const std::string& root) {
  return path == root || (path.size() > root.size() && path.compare(0, root.size(), root) == 0 &&
                          (root.back() == '/' || path[root.size()] == '/'));
}

}  // namespace

std::string shown_name(std::string_view name) {
  const bool broken = first_ill_formed(name) != name.size();
  std::string shown;
  shown.reserve(name.size());
  const auto escape = [&](std::string_view bytes) {
    for (const char byte : bytes) {
      static constexpr std::string_view digits = "0123456789ABCDEF";
      const auto value = static_cast<unsigned char>(byte);
      shown += {'%', digits[value >> 4U], digits[value & 0xFU]};
    }
  };
  for (std::size_t i = 0; i < name.size();) {
    const Decoded next = decode_utf8(name, i);
    const std::string_view bytes = name.substr(i, next.length);
    const bool control = next.point < 0x20 || (next.point >= 0x7F && next.point < 0xA0) ||
                         (next.point >= 0x202A && next.point <= 0x202E) ||
                         (next.point >= 0x2066 && next.point <= 0x2069) || is_noncharacter(next.point);
    if (!next.valid || control || (broken && bytes == "%")) {
      escape(bytes);
    } else {
      shown += bytes;
    }
    i += next.length;
  }
  return shown;
}

FileSource::FileSource(std::vector<SourceFolder> folders) : x_folders(std::move(folders)) {}
FileSource::~FileSource() = default;
FileSource::FileSource(FileSource&&) noexcept = default;
FileSource& FileSource::operator=(FileSource&&) noexcept = default;

std::optional<Result<FileEntry>> FileSource::next() {
  for (;;) {
    while (!x_levels.empty()) {
      if (x_levels.back().at == x_levels.back().entries.size()) {
        x_levels.pop_back();
        continue;
      }
      if (auto found = visit_next_child()) return found;
    }
    if (x_next_folder == x_folders.size()) return std::nullopt;
    if (auto found = enter(x_folders[x_next_folder++])) return found;
  }
}

std::optional<Result<FileEntry>> FileSource::enter(const SourceFolder& folder) {
  struct stat status {};
  if (::stat(folder.path.c_str(), &status) != 0) {
    const int error = errno;
    if (error != ENOENT && error != ENOTDIR) x_unlisted.emplace_back();
    return system_error(error, folder.path, "cannot look at the source");
  }
  if (S_ISREG(status.st_mode)) {
    const std::size_t slash = folder.path.rfind('/');
    const std::string name = slash == std::string::npos ? folder.path : folder.path.substr(slash + 1);
    return entry_of(status, name, folder.path, folder.name);
  }
  if (!S_ISDIR(status.st_mode)) {
    return make_failure(ReadFailure::binary, shown_name(folder.path), "neither a folder nor a file");
  }
  x_real_root = real_path(folder.path);
  if (auto error = descend("", folder.path)) return *error;
  return std::nullopt;
}

std::optional<Error> FileSource::descend(const std::string& relative, const std::string& location) {
  constexpr std::size_t deepest = 200;  // a bind mount of a folder into itself has no end
  if (x_levels.size() >= deepest) {
    x_unlisted.push_back(shown_name(relative));
    return make_failure(ReadFailure::limit, shown_name(location), "folders nest deeper than 200");
  }
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(location.c_str()), &::closedir);
  if (!folder) {
    const int failure = errno;
    if (failure != ENOENT) x_unlisted.push_back(shown_name(relative));
    return system_error(failure, location, "cannot list the folder");
  }
  Level level{relative, location, {}, 0};
  errno = 0;
  while (const dirent* child = ::readdir(folder.get())) {
    const std::string name = child->d_name;
    if (name.front() != '.') level.entries.push_back({name, child->d_type == DT_DIR});
    errno = 0;
  }
  const int error = errno;
  // The bytes of the whole paths decide: a folder sorts as "name/", after "name-x" and before "name0".
  const auto key_less = [](const Level::Entry& a, const Level::Entry& b) {
    const std::size_t shared = std::min(a.name.size(), b.name.size());
    if (const int order = a.name.compare(0, shared, b.name, 0, shared); order != 0) return order < 0;
    const auto next_of = [&](const Level::Entry& e) {
      return e.name.size() > shared ? static_cast<int>(static_cast<unsigned char>(e.name[shared]))
             : e.folder             ? '/'
                                    : -1;
    };
    return next_of(a) < next_of(b);
  };
  std::sort(level.entries.begin(), level.entries.end(), key_less);
  x_levels.push_back(std::move(level));
  if (error != 0) {
    x_unlisted.push_back(shown_name(relative));
    return system_error(error, location, "the folder could not be listed to its end");
  }
  return std::nullopt;
}

std::optional<Result<FileEntry>> FileSource::visit_next_child() {
  Level& level = x_levels.back();
  const std::string& name = level.entries[level.at++].name;
  const std::string relative = joined(level.relative, name);
  const std::string location = joined(level.location, name);
  struct stat status {};
  if (::lstat(location.c_str(), &status) != 0) return system_error(errno, location, "listed, but gone when looked at");
  if (S_ISDIR(status.st_mode)) {
    if (!may_hold_wanted(relative)) return std::nullopt;
    if (auto error = descend(relative, location)) return *error;
    return std::nullopt;
  }
  if (!is_wanted(relative)) return std::nullopt;
  if (S_ISLNK(status.st_mode)) return visit_link(relative, location);
  if (!S_ISREG(status.st_mode)) {
    return make_failure(ReadFailure::binary, shown_name(location), "not a regular file (a pipe, socket or device)",
                        "exclude it");
  }
  return entry_of(status, relative, location, x_folders[x_next_folder - 1].name);
}

std::optional<Result<FileEntry>> FileSource::visit_link(const std::string& relative, const std::string& location) {
  struct stat status {};
  if (::stat(location.c_str(), &status) != 0) return system_error(errno, location, "the link leads nowhere");
  const std::string real = real_path(location);
  if (!is_below(real, x_real_root)) {
    return make_failure(ReadFailure::symlink, shown_name(location),
                        "a link that leads out of the source, to " + shown_name(real));
  }
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return entry_of(status, relative, location, x_folders[x_next_folder - 1].name);
}

bool FileSource::is_wanted(const std::string& relative) const {
  const SourceFolder& folder = x_folders[x_next_folder - 1];
  const auto matches = [&](const std::string& pattern) { return path_matches(pattern, relative); };
  if (std::any_of(folder.exclude.begin(), folder.exclude.end(), matches)) return false;
  return folder.include.empty() || std::any_of(folder.include.begin(), folder.include.end(), matches);
}

bool FileSource::may_hold_wanted(const std::string& relative) const {
  const SourceFolder& folder = x_folders[x_next_folder - 1];
  for (const std::string& pattern : folder.exclude) {
    if (path_matches(pattern, relative)) return false;
  }
  return folder.include.empty() ||
         std::any_of(folder.include.begin(), folder.include.end(),
                     [&](const std::string& pattern) { return path_may_match_below(pattern, relative); });
}

}  // namespace concord
