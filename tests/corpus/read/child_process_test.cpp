#include "corpus/read/child_process.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/corpus/read/temporary_folder.h"

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

/// A zombie that nobody has buried yet is not there.
bool is_there(const std::string& pid) {
  std::ifstream status("/proc/" + pid + "/stat");
  std::string line;
  std::getline(status, line);
  const std::size_t name_end = line.rfind(')');
  return name_end != std::string::npos && line.substr(name_end + 2, 1) != "Z";
}

/// A killed process takes a moment to go.
bool stays(const std::string& pid) {
  for (int i = 0; i < 500 && is_there(pid); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  return is_there(pid);
}

TEST(ChildProcess, LeavesNoGrandchild) {
  const test::TemporaryFolder folder;
  ChildLimits limits;
  limits.seconds = 1;
  const std::string file = folder.path() + "/pid";
  (void)sh("sleep 60 & echo $! >" + file + "; sleep 60", limits);
  std::string pid;
  std::ifstream(file) >> pid;
  ASSERT_FALSE(pid.empty());
  EXPECT_FALSE(stays(pid)) << "ended by the clock";
  ASSERT_TRUE(sh("sleep 60 >&- 2>&- & echo $! >" + file + "; exit 0").has_value());
  std::ifstream(file) >> pid;
  EXPECT_FALSE(stays(pid)) << "left behind by one that ended well";
}

TEST(ChildProcess, RunsWithLimitsOnTimeMemoryFilesAndCores) {
  ChildLimits limits;
  limits.seconds = 77;
  limits.memory = 256U << 20U;
  limits.output = 1U << 20U;
  const auto out = sh("ulimit -t; ulimit -v; ulimit -c", limits);
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output, "77\n262144\n0\n");
  const test::TemporaryFolder folder;
  const auto file = sh("head -c 2000000 /dev/zero >" + folder.path() + "/large", limits);
  EXPECT_TRUE(!file.has_value() || file->exit_status != 0);
  EXPECT_LE(std::filesystem::file_size(folder.path() + "/large"), limits.output);
}

TEST(ChildProcess, EndsOneThatBurnsTheProcessor) {
  ChildLimits limits;
  limits.seconds = 1;
  const auto out = sh("exec >&- 2>&-; while :; do :; done", limits);
  ASSERT_FALSE(out.has_value());
  EXPECT_EQ(out.error().reason, "limit");
}

TEST(ChildProcess, NoShellReadsItsArguments) {
  const auto out = run_child({{"echo", "$(id)", "`id`", "a;b|c>d", "*", "it's"}, ""}, {}, "a.pdf");
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->output, "$(id) `id` a;b|c>d * it's\n");
}

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator folder("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

TEST(ChildProcess, LeavesNoDescriptorHoweverItEnds) {
  ChildLimits limits;
  limits.seconds = 1;
  limits.output = 100;
  const std::size_t before = open_descriptors();
  for (const char* script : {"exit 0", "exit 3", "kill -SEGV $$", "cat /dev/zero", "exec >&- 2>&-; sleep 60"}) (void)sh(script, limits);
  (void)run_child({{"no-such-program-here"}, ""}, {}, "a.pdf");
  EXPECT_EQ(open_descriptors(), before);
}

TEST(ChildProcess, OursKeepsItsSignals) {
  static std::atomic<int> seen = 0;
  struct sigaction action {};
  struct sigaction old {};
  action.sa_handler = [](int) { ++seen; };
  ::sigaction(SIGUSR1, &action, &old);
  ASSERT_TRUE(sh("kill -USR1 $PPID").has_value());
  EXPECT_EQ(seen, 1);  // the handler is still there after a child was made without it
  ::sigaction(SIGUSR1, &old, nullptr);
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

TEST(MemoryFile, IsGoneWithItsOwner) {
  const std::size_t before = open_descriptors();
  std::string path;
  {
    const auto file = MemoryFile::make("bytes", "a.pdf");
    ASSERT_TRUE(file.has_value());
    path = file->path();
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace concord
