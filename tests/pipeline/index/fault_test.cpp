// Faults: every file call of a session fails in turn, the power goes, bits flip, files are cut. After each, the index
// opens with what was acknowledged, or says that it is damaged; it never answers wrongly.
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <boost/crc.hpp>

#include "pipeline/index/check.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "tests/support/faulty_files.h"
#include "tests/support/random_corpus.h"
#include "tests/support/snapshot_text.h"

namespace concord {
namespace {

using test::FaultyFiles;

const std::string folder = "index";

std::string content(FaultyFiles& files) {
  const auto snapshot = open_snapshot(folder, {&files, {}});
  if (!snapshot) return snapshot.error().code == ErrorCode::no_input ? "" : "ERROR " + snapshot.error().to_string();
  const std::string text = test::documents_text(**snapshot) + test::postings_text(**snapshot);
  return (*snapshot)->health() ? text : "ERROR " + (*snapshot)->health().error().to_string();
}

/// A session of a writer: two commits with removals between, small segments, a merge.
struct Session {
  std::size_t acknowledged = 0;  // commits
  bool failed = false;
  bool committing = false;  // it failed inside commit(): the commit may stand or not
};

class Life {
 public:
  Life() {
    std::mt19937 random(11);
    x_first = test::random_corpus(random, 4, 0);
    x_more = test::random_corpus(random, 6, 100);
  }

  /// An index of the first documents, acknowledged and on disk.
  void begin(FaultyFiles& files) const {
    auto writer = IndexWriter::open(folder, options(files));
    ASSERT_TRUE(writer);
    for (const Document& document : x_first) ASSERT_TRUE(writer->add(document));
    ASSERT_TRUE(writer->commit({"t0", "c", "{}"}));
  }

  /// Runs until the end or the first error.
  Session run(FaultyFiles& files, int rounds = 2) const {
    Session session;
    auto writer = IndexWriter::open(folder, options(files));
    const auto good = [&](const auto& outcome) {
      session.failed = !outcome;
      return !session.failed;
    };
    if (!good(writer)) return session;
    for (int round = 0; round < rounds; ++round) {
      if (!good(writer->remove_document("d" + std::to_string(round)))) return session;
      for (std::size_t i = 0; i < 3; ++i) {
        if (!good(writer->add(x_more[static_cast<std::size_t>(round) * 3 + i]))) return session;
      }
      if (round == 1 && !good(writer->optimize())) return session;
      session.committing = true;
      if (!good(writer->commit({"t" + std::to_string(round + 1), "c", "{}"}))) return session;
      session.committing = false;
      ++session.acknowledged;
    }
    return session;
  }

