// The program: sets up the process, hands over to the command line.
#include <clocale>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "pipeline/cli/argument_words.h"
#include "pipeline/cli/command_line.h"
#include "pipeline/cli/context.h"

namespace {

/// Lucene++ turns paths into wide strings by the locale of the environment: one that is not installed, or none at all
/// (cron), makes it throw. Numbers are always written with a point.
void fix_locale() {
  ::setenv("LC_ALL", "C.UTF-8", 1);
  std::setlocale(LC_ALL, "C.UTF-8");
  std::setlocale(LC_NUMERIC, "C");
}

}  // namespace

int main(int count, char** values) {
  fix_locale();
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on file sizes is a write error like a full disk, not a death
  const std::vector<std::string> arguments(values + (count > 0 ? 1 : 0), values + count);
  std::string typed = "concord";
  for (const std::string& argument : arguments) typed += " " + concord::quote_argument(argument);
  concord::Context context(concord::Terminal::of_this_process(), typed);
  std::vector<concord::Command> commands = concord::all_commands();
  return concord::run_command_line(arguments, commands, context);
}
