#include "pipeline/index/index_writer.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include <unistd.h>

#include "pipeline/index/disk_snapshot.h"
#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/random_corpus.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/snapshot_text.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;
using test::ScratchFolder;

#define ASSERT_OK(expression)                        \
  do {                                               \
    const auto& outcome = (expression);              \
    ASSERT_TRUE(outcome) << outcome.error().to_string(); \
  } while (false)

std::string run(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) output += buffer;
  ::pclose(pipe);
  return output;
}

void write_index(const std::string& folder, const std::vector<Document>& documents, const IndexOptions& options = {},
                 std::size_t commit_every = 1000000) {
  auto writer = IndexWriter::open(folder, options);
  ASSERT_OK(writer);
  std::size_t since = 0;
  for (const Document& document : documents) {
    ASSERT_OK(writer->add(document));
    if (++since % commit_every == 0) ASSERT_OK(writer->commit({"2026-11-22T08:00:00Z", "c", "{}"}));
  }
  ASSERT_OK(writer->commit({"2026-11-22T08:00:00Z", "c", "{}"}));
}

TEST(IndexWriter, ShowsWhatWasCommitted) {
  const ScratchFolder folder;
  const std::vector<Document> documents = {make_document("The [actor:uto|UTO] and peace. Peace!", {.id = "a"}),
                                           make_document("No peace", {.id = "b", .title = "War"})};
  write_index(folder.path(), documents);
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_OK(snapshot);
  const MemorySnapshot expected(documents);
  EXPECT_EQ(test::postings_text(**snapshot), test::postings_text(expected));
  EXPECT_EQ(test::documents_text(**snapshot), test::documents_text(expected));
  EXPECT_EQ((*snapshot)->id(), "2 (2026-11-22T08:00:00Z)");
}

TEST(IndexWriter, OfRandomDocumentsIsWhatTheMemorySnapshotIs) {
  std::mt19937 random(3);
  for (int round = 0; round < 6; ++round) {
    const ScratchFolder folder;
    const auto documents = test::random_corpus(random, 80);
    IndexOptions options;
    options.buffer_bytes = round % 2 == 0 ? std::size_t{64} << 20U : 1;  // one segment, or many and merges
    options.merge_factor = 3 + round;
    write_index(folder.path(), documents, options, round == 3 ? 17 : 1000000);
    const auto snapshot = open_snapshot(folder.path());
    ASSERT_OK(snapshot);
    const MemorySnapshot expected(documents);
    ASSERT_EQ(test::postings_text(**snapshot), test::postings_text(expected)) << "round " << round;
    ASSERT_EQ(test::documents_text(**snapshot), test::documents_text(expected)) << "round " << round;
    EXPECT_TRUE((*snapshot)->health());
  }
}

constexpr const char* lucene_jar = "/usr/share/java/lucene3-core-3.6.2.jar";

/// What Java Lucene's CheckIndex says; empty when there is no Java or no Lucene.
std::string check_index(const std::string& folder) {
  if (std::system("command -v java >/dev/null") != 0 || !std::filesystem::exists(lucene_jar)) return {};
  return run(std::string("java -cp ") + lucene_jar + " -ea:org.apache.lucene... org.apache.lucene.index.CheckIndex " + folder);
}

TEST(IndexWriter, IsCleanForJavaLucene) {
  std::mt19937 random(5);
  auto documents = test::random_corpus(random, 150);
  // Java compares by UTF-16 unit, we by code point: terms beyond the BMP beside U+E000..U+FFFF are told apart elsewhere.
  for (Document& document : documents) {
    if (document.text.utf8.find("\U0001F54A") != std::string::npos || document.text.utf8.find("\uFA0E") != std::string::npos) document = {};
  }
  for (const std::size_t buffer : {std::size_t{64} << 20U, std::size_t{1}}) {
    const ScratchFolder folder;
    write_index(folder.path(), documents, {.buffer_bytes = buffer, .merge_factor = 4}, 70);
    auto writer = IndexWriter::open(folder.path());
    ASSERT_OK(writer);
    ASSERT_OK(writer->remove_document("d7"));
    ASSERT_OK(writer->commit({"2026-11-22T09:00:00Z", "c", "{}"}));
    const std::string said = check_index(folder.path());
    if (said.empty()) GTEST_SKIP() << "no java or no liblucene3-java: the outside oracle was not asked";
    EXPECT_NE(said.find("No problems were detected"), std::string::npos) << said;
  }
}

