// concord log: what the runs over this collection did.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/ingest/run_log.h"

namespace concord {
namespace {

struct Arguments {
  std::uint64_t last = 20;
  bool all = false;
  bool troubled = false;
};

bool is_troubled(const LoggedRun& run) { return run.exit_code != exit_found; }

/// "2026-11-22 03:17:01" for people; machines get the standard's form.
Value time_of(const LoggedRun& run, bool for_people) {
  std::string time = run.time;
  if (for_people && time.size() == 20) {
    time[10] = ' ';
    time.pop_back();
  }
  return time;
}

/// Empty where nothing happened, so that what did happen is seen.
Value count_of(std::uint64_t count, bool for_people) {
  return for_people && count == 0 ? Value(std::string()) : Value(static_cast<std::int64_t>(count));
}

Table table_of(const std::vector<LoggedRun>& runs, bool for_people) {
  Table table;
  table.name = "runs";
  table.columns = {{"time"}, {"command"}, {"seconds", Align::right, 3}, {"new", Align::right}, {"changed", Align::right}, {"removed", Align::right},
                   {"retagged", Align::right}, {"unchanged", Align::right}, {"left", Align::right}, {"failed", Align::right}, {"exit", Align::right},
                   {"snapshot", Align::left, 0, true}, {"error", Align::left, 0, true}};
  for (const LoggedRun& run : runs) {
    const auto count = [&](std::uint64_t number) { return count_of(number, for_people); };
    const std::string snapshot = for_people ? run.snapshot.substr(0, run.snapshot.find(' ')) : run.snapshot;
    table.rows.push_back({time_of(run, for_people), run.command, run.seconds, count(run.added), count(run.changed + run.retried), count(run.removed),
                          count(run.retagged), count(run.unchanged), count(run.left), count(run.failed), std::int64_t{run.exit_code}, snapshot, run.error});
  }
  return table;
}

int run(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  auto runs = RunLog(collection->state_folder()).read();
  if (!runs) return context.fail(runs.error());
  if (typed.troubled) std::erase_if(*runs, [](const LoggedRun& run) { return !is_troubled(run); });
  const std::size_t found = runs->size();
  if (!typed.all && found > typed.last) runs->erase(runs->begin(), runs->end() - static_cast<std::ptrdiff_t>(typed.last));
  Table table = table_of(*runs, context.common.format == "text");
  if (found == 0) table.notes.emplace_back(typed.troubled ? "no run in the log ended badly" : "no run yet");
  if (runs->size() < found) table.notes.push_back(fmt::format("the last {} of {} runs (--all shows them)", runs->size(), found));
  context.answer(table);
  return found == 0 ? exit_nothing_found : exit_found;
}

}  // namespace

Command log_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "log";
  command.group = "Collections";
  command.summary = "Show what the runs of ingest and reindex did";
  command.details =
      "A line a run, the idle and the failed ones too. The log lies in .concord/runs.jsonl, a JSON object a run; when it is larger\n"
      "than a megabyte (some 3,000 runs) the older half is dropped.";
  command.options = {{"-n,--last", "N", "Only so many, the newest (default 20)", &typed->last},
                     {"--all", "", "All that the log holds", &typed->all},
                     {"--troubled", "", "Only runs that did not end with 0", &typed->troubled}};
  command.examples = {{"concord log", "the last twenty runs"},
                      {"concord log --troubled -n 5", "the last five that something was wrong with"},
                      {"concord log --all --format csv > runs.csv", "for a spreadsheet"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
