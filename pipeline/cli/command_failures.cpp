// concord failures: what could not be read, why, and what to do.
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/ledger.h"

namespace concord {
namespace {

int run(Context& context) {
  const auto snapshot = context.snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  const auto failures = read_failures(**snapshot);
  if (!failures) return context.fail(failures.error());
  Table table;
  table.name = "failures";
  table.columns = {{"document", Align::left, 0, true}, {"code"}, {"reason", Align::left, 0, true}, {"remedy", Align::left, 0, true}, {"bytes", Align::right}};
  for (const FailedDocument& failure : *failures) {
    table.rows.push_back({failure.id, failure.kind, failure.reason, failure.remedy, static_cast<std::int64_t>(failure.file.size)});
  }
  if (table.rows.empty()) table.notes.emplace_back("nothing failed");
  table.provenance = context.provenance(**snapshot);
  context.answer(table);
  return table.rows.empty() ? exit_nothing_found : exit_found;
}

}  // namespace

Command failures_command() {
  Command command;
  command.name = "failures";
  command.group = "Collections";
  command.summary = "List the documents that could not be read, with the reason and the remedy";
  command.details = "Exit 0 when there are any, 1 when nothing failed. 'concord reindex --retry-failed' tries them again.";
  command.examples = {{"concord failures", "all of them"}, {"concord failures --format csv > failures.csv", "for a spreadsheet"}};
  command.run = [](Context& context) { return run(context); };
  return command;
}

}  // namespace concord