TEST(IndexWriter, ReplacesAndRemovesDocuments) {
  const ScratchFolder folder;
  std::mt19937 random(9);
  const auto documents = test::random_corpus(random, 60);
  write_index(folder.path(), documents, {.buffer_bytes = 1}, 20);
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  for (int i = 0; i < 60; i += 3) ASSERT_OK(writer->remove_file("docs", "d" + std::to_string(i) + ".txt"));
  ASSERT_OK(writer->remove_document("d1"));
  ASSERT_OK(writer->add(documents[0]));
  ASSERT_OK(writer->commit({"2026-11-22T09:00:00Z", "c", "{}"}));

  std::vector<Document> after = documents;
  after.push_back(documents[0]);
  std::set<DocNo> gone = {1};
  for (DocNo i = 0; i < 60; i += 3) gone.insert(i);
  const MemorySnapshot expected(after, {}, gone);
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_OK(snapshot);
  EXPECT_EQ(test::postings_text(**snapshot), test::postings_text(expected));
  EXPECT_EQ(test::documents_text(**snapshot), test::documents_text(expected));

  const auto ledger = read_ledger(**snapshot);
  ASSERT_OK(ledger);
  EXPECT_EQ(ledger->size(), 40U);  // 60 - 20 - d1 + d0
  EXPECT_EQ(find_document(**snapshot, "d0"), 60U);
  EXPECT_EQ(find_document(**snapshot, "d1"), no_more_documents);
}

TEST(IndexWriter, RollsBackWhatWasNotCommitted) {
  const ScratchFolder folder;
  write_index(folder.path(), {make_document("one", {.id = "a"})});
  const auto before = test::postings_text(**open_snapshot(folder.path()));
  {
    auto writer = IndexWriter::open(folder.path(), {.buffer_bytes = 1});
    ASSERT_OK(writer);
    for (int i = 0; i < 30; ++i) ASSERT_OK(writer->add(make_document("two", {.id = "b"})));
    ASSERT_OK(writer->remove_document("a"));
  }
  EXPECT_EQ(test::postings_text(**open_snapshot(folder.path())), before);
  std::size_t files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path())) ++files;
  EXPECT_EQ(files, 10U) << "7 files of the segment, segments_2, manifest_2, write.lock";
}

TEST(IndexWriter, RemembersFailuresWithTheirReason) {
  const ScratchFolder folder;
  const FailedDocument failure = {"bad.pdf", {"bad.pdf", "docs", 77, 3, 2, 1}, "", ErrorCode::limit, "limit", "too long", "split it"};
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  ASSERT_OK(writer->add(make_document("one", {.id = "a"})));
  ASSERT_OK(writer->add_failure(failure));
  ASSERT_OK(writer->commit({"t", "c", "{}"}));
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_OK(snapshot);
  const auto failures = read_failures(**snapshot);
  ASSERT_OK(failures);
  EXPECT_EQ(*failures, std::vector<FailedDocument>{failure});
  const auto ledger = read_ledger(**snapshot);
  ASSERT_OK(ledger);
  ASSERT_EQ(ledger->size(), 2U);
  EXPECT_EQ((*ledger)[0].stamp, failure.file);
  EXPECT_EQ((*ledger)[0].failures, 1U);
  EXPECT_EQ((*snapshot)->postings(Field::state, "document")->next(), 0U);
  EXPECT_EQ((*snapshot)->postings(Field::word, "failed")->next(), no_more_documents);
}

TEST(IndexWriter, KeepsTheCatalogueUntilAnotherIsSet) {
  const ScratchFolder folder;
  const Catalogue catalogue({{"actor:uto", "United Tajik Opposition", "armed", {}, "TJ", "1", ""}}, "abc");
  {
    auto writer = IndexWriter::open(folder.path());
    ASSERT_OK(writer);
    writer->set_catalogue(catalogue);
    ASSERT_OK(writer->commit({"t", "c", "{}"}));
    ASSERT_OK(writer->add(make_document("one")));
    ASSERT_OK(writer->commit({"u", "c", "{}"}));
  }
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_OK(snapshot);
  EXPECT_EQ((*snapshot)->catalogue().labels(), catalogue.labels());
  const auto summary = summarise(folder.path());
  ASSERT_OK(summary);
  EXPECT_EQ(summary->lexicon_hash, "abc");
  EXPECT_EQ(summary->generation, 3U);
  EXPECT_EQ(summary->config_hash, "c");
}

TEST(IndexWriter, WithoutAChangeCommitsNothing) {
  const ScratchFolder folder;
  write_index(folder.path(), {make_document("one")});
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  const auto id = writer->commit({"later", "c", "{}"});
  ASSERT_OK(id);
  EXPECT_EQ(*id, "2 (2026-11-22T08:00:00Z)");
}

TEST(IndexWriter, LetsOnlyOneIn) {
  const ScratchFolder folder;
  auto first = IndexWriter::open(folder.path());
  ASSERT_OK(first);
  const auto second = IndexWriter::open(folder.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::locked);
  EXPECT_NE(second.error().message.find("process " + std::to_string(::getpid())), std::string::npos) << second.error().message;
  { const IndexWriter gone = std::move(*first); }
  EXPECT_TRUE(IndexWriter::open(folder.path()));
}

