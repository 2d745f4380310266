#include "pipeline/ingest/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

namespace concord {
namespace {

constexpr int exit_some_failed = 3;

/// Label values: backslash, quote and line feed are escaped (Prometheus' exposition format).
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out;
}

class Exposition {
 public:
  explicit Exposition(std::string_view collection) : x_label("collection=\"" + escaped(collection) + "\"") {}

  void gauge(std::string_view name, std::string_view help) { x_text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, help); }
  void value(std::string_view name, double number, std::string_view label = {}) {
    x_text += fmt::format("{}{{{}{}{}}} {}\n", name, x_label, label.empty() ? "" : ",", label, number);
  }
  void one(std::string_view name, std::string_view help, double number) {
    gauge(name, help);
    value(name, number);
  }
  [[nodiscard]] const std::string& text() const { return x_text; }

 private:
  std::string x_label;
  std::string x_text;
};

}  // namespace

std::int64_t seconds_of(std::string_view iso_time) {
  std::tm parts{};
  const std::string text(iso_time);
  const char* end = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return end != nullptr && *end == '\0' ? static_cast<std::int64_t>(::timegm(&parts)) : 0;
}

std::int64_t last_good_run(const std::vector<LoggedRun>& runs) {
  const auto good = std::find_if(runs.rbegin(), runs.rend(), [](const LoggedRun& run) { return run.exit_code == 0 || run.exit_code == exit_some_failed; });
  return good == runs.rend() ? 0 : seconds_of(good->time);
}

std::string metrics_text(std::string_view collection, const LoggedRun& run, std::int64_t last_good, const std::optional<CommitSummary>& index,
                         std::uint64_t failures) {
  const auto number = [](auto value) { return static_cast<double>(value); };
  Exposition out(collection);
  out.one("concord_last_run_timestamp_seconds", "When the last run began.", number(seconds_of(run.time)));
  out.one("concord_last_run_exit_code", "How the last run ended; 0 and 3 are good.", run.exit_code);
  out.one("concord_last_run_duration_seconds", "How long the last run took.", run.seconds);
  out.one("concord_last_success_timestamp_seconds", "When the last run that ended with 0 or 3 began.", number(last_good));
  out.gauge("concord_last_run_files", "Files by what the last run did with them.");
  const std::pair<const char*, std::uint64_t> files[] = {{"unchanged", run.unchanged}, {"added", run.added},     {"changed", run.changed},
                                                         {"retried", run.retried},     {"removed", run.removed}, {"left", run.left}};
  for (const auto& [name, count] : files) out.value("concord_last_run_files", number(count), fmt::format("state=\"{}\"", name));
  out.one("concord_last_run_retagged_documents", "Documents that the last run tagged again.", number(run.retagged));
  out.one("concord_last_run_failed_documents", "Documents and manifest rows that the last run could not read.", number(run.failed));
  out.one("concord_failed_documents", "Documents and manifest rows that the index remembers as unreadable.", number(failures));
  if (!index) return out.text();
  out.one("concord_index_documents", "Documents and failures in the index, removed ones until the next merge.", number(index->documents));
  out.one("concord_index_bytes", "Size of the index.", number(index->bytes));
  out.one("concord_index_commit", "Number of the newest commit.", number(index->generation));
  out.one("concord_index_commit_timestamp_seconds", "When the newest commit was made.", number(seconds_of(index->time)));
  return out.text();
}

}  // namespace concord
