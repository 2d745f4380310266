// concord ingest and concord reindex: the same run, for people and for cron.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <memory>
#include <unistd.h>

#include "pipeline/cli/background.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/ocr_line.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/ingest/document_worker.h"
#include "pipeline/ingest/ingest.h"
#include "pipeline/ingest/metrics.h"
#include "pipeline/ingest/run_log.h"
#include "pipeline/ingest/utc_time.h"
#include "pipeline/ingest/whole_file.h"

namespace concord {
namespace {

struct Arguments {
  std::vector<std::string> paths;
  bool full = false;
  bool retry_failed = false;
  bool no_delete = false;
  bool allow_mass_delete = false;
  bool dry_run = false;
  bool ocr = false;
  bool no_ocr = false;
  bool timings = false;
  bool nice = false;
  std::string metrics;
  std::uint64_t workers = 0;
  std::uint64_t lock_wait = 0;
  std::uint64_t max_time = 0;
};

std::atomic<bool> stop_requested = false;
std::atomic<int> stop_signal = 0;

/// First signal: finish what is in hand and commit. Second: leave at once, which the index survives.
extern "C" void on_signal(int signal) {
  if (stop_requested.exchange(true)) ::_exit(128 + signal);
  stop_signal = signal;
}

void watch_signals() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

std::string amount(std::uint64_t number, const char* one, const char* many) { return fmt::format("{} {}", number, number == 1 ? one : many); }

std::string megabytes(std::uint64_t bytes) { return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6); }

/// Draws the progress line, some ten times a second at most.
class ProgressLine {
 public:
  explicit ProgressLine(Context& context) : x_context(context), x_begin(std::chrono::steady_clock::now()) {}

  void operator()(const IngestProgress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - x_drawn < std::chrono::milliseconds(100)) return;
    x_drawn = now;
    const double seconds = std::chrono::duration<double>(now - x_begin).count();
    const double share = progress.bytes_total == 0 ? 1.0 : static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
    const std::string left = share > 0.01 && seconds > 2 ? ", " + shown_duration(seconds / share * (1 - share)) + " left" : "";
    x_context.terminal().progress(fmt::format("{:3.0f} %  {} of {} files, {}{}  {}", 100 * share, progress.files_done, progress.files_total,
                                              megabytes(progress.bytes_done), left, progress.current.substr(0, 40)));
  }

 private:
  Context& x_context;
  std::chrono::steady_clock::time_point x_begin;
  std::chrono::steady_clock::time_point x_drawn;
};

std::string summary(const IngestReport& report) {
  std::vector<std::string> parts;
  const auto add = [&](std::uint64_t count, const char* one, const char* many) {
    if (count > 0) parts.push_back(amount(count, one, many));
  };
  add(report.added - report.renamed, "new file", "new files");
  add(report.renamed, "renamed", "renamed");
  add(report.changed, "changed", "changed");
  add(report.retried, "tried again", "tried again");
  add(report.kept_members, "unchanged inside them", "unchanged inside them");
  add(report.removed - report.renamed, "removed", "removed");
  add(report.retagged, "document tagged again", "documents tagged again");
  if (report.retagged > 0) parts.back() += report.retagged_alike == report.retagged ? " (no mention differs)" : fmt::format(" ({} with other mentions)", report.retagged - report.retagged_alike);
  if (parts.empty()) parts.emplace_back("nothing changed");
  std::string line = fmt::format("{}", fmt::join(parts, ", "));
  if (report.documents > 0) {
    line += fmt::format("; {} with {} and {}", amount(report.documents, "document", "documents"), amount(report.tokens, "token", "tokens"),
                        amount(report.mentions, "mention", "mentions"));
  }
  if (report.failed > 0) line += fmt::format("; {} failed (see 'concord failures')", report.failed);
  if (report.wall_seconds > 0) line += fmt::format("; {:.1f} s", report.wall_seconds);
  if (!report.snapshot.empty()) line += "; snapshot " + report.snapshot;
  return line;
}

