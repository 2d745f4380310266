#include "corpus/read/archive.h"

#include <gtest/gtest.h>

#include "tests/corpus/read/make_zip.h"
#include "tests/corpus/read/show.h"
#include "tests/corpus/read/temporary_folder.h"

namespace concord {
namespace {

using test::Members;
using test::pack;
using test::Packing;
using Found = std::vector<std::string>;

Found read_all_of(const std::string& bytes, const std::string& name, const ReadOptions& options = {}) {
  const test::TemporaryFolder folder;
  FileEntry file;
  file.location = folder.write(name, bytes);
  file.stamp.path = name;
  Found found;
  const Status status = read_file(file, options, [&](Result<Document> document) -> Status {
    found.push_back(document ? document->metadata.id + ": " + document->text.utf8
                             : "!" + document.error().reason + " " + document.error().where);
    return {};
  });
  EXPECT_TRUE(status.has_value());
  return found;
}

TEST(Archive, GivesItsMembersInOrder) {
  const Members members = {{"b/one.txt", "One."},
                           {"a.html", "<p>Two"},
                           {"c.jsonl", "{\"text\":\"x\"}\n{\"text\":\"y\"}\n"},
                           {"d.csv", "id,text\n7,z\n"},
                           {"e.png", "\x89PNG\r\n.."}};
  for (const auto& [packing, name] : {std::pair(Packing::zip, "a.zip"), std::pair(Packing::tar, "a.tar"),
                                      std::pair(Packing::tar_gz, "a.tgz"), std::pair(Packing::tar_zst, "a.tar.zst")}) {
    const std::string file = name;
    EXPECT_EQ(read_all_of(pack(members, packing), file),
              (Found{file + "#b/one.txt: One.", file + "#a.html: Two", file + "#c.jsonl#1: x", file + "#c.jsonl#2: y",
                     "7: z", "!binary " + file + "#e.png"}));
  }
}

TEST(Archive, ReadsACompressedFileUnderItsOwnName) {
  // gzip of "Peace.\n"
  const std::string gz(
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x0b\x48\x4d\x4c\x4e\xd5\xe3\x02\x00\x7b\xbf\x35\x3a\x07\x00\x00\x00",
      27);
  const Found found = read_all_of(gz, "a.txt.gz");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].substr(0, 14), "a.txt.gz#a.txt") << found[0];
}

TEST(Archive, NamesThatLeadElsewhereAreOnlyNames) {
  EXPECT_EQ(read_all_of(pack({{"../../etc/cron.d/x", "One."}, {"/root/y\x1b[31m.txt", "Two."}}), "a.zip"),
            (Found{"a.zip#../../etc/cron.d/x: One.", "a.zip#/root/y%1B[31m.txt: Two."}));
}

TEST(Archive, StopsAtABombAndSaysSo) {
  const std::string zeros(40U << 20U, ' ');
  EXPECT_EQ(read_all_of(pack({{"one.txt", "One."}, {"bomb.txt", zeros}, {"two.txt", "Two."}}), "a.zip"),
            (Found{"a.zip#one.txt: One.", "!limit a.zip#bomb.txt"}));
  ReadOptions options;
  options.limits.archive_members = 2;
  EXPECT_EQ(read_all_of(pack({{"a.txt", "1"}, {"b.txt", "2"}, {"c.txt", "3"}}), "a.zip", options),
            (Found{"a.zip#a.txt: 1", "a.zip#b.txt: 2", "!limit a.zip"}));
}

TEST(Archive, ReadsArchivesInsideUpToTheDepth) {
  std::string nested = pack({{"a.txt", "deep"}});
  for (int i = 0; i < 2; ++i) nested = pack({{"in.zip", nested}});
  EXPECT_EQ(read_all_of(nested, "a.zip"), (Found{"a.zip#in.zip#in.zip#a.txt: deep"}));
  EXPECT_EQ(read_all_of(pack({{"in.zip", nested}}), "a.zip"), (Found{"!limit a.zip#in.zip#in.zip#in.zip"}));
}

TEST(Archive, PassesOverALargeMember) {
  ReadOptions options;
  options.limits.file_bytes = 100;
  EXPECT_EQ(read_all_of(pack({{"a.txt", std::string(200, 'x')}, {"b.txt", "two"}}), "a.zip", options),
            (Found{"!too-large a.zip#a.txt", "a.zip#b.txt: two"}));
}

TEST(Archive, TruncatedFilesAreDamaged) {
  const std::string whole = pack({{"a.txt", std::string(20000, 'a') + "b"}, {"b.txt", "two"}}, Packing::tar_gz);
  for (std::size_t size = 30; size < whole.size(); size += 17) {
    const Found found = read_all_of(whole.substr(0, size), "a.tar.gz");
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.back().substr(0, 8), "!damaged") << size;
  }
}

}  // namespace
}  // namespace concord
