#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pipeline/cli/completion.h"
#include "pipeline/cli/man_page.h"

namespace concord {
namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// A command with every kind of option, and texts that are awkward in roff and in the shells.
struct Awkward {
  std::string query;
  std::string kind;
  std::string actor;
  std::vector<std::string> files;
  bool dry = false;

  Command command() {
    Command made;
    made.name = "seek";
    made.group = "Questions";
    made.summary = "Find what's [said]: all of it";
    made.details = ".starts with a dot\n\nuse C:\\path and '--kind'";
    made.options = {{"QUERY", "QUERY", "What to seek", &query, {}, true},
                    {"FILE", "FILE", "Where", &files, {}, false, "file"},
                    {"-k,--kind", "KIND", "Only this kind", &kind, {"report", "treaty"}},
                    {"--actor", "ID", "Only with this actor", &actor, {}, false, "actor"},
                    {"--dry-run", "", "Don't do it", &dry}};
    made.examples = {{"concord seek 'a b'", "seeks 'a b'"}};
    return made;
  }
};

TEST(ManPage, AwkwardTextIsNoRequestAndNoEscape) {
  Awkward awkward;
  const std::string page = man_page(awkward.command(), {});
  EXPECT_TRUE(holds(page, "\n\\&.starts with a dot\n"));
  EXPECT_TRUE(holds(page, "C:\\epath"));
  EXPECT_TRUE(holds(page, "\\(aq\\-\\-kind\\(aq"));
}

TEST(ManPage, SynopsisShowsWhatIsRequiredAndWhatMayRepeat) {
  Awkward awkward;
  const std::string page = man_page(awkward.command(), {});
  EXPECT_TRUE(holds(page, "\n\\fIQUERY\\fR\n[\\fIFILE\\fR...]\n"));
  EXPECT_TRUE(holds(page, "\\fB\\-k, \\-\\-kind\\fR \\fIKIND\\fR\nOnly this kind\n(report, treaty)\n"));
}

TEST(ManPage, OverviewListsEachCommandUnderItsGroup) {
  Awkward awkward;
  const std::string page = man_page_of_all({awkward.command()});
  EXPECT_TRUE(holds(page, ".SS Questions\n.TP\n.BR concord\\-seek (1)\nFind what\\(aqs [said]: all of it\n"));
}

TEST(Completion, EachShellKnowsCommandsOptionsChoicesAndWhatToAskFor) {
  Awkward awkward;
  const std::vector<Command> commands = {awkward.command()};
  const struct {
    std::string name, text;
    std::vector<std::string> expected;
  } cases[] = {
      {"bash", bash_completion(commands, {}), {"compgen -W 'seek --help --version'", "-k|--kind) COMPREPLY=($(compgen -W 'report treaty'", "_concord_asked actor", "*) _concord_files -f ;;"}},
      {"zsh", zsh_completion(commands, {}), {"'seek:Find what'\\''s \\[said\\]\\: all of it'", "'*--kind[Only this kind]:KIND:(report treaty)'", "{_concord_words actor}", "'*:FILE:_files'"}},
      {"fish", fish_completion(commands, {}), {"-a seek -d 'Find what\\'s [said]: all of it'", "-s k -l kind -d 'Only this kind' -x -a 'report treaty'", "generate words actor", " -F\n"}},
  };
  for (const auto& shell : cases) {
    for (const std::string& part : shell.expected) EXPECT_TRUE(holds(shell.text, part)) << shell.name << ": " << part << "\n" << shell.text;
  }
}

TEST(Completion, SubcommandsComeAfterTheirCommand) {
  Awkward awkward;
  Command group;
  group.name = "lexicon";
  group.subcommands = {awkward.command()};
  const std::string bash = bash_completion({group}, {});
  EXPECT_TRUE(holds(bash, "lexicon) [ \"$COMP_CWORD\" -eq 2 ] || path=\"$path ${COMP_WORDS[2]}\" ;;"));
  EXPECT_TRUE(holds(bash, "'lexicon seek')"));
}

}  // namespace
}  // namespace concord