Table timings(const IngestReport& report) {
  Table table;
  table.name = "stages";
  table.columns = {{"stage"}, {"cpu_seconds", Align::right, 2}, {"share", Align::right, 3}, {"mb_per_cpu_second", Align::right, 1}};
  double total = 0;
  for (const auto& [stage, seconds] : report.cpu_seconds) total += seconds;
  const auto add = [&](const std::string& stage, double seconds) {
    const double rate = seconds > 0 ? static_cast<double>(report.bytes) / 1e6 / seconds : 0;
    table.rows.push_back({stage, seconds, total > 0 ? seconds / total : 0.0, rate});
  };
  for (const auto& [stage, seconds] : report.cpu_seconds) add(stage, seconds);
  add("all", total);
  return table;
}

IngestOptions options_of(const Arguments& typed) {
  IngestOptions options;
  options.full = typed.full;
  options.retry_failed = typed.retry_failed;
  options.no_delete = typed.no_delete;
  options.allow_mass_delete = typed.allow_mass_delete;
  options.dry_run = typed.dry_run;
  if (typed.ocr) options.ocr = true;
  if (typed.no_ocr) options.ocr = false;
  options.workers = static_cast<unsigned>(typed.workers);
  options.lock_wait_seconds = static_cast<unsigned>(typed.lock_wait);
  options.max_seconds = typed.max_time;
  options.stop = &stop_requested;
  return options;
}

IngestEvents events_of(const Arguments& typed, Context& context) {
  IngestEvents events;
  const bool tell = typed.dry_run || context.common.verbose;
  events.failed = [&context](const Error& error) { context.terminal().complain("concord: " + error.to_string()); };
  events.notice = [&context](const std::string& what) { context.note("concord: " + what); };
  if (tell) {
    events.planned = [&context](Action action, const std::string& path, const std::string& why) {
      context.terminal().print(fmt::format("{:<9} {}  ({})\n", name(action), path, why));
    };
    events.renamed = [&context](const PlannedFile& file, const std::string& was) {
      context.terminal().print(fmt::format("{:<9} {}  (it was {}; its document is taken from the index)\n", "renamed", file.file.stamp.path, was));
    };
    events.removed = [&context](const std::string& path, const std::string& why) {
      context.terminal().print(fmt::format("{:<9} {}  ({})\n", "removed", path, why));
    };
  }
  if (!context.common.quiet) {
    events.progress = ProgressLine(context);
    events.ocr = ocr_progress(context);
  }
  return events;
}

/// The number of documents and rows that the index remembers as unreadable.
std::uint64_t remembered_failures(const Collection& collection) {
  const auto snapshot = open_snapshot(collection.index_folder());
  if (!snapshot) return 0;
  std::uint64_t count = 0;
  const auto failed = (*snapshot)->postings(Field::state, "failed");
  while (failed->next() != no_more_documents) ++count;
  return count;
}

/// Leaves word of the run: in the log of the collection, and where monitors look. A run is not worse for a log that fails.
void leave_word(const Collection& collection, const LoggedRun& run, const std::string& metrics, Context& context) {
  const RunLog log(collection.state_folder());
  if (const auto added = log.add(run); !added) context.terminal().complain("concord: the log of runs: " + added.error().to_string());
  if (metrics.empty()) return;
  const auto runs = log.read();
  const auto index = summarise(collection.index_folder());
  const std::string text = metrics_text(collection.config().name, run, runs ? last_good_run(*runs) : 0,
                                        index ? std::optional(*index) : std::nullopt, remembered_failures(collection));
  if (const auto written = replace_file(metrics, text); !written) context.terminal().complain("concord: " + written.error().to_string());
}

int tell(const Arguments& typed, bool cron, const IngestReport& report, Context& context) {
  const bool worth_telling = !context.common.quiet || (cron && report.did_something() && context.common.verbose);
  if (worth_telling) context.terminal().print((typed.dry_run ? "would do: " : "") + summary(report) + "\n");
  if (typed.timings) context.answer(timings(report));
  if (report.stopped) {
    context.terminal().complain(fmt::format("concord: stopped; {} left for the next run", amount(report.left, "file", "files")));
    if (stop_signal != 0) return 128 + stop_signal;
  }
  return report.failed > 0 ? exit_some_failed : exit_found;
}

