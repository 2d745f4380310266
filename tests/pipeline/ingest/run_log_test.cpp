#include "pipeline/ingest/run_log.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>
#include <vector>

#include "pipeline/ingest/metrics.h"
#include "tests/support/scratch_folder.h"

namespace concord {
namespace {

LoggedRun run(const std::string& time, int code) {
  LoggedRun made;
  made.time = time;
  made.command = "reindex";
  made.seconds = 1.5;
  made.exit_code = code;
  made.added = 3;
  made.unchanged = 9997;
  made.failed = 2;
  made.snapshot = "7 (2026-11-22T08:00:00Z)";
  made.error = code == 74 ? "index: cannot write: \"No space\"" : "";
  return made;
}

TEST(RunLog, GivesBackWhatWasAddedAndPassesOverWhatIsNoRun) {
  const test::ScratchFolder folder;
  const RunLog log(folder.path());
  ASSERT_TRUE(log.read());
  EXPECT_TRUE(log.read()->empty());
  ASSERT_TRUE(log.add(run("2026-11-22T03:17:01Z", 0)));
  std::ofstream(folder.path() + "/runs.jsonl", std::ios::app) << "{\"time\": \"half a li\n";
  ASSERT_TRUE(log.add(run("2026-11-23T03:17:01Z", 74)));
  const auto runs = log.read();
  ASSERT_EQ(runs->size(), 2U);
  EXPECT_EQ((*runs)[1].to_json(), run("2026-11-23T03:17:01Z", 74).to_json());
}

TEST(RunLog, RunsThatEndAtOnceDoNotDisturbEachOther) {
  const test::ScratchFolder folder;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const RunLog log(folder.path());
      for (int n = 0; n < 20; ++n) EXPECT_TRUE(log.add(run("2026-11-22T03:17:01Z", 0)));
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(RunLog(folder.path()).read()->size(), 160U);
}

TEST(Metrics, AreWhatPrometheusReads) {
  CommitSummary index;
  index.generation = 7;
  index.time = "2026-11-22T08:00:00Z";
  index.documents = 10002;
  index.bytes = 123456;
  const std::string text = metrics_text("a \"b\"\\c", run("2026-11-22T03:17:01Z", 3), 1795317421, index, 4);
  EXPECT_NE(text.find("# TYPE concord_last_run_exit_code gauge\nconcord_last_run_exit_code{collection=\"a \\\"b\\\"\\\\c\"} 3\n"), std::string::npos) << text;
  EXPECT_NE(text.find("concord_last_run_files{collection=\"a \\\"b\\\"\\\\c\",state=\"unchanged\"} 9997\n"), std::string::npos) << text;
  EXPECT_NE(text.find("} 1795317421\n"), std::string::npos) << text;
  EXPECT_EQ(text.back(), '\n');
}

TEST(Metrics, TheLastGoodRunIsTheNewestThatEndedWell) {
  EXPECT_EQ(seconds_of("1970-01-02T00:00:01Z"), 86401);
  EXPECT_EQ(seconds_of("yesterday"), 0);
  EXPECT_EQ(last_good_run({}), 0);
  EXPECT_EQ(last_good_run({run("1970-01-01T00:00:09Z", 0), run("1970-01-01T00:01:00Z", 3), run("1970-01-02T00:00:00Z", 74)}), 60);
}

}  // namespace
}  // namespace concord
