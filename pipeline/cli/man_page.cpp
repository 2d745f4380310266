#include "pipeline/cli/man_page.h"

#include <fmt/format.h>

#include <algorithm>

namespace concord {
namespace {

/// Text that groff prints as it stands: no escapes, no requests, hyphens that can be copied.
std::string roff(std::string_view text) {
  std::string safe;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) safe += "\\&";
    if (c == '\\') safe += "\\e";
    else if (c == '-') safe += "\\-";
    else if (c == '\'') safe += "\\(aq";
    else if (c == '`') safe += "\\(ga";
    else if (c == '^') safe += "\\(ha";
    else if (c == '~') safe += "\\(ti";
    else safe += c;
    line_begins = c == '\n';
  }
  return safe;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    // An indented line is an example or a table: kept as it stands.
    if (line.empty()) out += ".PP\n";
    else if (line.front() == ' ') out += ".nf\n" + roff(line) + "\n.fi\n";
    else out += roff(line) + "\n";
    begin = end + 1;
  }
  return out;
}

std::string heading(std::string_view name) {
  std::string upper(name);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return fmt::format(".TH \"{}\" \"1\" \"\" \"concord {}\" \"Concord\"\n", roff(upper), CONCORD_VERSION);
}

bool is_positional(const Option& option) { return !option.name.starts_with('-'); }

/// "-n,--limit" -> "-n, --limit"
std::string spaced(std::string_view names) {
  std::string out;
  for (const char c : names) out += c == ',' ? std::string(", ") : std::string(1, c);
  return out;
}

std::string synopsis(const std::string& called, const Command& command) {
  std::string out = fmt::format(".B {}\n", roff(called));
  if (!command.subcommands.empty()) return out + ".I COMMAND\n";
  out += "[\\fIOPTIONS\\fR]\n";
  for (const Option& option : command.options) {
    if (!is_positional(option)) continue;
    const bool many = std::holds_alternative<std::vector<std::string>*>(option.target);
    const std::string word = fmt::format("\\fI{}\\fR{}", roff(option.name), many ? "..." : "");
    out += option.required ? word + "\n" : "[" + word + "]\n";
  }
  return out;
}

std::string described(const Option& option) {
  std::string out = fmt::format(".TP\n\\fB{}\\fR", roff(spaced(option.name)));
  if (!is_positional(option) && !option.value.empty()) out += fmt::format(" \\fI{}\\fR", roff(option.value));
  out += "\n" + roff(option.help) + "\n";
  if (!option.choices.empty()) out += fmt::format("({})\n", roff(fmt::format("{}", fmt::join(option.choices, ", "))));
  return out;
}

std::string described(const std::vector<Option>& options, bool positional) {
  std::string out;
  for (const Option& option : options) {
    if (is_positional(option) == positional) out += described(option);
  }
  return out;
}

std::string section(std::string_view name, const std::string& body) {
  return body.empty() ? "" : fmt::format(".SH {}\n{}", name, body);
}

std::string examples(const Command& command) {
  std::string out;
  for (const Example& example : command.examples) {
    out += fmt::format(".TP\n\\fB{}\\fR\n{}\n", roff(example.line), roff(example.says));
  }
  return out;
}

std::string subcommand(const std::string& called, const Command& command) {
  return fmt::format(".SS {} {}\n{}\n.PP\n{}{}{}{}", roff(called), roff(command.name), roff(command.summary),
                     synopsis(called + " " + command.name, command), described(command.options, true),
                     described(command.options, false), examples(command));
}

constexpr const char* exit_codes = R"(.TP
0
done, or found
.TP
1
nothing found
.TP
2
usage: an option or a query that cannot be understood
.TP
3
done, but some documents could not be read; \fBconcord failures\fR lists them
.TP
65, 66
bad data; no input
.TP
69, 70
a helper program is missing; a bug in Concord
.TP
73, 74
cannot create; input or output failed
.TP
75
another run is writing: try later
.TP
78
the configuration is wrong
)";

}  // namespace

std::string man_page(const Command& command, const std::vector<Option>& common) {
  const std::string called = "concord " + command.name;
  std::string page = heading("concord-" + command.name);
  page += fmt::format(".SH NAME\nconcord\\-{} \\- {}\n", roff(command.name), roff(command.summary));
  page += section("SYNOPSIS", synopsis(called, command));
  page += section("DESCRIPTION", paragraphs(command.details.empty() ? command.summary + "." : command.details));
  std::string below;
  for (const Command& sub : command.subcommands) below += subcommand(called, sub);
  page += section("COMMANDS", below);
  page += section("ARGUMENTS", described(command.options, true));
  page += section("OPTIONS", described(command.options, false));
  page += section("COMMON OPTIONS", described(common, false));
  page += section("EXAMPLES", examples(command));
  page += section("EXIT STATUS", exit_codes);
  return page + ".SH SEE ALSO\n.BR concord (1)\n";
}

std::string man_page_of_all(const std::vector<Command>& commands) {
  std::string page = heading("concord");
  page += ".SH NAME\nconcord \\- search, tagging and statistics for peace\\-process documents\n";
  page += ".SH SYNOPSIS\n.B concord\n.I COMMAND\n[\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n";
  page += section("DESCRIPTION", paragraphs(
      "Concord turns a folder of documents (reports, studies, statements, treaties) into an index that answers who, what, when and "
      "where it says so.\n\nA collection is a folder with a concord.yaml; commands work from anywhere inside it."));
  std::vector<std::string> groups;
  for (const Command& command : commands) {
    if (std::find(groups.begin(), groups.end(), command.group) == groups.end()) groups.push_back(command.group);
  }
  page += ".SH COMMANDS\n";
  for (const std::string& group : groups) {
    page += fmt::format(".SS {}\n", roff(group));
    for (const Command& command : commands) {
      if (command.group == group) page += fmt::format(".TP\n.BR concord\\-{} (1)\n{}\n", roff(command.name), roff(command.summary));
    }
  }
  page += section("EXIT STATUS", exit_codes);
  page += section("ENVIRONMENT", ".TP\nCONCORD_LEXICONS\nfolder of the bundled lexicons, when they do not lie beside the program\n"
                                 ".TP\nNO_COLOR, TERM=dumb\nno colours\n.TP\nPAGER\nwhat long answers are shown through on a terminal\n");
  return page + section("FILES", ".TP\nconcord.yaml\nthe collection's configuration; every key is explained in the one that \\fBconcord init\\fR writes\n"
                                 ".TP\n\\&.concord/\nthe collection's index, logs and caches\n");
}

}  // namespace concord