 private:
  static IndexOptions options(FaultyFiles& files) {
    return {.buffer_bytes = 1, .merge_factor = 3, .lock_wait_seconds = 0, .lock = false, .files = &files};
  }
  std::vector<Document> x_first;
  std::vector<Document> x_more;
};

/// Contents after the begin and after each commit of an undisturbed life.
std::vector<std::string> undisturbed(const Life& life) {
  std::vector<std::string> states;
  for (int rounds = 0; rounds <= 2; ++rounds) {
    FaultyFiles files;
    life.begin(files);
    EXPECT_FALSE(life.run(files, rounds).failed);
    states.push_back(content(files));
  }
  return states;
}

TEST(Faults, EachFailingCallLeavesTheLastAcknowledgedCommitOrTheNext) {
  const Life life;
  const std::vector<std::string> states = undisturbed(life);
  ASSERT_EQ(states.size(), 3U);
  for (const std::string& state : states) ASSERT_FALSE(state.starts_with("ERROR")) << state;
  std::mt19937 random(1);
  int points = 0;
  for (const int error : {ENOSPC, EIO, EMFILE}) {
    for (const bool from_then_on : {false, true}) {
      for (const bool power_cut : {false, true}) {
        const std::uint64_t stride = std::getenv("CONCORD_ALL_FAULTS") != nullptr ? 1 : 83;
        for (std::uint64_t n = random() % stride;; n += stride) {
          FaultyFiles files;
          life.begin(files);
          files.set_plan({n, error, from_then_on});
          const Session session = life.run(files);
          if (!files.plan_reached()) break;
          ++points;
          files.set_plan({});
          if (power_cut) files.crash(random);
          files.kill();
          const std::string where = "call " + std::to_string(n) + " error " + std::to_string(error) + (from_then_on ? " on" : " once") +
                                    (power_cut ? " and power cut" : "");
          const std::size_t acknowledged = session.acknowledged;
          const std::string found = content(files);
          const bool last = found == states[acknowledged];
          const bool next = session.committing && acknowledged + 1 < states.size() && found == states[acknowledged + 1];
          ASSERT_TRUE(last || next) << where << ": after " << acknowledged << " commits found\n" << found.substr(0, 300);
          if (next) continue;
          // What was lost can be done again, and the index is whole then.
          if (acknowledged == 0) {
            ASSERT_FALSE(life.run(files).failed) << where;
            ASSERT_EQ(content(files), states[2]) << where;
          }
          const auto report = check_index(folder, CheckDepth::deep, &files);
          ASSERT_TRUE(report) << where;
          ASSERT_TRUE(report->problems.empty()) << where << ": " << report->problems[0].to_string();
        }
      }
    }
  }
  RecordProperty("fault_points", points);
  std::printf("%d fault points\n", points);
  EXPECT_GT(points, 50);
}

TEST(Faults, AFailedWriterDeletesNothingAndSaysWhy) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  const auto before = files.names();
  files.set_plan({40, ENOSPC, true});
  const Session session = life.run(files);
  ASSERT_TRUE(session.failed);
  for (const std::string& name : before) {
    const auto now = files.names();
    EXPECT_NE(std::find(now.begin(), now.end(), name), now.end()) << name << " is gone";
  }
}

TEST(Faults, AnErrorWhileListingIsNotAnEmptyIndex) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  const std::string before = content(files);
  for (std::uint64_t n = 0; n < 12; ++n) {
    files.set_plan({n, EIO, true});
    EXPECT_FALSE(IndexWriter::open(folder, {.lock = false, .files = &files})) << n;
    files.set_plan({});
    EXPECT_EQ(content(files), before) << n;
  }
}

/// Postings as they were unless the snapshot reports damage; each document as it was, or an error.
void expect_right_or_damaged(const Snapshot& snapshot, const std::string& whole, const std::string& where) {
  const std::string postings = test::postings_text(snapshot);
  const bool right = whole.ends_with(postings) && !postings.empty();
  EXPECT_TRUE(right || !snapshot.health()) << where << ": a wrong answer";
  EXPECT_TRUE(test::lists_text(snapshot) == postings || !snapshot.health()) << where << ": a wrong list";
  for (DocNo number = 0; number < snapshot.end(); ++number) {
    const auto document = snapshot.document(number, Part::all);
    if (document) {
      EXPECT_NE(whole.find(document->text.utf8), std::string::npos) << where;
    }
  }
}

TEST(Faults, EachFlippedBitIsFoundOrHarmless) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  ASSERT_FALSE(life.run(files).failed);
  const std::string whole = content(files);
  std::mt19937 random(2);
  const int rounds = std::getenv("CONCORD_ALL_FAULTS") != nullptr ? 20000 : 300;
  const auto names = files.names();
  for (int round = 0; round < rounds; ++round) {
    const std::string& name = names[random() % names.size()];
    std::string& bytes = files.bytes(name);
    if (bytes.empty()) continue;
    const std::size_t bit = random() % (bytes.size() * 8);
    const char before = bytes[bit / 8];
    bytes[bit / 8] = static_cast<char>(before ^ (1 << (bit % 8)));
    const auto report = check_index(folder, CheckDepth::deep, &files);
    EXPECT_TRUE(!report || !report->problems.empty()) << name << " bit " << bit << " went unseen";
    // A query may not meet the damage; then its answer is right. If it does, it says so.
    const auto snapshot = open_snapshot(folder, {&files, {}});
    if (snapshot) {
      expect_right_or_damaged(**snapshot, whole, name + " bit " + std::to_string(bit));
    } else {
      EXPECT_EQ(snapshot.error().code, ErrorCode::bad_data) << snapshot.error().to_string();
    }
    bytes[bit / 8] = before;
  }
  EXPECT_EQ(content(files), whole);
}

