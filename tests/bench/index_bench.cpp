// Where the time of indexing goes: reads a folder of text files, annotates and indexes them, stage by stage, one thread.
//
//   index_bench FOLDER INDEX [LEXICON...]
//
// Prints CPU seconds, MB a CPU second and share of each stage, then what opening a snapshot and counting all labels
// costs. The index in INDEX is replaced.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <sys/resource.h>

#include "lexicons/lexicon.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/record.h"

namespace {

using namespace concord;

double cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_mb() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024.0;
}

/// CPU seconds by name of the stage, in the order of their first use.
class Clock {
 public:
  template <class Work>
  auto measure(const std::string& stage, Work&& work) {
    const double start = cpu_seconds();
    struct Stop {
      Clock& clock;
      const std::string& stage;
      double start;
      ~Stop() { clock.add(stage, cpu_seconds() - start); }
    } stop{*this, stage, start};
    return work();
  }
  void add(const std::string& stage, double seconds) {
    if (!x_seconds.contains(stage)) x_order.push_back(stage);
    x_seconds[stage] += seconds;
  }
  void print(double megabytes) const {
    double total = 0;
    for (const auto& [stage, seconds] : x_seconds) total += seconds;
    for (const std::string& stage : x_order) {
      const double seconds = x_seconds.at(stage);
      std::printf("%-10s %8.2f s %8.1f MB/s %5.1f %%\n", stage.c_str(), seconds, megabytes / seconds, 100 * seconds / total);
    }
    std::printf("%-10s %8.2f s %8.2f MB/s\n", "all", total, megabytes / total);
  }

 private:
  std::map<std::string, double> x_seconds;
  std::vector<std::string> x_order;
};

void stop_on(const Status& status) {
  if (status) return;
  std::fprintf(stderr, "%s\n", status.error().to_string().c_str());
  std::exit(1);
}

Document read(const std::string& root, const std::string& path) {
  Document document;
  document.text.utf8.resize(std::filesystem::file_size(path));
  std::ifstream(path, std::ios::binary).read(document.text.utf8.data(), static_cast<std::streamsize>(document.text.utf8.size()));
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(document.text.utf8.size()));
  document.metadata.id = std::filesystem::relative(path, root).string();
  document.metadata.file = {document.metadata.id, "bench", document.text.utf8.size(), 0, 0, 0};
  return document;
}

void count_labels(const std::string& folder) {
  const auto start = std::chrono::steady_clock::now();
  const auto since = [&] { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(); };
  auto snapshot = open_snapshot(folder);
  if (!snapshot) return stop_on(snapshot.error());
  const double opened = since();
  std::vector<std::string> labels;
  (*snapshot)->terms(Field::label_sentence, {}, [&](const TermEntry& entry) {
    labels.emplace_back(entry.term);
    return true;
  });
  std::uint64_t mentions = 0;
  std::vector<std::uint32_t> positions;
  for (const std::string& label : labels) {
    const auto cursor = (*snapshot)->postings(Field::label_sentence, label);
    while (cursor->next() != no_more_documents) {
      positions.clear();
      cursor->positions(positions);
      mentions += positions.size();
    }
  }
  std::printf("open %.2f ms; %zu labels with %lu sentences read in %.1f ms; %s\n", opened, labels.size(), mentions,
              since() - opened, (*snapshot)->health() ? "whole" : "damaged");
  const auto ledger_start = since();
  const auto ledger = read_ledger(**snapshot);
  std::printf("ledger of %zu files in %.1f ms\n", ledger ? ledger->size() : 0, since() - ledger_start);
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    std::fprintf(stderr, "usage: index_bench FOLDER INDEX [LEXICON...]\n");
    return 2;
  }
  const std::string root = arguments[1];
  const std::string index = arguments[2];
  std::filesystem::remove_all(index);
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());

  const std::vector<std::string> lexicons(arguments + 3, arguments + count);
  auto lexicon = Lexicon::load(lexicons);
  if (!lexicon) stop_on(lexicon.error());
  auto matcher = Matcher::compile(*lexicon);
  if (!matcher) stop_on(matcher.error());
  Annotator annotate;
  Tagger tag(std::make_shared<const Matcher>(std::move(*matcher)));
  RecordEncoder encoder;
  auto writer = IndexWriter::open(index);
  if (!writer) stop_on(writer.error());
  writer->set_catalogue(lexicon->catalogue());

  Clock clock;
  double megabytes = 0;
  std::string record;
  for (const std::string& path : paths) {
    Document document = clock.measure("read", [&] { return read(root, path); });
    megabytes += static_cast<double>(document.text.utf8.size()) / 1e6;
    stop_on(clock.measure("annotate", [&] { return annotate(document); }));
    stop_on(clock.measure("tag", [&] { return tag(document); }));
    stop_on(clock.measure("record", [&] { return encoder.encode(document, record); }));
    stop_on(clock.measure("add", [&] { return writer->add(document, record); }));
  }
  const auto id = clock.measure("commit", [&] { return writer->commit({"2026-11-22T08:00:00Z", "bench", "{}"}); });
  if (!id) stop_on(id.error());
  clock.print(megabytes);
  const auto summary = summarise(index);
  if (!summary) stop_on(summary.error());
  std::printf("snapshot %s, %u segments, %.1f MB; peak %.0f MB\n", id->c_str(), summary->segments,
              static_cast<double>(summary->bytes) / 1e6, peak_mb());
  for (int round = 0; round < 3; ++round) count_labels(index);
  return 0;
}
