// Where the lexicons of places and of texts lie: bundled, and in the collection's own lexicons folder.
#include <filesystem>

#include "pipeline/cli/context.h"
#include "pipeline/cli/side_lexicons.h"

namespace concord {

Result<SideLexicon> side_lexicon(const Collection& collection, std::string_view name) {
  auto bundled = bundled_lexicons();
  if (!bundled) return bundled.error();
  std::vector<std::string> paths;
  for (const std::string& folder : {*bundled + "/" + std::string(name), collection.folder() + "/lexicons/" + std::string(name)}) {
    std::error_code failure;
    if (std::filesystem::is_directory(folder, failure)) paths.push_back(folder);
  }
  return SideLexicon::load(paths);
}

}  // namespace concord
