#include "pipeline/ingest/lexicon_stamp.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace concord {
namespace {

namespace fs = std::filesystem;

TEST(LexiconStamp, NoticesChangedAddedAndRemovedFiles) {
  const fs::path folder = fs::path(testing::TempDir()) / ("concord-stamp-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  const std::string actors = (folder / "actors.yaml").string();
  const std::string themes = (folder / "themes.yml").string();
  std::ofstream(actors) << "lexicon: actor\n";
  std::ofstream(themes) << "lexicon: theme\n";
  std::ofstream(folder / "notes.txt") << "not a lexicon";
  const std::string stamp = lexicon_stamp({themes, actors});
  EXPECT_TRUE(same_lexicons(stamp, {folder.string()}));
  EXPECT_TRUE(same_lexicons(stamp, {actors}));
  EXPECT_FALSE(same_lexicons("", {folder.string()}));
  EXPECT_FALSE(same_lexicons("nonsense", {folder.string()}));

  std::ofstream(folder / "more.yaml") << "lexicon: actor\n";
  EXPECT_FALSE(same_lexicons(stamp, {folder.string()})) << "a file was added";
  fs::remove(folder / "more.yaml");
  EXPECT_TRUE(same_lexicons(stamp, {folder.string()}));
  std::ofstream(actors, std::ios::app) << "title: more\n";
  EXPECT_FALSE(same_lexicons(stamp, {folder.string()})) << "a file grew";
  fs::remove(actors);
  EXPECT_FALSE(same_lexicons(stamp, {folder.string()})) << "a file is gone";
  fs::remove_all(folder);
}

}  // namespace
}  // namespace concord
