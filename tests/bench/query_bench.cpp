// Queries evaluated in one process, warm: the counterpart of java/LuceneSearch.java, for search-speed.py.
//
//   query_bench INDEX <queries
//
// A query a line. Each is parsed, then asked until 30 runs or half a second have gone by, then timed 15 times: its words looked
// up, their lists read and verified, the ten best documents by BM25 and the exact number of documents. The lengths of the
// documents are read once, as Lucene keeps its norms. Prints a line each: median milliseconds, documents.
#include <algorithm>
#include <array>
#include <chrono>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/query_parser.h"
#include "pipeline/search/ranking.h"

namespace {

using Clock = std::chrono::steady_clock;

double milliseconds_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

int fail(const concord::Error& error) {
  std::cerr << error.to_string() << "\n";
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return fail({concord::ErrorCode::usage, "query_bench", "wants the folder of an index", ""});
  const auto snapshot = concord::open_snapshot(arguments[1]);
  if (!snapshot) return fail(snapshot.error());
  const concord::DocumentLengths lengths = concord::document_lengths(**snapshot);
  concord::RankingOptions options;
  options.count_hits = false;
  options.lengths = &lengths;
  for (std::string line; std::getline(std::cin, line);) {
    const auto query = concord::parse_query(line);
    if (!query) return fail(query.error());
    std::uint64_t documents = 0;
    const auto ask = [&]() -> concord::Status {
      auto answer = concord::Answer::open(**snapshot, *query);
      if (!answer) return answer.error();
      const auto ranking = concord::rank(**snapshot, *answer, options);
      if (!ranking) return ranking.error();
      documents = ranking->documents;
      return {};
    };
    const auto begun = Clock::now();
    for (int i = 0; i < 30 && milliseconds_since(begun) < 500; ++i) {
      if (const concord::Status asked = ask(); !asked) return fail(asked.error());
    }
    std::array<double, 15> times{};
    for (double& time : times) {
      const auto start = Clock::now();
      if (const concord::Status asked = ask(); !asked) return fail(asked.error());
      time = milliseconds_since(start);
    }
    std::sort(times.begin(), times.end());
    fmt::print("{:.4f}\t{}\n", times[times.size() / 2], documents);
  }
  return 0;
}
