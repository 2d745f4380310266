#include "tests/support/faulty_files.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

namespace concord::test {

int FaultyFiles::fault() {
  const std::uint64_t call = x_calls++;
  return call == x_plan.fail_at || (x_plan.from_then_on && call > x_plan.fail_at) ? -x_plan.error : 0;
}

void FaultyFiles::crash(std::mt19937& random) {
  x_open.clear();
  std::set<std::string> all;
  for (const auto& [name, file] : x_names) all.insert(name);
  for (const auto& [name, file] : x_synced_names) all.insert(name);
  Names left;
  for (const std::string& name : all) {
    const auto now = x_names.find(name);
    const auto before = x_synced_names.find(name);
    const bool take_now = random() % 2 == 0;  // each change of a name may or may not have reached the disk
    const Names::const_iterator taken = take_now ? now : before;
    if (taken != (take_now ? x_names.end() : x_synced_names.end())) left.emplace(name, taken->second);
  }
  for (const auto& [name, file] : left) {
    switch (random() % 3) {
      case 0: file->now = file->synced; break;
      case 1: file->now.resize(file->synced.size() + (file->now.size() > file->synced.size() ? random() % (file->now.size() - file->synced.size() + 1) : 0)); break;
      default: break;  // all of it happened to be written
    }
    file->synced = file->now;
  }
  x_names = left;
  x_synced_names = x_names;
}

std::vector<std::string> FaultyFiles::names() const {
  std::vector<std::string> names;
  for (const auto& [name, file] : x_names) names.push_back(name);
  return names;
}

int FaultyFiles::open_to_read(const std::string& path) {
  if (const int failed = fault(); failed < 0) return failed;
  const auto found = x_names.find(path);
  const bool is_folder = std::any_of(x_names.begin(), x_names.end(), [&](const auto& name) { return name.first.starts_with(path + "/"); });
  if (found == x_names.end() && !is_folder) return -ENOENT;
  x_open[x_next] = found == x_names.end() ? nullptr : found->second;
  return x_next++;
}

int FaultyFiles::create(const std::string& path) {
  if (const int failed = fault(); failed < 0) return failed;
  auto& file = x_names[path];
  if (!file) file = std::make_shared<File>();
  file->now.clear();
  x_open[x_next] = file;
  return x_next++;
}

std::int64_t FaultyFiles::read_at(int file, void* bytes, std::size_t size, std::uint64_t offset) {
  if (const int failed = fault(); failed < 0) return failed;
  const std::string& data = x_open.at(file)->now;
  if (offset >= data.size()) return 0;
  const std::size_t got = std::min<std::size_t>(size, data.size() - offset);
  std::memcpy(bytes, data.data() + offset, got);
  return static_cast<std::int64_t>(got);
}

std::int64_t FaultyFiles::write_at(int file, const void* bytes, std::size_t size, std::uint64_t offset) {
  std::string& data = x_open.at(file)->now;
  const int failed = fault();
  // A full disk takes a part of the bytes first.
  const std::size_t part = failed == 0 ? size : failed == -ENOSPC ? size / 2 : 0;
  if (data.size() < offset + part) data.resize(offset + part);
  std::memcpy(data.data() + offset, bytes, part);
  if (failed < 0 && part == 0) return failed;
  return failed < 0 ? failed : static_cast<std::int64_t>(size);
}

std::int64_t FaultyFiles::size(int file) {
  if (const int failed = fault(); failed < 0) return failed;
  return static_cast<std::int64_t>(x_open.at(file)->now.size());
}

int FaultyFiles::sync(int file) {
  if (const int failed = fault(); failed < 0) return failed;
  const auto& node = x_open.at(file);
  if (node) {
    node->synced = node->now;
  } else {
    x_synced_names = x_names;
  }
  return 0;
}

int FaultyFiles::close(int file) {
  x_open.erase(file);  // a close that fails has closed, as on Linux
  return fault();
}

int FaultyFiles::rename(const std::string& from, const std::string& to) {
  if (const int failed = fault(); failed < 0) return failed;
  const auto found = x_names.find(from);
  if (found == x_names.end()) return -ENOENT;
  x_names[to] = found->second;
  x_names.erase(from);
  return 0;
}

int FaultyFiles::remove(const std::string& path) {
  if (const int failed = fault(); failed < 0) return failed;
  return x_names.erase(path) == 0 ? -ENOENT : 0;
}

int FaultyFiles::make_folder(const std::string&) { return fault() < 0 ? -x_plan.error : -EEXIST; }

int FaultyFiles::list(const std::string& path, std::vector<std::string>& names) {
  if (const int failed = fault(); failed < 0) return failed;
  for (const auto& [name, file] : x_names) {
    if (name.starts_with(path + "/")) names.push_back(name.substr(path.size() + 1));
  }
  return 0;
}

std::int64_t FaultyFiles::free_bytes(const std::string&) { return std::int64_t{1} << 40; }

}  // namespace concord::test
