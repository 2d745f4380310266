// The stages between reader and index, one by one and together: megabytes of text a second, one core.
//
//   text_bench [--corpus DIR] [benchmark options]
//
// Reads up to 40 MB of *.txt below DIR (default: the sample collection), evenly
// taken, outside of what is measured. The stage before the one that is measured
// has run on each document; the stage's caches are warm, as in a long run. The
// last benchmark is the slow twin: the same words cut by ICU's iterator alone.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "corpus/text/words.h"
#include "pipeline/annotate/annotator.h"

namespace {

using concord::Document;

constexpr std::size_t most_bytes = 40U << 20U;

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// Every n-th file, so that the sample spans the corpus.
std::vector<Document> read_corpus(const std::filesystem::path& folder) {
  const std::vector<std::filesystem::path> paths = files_below(folder);
  std::uintmax_t bytes = 0;
  for (const auto& path : paths) bytes += std::filesystem::file_size(path);
  const std::size_t step = 1 + static_cast<std::size_t>(bytes / most_bytes);
  std::vector<Document> documents;
  for (std::size_t i = 0; i < paths.size(); i += step) {
    std::ifstream file(paths[i], std::ios::binary);
    Document document;
    document.metadata.id = paths[i].filename().string();
    document.text.utf8.assign(std::istreambuf_iterator<char>(file), {});
    documents.push_back(std::move(document));
  }
  return documents;
}

std::vector<Document>& corpus() {
  static std::vector<Document> documents;
  return documents;
}

// Runs `stage` over copies of documents that `before` has prepared; copying is not measured.
template <class Before, class Stage>
void measure(benchmark::State& state, Before before, Stage stage) {
  std::vector<Document> prepared = corpus();
  std::size_t bytes = 0;
  for (Document& document : prepared) {
    before(document);
    bytes += document.text.utf8.size();
  }
  for (auto _ : state) {
    for (const Document& document : prepared) {
      state.PauseTiming();
      Document copy = document;
      state.ResumeTiming();
      benchmark::DoNotOptimize(stage(copy));
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes));
}

// The stages as they stand in the annotator, up to the n-th.
struct Stages {
  concord::Normaliser normalise;
  concord::Cleaner clean;
  concord::LanguageFinder find_language;
  concord::Segmenter segment;
  concord::Tokeniser tokenise;

  void run(Document& document, int last) {
    bool good = true;
    if (last >= 1) good = good && static_cast<bool>(normalise(document));
    if (last >= 2) good = good && static_cast<bool>(clean(document));
    if (last >= 3) good = good && static_cast<bool>(find_language(document));
    if (last >= 4) good = good && static_cast<bool>(segment(document));
    if (!good) std::cerr << "a stage failed on " << document.metadata.id << "\n";
  }
};

void normalise(benchmark::State& state) {
  Stages stages;
  measure(
      state, [](Document&) {}, [&](Document& one) { return static_cast<bool>(stages.normalise(one)); });
}
void clean(benchmark::State& state) {
  Stages stages;
  measure(
      state, [&](Document& one) { stages.run(one, 1); },
      [&](Document& one) { return static_cast<bool>(stages.clean(one)); });
}
void find_language(benchmark::State& state) {
  Stages stages;
  measure(
      state, [&](Document& one) { stages.run(one, 2); },
      [&](Document& one) { return static_cast<bool>(stages.find_language(one)); });
}
void segment(benchmark::State& state) {
  Stages stages;
  measure(
      state, [&](Document& one) { stages.run(one, 3); },
      [&](Document& one) { return static_cast<bool>(stages.segment(one)); });
}
void tokenise(benchmark::State& state) {
  Stages stages;
  measure(
      state, [&](Document& one) { stages.run(one, 4); },
      [&](Document& one) { return static_cast<bool>(stages.tokenise(one)); });
}
void annotate(benchmark::State& state) {
  concord::Annotator annotator;
  measure(
      state, [](Document&) {}, [&](Document& one) { return static_cast<bool>(annotator(one)); });
}

void scan_words(benchmark::State& state, concord::WordScanner::Method method) {
  concord::WordScanner scanner(method);
  std::vector<concord::Word> words;
  std::size_t bytes = 0;
  for (auto _ : state) {
    for (const Document& document : corpus()) {
      words.clear();
      scanner.scan(document.text.utf8, {0, static_cast<std::uint32_t>(document.text.utf8.size())}, words);
      bytes += document.text.utf8.size();
      benchmark::DoNotOptimize(words.data());
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
void words_by_table(benchmark::State& state) {
  scan_words(state, concord::WordScanner::Method::tables);
}
void words_by_icu(benchmark::State& state) {
  scan_words(state, concord::WordScanner::Method::icu);
}

BENCHMARK(normalise)->Unit(benchmark::kMillisecond);
BENCHMARK(clean)->Unit(benchmark::kMillisecond);
BENCHMARK(find_language)->Unit(benchmark::kMillisecond);
BENCHMARK(segment)->Unit(benchmark::kMillisecond);
BENCHMARK(tokenise)->Unit(benchmark::kMillisecond);
BENCHMARK(annotate)->Unit(benchmark::kMillisecond);
BENCHMARK(words_by_table)->Unit(benchmark::kMillisecond);
BENCHMARK(words_by_icu)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace

int main(int count, char** arguments) {
  std::filesystem::path folder = CONCORD_SOURCE_DIR "/corpus/sample";
  std::vector<char*> rest;
  for (int i = 0; i < count; ++i) {
    if (std::string_view(arguments[i]) == "--corpus" && i + 1 < count) {
      folder = arguments[++i];
    } else {
      rest.push_back(arguments[i]);
    }
  }
  corpus() = read_corpus(folder);
  int rest_count = static_cast<int>(rest.size());
  benchmark::Initialize(&rest_count, rest.data());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
