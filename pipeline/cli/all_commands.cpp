#include "pipeline/cli/command_line.h"
#include "pipeline/cli/commands.h"

namespace concord {

std::vector<Command> all_commands() {
  return {init_command(), generate_command(), version_command()};
}

}  // namespace concord
