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

std::string decide(Planner& planner, const FileStamp& listed, std::string_view again = {}) {
  std::string why;
  const Action action = planner.decide(listed, again, why);
  return std::string(name(action)) + (why.empty() ? "" : ": " + why);
}

TEST(Plan, ComparesSizeTimeAndInode) {
  Planner planner({{stamp("a"), false, ""}, {stamp("b"), false, ""}, {stamp("c"), false, ""}}, {});
  EXPECT_EQ(decide(planner, stamp("a")), "unchanged");
  EXPECT_EQ(decide(planner, stamp("b", 11)), "changed: its size changed");
  EXPECT_EQ(decide(planner, stamp("c", 10, 101)), "changed: it was modified");
  EXPECT_EQ(decide(planner, stamp("c", 10, 100, 2)), "changed: it was modified");
  EXPECT_EQ(decide(planner, stamp("d")), "new: not in the index");
}

TEST(Plan, ReadsWhatDidNotChangeWhenThereIsAReason) {
  Planner planner({{stamp("a"), false, ""}, {stamp("b"), false, ""}}, {});
  EXPECT_EQ(decide(planner, stamp("a"), "its row in the manifest changed"), "changed: its row in the manifest changed");
  EXPECT_EQ(decide(planner, stamp("b", 11), "its row in the manifest changed"), "changed: its size changed");
}

TEST(Plan, AFaultIsToldOnceAndAgainWhenItChanges) {
  const Error leads_out{ErrorCode::bad_data, "/docs/link", "a link that leads out", "", "symlink"};
  Error elsewhere = leads_out;
  elsewhere.message = "a link that leads out, to /etc";
  const std::vector<KnownFile> known = {{fault_stamp("docs", leads_out), true, "symlink"}, {stamp("a"), false, ""}};
  Planner planner(known, {});
  EXPECT_EQ(decide(planner, fault_stamp("docs", leads_out)), "unchanged");
  EXPECT_EQ(decide(planner, fault_stamp("docs", elsewhere)), "changed: it is another fault now");
  EXPECT_EQ(planner.known_in("docs"), 1U) << "a fault is no file";
  Planner later(known, {});
  EXPECT_EQ(later.unseen("docs").size(), 2U);
  later.keep_faults("docs", "/docs/");
  EXPECT_EQ(later.unseen("docs").size(), 1U);
}

TEST(Plan, TriesFailedFilesAgainOnlyWhenAskedOrChanged) {
  const std::vector<KnownFile> known = {{stamp("scan.pdf"), true, "no-text-layer"}};
  Planner idle(known, {});
  EXPECT_EQ(decide(idle, stamp("scan.pdf")), "unchanged");
  Planner retrying(known, {.retry_failed = true});
  EXPECT_EQ(decide(retrying, stamp("scan.pdf")), "retry: failed before: no-text-layer");
  Planner changed(known, {});
  EXPECT_EQ(decide(changed, stamp("scan.pdf", 12)), "changed: its size changed");
  Planner equipped({{stamp("scan.pdf"), true, "helper-missing", true}}, {});
  EXPECT_EQ(decide(equipped, stamp("scan.pdf")), "retry: what was missing to read it is there now");
}

TEST(Plan, ListsWhatTheSourceNoLongerShows) {
  FileStamp other = stamp("z");
  other.source = "gone";
  Planner planner({{stamp("b"), false, ""}, {stamp("a"), false, ""}, {other, false, ""}}, {});
  std::string why;
  planner.decide(stamp("b"), {}, why);
  ASSERT_EQ(planner.unseen("docs").size(), 1U);
  EXPECT_EQ(planner.unseen("docs")[0]->stamp.path, "a");
  ASSERT_EQ(planner.orphans({"docs"}).size(), 1U);
  EXPECT_EQ(planner.orphans({"docs"})[0]->stamp.path, "z");
  EXPECT_EQ(planner.known_in("docs"), 2U);
}

}  // namespace
}  // namespace concord
