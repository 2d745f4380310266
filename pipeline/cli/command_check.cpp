// concord check: is the index what was written?
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/check.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/repair.h"

namespace concord {
namespace {

constexpr const char* remedy_of_damage = "'concord check --repair' saves what can be read and reads the rest from the sources";

struct Arguments {
  bool quick = false;
  bool deep = false;
  bool repair = false;
  std::uint64_t lock_wait = 0;
};

/// In a child process: reading back a damaged file must not be able to take this one with it.
int in_a_child(const std::function<int()>& work, Context& context) {
  const pid_t child = ::fork();
  if (child < 0) return context.fail({ErrorCode::io, "", std::string("cannot start a process: ") + std::strerror(errno), ""});
  if (child == 0) ::_exit(work());
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) return WEXITSTATUS(status);
  return context.fail({ErrorCode::bad_data, "", fmt::format("the index is damaged: reading it back ended with signal {}", WTERMSIG(status)), remedy_of_damage});
}

/// Prints what a check found; its exit code.
int tell(const IndexCheck& report, const Arguments& typed, Context& context) {
  for (const Error& problem : report.problems) context.terminal().complain("concord: " + problem.to_string());
  if (!report.problems.empty()) {
    context.terminal().complain(fmt::format("concord: the index is damaged ({} problems); {}", report.problems.size(), remedy_of_damage));
    return exit_code(ErrorCode::bad_data);
  }
  if (context.common.quiet) return exit_found;
  const std::string read_back = typed.deep ? fmt::format(", {} documents and {} postings read back", report.documents, report.postings) : "";
  context.terminal().print(fmt::format("the index is whole: {} commits, {} files, {:.1f} MB{}\n", report.commits.size(), report.files,
                                       static_cast<double>(report.bytes) / 1e6, read_back));
  return exit_found;
}

int check(const Collection& collection, const Arguments& typed, Context& context) {
  const CheckDepth depth = typed.deep ? CheckDepth::deep : typed.quick ? CheckDepth::quick : CheckDepth::full;
  const auto report = check_index(collection.index_folder(), depth);
  if (report) return tell(*report, typed, context);
  Error error = report.error();
  if (error.code == ErrorCode::no_input) error.remedy = "run 'concord ingest PATH' first";
  return context.fail(error);
}

void tell(const RepairReport& report, Context& context) {
  if (report.from_nothing) {
    context.note("nothing could be saved: the next run reads every file from the sources");
  } else {
    context.note(fmt::format("{} documents saved from their records, {} records unreadable", report.saved, report.unreadable));
  }
  for (const std::string& name : report.kept_names) context.terminal().complain(fmt::format("concord: the kept snapshot '{}' is only in the damaged index", name));
  context.note("the damaged index is kept in " + report.aside);
}

/// Repairs, and reads from the sources what was not saved.
int repair(Collection& collection, const Arguments& typed, Context& context) {
  const auto report = repair_index(collection.index_folder(), static_cast<unsigned>(typed.lock_wait));
  if (!report) return context.fail(report.error());
  tell(*report, context);
  const auto lexicons = lexicon_paths(collection.config());
  if (!lexicons) return context.fail(lexicons.error());
  IngestOptions options;
  options.lexicons = *lexicons;
  options.no_delete = true;  // a saved document whose file is gone is the only copy: the next run decides, under its guard
  IngestEvents events;
  events.failed = [&](const Error& error) { context.terminal().complain("concord: " + error.to_string()); };
  const auto filled = ingest(collection, options, events);
  if (!filled) return context.fail(filled.error());
  context.note(fmt::format("{} files read from the sources", filled->added + filled->changed));
  const auto lost = not_read_again(collection.index_folder(), report->unsaved);
  if (!lost) return context.fail(lost.error());
  for (const std::string& place : *lost) context.terminal().complain("concord: lost: " + place + ": its record is damaged and its file is gone");
  return lost->empty() ? exit_found : exit_some_failed;
}

int run(const Arguments& typed, Context& context) {
  auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto work = [&] { return check(*collection, typed, context); };
  const int code = typed.deep || typed.repair ? in_a_child(work, context) : work();
  if (!typed.repair || code != exit_code(ErrorCode::bad_data)) return code;
  return repair(*collection, typed, context);
}

}  // namespace

Command check_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "check";
  command.group = "Collections";
  command.summary = "Verify the index: every file against the checksums of its commit";
  command.details =
      "Exit 0 when it is whole, 65 when it is damaged. Queries and runs may go on meanwhile. --repair makes a damaged index anew:\n"
      "from the stored texts where they are whole, from the sources where not; what neither has is named (exit 3). The damaged one\n"
      "is kept beside it.";
  command.options = {{"--quick", "", "Only what a monitor needs: the commit and the sizes of its files (milliseconds)", &typed->quick},
                     {"--deep", "", "Also read back every posting and document and hold them against each other", &typed->deep},
                     {"--repair", "", "Where it is damaged, make it anew out of what can be saved and the sources", &typed->repair},
                     {"--lock-wait", "SECONDS", "For --repair: wait so long when a run has the collection (default: not at all)", &typed->lock_wait}};
  command.examples = {{"concord check", "every byte against its checksum"}, {"concord check --quick --quiet", "for a monitor: the exit code says it"},
                      {"concord check --deep --repair", "look everywhere, mend what is broken"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
