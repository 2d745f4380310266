// concord check: is the index what was written?
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/check.h"

namespace concord {
namespace {

struct Arguments {
  bool quick = false;
  bool deep = false;
};

int run(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const CheckDepth depth = typed.deep ? CheckDepth::deep : typed.quick ? CheckDepth::quick : CheckDepth::full;
  const auto report = check_index(collection->index_folder(), depth);
  if (!report) {
    Error error = report.error();
    if (error.code == ErrorCode::no_input) error.remedy = "run 'concord ingest PATH' first";
    return context.fail(error);
  }
  for (const Error& problem : report->problems) context.terminal().complain("concord: " + problem.to_string());
  if (!report->problems.empty()) {
    context.terminal().complain(fmt::format("concord: the index is damaged ({} problems); 'concord reindex --full' makes it anew from the sources",
                                            report->problems.size()));
    return exit_code(ErrorCode::bad_data);
  }
  if (!context.common.quiet) {
    const std::string read_back = typed.deep ? fmt::format(", {} documents and {} postings read back", report->documents, report->postings) : "";
    context.terminal().print(fmt::format("the index is whole: {} commits, {} files, {:.1f} MB{}\n", report->commits.size(), report->files,
                                         static_cast<double>(report->bytes) / 1e6, read_back));
  }
  return exit_found;
}

}  // namespace

Command check_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "check";
  command.group = "Collections";
  command.summary = "Verify the index: every file against the checksums of its commit";
  command.details = "Exit 0 when it is whole, 65 when it is damaged. Queries and runs may go on meanwhile.";
  command.options = {{"--quick", "", "Only what a monitor needs: the commit and the sizes of its files (milliseconds)", &typed->quick},
                     {"--deep", "", "Also read back every posting and document and hold them against each other", &typed->deep}};
  command.examples = {{"concord check", "every byte against its checksum"}, {"concord check --quick --quiet", "for a monitor: the exit code says it"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
