// concord repl: the commands without typing `concord`, queries without quotes, results by their number.
//
// Each line runs in a child process of its own, so that Ctrl-C ends the command and not the session, and no command
// can leave anything behind for the next. The numbers of the results come back through a pipe.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "corpus/document/nearest.h"
#include "pipeline/cli/argument_words.h"
#include "pipeline/cli/command_line.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/typed_lines.h"

#include <fcntl.h>

namespace concord {
namespace {

constexpr const char* help_text = R"(A line is a query or a command:
  ombudsman AND "draft law" IN sentence     the same as: search 'ombudsman AND "draft law" IN sentence'
  elite* --kind report --limit 5            options stand after the query
  kwic '"internal opposition"' --sort left1 every command of concord, quoted as in a shell
  show 3, similar 3                         a result of the last answer, by its number
  next, previous                            the page after, the page before
  set limit 5, set kind report, set stem    an option for every command from here on that knows it
  unset limit, set                          without it again; what is set
  help, help COMMAND, quit (or Ctrl-D)
A query that begins with the name of a command: search 'trend ...'. Ctrl-C drops the line, or ends the command.
)";

std::string first_word(const std::string& line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  return begin == std::string::npos ? "" : line.substr(begin, line.find_first_of(" \t", begin) - begin);
}

std::optional<std::uint64_t> to_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// "limit" of "-n,--limit"; "color" and "colour" of "--color,--colour". Empty of a positional.
std::vector<std::string> long_names(const Option& option) {
  std::vector<std::string> names;
  for (std::size_t at = option.name.find("--"); at != std::string::npos; at = option.name.find("--", at + 2)) {
    names.push_back(option.name.substr(at + 2, option.name.find(',', at) - at - 2));
  }
  return names;
}

const Option* find_option(const std::vector<Option>& options, const std::string& name) {
  for (const Option& option : options) {
    const auto names = long_names(option);
    if (std::find(names.begin(), names.end(), name) != names.end()) return &option;
  }
  return nullptr;
}

bool is_flag(const Option& option) { return std::holds_alternative<bool*>(option.target); }

/// Numbers and ids of what a command showed, a line each, out of a pipe that closes when it ends.
std::vector<NumberedResult> read_shown(int descriptor) {
  std::string all;
  char buffer[4096];
  for (;;) {
    const ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    all.append(buffer, static_cast<std::size_t>(count));
  }
  std::vector<NumberedResult> rows;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view line = std::string_view(all).substr(at, end - at);
    const std::size_t tab = line.find('\t');
    const std::size_t second = line.find('\t', tab + 1);
    if (second != std::string_view::npos) {
      rows.push_back({to_number(line.substr(0, tab)).value_or(0), std::string(line.substr(second + 1)),
                      static_cast<std::uint32_t>(to_number(line.substr(tab + 1, second - tab - 1)).value_or(0))});
    }
    at = end + 1;
  }
  return rows;
}

