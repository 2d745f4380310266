// Translates the tables into CLI11: the only place that sees that library.
#include "pipeline/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "corpus/document/nearest.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"

namespace concord {
namespace {

constexpr const char* footer_of_all = R"(
Start:     concord init tajikistan && cd tajikistan && concord ingest ~/documents
Then:      concord search 'ombudsman AND law'       concord cooccur --rows actor --cols theme
Cron:      concord reindex --quiet
More:      concord COMMAND --help
Exit:      0 done or found, 1 nothing found, 2 usage, 3 some documents failed, 65 bad data, 66 no input,
           69 helper program missing, 70 bug, 73 cannot create, 74 I/O, 75 locked, 78 configuration)";

// CLI11 takes an argument in square brackets for a list, but "[actor:uto] [theme:law]" is a query: such arguments pass it
// with a mark before them.
constexpr char guard = '\x1F';

std::string guarded(const std::string& argument) {
  return argument.starts_with('[') && argument.ends_with(']') ? guard + argument : argument;
}
std::string unguarded(std::string argument) {
  if (argument.starts_with(guard)) argument.erase(0, 1);
  return argument;
}

CLI::Option* add_option(CLI::App& app, const Option& option) {
  CLI::Option* added = std::visit(
      [&](auto* target) -> CLI::Option* {
        if constexpr (std::is_same_v<decltype(target), bool*>) {
          return app.add_flag(option.name, *target, option.help);
        } else {
          return app.add_option(option.name, *target, option.help);
        }
      },
      option.target);
  if (!std::holds_alternative<bool*>(option.target)) added->type_name(added->get_positional() ? "" : option.value);
  if (!std::holds_alternative<bool*>(option.target)) added->transform(unguarded, "");
  if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
  if (std::holds_alternative<std::uint64_t*>(option.target)) added->check(CLI::NonNegativeNumber);
  if (std::holds_alternative<std::vector<std::string>*>(option.target)) {
    if (added->get_positional()) {
      added->expected(option.required ? 1 : 0, CLI::detail::expected_max_vector_size);
    } else {
      added->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
    }
  }
  if (option.required) added->required();
  return added;
}

std::string footer(const Command& command) {
  if (command.examples.empty()) return "";
  std::string text = "\nExamples:";
  for (const Example& example : command.examples) text += fmt::format("\n  {}\n      {}", example.line, example.says);
  return text;
}

void add_command(CLI::App& app, Command& command, Context& context, const Command*& chosen) {
  const std::string description = command.details.empty() ? command.summary : command.summary + "\n\n" + command.details;
  CLI::App* sub = app.add_subcommand(command.name, description);
  sub->group(command.group.empty() ? "Commands" : command.group);
  sub->footer(footer(command));
  for (const Option& option : command.options) add_option(*sub, option);
  if (command.subcommands.empty()) {
    for (const Option& option : common_options(context.common, command)) add_option(*sub, option)->group("Common options");
    sub->callback([&chosen, &command] { chosen = &command; });
  } else {
    sub->require_subcommand(1);
    for (Command& below : command.subcommands) add_command(*sub, below, context, chosen);
  }
}

// A command in a list is one line, not its details.
std::string summary_line(const CLI::App* sub, std::size_t width) {
  const std::string description = sub->get_description();
  std::stringstream line;
  CLI::detail::format_help(line, sub->get_display_name(true), description.substr(0, description.find('\n')), width);
  return line.str();
}

/// "Usage: concord lexicon check ..." with the names of the program and of all that is above.
class CommandHelp : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    for (const CLI::App* above = app->get_parent(); above != nullptr; above = above->get_parent()) name = above->get_name() + " " + name;
    return CLI::Formatter::make_usage(app, name);
  }
  std::string make_subcommand(const CLI::App* sub) const override { return summary_line(sub, 16); }
};

/// `concord --help` lists one line a command, not its details.
class Summaries : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* sub) const override { return summary_line(sub, column_width_); }
};

void format_all(CLI::App& above, const std::shared_ptr<CommandHelp>& formatter) {
  for (CLI::App* sub : above.get_subcommands({})) {
    sub->formatter(formatter);
    format_all(*sub, formatter);
  }
}

std::vector<std::string> names_of(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  return names;
}

