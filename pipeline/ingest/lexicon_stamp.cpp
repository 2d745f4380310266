#include "pipeline/ingest/lexicon_stamp.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

namespace concord {
namespace {

namespace fs = std::filesystem;

std::string line_of(const std::string& path) {
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) return fmt::format("0 0 {}\n", path);
  return fmt::format("{} {}.{:09} {}\n", file.st_size, file.st_mtim.tv_sec, file.st_mtim.tv_nsec, path);
}

std::vector<std::string> yaml_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  std::error_code failure;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path, failure)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(path, failure)) {
      const std::string extension = entry.path().extension().string();
      if (extension == ".yaml" || extension == ".yml") files.push_back(entry.path().string());
    }
  }
  return files;
}

}  // namespace

std::string lexicon_stamp(std::vector<std::string> files) {
  std::sort(files.begin(), files.end());
  std::string stamp;
  for (const std::string& file : files) stamp += line_of(file);
  return stamp;
}

bool same_lexicons(std::string_view stamp, const std::vector<std::string>& paths) {
  std::set<std::string> known;
  std::istringstream lines{std::string(stamp)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t time = line.find(' ');
    const std::size_t path = time == std::string::npos ? time : line.find(' ', time + 1);
    if (path == std::string::npos) return false;
    known.insert(line.substr(path + 1));
  }
  if (known.empty() || lexicon_stamp({known.begin(), known.end()}) != stamp) return false;
  const auto files = yaml_files(paths);
  return std::all_of(files.begin(), files.end(), [&](const std::string& file) { return known.contains(file); });
}

}  // namespace concord
