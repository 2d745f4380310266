// concord lexicon: check, import and export here; what grows a lexicon in command_lexicon_grow.cpp and command_lexicon_learn.cpp.
#include <fmt/format.h>

#include <memory>

#include "lexicons/check.h"
#include "lexicons/import.h"
#include "lexicons/lexicon.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/lexicon_files.h"

namespace concord {
namespace {

void complain(Context& context, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) context.terminal().complain(finding.to_string());
}

// ---- check

struct CheckArguments {
  std::vector<std::string> paths;
  bool notes = false;
};

int run_check(const CheckArguments& typed, Context& context) {
  const auto paths = lexicon_files(typed.paths, context);
  if (!paths) return context.fail(paths.error());
  const CheckReport report = check_lexicon(*paths);
  Table table;
  table.name = "findings";
  table.columns = {{"severity", Align::left, 0}, {"where", Align::left, 0, false, Overflow::cut_begin}, {"message", Align::left, 0, true}, {"remedy", Align::left, 0, true}};
  constexpr std::string_view names[] = {"error", "warning", "note"};
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::note && !typed.notes) continue;
    table.rows.push_back({std::string(names[static_cast<std::size_t>(finding.severity)]), finding.where, finding.message, finding.remedy});
  }
  table.notes.push_back(fmt::format("{} entries, {} rules; {} errors, {} warnings, {} notes{}", report.entries, report.rules, report.count(Severity::error),
                                    report.count(Severity::warning), report.count(Severity::note), typed.notes ? "" : " (--notes shows them)"));
  table.notes.push_back("Overlaps: " + report.policy);
  table.provenance = {{"command", context.command_line()}, {"lexicon", report.hash}};
  context.answer(table);
  return report.count(Severity::error) > 0 ? exit_code(ErrorCode::configuration) : exit_found;
}

Command check_subcommand() {
  const auto typed = std::make_shared<CheckArguments>();
  Command command;
  command.name = "check";
  command.summary = "Say what is wrong, or likely to be wrong, with a lexicon";
  command.details = "Errors (exit 78), warnings and notes with file, line and column, and what to do; the overlap policy; the hash.";
  command.options = {{"PATH", "PATH", "Files or folders, or 'bundled' (default: the collection's, else bundled)", &typed->paths, {}, false, "file"},
                     {"--notes", "", "Show notes, too", &typed->notes}};
  command.examples = {{"concord lexicon check my.yaml", "one file"}, {"concord lexicon check bundled my.yaml", "a file that extends the bundled ones"}};
  command.run = [typed](Context& context) { return run_check(*typed, context); };
  return command;
}

// ---- import and export

struct ImportArguments {
  std::string format;
  std::string file;
  std::string family = "actor";
  std::vector<std::string> with;
  std::string output;
};

Result<ImportReport> import_other(const ImportArguments& typed, std::string_view bytes) {
  if (typed.format == "phoenix") return import_phoenix(bytes, typed.file);
  if (typed.format == "quanteda") return import_quanteda(bytes, typed.file, typed.family);
  if (typed.format == "skos") return import_skos(bytes, typed.file, typed.family);
  return import_csv(bytes, typed.file, typed.family);
}

Result<ImportReport> import_file(const ImportArguments& typed, std::string_view bytes, const Lexicon* known) {
  if (typed.format == "paax") return import_paax(bytes, typed.file, known);
  Result<ImportReport> report = import_other(typed, bytes);
  if (report && known != nullptr) report->enriched = enrich(report->draft, *known);
  return report;
}
int run_import(const ImportArguments& typed, Context& context) {
  const auto bytes = file_bytes(typed.file);
  if (!bytes) return context.fail(bytes.error());
  Lexicon known;
  if (!typed.with.empty()) {
    const auto paths = lexicon_files(typed.with, context);
    if (!paths) return context.fail(paths.error());
    auto loaded = Lexicon::load(*paths);
    if (!loaded) return context.fail(loaded.error());
    known = std::move(*loaded);
  }
  const Result<ImportReport> report = import_file(typed, *bytes, typed.with.empty() ? nullptr : &known);
  if (!report) return context.fail(report.error());
  if (!typed.with.empty()) context.note(fmt::format("{} aliases of actors that have the same name there", report->enriched));
  if (!context.common.quiet) complain(context, report->findings);
  std::size_t rules = 0;
  for (const DraftEntry& draft : report->draft.entries) rules += draft.rules.size();
  context.note(fmt::format("{} entries, {} aliases, {} findings", report->draft.entries.size(), rules, report->findings.size()));
  return deliver(context, to_yaml(report->draft), typed.output);
}

Command import_subcommand() {
  const auto typed = std::make_shared<ImportArguments>();
  Command command;
  command.name = "import";
  command.summary = "Turn another project's dictionary into a lexicon file";
  command.details = "What was mended or left out is said on standard error, with its line.";
  command.options = {{"FORMAT", "FORMAT", "What the file is", &typed->format, {"csv", "paax", "phoenix", "quanteda", "skos"}, true},
                     {"FILE", "FILE", "The file", &typed->file, {}, true, "file"},
                     {"--family", "FAMILY", "actor or theme", &typed->family, {"actor", "theme"}},
                     {"--with", "PATH", "Take over the aliases that this lexicon has for an actor of the same name; 'bundled'; may be repeated", &typed->with, {}, false, "file"},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon import paax actors.csv -o paax.yaml", "the PA-X actor table"},
                      {"concord lexicon import paax actors.csv --with bundled -o paax.yaml", "and what the bundled lexicon knows of the same actors"}, {"concord lexicon import csv names.csv", "any table with names and aliases"}};
  command.run = [typed](Context& context) { return run_import(*typed, context); };
  return command;
}

struct ExportArguments {
  std::vector<std::string> paths;
  std::string family = "actor";
  std::string output;
};

int run_export(const ExportArguments& typed, Context& context) {
  const auto paths = lexicon_files(typed.paths, context);
  if (!paths) return context.fail(paths.error());
  const auto lexicon = Lexicon::load(*paths);
  if (!lexicon) return context.fail(lexicon.error());
  return deliver(context, to_csv(draft_of(*lexicon, typed.family)), typed.output);
}

Command export_subcommand() {
  const auto typed = std::make_shared<ExportArguments>();
  Command command;
  command.name = "export";
  command.summary = "Write a lexicon as CSV, one row a rule; 'import csv' reads it back";
  command.options = {{"PATH", "PATH", "Files or folders, or 'bundled' (default: the collection's, else bundled)", &typed->paths, {}, false, "file"},
                     {"--family", "FAMILY", "actor or theme", &typed->family, {"actor", "theme"}},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon export --family theme -o themes.csv", "edit the themes in a spreadsheet"}};
  command.run = [typed](Context& context) { return run_export(*typed, context); };
  return command;
}

}  // namespace

Command lexicon_command() {
  Command command;
  command.name = "lexicon";
  command.group = "Lexicons";
  command.summary = "Check, import, export, grow and learn lexicons";
  command.subcommands = {check_subcommand(), import_subcommand(), export_subcommand(), lexicon_suggest_subcommand(), lexicon_review_subcommand(), lexicon_learn_subcommand()};
  return command;
}

}  // namespace concord
