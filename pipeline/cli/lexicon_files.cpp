#include "pipeline/cli/lexicon_files.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"

namespace concord {

Result<std::string> file_bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{ErrorCode::no_input, path, "cannot be opened", "check the path"};
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) return Error{ErrorCode::io, path, "cannot be read", "check the file"};
  return bytes;
}

int deliver(Context& context, const std::string& text, const std::string& path) {
  if (path.empty()) {
    context.terminal().print(text);
    return exit_found;
  }
  if (std::filesystem::exists(path)) return context.fail({ErrorCode::cannot_create, path, "is there already", "name another file, or remove that one"});
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) return context.fail({ErrorCode::cannot_create, path, "cannot be written", "check the folder and the free space"});
  context.note("Wrote " + path);
  return exit_found;
}

Result<std::vector<std::string>> lexicon_files(const std::vector<std::string>& typed, const Context& context) {
  CollectionConfig config;
  if (!typed.empty()) {
    config.lexicons = typed;
  } else if (const auto collection = context.collection(); collection) {
    config = collection->config();
  }
  return lexicon_paths(config);
}

}  // namespace concord
