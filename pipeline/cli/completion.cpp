#include "pipeline/cli/completion.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {
namespace {

bool is_positional(const Option& option) { return !option.name.starts_with('-'); }
bool is_flag(const Option& option) { return std::holds_alternative<bool*>(option.target); }

/// "-n,--limit" -> {"-n", "--limit"}
std::vector<std::string> spellings(const Option& option) {
  std::vector<std::string> names;
  std::size_t begin = 0;
  while (begin <= option.name.size()) {
    const std::size_t end = std::min(option.name.find(',', begin), option.name.size());
    names.push_back(option.name.substr(begin, end - begin));
    begin = end + 1;
  }
  return names;
}

/// What the shell proposes for an option's value: a word list, or the name of one that is asked for.
enum class Proposal { nothing, choices, file, folder, asked };

Proposal proposal(const Option& option) {
  if (!option.choices.empty()) return Proposal::choices;
  if (option.completes == "file") return Proposal::file;
  if (option.completes == "folder") return Proposal::folder;
  return option.completes.empty() ? Proposal::nothing : Proposal::asked;
}

std::vector<Option> with_common(const Command& command, const std::vector<Option>& common) {
  std::vector<Option> all = command.options;
  all.insert(all.end(), common.begin(), common.end());
  if (command.asks_the_index) all.push_back({"--snapshot", "NAME", "Ask a kept snapshot, not the newest", static_cast<std::string*>(nullptr)});
  all.push_back({"-h,--help", "", "Print what the command does and takes", static_cast<bool*>(nullptr)});
  return all;
}

std::string names_of(const std::vector<Command>& commands) {
  std::string names;
  for (const Command& command : commands) names += (names.empty() ? "" : " ") + command.name;
  return names;
}

/// Text inside '...' of any of the three shells.
std::string quoted(std::string_view text, std::string_view quote) {
  std::string safe;
  for (const char c : text) safe += c == '\'' ? std::string(quote) : std::string(1, c);
  return safe;
}

// ---------------------------------------------------------------- bash

std::string bash_values(const Option& option) {
  switch (proposal(option)) {
    case Proposal::choices: return fmt::format("COMPREPLY=($(compgen -W '{}' -- \"$cur\"))", fmt::join(option.choices, " "));
    case Proposal::file: return "_concord_files -f";
    case Proposal::folder: return "_concord_files -d";
    case Proposal::asked: return "_concord_asked " + option.completes;
    case Proposal::nothing: return "COMPREPLY=()";
  }
  return "";
}

std::string bash_case(const std::string& path, const Command& command, const std::vector<Option>& common) {
  if (!command.subcommands.empty()) {
    std::string out = fmt::format("    '{}') COMPREPLY=($(compgen -W '{}' -- \"$cur\")) ;;\n", path, names_of(command.subcommands));
    for (const Command& sub : command.subcommands) out += bash_case(path + " " + sub.name, sub, common);
    return out;
  }
  std::string values;
  std::string words;
  std::string argument = "COMPREPLY=()";
  for (const Option& option : with_common(command, common)) {
    if (is_positional(option)) {
      if (proposal(option) != Proposal::nothing) argument = bash_values(option);
      continue;
    }
    const auto names = spellings(option);
    for (const std::string& name : names) words += name + " ";
    if (!is_flag(option)) values += fmt::format("        {}) {}; return ;;\n", fmt::join(names, "|"), bash_values(option));
  }
  return fmt::format("    '{}')\n      case $prev in\n{}      esac\n      case $cur in\n        -*) COMPREPLY=($(compgen -W '{}' -- \"$cur\")) ;;\n"
                     "        *) {} ;;\n      esac ;;\n", path, values, words, argument);
}

// ---------------------------------------------------------------- zsh

std::string zsh_action(const Option& option) {
  switch (proposal(option)) {
    case Proposal::choices: return fmt::format("({})", fmt::join(option.choices, " "));
    case Proposal::file: return "_files";
    case Proposal::folder: return "_files -/";
    case Proposal::asked: return fmt::format("{{_concord_words {}}}", option.completes);
    case Proposal::nothing: return " ";
  }
  return "";
}

/// A description inside '[...]' of an _arguments specification.
std::string zsh_text(std::string_view text) {
  std::string safe;
  for (const char c : quoted(text, "'\\''")) safe += c == '[' || c == ']' || c == ':' ? std::string("\\") + c : std::string(1, c);
  return safe;
}

std::string zsh_option(const Option& option) {
  const std::string value = option.value.empty() ? "value" : option.value;
  if (is_positional(option)) {
    const bool many = std::holds_alternative<std::vector<std::string>*>(option.target);
    return fmt::format(" \\\n        '{}:{}:{}'", many ? "*" : "", zsh_text(value), zsh_action(option));
  }
  std::string out;
  for (const std::string& name : spellings(option)) {
    out += fmt::format(" \\\n        '*{}[{}]{}'", name, zsh_text(option.help),
                       is_flag(option) ? "" : fmt::format(":{}:{}", zsh_text(value), zsh_action(option)));
  }
  return out;
}

std::string zsh_commands(const std::vector<Command>& commands) {
  std::string out;
  for (const Command& command : commands) out += fmt::format(" '{}:{}'", command.name, zsh_text(command.summary));
  return out;
}

std::string zsh_case(const Command& command, const std::vector<Option>& common) {
  if (!command.subcommands.empty()) {
    return fmt::format("      {}) local -a below=({}); _describe -t commands command below ;;\n", command.name, zsh_commands(command.subcommands));
  }
  std::string options;
  for (const Option& option : with_common(command, common)) options += zsh_option(option);
  return fmt::format("      {}) _arguments -s{} ;;\n", command.name, options);
}

// ---------------------------------------------------------------- fish

std::string fish_text(std::string_view text) { return quoted(text, "\\'"); }

std::string fish_values(const Option& option) {
  switch (proposal(option)) {
    case Proposal::choices: return fmt::format(" -x -a '{}'", fmt::join(option.choices, " "));
    case Proposal::file: return " -r -F";
    case Proposal::folder: return " -x -a '(__fish_complete_directories)'";
    case Proposal::asked: return fmt::format(" -x -a '(concord generate words {} -- (commandline -ct) 2>/dev/null)'", option.completes);
    case Proposal::nothing: return " -x";
  }
  return "";
}

std::string fish_option(const std::string& condition, const Option& option) {
  if (is_positional(option)) {
    if (proposal(option) == Proposal::nothing) return "";
    std::string values = fish_values(option);
    if (const auto required = values.find(" -r"); required == 0) values.erase(0, 3);
    return fmt::format("complete -c concord -n '{}'{}\n", condition, values);
  }
  std::string names;
  for (const std::string& name : spellings(option)) names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  return fmt::format("complete -c concord -n '{}'{} -d '{}'{}\n", condition, names, fish_text(option.help), is_flag(option) ? "" : fish_values(option));
}

}  // namespace

