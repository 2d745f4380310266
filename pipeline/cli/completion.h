// Completion scripts for bash, zsh and fish out of the table of commands.
//
// They know commands, options and fixed choices by themselves; for the actors, themes and fields of the collection
// around the working folder they ask `concord generate words KIND`.
#pragma once

#include <string>
#include <vector>

#include "pipeline/cli/command.h"

namespace concord {

[[nodiscard]] std::string bash_completion(const std::vector<Command>& commands, const std::vector<Option>& common);
[[nodiscard]] std::string zsh_completion(const std::vector<Command>& commands, const std::vector<Option>& common);
[[nodiscard]] std::string fish_completion(const std::vector<Command>& commands, const std::vector<Option>& common);

}  // namespace concord
