// Man pages out of the table of commands: one for the program, one for each command ("concord-search").
//
// In the `man` macros of groff (man 7). What --help says is said here too; nothing else is, so that the two cannot disagree.
#pragma once

#include <string>
#include <vector>

#include "pipeline/cli/command.h"

namespace concord {

/// concord(1): the commands by group, exit codes, where the rest is.
[[nodiscard]] std::string man_page_of_all(const std::vector<Command>& commands);

/// concord-NAME(1), subcommands included. `common` are the options that every command takes.
[[nodiscard]] std::string man_page(const Command& command, const std::vector<Option>& common);

}  // namespace concord
