// concord init: makes a collection.
#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"

namespace concord {
namespace {

struct Arguments {
  std::string folder;
  std::string name;
};

int run(const Arguments& typed, Context& context) {
  const std::string name = typed.name.empty() ? std::filesystem::path(typed.folder).lexically_normal().filename().string() : typed.name;
  const auto collection = Collection::create(typed.folder, name.empty() || name == "." ? "collection" : name);
  if (!collection) return context.fail(collection.error());
  if (!context.common.quiet) {
    context.terminal().print(fmt::format("Made the collection '{}' in {}\n", collection->config().name, collection->folder()));
    context.terminal().print(fmt::format("Next:  cd {} && concord ingest FOLDER-WITH-DOCUMENTS\n", typed.folder));
  }
  return exit_found;
}

}  // namespace

Command init_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "init";
  command.group = "Collections";
  command.summary = "Make a collection: a folder with a commented concord.yaml";
  command.options = {{"FOLDER", "FOLDER", "Folder to make; its last part is the collection's name", &typed->folder, {}, true, "folder"},
                     {"--name", "NAME", "Another name", &typed->name}};
  command.examples = {{"concord init tajikistan", "a folder 'tajikistan' in the working folder"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
