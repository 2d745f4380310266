#include "pipeline/index/posting_list.h"

#include <gtest/gtest.h>

#include <random>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/random_corpus.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/snapshot_text.h"

namespace concord {
namespace {

const CommitNote stamp{"2026-11-22T08:00:00Z", "c", "{}"};

void expect_single_lists_alike(const Snapshot& snapshot) {
  PostingList fast, slow;
  snapshot.terms(Field::word, "", [&](const TermEntry& entry) {
    for (const ListPart part : {ListPart::documents, ListPart::positions}) {
      snapshot.read_list(Field::word, entry.term, part, fast);
      snapshot.Snapshot::read_list(Field::word, entry.term, part, slow);  // through the cursors
      EXPECT_EQ(fast.documents, slow.documents) << entry.term;
      EXPECT_EQ(fast.frequencies, slow.frequencies) << entry.term;
      EXPECT_EQ(fast.positions, slow.positions) << entry.term;
    }
    return true;
  });
  snapshot.read_list(Field::word, "no such word", ListPart::positions, fast);
  EXPECT_TRUE(fast.documents.empty());
}

TEST(PostingList, OfManySegmentsWithDeletionsIsWhatTheCursorsSay) {
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    const test::ScratchFolder folder;
    IndexOptions options;
    options.buffer_bytes = round % 2 == 0 ? std::size_t{64} << 20U : 1;
    options.merge_factor = 4;
    auto writer = IndexWriter::open(folder.path(), options);
    ASSERT_TRUE(writer);
    const auto documents = test::random_corpus(random, 60);
    for (const Document& document : documents) ASSERT_TRUE(writer->add(document));
    ASSERT_TRUE(writer->commit(stamp));
    for (std::size_t i = 0; i < documents.size(); i += 7) ASSERT_TRUE(writer->remove_document(documents[i].metadata.id));
    ASSERT_TRUE(writer->commit(stamp));
    const auto snapshot = open_snapshot(folder.path());
    ASSERT_TRUE(snapshot);
    EXPECT_EQ(test::lists_text(**snapshot), test::postings_text(**snapshot)) << "round " << round;
    expect_single_lists_alike(**snapshot);
    EXPECT_TRUE((*snapshot)->health());
  }
}

TEST(PostingList, EverySnapshotHasThemThroughItsCursors) {
  std::mt19937 random(12);
  const test::MemorySnapshot snapshot(test::random_corpus(random, 30), {}, {4, 9});
  EXPECT_EQ(test::lists_text(snapshot), test::postings_text(snapshot));
}

TEST(PostingList, WalkBeginsWhereItIsAskedToAndEndsWhenToldTo) {
  const test::ScratchFolder folder;
  auto writer = IndexWriter::open(folder.path(), {});
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->add(test::make_document("guard law office peace return", {.id = "a"})));
  ASSERT_TRUE(writer->commit(stamp));
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_TRUE(snapshot);
  std::string visited;
  (*snapshot)->for_each_list(Field::word, "h", [&](std::string_view term, ListReader&) {
    visited += std::string(term) + " ";
    return term != "office";
  });
  EXPECT_EQ(visited, "law office ");
}

}  // namespace
}  // namespace concord
