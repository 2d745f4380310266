// concord generate: man pages, completions, and the words that completions ask for. Used by the installation.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "pipeline/cli/command_line.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/completion.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/man_page.h"
#include "pipeline/cli/proposed_words.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string folder;
  std::string shell;
  std::string words;
  std::string begin;
};

Status write_file(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  if (!file) return Error{ErrorCode::cannot_create, path.string(), "cannot be written", "is the folder there, and is the disk full?"};
  return {};
}

int man(const Arguments& typed, Context& context) {
  std::error_code failure;
  fs::create_directories(typed.folder, failure);
  const std::vector<Command> commands = all_commands();
  Status written = write_file(fs::path(typed.folder) / "concord.1", man_page_of_all(commands));
  for (const Command& command : commands) {
    if (!written) break;
    written = write_file(fs::path(typed.folder) / ("concord-" + command.name + ".1"), man_page(command, common_options(context.common, command)));
  }
  return written ? exit_found : context.fail(written.error());
}

int completion(const Arguments& typed, Context& context) {
  const std::vector<Command> commands = all_commands();
  const std::vector<Option> common = common_options(context.common);
  const std::string script = typed.shell == "bash"  ? bash_completion(commands, common)
                             : typed.shell == "zsh" ? zsh_completion(commands, common)
                                                    : fish_completion(commands, common);
  context.terminal().print(script);
  return exit_found;
}

/// One word a line; nothing, without complaint, where there is no collection: a shell asks at each key.
int words(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return exit_nothing_found;
  const auto snapshot = context.snapshot(*collection);
  if (!snapshot) return exit_nothing_found;
  std::string lines;
  for (const std::string& word : proposed_words(*collection, **snapshot, typed.words, typed.begin)) lines += word + "\n";
  context.terminal().print(lines);
  return lines.empty() ? exit_nothing_found : exit_found;
}

Command part(std::string name, std::string summary, Option argument, std::function<int(Context&)> run) {
  Command command;
  command.name = std::move(name);
  command.summary = std::move(summary);
  command.options = {std::move(argument)};
  command.run = std::move(run);
  return command;
}

}  // namespace

Command generate_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "generate";
  command.group = "Help";
  command.summary = "Print completions for a shell, or write the man pages";
  command.details = "All are made from the table that --help is made from. The installation puts them where they belong.";
  command.examples = {{"source <(concord generate completion bash)", "completions in this shell, without an installation"}};
  command.subcommands.push_back(part("man", "Write the man pages into a folder", {"FOLDER", "FOLDER", "Made when it is not there", &typed->folder, {}, true, "folder"},
                                     [typed](Context& context) { return man(*typed, context); }));
  command.subcommands.push_back(part("completion", "Print the completion script of a shell", {"SHELL", "SHELL", "Which shell", &typed->shell, {"bash", "zsh", "fish"}, true},
                                     [typed](Context& context) { return completion(*typed, context); }));
  Command ask = part("words", "Print what may stand for a word that is being typed, one a line", {"KIND", "KIND", "What is typed", &typed->words, proposed_kinds(), true},
                     [typed](Context& context) { return words(*typed, context); });
  ask.options.push_back({"BEGIN", "BEGIN", "How it begins", &typed->begin});
  command.subcommands.push_back(std::move(ask));
  return command;
}

}  // namespace concord