/// The run itself; `word` gets what is to be logged of it.
int run_over(Collection& collection, const Arguments& typed, bool cron, LoggedRun& word, Context& context) {
  const auto failed = [&](const Error& error) {
    word.error = error.to_string();
    return context.fail(error);
  };
  for (const std::string& path : typed.paths) {
    if (auto added = collection.add_source(path, typed.dry_run ? Collection::Write::nothing : Collection::Write::file); !added) return failed(added.error());
  }
  auto lexicons = lexicon_paths(collection.config());
  if (!lexicons) return failed(lexicons.error());
  IngestOptions options = options_of(typed);
  options.lexicons = std::move(*lexicons);
  watch_signals();
  const auto report = ingest(collection, options, events_of(typed, context));
  context.terminal().progress("");
  if (!report) return failed(report.error());
  word = logged_run(*report);
  return tell(typed, cron, *report, context);
}

int run(const Arguments& typed, bool cron, Context& context) {
  auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  if (typed.nice) step_back();
  const auto begin = std::chrono::steady_clock::now();
  const std::string time = utc_timestamp();
  LoggedRun word;
  const int code = run_over(*collection, typed, cron, word, context);
  if (typed.dry_run) return code;
  word.time = time;
  word.command = cron ? "reindex" : "ingest";
  word.seconds = std::round(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() * 1000) / 1000;
  word.exit_code = code;
  leave_word(*collection, word, typed.metrics, context);
  return code;
}

std::vector<Option> run_options(Arguments& typed) {
  return {{"--full", "", "Read every file again, changed or not", &typed.full},
          {"--retry-failed", "", "Try files again that could not be read", &typed.retry_failed},
          {"--dry-run", "", "Say what would be done and why; change nothing", &typed.dry_run},
          {"--no-delete", "", "Keep documents whose files are gone", &typed.no_delete},
          {"--allow-mass-delete", "", "Go on even when more than half of a source's files are gone", &typed.allow_mass_delete},
          {"--ocr", "", "Read scanned pages with tesseract, whatever concord.yaml says", &typed.ocr},
          {"--no-ocr", "", "Do not read scanned pages", &typed.no_ocr},
          {"-j,--workers", "N", "Threads that read and tag (default: one a core)", &typed.workers},
          {"--lock-wait", "SECONDS", "Wait so long when another run has the collection (default: not at all)", &typed.lock_wait},
          {"--max-time", "SECONDS", "Stop after so long; the next run goes on", &typed.max_time},
          {"--nice", "", "Let everything else on the machine go first (CPU and disk)", &typed.nice},
          {"--metrics", "FILE", "Write the state after the run for Prometheus, as a whole or not at all", &typed.metrics, {}, false, "file"},
          {"--timings", "", "Show where the CPU time went", &typed.timings}};
}

}  // namespace

Command ingest_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "ingest";
  command.group = "Collections";
  command.summary = "Read, tag and index documents";
  command.details =
      "PATHs are added to the sources in concord.yaml, so that 'concord reindex' knows them. Only what is new or changed is read.\n"
      "A document that cannot be read is reported, remembered ('concord failures') and does not end the run.";
  command.options = run_options(*typed);
  command.options.insert(command.options.begin(), {"PATH", "PATH", "Folders or files of documents", &typed->paths, {}, false, "file"});
  command.examples = {{"concord ingest ~/documents", "add a folder and index what is in it"},
                      {"concord ingest", "bring the index up to date"},
                      {"concord ingest --dry-run", "what would be read, and why"}};
  command.run = [typed](Context& context) { return run(*typed, false, context); };
  return command;
}

Command reindex_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "reindex";
  command.group = "Collections";
  command.summary = "Bring the index up to date with its sources: what cron runs";
  command.details =
      "With --quiet nothing is printed when all is well; failures go to standard error. A changed lexicon tags documents again\n"
      "from their stored text; changed settings read the files again. Exit 75 when another run has the collection.";
  command.options = run_options(*typed);
  command.examples = {{"concord reindex --quiet", "silent unless something is wrong"},
                      {"concord reindex -C /srv/tajikistan --lock-wait 600", "wait up to ten minutes for another run"},
                      {"concord reindex --quiet --nice --metrics /var/lib/prometheus/node-exporter/concord.prom", "in the background, watched by a monitor"}};
  command.run = [typed](Context& context) { return run(*typed, true, context); };
  return command;
}

}  // namespace concord
