// Where the bundled lexicons lie: beside an installed program, or in the checkout that it was built in.
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

#include "pipeline/cli/context.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

fs::path folder_of_program() {
  std::array<char, 4096> path{};
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
  return length > 0 ? fs::path(std::string(path.data(), static_cast<std::size_t>(length))).parent_path() : fs::path();
}

bool holds_lexicons(const fs::path& folder) {
  std::error_code failure;
  return fs::is_directory(folder / "actors", failure) && fs::is_directory(folder / "themes", failure);
}

}  // namespace

Result<std::string> bundled_lexicons() {
  const char* wished = std::getenv("CONCORD_LEXICONS");
  if (wished != nullptr && *wished != '\0') {
    if (holds_lexicons(wished)) return std::string(wished);
    return Error{ErrorCode::configuration, "CONCORD_LEXICONS=" + std::string(wished), "has no folders actors/ and themes/", "point it to the bundled lexicons or unset it"};
  }
  const fs::path program = folder_of_program();
  // bin/ and share/ of an installation; build/PRESET/ of a checkout.
  for (const fs::path& folder : {program / "../share/concord/lexicons", program / "../../lexicons"}) {
    if (holds_lexicons(folder)) return fs::weakly_canonical(folder).string();
  }
  return Error{ErrorCode::configuration, program.string(), "the bundled lexicons are not where they were installed",
               "install again, or set CONCORD_LEXICONS to their folder"};
}

Result<std::vector<std::string>> lexicon_paths(const CollectionConfig& config) {
  std::vector<std::string> paths;
  for (const std::string& lexicon : config.lexicons) {
    if (lexicon != "bundled") {
      paths.push_back(lexicon);
      continue;
    }
    auto bundled = bundled_lexicons();
    if (!bundled) return bundled.error();
    paths.push_back(*bundled + "/actors");
    paths.push_back(*bundled + "/themes");
  }
  return paths;
}

}  // namespace concord
