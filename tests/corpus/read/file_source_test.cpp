#include "corpus/read/file_source.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "corpus/read/glob.h"
#include "tests/corpus/read/temporary_folder.h"

namespace concord {
namespace {

using test::TemporaryFolder;

/// What a walk gives: the paths, errors as "!reason".
std::vector<std::string> walk(const TemporaryFolder& folder, std::vector<std::string> include = {},
                              std::vector<std::string> exclude = {}) {
  FileSource source({{"main", folder.path(), std::move(include), std::move(exclude)}});
  std::vector<std::string> found;
  while (auto entry = source.next()) found.push_back(*entry ? (*entry)->stamp.path : "!" + entry->error().reason);
  return found;
}
using Paths = std::vector<std::string>;

TEST(Glob, Matches) {
  const struct {
    const char* pattern;
    const char* path;
    bool expected;
  } cases[] = {
      {"*.pdf", "a.pdf", true},
      {"*.pdf", "x/y/a.pdf", true},
      {"*.pdf", "a.pdf.txt", false},
      {"x/*.pdf", "x/a.pdf", true},
      {"x/*.pdf", "x/y/a.pdf", false},
      {"x/**", "x/y/a.pdf", true},
      {"**/a.pdf", "a.pdf", true},
      {"**/a.pdf", "x/y/a.pdf", true},
      {"x/**/a.pdf", "x/a.pdf", true},
      {"x/**/a.pdf", "x/q/r/a.pdf", true},
      {"drafts", "drafts/a.txt", true},
      {"drafts/", "x/drafts/a.txt", true},
      {"x/y", "x/y/z/a.txt", true},
      {"[a-c]?.txt", "bz.txt", true},
      {"[!a-c]?.txt", "bz.txt", false},
      {"?.txt", "я.txt", true},
      {"[", "[", true},
      {"a\\*b", "a*b", true},
      {"a\\*b", "axb", false},
      {"*", "", false},
      {"", "a", false},
      {"a*b*c*d*e*f*g*h", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
  };
  for (const auto& [pattern, path, expected] : cases)
    EXPECT_EQ(path_matches(pattern, path), expected) << pattern << " " << path;
}

TEST(FileSource, GoesInTheOrderOfTheBytesOfThePaths) {
  const TemporaryFolder folder;
  for (const char* path : {"b.txt", "a/z.txt", "a.txt", "a-b/c.txt", "a0.txt", "a/b/c.txt", "Я.txt", "Z.txt"})
    folder.write(path, "x");
  EXPECT_EQ(walk(folder), (Paths{"Z.txt", "a-b/c.txt", "a.txt", "a/b/c.txt", "a/z.txt", "a0.txt", "b.txt", "Я.txt"}));
}

TEST(FileSource, ObeysGlobsAndLeavesHiddenFilesOut) {
  const TemporaryFolder folder;
  for (const char* path : {"a.txt", "b.pdf", "old/c.txt", "old/d.txt", ".git/e.txt", ".f.txt"}) folder.write(path, "x");
  EXPECT_EQ(walk(folder, {"*.txt"}), (Paths{"a.txt", "old/c.txt", "old/d.txt"}));
  EXPECT_EQ(walk(folder, {}, {"old"}), (Paths{"a.txt", "b.pdf"}));
  EXPECT_EQ(walk(folder, {"old/*"}, {"*c*"}), (Paths{"old/d.txt"}));
}

TEST(FileSource, StampsWithoutOpening) {
  const TemporaryFolder folder;
  folder.write("secret.txt", "12345");
  ::chmod((folder.path() + "/secret.txt").c_str(), 0);
  FileSource source({{"main", folder.path()}});
  const auto entry = source.next();
  ASSERT_TRUE(entry && entry->has_value());
  EXPECT_EQ((*entry)->stamp.size, 5U);
  EXPECT_EQ((*entry)->stamp.source, "main");
  EXPECT_GT((*entry)->stamp.mtime_ns, 0);
  EXPECT_NE((*entry)->stamp.inode, 0U);
}

TEST(FileSource, FollowsNoLinkOutAndNoLoop) {
  const TemporaryFolder outside;
  outside.write("secret.txt", "x");
  const TemporaryFolder folder;
  folder.write("a/real.txt", "x");
  folder.link("a/loop", "..");
  folder.link("b-inside.txt", "a/real.txt");
  folder.link("c-outside.txt", outside.path() + "/secret.txt");
  folder.link("d-outside", outside.path());
  folder.link("e-self", "e-self");
  EXPECT_EQ(walk(folder), (Paths{"a/real.txt", "b-inside.txt", "!symlink", "!symlink", "!symlink"}));
}

TEST(FileSource, ReportsPipesAndMissingFolders) {
  const TemporaryFolder folder;
  ::mkfifo((folder.path() + "/pipe").c_str(), 0600);
  EXPECT_EQ(walk(folder), (Paths{"!binary"}));
  FileSource gone({{"main", folder.path() + "/gone"}});
  const auto entry = gone.next();
  ASSERT_TRUE(entry && !entry->has_value());
  EXPECT_EQ(entry->error().code, ErrorCode::no_input);
  EXPECT_FALSE(gone.next());
}

TEST(FileSource, TakesASingleFile) {
  const TemporaryFolder folder;
  folder.write("a/b.txt", "x");
  FileSource source({{"one", folder.path() + "/a/b.txt"}});
  EXPECT_EQ((*source.next())->stamp.path, "b.txt");
  EXPECT_FALSE(source.next());
}

TEST(FileSource, ShowsNamesThatCanDoNoHarm) {
  const struct {
    std::string name;
    const char* expected;
  } cases[] = {{"отчёт.txt", "отчёт.txt"},        {"50%.txt", "50%.txt"},
               {"a\x1B[31m.txt", "a%1B[31m.txt"}, {"a\nb", "a%0Ab"},
               {"50%\xFF.txt", "50%25%FF.txt"},   {"a\xE2\x80\xAEtxt.exe", "a%E2%80%AEtxt.exe"}};
  for (const auto& [name, expected] : cases) EXPECT_EQ(shown_name(name), expected);
}

TEST(FileSource, FindsFilesWhoseNamesAreNotUtf8) {
  const TemporaryFolder folder;
  folder.write("\xEC\xE8\xF0.txt", "text");
  FileSource source({{"main", folder.path()}});
  const auto entry = source.next();
  ASSERT_TRUE(entry && entry->has_value());
  EXPECT_EQ((*entry)->stamp.path, "%EC%E8%F0.txt");
  EXPECT_TRUE(std::filesystem::exists((*entry)->location));
}

}  // namespace
}  // namespace concord