/// What was typed wrongly: the command ("lexicon nonsense"), one of its options, or something else that CLI11 says.
Error usage_error(const CLI::ParseError& fault, const std::vector<std::string>& arguments, const std::vector<Command>& commands) {
  const std::vector<Command>* level = &commands;
  const Command* known = nullptr;
  std::string path;
  std::size_t at = 0;
  for (; at < arguments.size(); ++at) {
    const auto next = std::find_if(level->begin(), level->end(), [&](const Command& command) { return command.name == arguments[at]; });
    if (next == level->end()) break;
    known = &*next;
    path += (path.empty() ? "" : " ") + known->name;
    level = &known->subcommands;
  }
  const bool of_list = known == nullptr || !known->subcommands.empty();
  if (of_list && at < arguments.size() && !arguments[at].starts_with("-")) {
    const auto meant = nearest(arguments[at], names_of(*level));
    const std::string typed = path.empty() ? arguments[at] : path + " " + arguments[at];
    const std::string help = path.empty() ? "see 'concord --help'" : "known are: " + fmt::format("{}", fmt::join(names_of(*level), ", "));
    return Error{ErrorCode::usage, "", fmt::format("there is no command '{}'", typed), meant ? fmt::format("did you mean 'concord {}{}{}'?", path, path.empty() ? "" : " ", *meant) : help};
  }
  if (known != nullptr && of_list && at == arguments.size()) {
    return Error{ErrorCode::usage, "", fmt::format("'concord {}' needs to know what to do", path), fmt::format("write one of: {}", fmt::join(names_of(*level), ", "))};
  }
  if (known == nullptr) return Error{ErrorCode::usage, "", fault.what(), "see 'concord --help'"};
  const auto unknown = std::find_if(arguments.begin() + static_cast<std::ptrdiff_t>(at), arguments.end(), [&](const std::string& typed) {
    return typed.starts_with("--") && std::string_view(fault.what()).find(typed) != std::string_view::npos;
  });
  std::vector<std::string> options;
  for (const Option& option : known->options) options.push_back(option.name.substr(std::min(option.name.find("--"), option.name.size())));
  CommonOptions common;
  for (const Option& option : common_options(common, *known)) options.push_back(option.name.substr(option.name.find("--")));
  const auto meant = unknown == arguments.end() ? std::nullopt : nearest(*unknown, options);
  const bool other = meant && *meant != *unknown;
  return Error{ErrorCode::usage, "", fault.what(), other ? fmt::format("did you mean '{}'?", *meant) : fmt::format("see 'concord {} --help'", path)};
}

}  // namespace

int run_command_line(const std::vector<std::string>& arguments, std::vector<Command>& commands, Context& context) {
  CLI::App app("Concord: search, tagging and statistics for peace-process documents", "concord");
  const Command* chosen = nullptr;
  bool version = false;
  app.add_flag("--version", version, "Print the version");
  app.require_subcommand(0, 1);
  app.footer(footer_of_all);
  auto formatter = std::make_shared<Summaries>();
  formatter->column_width(14);
  app.formatter(formatter);
  auto sub_formatter = std::make_shared<CommandHelp>();
  sub_formatter->column_width(34);
  for (Command& command : commands) add_command(app, command, context, chosen);
  format_all(app, sub_formatter);
  try {
    std::vector<std::string> reversed;
    std::transform(arguments.rbegin(), arguments.rend(), std::back_inserter(reversed), guarded);
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    CLI::App* asked = &app;
    for (auto chain = app.get_subcommands(); !chain.empty(); chain = asked->get_subcommands()) asked = chain.front();
    context.terminal().print(asked->help());
    return exit_found;
  } catch (const CLI::ParseError& fault) {
    return context.fail(usage_error(fault, arguments, commands));
  }
  if (version) {
    const auto command = std::find_if(commands.begin(), commands.end(), [](const Command& c) { return c.name == "version"; });
    if (command != commands.end()) return command->run(context);
  }
  if (chosen == nullptr) {
    context.terminal().print(app.help());
    return arguments.empty() ? exit_usage : exit_found;
  }
  if (context.common.colour != "auto") {
    context.terminal().wish_colour(context.common.colour == "always" ? ColourWish::always : ColourWish::never);
  }
  return chosen->run(context);
}

}  // namespace concord