TEST(Faults, AnOnlyCommitThatLooksUnfinishedIsDamage) {
  // The checksum is stored last; less one it means "in preparation".
  const Life life;
  FaultyFiles files;
  life.begin(files);
  const std::string whole = content(files);
  std::string& bytes = files.bytes(folder + "/segments_2");
  ASSERT_FALSE(bytes.empty());
  for (std::size_t at = bytes.size(); at > bytes.size() - 8; --at) {
    if (bytes[at - 1]-- != 0) break;  // borrow
  }
  const std::string found = content(files);
  EXPECT_TRUE(found.starts_with("ERROR")) << found;
  EXPECT_NE(found.find("damaged"), std::string::npos) << found;
  EXPECT_NE(found, whole);
}

TEST(Faults, EachCutFileIsFoundAtOnce) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  ASSERT_FALSE(life.run(files).failed);
  std::mt19937 random(3);
  for (const std::string& name : files.names()) {
    std::string& bytes = files.bytes(name);
    const std::string before = bytes;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, before.size() / 2, before.size() - 1}) {
      if (size >= before.size()) continue;
      bytes.resize(size);
      const auto snapshot = open_snapshot(folder, {&files, {}});
      ASSERT_FALSE(snapshot) << name << " cut to " << size;
      EXPECT_EQ(snapshot.error().code, ErrorCode::bad_data) << name << " cut to " << size << ": " << snapshot.error().to_string();
      const auto writer = IndexWriter::open(folder, {.lock = false, .files = &files});
      EXPECT_FALSE(writer) << name << " cut to " << size;
      bytes = before;
    }
  }
  EXPECT_FALSE(content(files).starts_with("ERROR"));
}

TEST(Faults, AMissingFileIsDamageAndNoEmptyIndex) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  for (const std::string& name : files.names()) {
    FaultyFiles copy = files;
    (void)copy.remove(name);
    const auto snapshot = open_snapshot(folder, {&copy, {}});
    ASSERT_FALSE(snapshot) << name;
    EXPECT_EQ(snapshot.error().code, ErrorCode::bad_data) << name << ": " << snapshot.error().to_string();
    EXPECT_FALSE(IndexWriter::open(folder, {.lock = false, .files = &copy})) << name;
  }
}

TEST(Faults, AnotherFormatIsNamed) {
  const Life life;
  FaultyFiles files;
  life.begin(files);
  std::string& bytes = files.bytes(folder + "/segments_2");
  const std::size_t at = bytes.find("concord.format");
  ASSERT_NE(at, std::string::npos);
  bytes[at + std::string_view("concord.format").size() + 1] = '9';  // after the length of the value
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size() - 8);
  for (int i = 0; i < 4; ++i) bytes[bytes.size() - 1 - static_cast<std::size_t>(i)] = static_cast<char>(crc.checksum() >> (8 * i));
  const auto snapshot = open_snapshot(folder, {&files, {}});
  ASSERT_FALSE(snapshot);
  EXPECT_EQ(snapshot.error().to_string(),
            "index: the index has format 9, this program writes and reads format 1; 'concord reindex' builds it anew from the "
            "sources; or use the version of concord that wrote it");
  EXPECT_FALSE(IndexWriter::open(folder, {.lock = false, .files = &files}));
}

}  // namespace
}  // namespace concord
