#include "pipeline/ingest/plan.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

FileStamp stamp(const std::string& path, std::uint64_t size = 10, std::int64_t mtime = 100, std::uint64_t inode = 1) {
  FileStamp s;
  s.source = "docs";
  s.path = path;
  s.size = size;
  s.mtime_ns = mtime;
  s.inode = inode;
  return s;
}

std::string decide(Planner& planner, const FileStamp& listed) {
  std::string why;
  const Action action = planner.decide(listed, why);
  return std::string(name(action)) + (why.empty() ? "" : ": " + why);
}

TEST(Plan, ComparesSizeTimeAndInode) {
  Planner planner({{stamp("a"), false, "", 500}, {stamp("b"), false, "", 500}, {stamp("c"), false, "", 500}}, {});
  EXPECT_EQ(decide(planner, stamp("a")), "unchanged");
  EXPECT_EQ(decide(planner, stamp("b", 11)), "changed: its size changed");
  EXPECT_EQ(decide(planner, stamp("c", 10, 101)), "changed: it was modified");
  EXPECT_EQ(decide(planner, stamp("c", 10, 100, 2)), "changed: it was modified");
  EXPECT_EQ(decide(planner, stamp("d")), "new: not in the index");
}

TEST(Plan, DistrustsATimeThatIsNotOlderThanTheReading) {
  Planner planner({{stamp("a", 10, 500), false, "", 500}}, {});
  EXPECT_EQ(decide(planner, stamp("a", 10, 500)), "changed: it was modified while it was read");
}

TEST(Plan, TriesFailedFilesAgainOnlyWhenAskedOrChanged) {
  const std::vector<KnownFile> known = {{stamp("scan.pdf"), true, "no-text-layer", 500}};
  Planner idle(known, {});
  EXPECT_EQ(decide(idle, stamp("scan.pdf")), "unchanged");
  Planner retrying(known, {.retry_failed = true});
  EXPECT_EQ(decide(retrying, stamp("scan.pdf")), "retry: failed before: no-text-layer");
  Planner changed(known, {});
  EXPECT_EQ(decide(changed, stamp("scan.pdf", 12)), "changed: its size changed");
}

TEST(Plan, ListsWhatTheSourceNoLongerShows) {
  FileStamp other = stamp("z");
  other.source = "gone";
  Planner planner({{stamp("b"), false, "", 1}, {stamp("a"), false, "", 1}, {other, false, "", 1}}, {});
  std::string why;
  planner.decide(stamp("b"), why);
  ASSERT_EQ(planner.unseen("docs").size(), 1U);
  EXPECT_EQ(planner.unseen("docs")[0]->stamp.path, "a");
  ASSERT_EQ(planner.orphans({"docs"}).size(), 1U);
  EXPECT_EQ(planner.orphans({"docs"})[0]->stamp.path, "z");
  EXPECT_EQ(planner.known_in("docs"), 2U);
}

}  // namespace
}  // namespace concord