TEST(IndexWriter, KeepsNamedSnapshots) {
  const ScratchFolder folder;
  write_index(folder.path(), {make_document("one", {.id = "a"})});
  {
    auto writer = IndexWriter::open(folder.path());
    ASSERT_OK(writer);
    writer->keep_snapshot("paper");
    ASSERT_OK(writer->remove_document("a"));
    ASSERT_OK(writer->commit({"t", "c", "{}"}));
    ASSERT_OK(writer->add(make_document("two", {.id = "b"})));
    ASSERT_OK(writer->commit({"u", "c", "{}"}));
  }
  const auto kept = open_snapshot(folder.path(), {nullptr, 2});
  ASSERT_OK(kept);
  EXPECT_EQ((*kept)->postings(Field::word, "one")->next(), 0U);
  EXPECT_EQ((*open_snapshot(folder.path()))->postings(Field::word, "one")->next(), no_more_documents);
  EXPECT_FALSE(open_snapshot(folder.path(), {nullptr, 3}));
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  EXPECT_EQ(writer->kept_snapshots(), (std::map<std::string, std::uint64_t>{{"paper", 2}}));
  writer->drop_snapshot("paper");
  ASSERT_OK(writer->commit({"v", "c", "{}"}));
  EXPECT_FALSE(open_snapshot(folder.path(), {nullptr, 2}));
}

TEST(IndexWriter, ASnapshotOutlivesTheCommitItShows) {
  const ScratchFolder folder;
  std::mt19937 random(2);
  const auto documents = test::random_corpus(random, 30);
  write_index(folder.path(), documents);
  const auto snapshot = open_snapshot(folder.path());
  ASSERT_OK(snapshot);
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  ASSERT_OK(writer->remove_all());
  ASSERT_OK(writer->commit({"t", "c", "{}"}));
  EXPECT_EQ(test::documents_text(**snapshot), test::documents_text(MemorySnapshot(documents)));
  EXPECT_EQ((*open_snapshot(folder.path()))->end(), 0U);
}

TEST(IndexWriter, MergesIntoOneSegmentOnDemand) {
  const ScratchFolder folder;
  std::mt19937 random(4);
  const auto documents = test::random_corpus(random, 20);
  write_index(folder.path(), documents, {.buffer_bytes = 1, .merge_factor = 100});
  EXPECT_EQ(summarise(folder.path())->segments, 20U);
  const auto before = test::postings_text(**open_snapshot(folder.path()));
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  ASSERT_OK(writer->optimize());
  ASSERT_OK(writer->commit({"t", "c", "{}"}));
  EXPECT_EQ(summarise(folder.path())->segments, 1U);
  EXPECT_EQ(test::postings_text(**open_snapshot(folder.path())), before);
}

TEST(IndexWriter, IsTheSameFilesForTheSameDocuments) {
  std::mt19937 random(6);
  const auto documents = test::random_corpus(random, 100);
  std::map<std::string, std::string> bytes;
  for (int round = 0; round < 2; ++round) {
    const ScratchFolder folder;
    write_index(folder.path(), documents, {.buffer_bytes = 3 << 20, .merge_factor = 3});
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string content((std::istreambuf_iterator<char>(file)), {});
      const std::string name = entry.path().filename().string();
      if (name.starts_with("segments_")) continue;  // Lucene++ numbers its commits from the clock
      if (round == 0) bytes[name] = content;
      EXPECT_EQ(bytes[name], content) << name;
    }
  }
}

TEST(IndexWriter, TermsThatLuceneCannotHoldAreKeptAsReplacementCharacters) {
  const ScratchFolder folder;
  Document document = make_document("x", {.id = "a", .fields = {{"note", "\xEF\xBF\xBF odd \xED\xA0\x80"}}});
  document.metadata.file = {"caf\xE9%.txt", "docs", 1, 1, 1, 1};
  write_index(folder.path(), {document, document}, {.buffer_bytes = 1});
  auto writer = IndexWriter::open(folder.path());
  ASSERT_OK(writer);
  ASSERT_OK(writer->optimize());
  ASSERT_OK(writer->commit({"t", "c", "{}"}));
  const auto snapshot = open_snapshot(folder.path());
  std::string notes;
  (*snapshot)->terms(Field::meta, "note=", [&](const TermEntry& entry) {
    notes = entry.term;
    return false;
  });
  EXPECT_EQ(notes, "note=\uFFFD odd \uFFFD\uFFFD\uFFFD");
  EXPECT_EQ((*read_ledger(**snapshot))[0].stamp.path, "caf\xE9%.txt");
}

TEST(IndexWriter, NeedsNoLocale) {
  // Lucene++'s own file classes throw for any path when LANG names a locale that is not there: cron's environment.
  ::setenv("LC_ALL", "xx_NOWHERE.UTF-8", 1);
  const ScratchFolder scratch;
  const std::string folder = scratch / "сулҳ";
  write_index(folder, {make_document("one", {.id = "мир"})});
  const auto snapshot = open_snapshot(folder);
  ::unsetenv("LC_ALL");
  ASSERT_OK(snapshot);
  EXPECT_EQ(find_document(**snapshot, "мир"), 0U);
}

}  // namespace
}  // namespace concord
