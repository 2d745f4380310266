#include "pipeline/ingest/manifest_copies.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace concord {

namespace fs = std::filesystem;

std::string ManifestCopies::path_of(std::uint64_t hash) const { return fmt::format("{}/{:016x}", x_folder, hash); }

std::optional<std::string> ManifestCopies::find(std::uint64_t hash) const {
  std::ifstream file(path_of(hash), std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  std::string content = std::move(bytes).str();
  return file && XXH3_64bits(content.data(), content.size()) == hash ? std::optional(std::move(content)) : std::nullopt;
}

void ManifestCopies::keep(std::uint64_t hash, std::string_view bytes) const {
  std::error_code failure;
  if (bytes.empty() || fs::exists(path_of(hash), failure)) return;
  fs::create_directories(x_folder, failure);
  const std::string unfinished = path_of(hash) + ".new";
  std::ofstream file(unfinished, std::ios::binary);
  file << bytes;
  file.close();
  if (file) fs::rename(unfinished, path_of(hash), failure);
}

void ManifestCopies::keep_only(const std::set<std::uint64_t>& hashes) const {
  std::error_code failure;
  std::set<std::string> names;
  for (const std::uint64_t hash : hashes) names.insert(fmt::format("{:016x}", hash));
  std::set<fs::path> others;
  for (auto at = fs::directory_iterator(x_folder, failure); !failure && at != fs::directory_iterator(); at.increment(failure)) {
    if (!names.contains(at->path().filename().string())) others.insert(at->path());
  }
  for (const fs::path& path : others) fs::remove(path, failure);
}

}  // namespace concord
