// ManifestCopies: the manifests as they were read, by their hash, so that a later run can tell which rows changed.
//
// Nothing depends on them: a copy that is gone or not what its name says costs
// the reading of a source again, no more.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace concord {

class ManifestCopies {
 public:
  /// `folder` is made when it is needed.
  explicit ManifestCopies(std::string folder) : x_folder(std::move(folder)) {}

  /// The bytes whose XXH3-64 is `hash`.
  [[nodiscard]] std::optional<std::string> find(std::uint64_t hash) const;
  void keep(std::uint64_t hash, std::string_view bytes) const;
  /// Removes all others.
  void keep_only(const std::set<std::uint64_t>& hashes) const;

 private:
  [[nodiscard]] std::string path_of(std::uint64_t hash) const;
  std::string x_folder;
};

}  // namespace concord
