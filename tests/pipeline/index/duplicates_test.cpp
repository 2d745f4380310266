#include "pipeline/index/duplicates.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/sketch.h"
#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"
#include "tests/support/scratch_folder.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

constexpr std::string_view ceasefire =
    "The parties agree to cease hostilities along the whole of the line from midnight on the day of signature. They shall "
    "withdraw heavy weapons to the depots named in the annex, release all prisoners without condition, and admit "
    "observers to every sector at any hour. A joint commission sits in the capital and reports each week to the guarantors.";

constexpr std::string_view translation =
    "Стороны договариваются прекратить враждебные действия вдоль всей линии с полуночи в день подписания. Они отводят тяжёлое "
    "вооружение на склады, названные в приложении, освобождают всех пленных без условий и допускают наблюдателей в каждый сектор.";

std::string words(std::mt19937& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += "w" + std::to_string(std::uniform_int_distribution<int>(0, 3000)(random)) + (i % 12 == 11 ? ". " : " ");
  }
  return text;
}

/// The text with about one word in `one_in` misread.
std::string misread(std::mt19937& random, std::string_view text, int one_in) {
  std::string noisy;
  for (const char c : text) {
    if (c == ' ' && std::uniform_int_distribution<int>(1, one_in)(random) == 1) noisy += 'q';
    noisy += c;
  }
  return noisy;
}

/// "a b=0.93 | c d=1.00" by ids.
std::string show(const Snapshot& snapshot, const std::vector<DuplicateGroup>& groups) {
  std::string shown;
  for (const DuplicateGroup& group : groups) {
    if (!shown.empty()) shown += " | ";
    for (const DuplicateMember& member : group) {
      if (&member != &group.front()) shown += " ";
      shown += snapshot.document(member.document, Part::metadata)->metadata.id;
      if (&member == &group.front()) continue;
      const auto percent = static_cast<int>(member.similarity * 100 + 0.5);
      shown += "=" + std::to_string(percent);
    }
  }
  return shown;
}

std::string found(const Snapshot& snapshot, double threshold = duplicate_similarity) {
  const auto duplicates = Duplicates::find(snapshot, threshold);
  return duplicates ? show(snapshot, duplicates->groups()) : duplicates.error().to_string();
}

TEST(Duplicates, KnowsATextInItsVariations) {
  std::mt19937 random(7);
  const std::string text(ceasefire);
  const std::string with_head = "Embassy of the Republic, press release number twelve.\n\n" + text;
  const std::string shouted = "THE PARTIES AGREE TO CEASE HOSTILITIES" + text.substr(38);
  struct Case {
    const char* name;
    std::string text;
    std::string groups;
  };
  const std::string other = words(random, 60);
  for (const Case& one : std::vector<Case>{{"the same", text, "a b=100"},
                                           {"capitals", shouted, "a b=100"},
                                           {"another header", with_head, "a b=88"},
                                           {"misread by a scanner", misread(random, text, 12), "a b=90"},
                                           {"a translation", std::string(translation), ""},
                                           {"another text", other, ""}}) {
    const MemorySnapshot snapshot({make_document(text, {.id = "a", .date = "1996-01-01"}), make_document(one.text, {.id = "b", .date = "1997-01-01"})});
    EXPECT_EQ(found(snapshot), one.groups) << one.name;
  }
}

TEST(Duplicates, PutTheEarliestFirstThenTheLongestThenTheLeastId) {
  const std::string text(ceasefire);
  const MemorySnapshot snapshot({make_document(text, {.id = "undated"}), make_document(text, {.id = "late", .date = "1999"}),
                                 make_document(text + " Done in two copies.", {.id = "long", .date = "1996"}),
                                 make_document(text, {.id = "b", .date = "1996"}), make_document(text, {.id = "a", .date = "1996"})});
  EXPECT_EQ(found(snapshot), "long a=93 b=93 late=93 undated=93");
}

TEST(Duplicates, LeaveOutTextsTooShortToTell) {
  const MemorySnapshot snapshot({make_document("Yes.", {.id = "a"}), make_document("Yes.", {.id = "b"})});
  EXPECT_EQ(found(snapshot), "");
  EXPECT_EQ(count_unsketched(snapshot).too_short, 2U);
  EXPECT_EQ(count_unsketched(snapshot).unknown, 0U);
}

TEST(Duplicates, RefuseAThresholdBelowWhatBandsCanFind) {
  const MemorySnapshot snapshot({});
  EXPECT_EQ(found(snapshot, 0.3), "--threshold: a similarity from 0.5 to 1 is wanted; 0.7 is the default; 1 finds exact duplicates only");
}

TEST(Duplicates, CountOnceAmongWhatIsSelected) {
  const std::string text(ceasefire);
  const MemorySnapshot snapshot({make_document(text, {.id = "a", .date = "1995"}), make_document(text, {.id = "b", .date = "1996"}),
                                 make_document(text, {.id = "c", .date = "1997"})});
  const auto duplicates = Duplicates::find(snapshot);
  ASSERT_TRUE(duplicates);
  std::vector<DocNo> repeated;
  const CountedOnce all = duplicates->repeats([](DocNo) { return true; }, [&](DocNo number) { repeated.push_back(number); });
  EXPECT_EQ(repeated, (std::vector<DocNo>{1, 2}));
  EXPECT_EQ(all.documents, 3U);
  EXPECT_EQ(all.groups, 1U);
  repeated.clear();
  const CountedOnce late = duplicates->repeats([](DocNo number) { return number > 0; }, [&](DocNo number) { repeated.push_back(number); });
  EXPECT_EQ(repeated, (std::vector<DocNo>{2}));
  EXPECT_EQ(late.documents, 2U);
  EXPECT_EQ(duplicates->group_of(1), duplicates->group_of(2));
}

