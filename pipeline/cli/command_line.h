// The command line: the commands as a table, what was typed parsed into it, help out of it.
#pragma once

#include <string>
#include <vector>

#include "pipeline/cli/command.h"

namespace concord {

class Context;
struct CommonOptions;

/// All commands, in the order of --help. Made once: the tables hold pointers into their own arguments.
[[nodiscard]] std::vector<Command> all_commands();

/// Parses and runs; the exit code. Requires: arguments without the program's name.
int run_command_line(const std::vector<std::string>& arguments, std::vector<Command>& commands, Context& context);

}  // namespace concord
