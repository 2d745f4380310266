#include "pipeline/ingest/planned_files.h"

#include <gtest/gtest.h>

#include <vector>

namespace concord {
namespace {

SourceSettings settings_of(const std::string& name, const std::string& path) {
  CollectionSource source;
  source.name = name;
  source.path = path;
  CollectionConfig config;
  config.sources = {source};
  Result<SourceSettings> settings = SourceSettings::open(config, source, ManifestStamp());
  EXPECT_TRUE(settings.has_value());
  return *std::move(settings);
}

PlannedFile planned(const SourceSettings& settings, const std::string& root, const std::string& path, std::uint64_t size) {
  PlannedFile file;
  file.settings = &settings;
  file.file.stamp.path = path;
  file.file.stamp.source = settings.source().name;
  file.file.stamp.size = size;
  file.file.stamp.mtime_ns = -1;
  file.file.stamp.inode = size + 1;
  file.file.location = root + path;
  file.action = size % 2 == 0 ? Action::add : Action::change;
  return file;
}

void expect_same(const PlannedFile& a, const PlannedFile& b) {
  EXPECT_EQ(a.settings, b.settings);
  EXPECT_EQ(a.file.stamp, b.file.stamp);
  EXPECT_EQ(a.file.location, b.file.location);
  EXPECT_EQ(a.action, b.action);
  EXPECT_EQ(a.fault, b.fault);
  EXPECT_EQ(a.renamed_from, b.renamed_from);
}

TEST(PlannedFiles, GiveBackWhatWasAdded) {
  const SourceSettings reports = settings_of("reports", "/nowhere/reports");
  const SourceSettings one = settings_of("one", "/nowhere/one.pdf");
  std::vector<PlannedFile> all = {planned(reports, "/nowhere/reports/", "1996/a.txt", 10), planned(reports, "/nowhere/reports/", "b.txt", 7),
                                  planned(one, "/nowhere/", "one.pdf", 12)};
  all.push_back(planned(reports, "/nowhere/reports/", "name%0A.txt", 3));  // escaped: its place is not its path
  all.back().file.location = "/nowhere/reports/name\n.txt";
  all.push_back(planned(reports, "", "link", 0));
  all.back().fault = std::make_shared<const Error>(Error{ErrorCode::bad_data, "link", "a link that leads out", "", "symlink"});
  PlannedFiles files;
  for (const PlannedFile& file : all) files.add(file);
  ASSERT_EQ(files.size(), all.size());
  for (std::size_t i = 0; i < all.size(); ++i) expect_same(files[i], all[i]);
}

TEST(PlannedFiles, KnowARenamedFile) {
  const SourceSettings reports = settings_of("reports", "/nowhere/reports");
  PlannedFiles files;
  files.add(planned(reports, "/nowhere/reports/", "a.txt", 10));
  files.add(planned(reports, "/nowhere/reports/", "b.txt", 11));
  PlannedFile renamed = files[0];
  renamed.renamed_from = 4;
  renamed.file.stamp.hash = 99;
  files.replace(0, renamed);
  expect_same(files[0], renamed);
  EXPECT_EQ(files[1].file.stamp.path, "b.txt");
  EXPECT_EQ(files.size(), 2U);
}

}  // namespace
}  // namespace concord
