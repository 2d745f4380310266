// concord version.
#include <fmt/format.h>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"

namespace concord {

Command version_command() {
  Command command;
  command.name = "version";
  command.group = "Help";
  command.summary = "Print the version, the index format and where the bundled lexicons lie";
  command.run = [](Context& context) {
    const auto lexicons = bundled_lexicons();
    context.terminal().print(fmt::format("concord {}\nindex format {}\nlexicons {}\n", CONCORD_VERSION, index_format,
                                         lexicons ? *lexicons : "not found: " + lexicons.error().message));
    return exit_found;
  };
  return command;
}

}  // namespace concord
