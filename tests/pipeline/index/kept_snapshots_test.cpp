#include "pipeline/index/kept_snapshots.h"

#include <gtest/gtest.h>

#include <random>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/snapshot_diff.h"
#include "tests/support/random_corpus.h"
#include "tests/support/scratch_folder.h"

namespace concord {
namespace {

TEST(KeptSnapshots, NamesThatCanBeTypedAndToldFromNumbers) {
  for (const char* good : {"article-2026", "v1.2", "a"}) EXPECT_TRUE(is_snapshot_name(good)) << good;
  for (const char* bad : {"", "12", "newest", "a b", "a;b", "a=b", "../x", "é"}) EXPECT_FALSE(is_snapshot_name(bad)) << bad;
}

TEST(KeptSnapshots, ComeBackFromTheirText) {
  const KeptSnapshots kept = {{"a", 2}, {"later", 77}};
  EXPECT_EQ(parse_kept(show_kept(kept)), kept);
  EXPECT_TRUE(parse_kept("").empty());
  EXPECT_TRUE(parse_kept("nonsense").empty());
}

/// What a comparison found, in a line: "+new -old ~changed(text)".
std::string shown(const SnapshotDiff& diff) {
  std::string line;
  for (const DocumentChange& change : diff.documents) {
    line += line.empty() ? "" : " ";
    line += change.kind == DocumentChange::Kind::added ? "+" : change.kind == DocumentChange::Kind::removed ? "-" : "~";
    line += change.id;
    if (change.text) line += "(text)";
    if (change.metadata) line += "(metadata)";
  }
  return line;
}

TEST(SnapshotDiff, TellsWhatCameWentAndChanged) {
  const test::ScratchFolder folder;
  std::mt19937 random(5);
  std::vector<Document> documents = test::random_corpus(random, 4, 0);
  for (Document& document : documents) document.metadata.fields.clear();
  const std::string gone = documents[0].metadata.id;
  const std::string edited = documents[1].metadata.id;
  const std::string titled = documents[2].metadata.id;
  auto writer = IndexWriter::open(folder.path());
  ASSERT_TRUE(writer);
  for (std::size_t i = 0; i < 3; ++i) ASSERT_TRUE(writer->add(documents[i]));
  ASSERT_TRUE(writer->commit({"t1", "c", "{}"}));
  writer->keep_snapshot("first");
  for (const std::string& id : {gone, edited, titled}) ASSERT_TRUE(writer->remove_document(id));
  Document other = documents[3];
  other.metadata.id = edited;
  other.metadata.title = documents[1].metadata.title;
  other.metadata.date = documents[1].metadata.date;
  other.metadata.kind = documents[1].metadata.kind;
  other.metadata.language = documents[1].metadata.language;
  other.metadata.publisher = documents[1].metadata.publisher;
  Document renamed = documents[2];
  renamed.metadata.title = "another title";
  ASSERT_TRUE(writer->add(other));
  ASSERT_TRUE(writer->add(renamed));
  ASSERT_TRUE(writer->add(documents[3]));
  ASSERT_TRUE(writer->commit({"t2", "c", "{}"}));

  const auto generation = resolve_snapshot(folder.path(), "first");
  ASSERT_TRUE(generation) << generation.error().to_string();
  const auto before = open_snapshot(folder.path(), {nullptr, *generation});
  const auto after = open_snapshot(folder.path());
  ASSERT_TRUE(before && after);
  const auto diff = compare_snapshots(**before, **after);
  ASSERT_TRUE(diff);
  std::vector<std::string> expected = {"-" + gone, "~" + edited + "(text)", "~" + titled + "(metadata)", "+" + documents[3].metadata.id};
  for (const std::string& part : expected) EXPECT_NE((" " + shown(*diff) + " ").find(" " + part + " "), std::string::npos) << shown(*diff);
  EXPECT_EQ(diff->documents.size(), expected.size());
  EXPECT_EQ(diff->documents_before, 3U);
  EXPECT_EQ(diff->documents_after, 3U);
  for (const LabelChange& label : diff->labels) EXPECT_TRUE(label.mentions_before != label.mentions_after || label.documents_before != label.documents_after);

  const auto same = compare_snapshots(**after, **after);
  ASSERT_TRUE(same);
  EXPECT_TRUE(same->documents.empty() && same->labels.empty());
  EXPECT_EQ(resolve_snapshot(folder.path(), "second").error().remedy, "there are: first, newest");
}

}  // namespace
}  // namespace concord
