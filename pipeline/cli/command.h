// Command: one command of the program as a table: what it is called, what it takes, what it does.
//
// The same table gives parsing, --help, the man page and the completions
// (command_line.h, generate.h), so they cannot disagree.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace concord {

class Context;

/// Where a parsed value goes. A bool is a flag without a value; a vector may be given several times.
using Target = std::variant<bool*, std::string*, std::vector<std::string>*, std::uint64_t*, double*>;

struct Option {
  std::string name;     ///< "--kind", "-n,--limit"; without dashes it is positional ("QUERY")
  std::string value;    ///< what --help calls the value: "KIND"; empty for flags
  std::string help;     ///< one line
  Target target;
  std::vector<std::string> choices = {};  ///< the only values allowed
  bool required = false;                  ///< of a positional
  std::string completes = {};             ///< what the shell proposes: "file", "folder", or a kind of proposed_words.h
};

struct Example {
  std::string line;  ///< "concord search 'ombudsman AND law' --kind report"
  std::string says;  ///< what it does
};

struct Command {
  std::string name;
  std::string group;    ///< heading in `concord --help`
  std::string summary;  ///< one line
  std::string details;  ///< paragraphs of --help and the man page
  std::vector<Option> options;
  std::vector<Example> examples;
  std::function<int(Context&)> run;  ///< the exit code; empty when there are subcommands
  std::vector<Command> subcommands = {};
  bool asks_the_index = false;      ///< its answer comes from a snapshot: it takes --snapshot
};

}  // namespace concord