void write_shown(int descriptor, const ShownResults& shown) {
  std::string all;
  for (const NumberedResult& row : shown.rows) all += fmt::format("{}\t{}\t{}\n", row.number, row.paragraph, row.id);
  for (std::string_view rest = all; !rest.empty();) {
    const ssize_t count = ::write(descriptor, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

class Repl {
 public:
  Repl(Context& context, bool interactive) : x_context(context), x_interactive(interactive), x_commands(all_commands()), x_common(common_options(x_ignored)) {
    std::erase_if(x_commands, [](const Command& command) { return command.name == "repl"; });
  }

  void preset(const std::string& name, const std::string& value) { x_settings[name] = value; }
  [[nodiscard]] bool ended() const { return x_ended; }

  /// Runs one line; its exit code.
  int take(const std::string& line) {
    const std::string word = first_word(line);
    if (word.empty() || word[0] == '#') return exit_found;
    if (word == "quit" || word == "exit") {
      x_ended = true;
      return exit_found;
    }
    if (word == "next" || word == "previous") return turn(word == "next");
    if (word != "help" && word != "set" && word != "unset" && command(word) == nullptr) return ask(line);
    auto words = split_arguments(line);
    if (!words) return x_context.fail(words.error());
    if (word == "help") return help(*words);
    if (word == "set") return set(*words);
    if (word == "unset") return unset(*words);
    if (Status known = resolve_number(*words); !known) return x_context.fail(known.error());
    return run_first_page(std::move(*words));
  }

 private:
  [[nodiscard]] const Command* command(const std::string& name) const {
    const auto at = std::find_if(x_commands.begin(), x_commands.end(), [&](const Command& each) { return each.name == name; });
    return at == x_commands.end() ? nullptr : &*at;
  }

  /// A query, with options after it: what begins at a word with two dashes is split as in a shell.
  int ask(const std::string& line) {
    std::size_t options = line.find(" --");
    if (options == std::string::npos) options = line.size();
    const std::size_t begin = line.find_first_not_of(" \t");
    const std::size_t end = line.find_last_not_of(" \t", options - 1);
    std::vector<std::string> words = {"search", line.substr(begin, end + 1 - begin)};
    const auto more = split_arguments(std::string_view(line).substr(options));
    if (!more) return x_context.fail(more.error());
    words.insert(words.end(), more->begin(), more->end());
    return run_first_page(std::move(words));
  }

  int help(const std::vector<std::string>& words) {
    if (words.size() > 1) return run({words[1], "--help"});
    x_context.terminal().print(help_text);
    std::string names = "Commands:";
    for (const Command& each : x_commands) names += " " + each.name;
    x_context.terminal().print(names + "\n");
    return exit_found;
  }

  int set(const std::vector<std::string>& words) {
    if (words.size() == 1) {
      if (x_settings.empty()) x_context.terminal().print("nothing is set\n");
      for (const auto& [name, value] : x_settings) x_context.terminal().print(fmt::format("{} {}\n", name, value));
      return exit_found;
    }
    const std::string name = words[1].starts_with("--") ? words[1].substr(2) : words[1];
    const Option* option = known_option(name);
    if (option == nullptr) return x_context.fail(unknown_option(name));
    const bool flag = is_flag(*option);
    if (words.size() != (flag ? 2U : 3U)) {
      return x_context.fail({ErrorCode::usage, "", fmt::format("'{}' takes {}", name, flag ? "no value" : "one value"),
                             flag ? "set " + name : fmt::format("set {} {}", name, option->value)});
    }
    x_settings[name] = flag ? "" : words[2];
    return exit_found;
  }

  int unset(const std::vector<std::string>& words) {
    if (words.size() == 2 && x_settings.erase(words[1]) > 0) return exit_found;
    return x_context.fail({ErrorCode::usage, "", words.size() == 2 ? fmt::format("'{}' is not set", words[1]) : "unset takes one name", "'set' shows what is set"});
  }

  [[nodiscard]] const Option* known_option(const std::string& name) const {
    for (const Command& each : x_commands) {
      if (const Option* option = find_option(each.options, name)) return option;
    }
    return find_option(x_common, name);
  }

  [[nodiscard]] Error unknown_option(const std::string& name) const {
    std::vector<std::string> names;
    for (const Command& each : x_commands) {
      for (const Option& option : each.options) {
        for (std::string& known : long_names(option)) names.push_back(std::move(known));
      }
    }
    const auto meant = nearest(name, names);
    return {ErrorCode::usage, "", fmt::format("no command has an option --{}", name), meant ? fmt::format("did you mean 'set {}'?", *meant) : "'help search' shows the options"};
  }

  /// `show 3`: 3 is a result of the last answer, not an id.
  Status resolve_number(std::vector<std::string>& words) const {
    if ((words[0] != "show" && words[0] != "similar") || words.size() < 2) return {};
    const auto number = to_number(words[1]);
    if (!number) return {};
    const auto row = std::find_if(x_shown.begin(), x_shown.end(), [&](const NumberedResult& each) { return each.number == *number; });
    if (row == x_shown.end()) {
      if (x_shown.empty()) return {};  // an id, or a part of one
      return Error{ErrorCode::usage, "", fmt::format("the last answer shows no result {}", *number),
                   fmt::format("it shows {} to {}; 'next' shows more", x_shown.front().number, x_shown.back().number)};
    }
    words[1] = row->id;
    if (row->paragraph > 0 && words.size() == 2) words.insert(words.end(), {"--paragraph", std::to_string(row->paragraph)});
    return {};
  }

  int run_first_page(std::vector<std::string> words) {
    const bool paged = words[0] == "search" || words[0] == "kwic";
    if (paged) {
      x_last = words;
      x_offset = 0;
    }
    const int code = run(std::move(words));
    if (paged) x_page = x_shown.size();
    return code;
  }

  int turn(bool forward) {
    if (x_last.empty() || x_page == 0) {
      return x_context.fail({ErrorCode::usage, "", "there is no answer to turn the page of", "ask something first: a query, search or kwic"});
    }
    const bool at_end = forward ? x_shown.size() < x_page : x_offset == 0;
    if (at_end) {
      x_context.note(forward ? "that was the last page" : "that was the first page");
      return exit_nothing_found;
    }
    x_offset = forward ? x_offset + x_page : x_offset - std::min<std::uint64_t>(x_offset, x_page);
    std::vector<std::string> words = x_last;
    words.insert(words.end(), {"--offset", std::to_string(x_offset)});
    return run(std::move(words));
  }

  /// The settings that the command knows and the line does not name.
  void add_settings(std::vector<std::string>& words) const {
    const Command* chosen = command(words[0]);
    if (chosen == nullptr || !chosen->subcommands.empty()) return;
    for (const auto& [name, value] : x_settings) {
      const Option* option = find_option(chosen->options, name);
      if (option == nullptr) option = find_option(x_common, name);
      if (option == nullptr) continue;
      const bool named = std::any_of(words.begin(), words.end(), [&](const std::string& typed) {
        const std::string before = typed.substr(0, typed.find('='));
        return !before.empty() && before[0] == '-' && ("," + option->name + ",").find("," + before + ",") != std::string::npos;
      });
      if (named) continue;
      words.push_back("--" + name);
      if (!is_flag(*option)) words.push_back(value);
    }
  }

  int run(std::vector<std::string> words) {
    add_settings(words);
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0) return x_context.fail({ErrorCode::io, "", "no pipe can be opened", ""});
    const auto before = std::signal(SIGINT, SIG_IGN);
    const pid_t child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      _exit(run_here(words, ends[1]));
    }
    ::close(ends[1]);
    auto shown = child > 0 ? read_shown(ends[0]) : std::vector<NumberedResult>();
    ::close(ends[0]);
    int status = 0;
    while (child > 0 && ::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    std::signal(SIGINT, before);
    if (child < 0) return x_context.fail({ErrorCode::io, "", "no process can be started", ""});
    if (words[0] == "search" || words[0] == "kwic") x_shown = std::move(shown);
    if (WIFSIGNALED(status) && x_interactive) x_context.note("");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  /// In the child: the command as if it had been typed in a shell.
  [[nodiscard]] int run_here(const std::vector<std::string>& words, int results) const {
    std::signal(SIGINT, SIG_DFL);
    if (!x_interactive) {  // the input is the list of commands, not what a command reads
      const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
      if (nothing >= 0) ::dup2(nothing, STDIN_FILENO);
    }
    std::string typed = "concord";
    for (const std::string& word : words) typed += " " + quote_argument(word);
    Context context(Terminal::of_this_process(), typed);
    ShownResults shown;
    context.shown = &shown;
    std::vector<Command> commands = all_commands();
    const int code = run_command_line(words, commands, context);
    write_shown(results, shown);
    return code;
  }

  Context& x_context;
  bool x_interactive;
  std::vector<Command> x_commands;
  CommonOptions x_ignored;
  std::vector<Option> x_common;
  std::map<std::string, std::string> x_settings;
  std::vector<std::string> x_last;  // the last search or kwic, without an offset of ours
  std::vector<NumberedResult> x_shown;
  std::uint64_t x_offset = 0;
  std::uint64_t x_page = 0;         // results on its first page
  bool x_ended = false;
};

/// What was given to `concord repl` itself holds for each of its commands.
void preset_all(const CommonOptions& common, Repl& repl) {
  if (!common.collection.empty()) repl.preset("collection", common.collection);
  if (common.format != "text") repl.preset("format", common.format);
  if (common.colour != "auto") repl.preset("color", common.colour);
  const std::pair<const char*, bool> flags[] = {{"no-provenance", common.no_provenance}, {"raw", common.raw}, {"no-links", common.no_links},
                                                {"quiet", common.quiet}, {"verbose", common.verbose}};
  for (const auto& [name, set] : flags) {
    if (set) repl.preset(name, "");
  }
}

int run(Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  Terminal& terminal = context.terminal();
  const bool person = terminal.input_is_terminal() && terminal.output_is_terminal() && !terminal.dumb();
  const auto lines = open_typed_lines("concord> ", collection->folder() + "/.concord/history", person);
  Repl repl(context, lines->interactive());
  preset_all(context.common, repl);
  if (lines->interactive()) {
    terminal.print(fmt::format("Collection {}. Type a query or a command; help shows how, Ctrl-D leaves.\n", collection->config().name));
  }
  int first_fault = exit_found;
  while (!repl.ended()) {
    const auto line = lines->next();
    if (!line) break;
    const int code = repl.take(*line);
    if (first_fault == exit_found && code != exit_found && code != exit_nothing_found) first_fault = code;
  }
  return lines->interactive() ? exit_found : first_fault;
}

}  // namespace

Command repl_command() {
  Command command;
  command.name = "repl";
  command.group = "Finding";
  command.summary = "Ask one question after the other: queries without quotes, results by number";
  command.details = help_text +
                    std::string("\nLines are edited and remembered with libedit (~/.editrc is heeded); the history is COLLECTION/.concord/history. "
                                "From a pipe there is no prompt, and the exit code is that of the first line that failed.");
  command.examples = {{"concord repl", "then: elite* NEAR/10 power, show 1, next, set kind report"},
                      {"concord repl --format csv < queries.txt", "many questions, one process"}};
  command.run = [](Context& context) { return run(context); };
  return command;
}

}  // namespace concord
