#include "pipeline/ingest/run_note.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

RunNote note(const std::string& settings, std::uint64_t manifest) {
  RunNote made;
  made.lexicons = "12 34.5 /lexicons/a b.yaml\n";
  made.sources = {{"docs", settings, {10, 20, 30, manifest}}, {"other", "s", {}}};
  return made;
}

TEST(RunNote, ComesBackFromItsJson) {
  RunNote before = note("abc", 77);
  before.stopped = StoppedAt{"goal", "docs", "a/ü \"b\".txt"};
  const RunNote after = RunNote::from_json(before.to_json());
  EXPECT_EQ(after.to_json(), before.to_json());
  EXPECT_EQ(after.lexicons, before.lexicons);
  ASSERT_NE(after.source("docs"), nullptr);
  EXPECT_EQ(after.source("docs")->manifest.hash, 77U);
  EXPECT_TRUE(after.source("docs")->manifest.same_stat({10, 20, 30, 0}));
  EXPECT_EQ(after.source("nothing"), nullptr);
  EXPECT_EQ(after.stopped->path, "a/ü \"b\".txt");
}

TEST(RunNote, WhatIsNoNoteIsAnEmptyOne) {
  for (const char* text : {"", "{}", "12 34.5 /lexicons/a.yaml\n", "[1]", "{\"lexicons\":1,\"sources\":[]}"}) {
    EXPECT_TRUE(RunNote::from_json(text).sources.empty()) << text;
  }
}

TEST(RunNote, TheGoalIsAnotherWhenSettingsOrAManifestAre) {
  EXPECT_EQ(note("a", 1).goal(), note("a", 1).goal());
  EXPECT_NE(note("a", 1).goal(), note("b", 1).goal());
  EXPECT_NE(note("a", 1).goal(), note("a", 2).goal());
}

TEST(RunNote, AStampWithoutATimeIsTheSameAsNone) {
  const ManifestStamp young{10, -1, 30, 5};
  EXPECT_FALSE(young.same_stat(young)) << "modified a moment before it was read";
  EXPECT_FALSE(ManifestStamp().same_stat(ManifestStamp())) << "there is no manifest";
}

}  // namespace
}  // namespace concord