std::string bash_completion(const std::vector<Command>& commands, const std::vector<Option>& common) {
  std::string cases;
  std::string groups;
  for (const Command& command : commands) {
    cases += bash_case(command.name, command, common);
    if (!command.subcommands.empty()) groups += (groups.empty() ? "" : "|") + command.name;
  }
  return fmt::format(R"(# bash completion of concord; made by `concord generate completion bash`
_concord_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$cur")
}}
# What the collection knows of kind $1; inside quotes for the last word of them. bash cuts words at a colon, so that
# outside of quotes only what follows it may be given.
_concord_asked() {{
  local head= last=$cur cut= word words
  case $cur in
    \'*|\"*) last=${{cur:1}}; head=${{last%"${{last##*[ (]}}"}}; last=${{last:${{#head}}}} ;;
    *[:@=]*) cut=${{cur%"${{cur##*[:@=]}}"}} ;;
  esac
  mapfile -t words < <(concord generate words "$1" -- "$last" 2>/dev/null)
  for word in "${{words[@]}}"; do
    case $cur in
      \'*|\"*) word=$head$word ;;
      *) word=${{word#"$cut"}}; [[ $word != *[[:space:]]* ]] || printf -v word %q "$word" ;;
    esac
    COMPREPLY+=("$word")
  done
  [[ ${{#COMPREPLY[@]}} != 1 || ${{COMPREPLY[0]}} != *: ]] || compopt -o nospace 2>/dev/null
}}
_concord() {{
  local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} path=${{COMP_WORDS[1]}} line=${{COMP_LINE:0:COMP_POINT}} typed
  COMPREPLY=()
  case $cur in
    \'*|\"*) ;;
    *) read -ra typed <<< "$line"  # actor:uto is one word, whatever bash cuts at
       if [[ $line == *[[:space:]] ]]; then cur=; prev=${{typed[${{#typed[@]}}-1]}}
       else cur=${{typed[${{#typed[@]}}-1]}}; prev=${{typed[${{#typed[@]}}-2]}}; fi ;;
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$cur"))
    return
  fi
  case $path in
    {}) [ "$COMP_CWORD" -eq 2 ] || path="$path ${{COMP_WORDS[2]}}" ;;
  esac
  case $path in
{}  esac
}}
complete -F _concord concord
)", names_of(commands), groups.empty() ? "''" : groups, cases);
}

std::string zsh_completion(const std::vector<Command>& commands, const std::vector<Option>& common) {
  std::string cases;
  for (const Command& command : commands) cases += zsh_case(command, common);
  return fmt::format(R"(#compdef concord
# zsh completion of concord; made by `concord generate completion zsh`
_concord_words() {{
  local typed=${{PREFIX#[\'\"]}}
  local -a words=("${{(@f)$(concord generate words $1 -- "${{typed##*[ (]}}" 2>/dev/null)}}")
  local -a open=("${{(@M)words:#*:}}") whole=("${{(@)words:#*:}}")
  compset -P '*[ (]'
  [[ -z ${{open[1]}} ]] || compadd -S '' -a open
  [[ -z ${{whole[1]}} ]] || compadd -a whole
}}
_concord() {{
  local state
  local -a commands=({})
  _arguments -C '1: :->command' '*:: :->arguments'
  case $state in
    command) _describe -t commands command commands ;;
    arguments) case $words[1] in
{}    esac ;;
  esac
}}
_concord "$@"
)", zsh_commands(commands), cases);
}

std::string fish_completion(const std::vector<Command>& commands, const std::vector<Option>& common) {
  std::string out = "# fish completion of concord; made by `concord generate completion fish`\ncomplete -c concord -f\n";
  for (const Command& command : commands) {
    out += fmt::format("complete -c concord -n __fish_use_subcommand -a {} -d '{}'\n", command.name, fish_text(command.summary));
    const std::string chosen = "__fish_seen_subcommand_from " + command.name;
    for (const Command& sub : command.subcommands) {
      out += fmt::format("complete -c concord -n '{}' -a {} -d '{}'\n", chosen, sub.name, fish_text(sub.summary));
    }
    for (const Option& option : with_common(command, common)) out += fish_option(chosen, option);
  }
  return out;
}

}  // namespace concord