/// Families of texts at random distances, deleted documents among them.
TEST(Duplicates, AgreeWithTheSlowTwin) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    std::mt19937 random(seed);
    std::vector<Document> documents;
    std::set<DocNo> deleted;
    while (documents.size() < 60) {
      const std::string original = words(random, std::uniform_int_distribution<std::size_t>(15, 900)(random));
      const int copies = std::uniform_int_distribution<int>(1, 4)(random);
      for (int copy = 0; copy < copies; ++copy) {
        if (random() % 9 == 0) deleted.insert(static_cast<DocNo>(documents.size()));
        const std::string id = "d" + std::to_string(documents.size());
        documents.push_back(make_document(copy % 2 == 0 ? original : misread(random, original, std::uniform_int_distribution<int>(4, 200)(random)), {.id = id}));
      }
    }
    const MemorySnapshot snapshot(std::move(documents), {}, deleted);
    for (const double threshold : {0.7, 0.85, 1.0}) {
      const auto expected = slow::duplicate_groups(snapshot, threshold);
      ASSERT_TRUE(expected);
      EXPECT_EQ(found(snapshot, threshold), show(snapshot, *expected)) << seed << " " << threshold;
    }
  }
}

TEST(Duplicates, DoNotDependOnTheOrderOfIndexing) {
  std::mt19937 random(3);
  const std::string text = words(random, 300);
  std::vector<Document> documents = {make_document(text, {.id = "a"}), make_document(misread(random, text, 30), {.id = "b"}),
                                     make_document(misread(random, text, 40), {.id = "c"}), make_document(words(random, 200), {.id = "d"})};
  const std::string before = found(MemorySnapshot(documents));
  std::reverse(documents.begin(), documents.end());
  EXPECT_EQ(found(MemorySnapshot(documents)), before);
}

std::string found_on_disk(const std::string& folder) {
  const auto snapshot = open_snapshot(folder);
  return snapshot ? found(**snapshot) : snapshot.error().to_string();
}

/// Each commit's note is that of an index built at once; without it, or with a damaged one, the answer is the same.
TEST(Duplicates, AreNotedBesideTheCommit) {
  std::mt19937 random(23);
  const std::string text = words(random, 250);
  const std::vector<Document> documents = {make_document(text, {.id = "a"}), make_document(words(random, 90), {.id = "b"}),
                                           make_document(misread(random, text, 30), {.id = "c"}), make_document(text, {.id = "d"})};
  const test::ScratchFolder folder;
  const std::string index = folder / "index";
  auto writer = IndexWriter::open(index);
  ASSERT_TRUE(writer);
  std::string note;
  std::vector<Document> so_far;
  for (const Document& document : documents) {
    so_far.push_back(document);
    ASSERT_TRUE(writer->add(document));
    ASSERT_TRUE(writer->commit({"2026-11-22T08:00:00Z", "c", "{}"}));
    ASSERT_TRUE(writer->note_duplicates(note));
    const auto snapshot = open_snapshot(index);
    ASSERT_TRUE(snapshot);
    note = (*snapshot)->duplicates_note();
    EXPECT_EQ(note, *Duplicates::to_note(MemorySnapshot(so_far), {}));
  }
  const std::string expected = found(MemorySnapshot(documents));
  EXPECT_NE(expected, "");
  EXPECT_EQ(found_on_disk(index), expected);

  std::vector<std::string> notes;
  for (const auto& entry : std::filesystem::directory_iterator(index)) {
    if (entry.path().filename().string().starts_with("duplicates_")) notes.push_back(entry.path().string());
  }
  ASSERT_EQ(notes.size(), 1U) << "notes of commits that are gone are removed";
  std::fstream(notes[0], std::ios::in | std::ios::out | std::ios::binary).seekp(9).put('?');
  EXPECT_EQ((*open_snapshot(index))->duplicates_note(), "");
  EXPECT_EQ(found_on_disk(index), expected);
  std::filesystem::remove(notes[0]);
  EXPECT_EQ(found_on_disk(index), expected);
}

TEST(Sketch, RoundTripsThroughItsTerm) {
  std::mt19937 random(5);
  Sketcher sketcher;
  const auto sketch = sketcher(make_document(words(random, 400)));
  ASSERT_TRUE(sketch);
  EXPECT_EQ(parse_sketch(to_term(*sketch)), sketch);
  EXPECT_FALSE(parse_sketch("short"));
  EXPECT_FALSE(parse_sketch(to_term(*sketch) + "A"));
}

TEST(Sketch, EstimatesTheSimilarity) {
  std::mt19937 random(11);
  Sketcher sketcher;
  for (const int one_in : {5, 10, 20, 50}) {
    double error = 0;
    for (int trial = 0; trial < 20; ++trial) {
      const std::string text = words(random, 800);
      const Document a = make_document(text);
      const Document b = make_document(misread(random, text, one_in));
      std::vector<std::uint64_t> of_a, of_b;
      sketcher.shingles(a, of_a);
      sketcher.shingles(b, of_b);
      error += estimate(*sketcher(a), *sketcher(b)) - jaccard(of_a, of_b);
    }
    EXPECT_NEAR(error / 20, 0, 0.03) << one_in;  // three standard errors of a mean of 20
  }
}

}  // namespace
}  // namespace concord
