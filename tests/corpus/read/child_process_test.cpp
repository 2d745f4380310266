#include "corpus/read/child_process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace concord {
namespace {

Result<ChildOutput> sh(const std::string& script, const ChildLimits& limits = {}) {
  return run_child({{"sh", "-c", script}, "dash"}, limits, "a.pdf");
}

TEST(ChildProcess, GivesOutputErrorsAndStatus) {
  const auto out = sh("echo yes; echo no >&2; exit 3");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output, "yes\n");
  EXPECT_EQ(out->errors, "no\n");
  EXPECT_EQ(out->exit_status, 3);
}

TEST(ChildProcess, TakesMoreThanAPipeHolds) {
  const auto out = sh("head -c 3000000 /dev/zero; head -c 200000 /dev/zero >&2");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output.size(), 3000000U);
  EXPECT_EQ(out->errors.size(), 4096U);
}

TEST(ChildProcess, SaysWhichPackageIsMissing) {
  const auto out = run_child({{"no-such-program-here", "x"}, "no-such-package"}, {}, "a.pdf");
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().to_string(),
            "a.pdf: the program 'no-such-program-here' is not installed; install no-such-package");
  EXPECT_EQ(out.error().reason, "helper-missing");
}

TEST(ChildProcess, EndsWhatTakesTooLongWithAllItsChildren) {
  ChildLimits limits;
  limits.seconds = 1;
  const auto begin = std::chrono::steady_clock::now();
  const auto out = sh("sleep 60 & sleep 60", limits);
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().reason, "limit");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(ChildProcess, EndsOneThatClosesItsStreamsAndRunsOn) {
  ChildLimits limits;
  limits.seconds = 1;
  const auto out = sh("exec >&- 2>&-; sleep 60", limits);
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().reason, "limit");
}

TEST(ChildProcess, LimitsOutputAndMemory) {
  ChildLimits limits;
  limits.output = 1000;
  const auto flood = sh("cat /dev/zero", limits);
  ASSERT_FALSE(flood.has_value());
  EXPECT_EQ(flood.error().reason, "limit");
  limits.memory = 64U << 20U;
  const auto hungry = run_child({{"head", "-c", "1", "/dev/zero"}, ""}, limits, "a.pdf");
  EXPECT_TRUE(hungry.has_value());
  const auto greedy = run_child({{"sort", "-S", "1G", "/dev/zero"}, ""}, limits, "a.pdf");
  EXPECT_TRUE(!greedy.has_value() || greedy->exit_status != 0);
}

TEST(ChildProcess, CrashIsAnError) {
  const auto out = sh("kill -SEGV $$");
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().reason, "damaged");
}

TEST(ChildProcess, HandsOverNothingButItsStreams) {
  const auto out = sh("ls /proc/self/fd; echo $LC_ALL");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output, "0\n1\n2\n3\nC.UTF-8\n");  // 3 is the folder that ls lists
}

TEST(ChildProcess, RunsSeveralAndKeepsTheirOrder) {
  std::vector<ChildCommand> commands;
  for (int i = 0; i < 9; ++i)
    commands.push_back({{"sh", "-c", "sleep 0.0" + std::to_string(9 - i) + "; echo " + std::to_string(i)}, ""});
  commands.push_back({{"no-such-program-here"}, ""});
  const auto results = run_children(commands, 4, {}, "a.pdf");
  ASSERT_EQ(results.size(), 10U);
  for (int i = 0; i < 9; ++i) EXPECT_EQ(results[static_cast<std::size_t>(i)]->output, std::to_string(i) + "\n");
  EXPECT_FALSE(results[9].has_value());
}

TEST(ChildProcess, WorksInManyThreads) {
  std::vector<std::thread> threads;
  std::vector<std::string> outputs(8);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([i, &outputs] {
      for (int round = 0; round < 5; ++round) {
        const auto out = sh("echo " + std::to_string(i));
        outputs[i] += out ? out->output : out.error().to_string();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const std::string line = std::to_string(i) + "\n";
    EXPECT_EQ(outputs[i], line + line + line + line + line);
  }
}

TEST(MemoryFile, IsOpenedByAChildAndLeavesNothing) {
  const auto file = MemoryFile::make("bytes of a PDF", "a.pdf");
  ASSERT_TRUE(file.has_value());
  const auto out = run_child({{"cat", file->path()}, ""}, {}, "a.pdf");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output, "bytes of a PDF");
}

}  // namespace
}  // namespace concord
