#include "pipeline/cooccur/cooccurrence.h"

#include <gtest/gtest.h>

#include "pipeline/cooccur/explanation.h"
#include "tests/pipeline/cooccur/naive_counter.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::Given;
using test::make_document;
using test::MemorySnapshot;
using test::NaiveCounter;
using test::NaiveQuestion;

Axis axis(const Snapshot& snapshot, std::string_view text, bool roll_up = false) {
  AxisOptions options;
  options.roll_up = roll_up;
  Result<Axis> parsed = parse_axis(snapshot, text, options);
  EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : parsed.error().to_string());
  return parsed ? *parsed : Axis{};
}

// "row/column joint of (row total, column total, N)" for each pair that met.
std::string shown(const CooccurrenceCounts& counts, const SliceCounts& slice) {
  std::string text;
  for (std::uint32_t row = 0; row < counts.rows.size(); ++row) {
    for (std::uint64_t i = slice.row_begins[row]; i < slice.row_begins[row + 1]; ++i) {
      const std::uint32_t column = slice.columns[i];
      text += counts.rows[row] + "/" + counts.columns[column] + " " + std::to_string(slice.joint[i]) + " of (" +
              std::to_string(slice.row_totals[row]) + ", " + std::to_string(slice.column_totals[column]) + ", " +
              std::to_string(slice.total) + ")\n";
    }
  }
  return text;
}

MemorySnapshot two_documents() {
  return MemorySnapshot(
      {make_document("The [actor:un|United Nations] welcomed the [theme:truce|truce]. "
                     "The [theme:truce|truce] held, and the [theme:truce|truce] lasted.\n\n"
                     "The [actor:uto|UTO] asked for [theme:amnesty|amnesty]. Nobody answered.",
                     Given{.id = "a", .date = "1996-07-21", .kind = Kind::report}),
       make_document("[actor:un|UN] and [actor:uto|UTO] agreed on an [theme:amnesty|amnesty] and a [theme:truce|truce].",
                     Given{.id = "b", .date = "1997-06-27", .kind = Kind::treaty})},
      test::random_catalogue());
}

TEST(Cooccurrence, CountsSentencesOnce) {
  const MemorySnapshot snapshot = two_documents();
  const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor"), axis(snapshot, "theme"), {});
  ASSERT_TRUE(counts.has_value());
  EXPECT_EQ(shown(*counts, counts->whole),
            "actor:un/theme:amnesty 1 of (2, 2, 5)\n"
            "actor:un/theme:truce 2 of (2, 3, 5)\n"
            "actor:uto/theme:amnesty 2 of (2, 2, 5)\n"
            "actor:uto/theme:truce 1 of (2, 3, 5)\n");
}

TEST(Cooccurrence, CountsDocumentsAndParagraphs) {
  const MemorySnapshot snapshot = two_documents();
  CountOptions options;
  options.unit = UnitKind::document;
  const auto documents = count_cooccurrence(snapshot, axis(snapshot, "actor:uto"), axis(snapshot, "theme"), options);
  EXPECT_EQ(shown(*documents, documents->whole),
            "actor:uto/theme:amnesty 2 of (2, 2, 2)\n"
            "actor:uto/theme:truce 2 of (2, 2, 2)\n");
  options.unit = UnitKind::paragraph;
  const auto paragraphs = count_cooccurrence(snapshot, axis(snapshot, "actor:uto"), axis(snapshot, "theme"), options);
  EXPECT_EQ(shown(*paragraphs, paragraphs->whole),
            "actor:uto/theme:amnesty 2 of (2, 2, 3)\n"
            "actor:uto/theme:truce 1 of (2, 2, 3)\n");
}

TEST(Cooccurrence, SliceHasItsOwnTotal) {
  const MemorySnapshot snapshot = two_documents();
  CountOptions options;
  options.by = "year";
  const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor"), axis(snapshot, "theme"), options);
  ASSERT_TRUE(counts.has_value());
  ASSERT_EQ(counts->slices.size(), 2U);
  EXPECT_EQ(counts->slices[0].name, "1996");
  EXPECT_EQ(shown(*counts, counts->slices[0]),
            "actor:un/theme:truce 1 of (1, 2, 4)\n"
            "actor:uto/theme:amnesty 1 of (1, 1, 4)\n");
  EXPECT_EQ(counts->slices[1].total, 1U);
}

TEST(Cooccurrence, SameAxisTwiceCountsEachPairOnce) {
  const MemorySnapshot snapshot = two_documents();
  const Axis actors = axis(snapshot, "actor");
  const auto counts = count_cooccurrence(snapshot, actors, actors, {});
  EXPECT_TRUE(counts->symmetric);
  EXPECT_EQ(shown(*counts, counts->whole), "actor:un/actor:uto 1 of (2, 2, 5)\n");
}

TEST(Cooccurrence, ParentIsNotPairedWithItsOwnChild) {
  const MemorySnapshot snapshot = two_documents();
  const Axis themes = axis(snapshot, "theme:truce+,theme:amnesty,theme:return");
  const auto counts = count_cooccurrence(snapshot, themes, themes, {});
  EXPECT_EQ(shown(*counts, counts->whole), "");
  EXPECT_EQ(counts->nested_pairs, 1U);
  // Rolled up, the truce is met in four sentences: its own three and the one with an amnesty alone.
  EXPECT_EQ(counts->whole.row_totals[0], 4U);
}

TEST(Cooccurrence, TypesAndColumnsAreAxesToo) {
  const MemorySnapshot snapshot = two_documents();
  const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor@"), axis(snapshot, "kind"), {});
  EXPECT_EQ(shown(*counts, counts->whole),
            "actor@armed/kind=report 1 of (2, 4, 5)\n"
            "actor@armed/kind=treaty 1 of (2, 1, 5)\n"
            "actor@organisation/kind=report 1 of (2, 4, 5)\n"
            "actor@organisation/kind=treaty 1 of (2, 1, 5)\n");
}

TEST(Axis, SaysWhatItDoesNotKnow) {
  const MemorySnapshot snapshot = two_documents();
  const auto mistyped = parse_axis(snapshot, "actor:uno");
  ASSERT_FALSE(mistyped.has_value());
  EXPECT_EQ(mistyped.error().to_string(),
            "actor:uno: the collection has no label, family or column of this name; did you mean actor:un?");
  for (const char* wrong : {"", "actors", "kind=trety", "words:0", "words:x", "actor@arme", "theme@", "query:peace"}) {
    EXPECT_FALSE(parse_axis(snapshot, wrong).has_value()) << wrong;
  }
  EXPECT_EQ(axis(snapshot, "word:tr*")[0].terms, (std::vector<std::string>{"truce"}));
  EXPECT_EQ(axis(snapshot, "words:2")[0].name, "the");
  EXPECT_EQ(axis(snapshot, "actor:u*").size(), 2U);
}

// Every unit, polarity, filter and slice, on corpora by chance, against counting by looking.
class RandomCounts : public ::testing::TestWithParam<unsigned> {};

void expect_naive(const std::vector<Document>& documents, const NaiveQuestion& question, const Axis& rows,
                  const Axis& columns, const CooccurrenceCounts& counts, const SliceCounts& slice) {
  const NaiveCounter naive(documents, question);
  ASSERT_EQ(slice.total, naive.total());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    ASSERT_EQ(slice.row_totals[row], naive.holding(rows[row])) << rows[row].name;
    for (std::uint32_t column = 0; column < columns.size(); ++column) {
      if (counts.symmetric && row >= column) continue;
      if (rows[row].terms == columns[column].terms) continue;
      ASSERT_EQ(slice.joint_of(row, column), naive.holding_both(rows[row], columns[column]))
          << rows[row].name << ' ' << columns[column].name << " by " << name(question.unit) << ' ' << slice.name;
      if (slice.total == 0) continue;
      NaiveQuestion together = question;
      together.apart = false;
      const std::uint64_t both = slice.joint_of(row, column);
      const std::uint64_t less = question.apart ? NaiveCounter(documents, together).holding_both(rows[row], columns[column]) - both : 0;
      if (less == slice.total) continue;
      const Contingency cells = slice.cells(row, column, both);
      EXPECT_EQ(cells.total(), slice.total - less);
      EXPECT_EQ(cells.both + cells.only_a, naive.holding(rows[row]) - less);
      EXPECT_EQ(cells.both + cells.only_b, naive.holding(columns[column]) - less);
    }
  }
}

TEST_P(RandomCounts, AgreeWithCountingByLooking) {
  test::CorpusMaker maker(GetParam());
  const std::vector<Document> documents = maker.entangled_documents(12);
  std::set<DocNo> deleted;
  if (maker.pick(2) == 0) deleted = {2, 11};
  const MemorySnapshot snapshot(documents, test::random_catalogue(), deleted);
  const Axis rows = axis(snapshot, "actor,word:peace,kind");
  const Axis columns = axis(snapshot, "theme,word:law,word:guard");
  for (const UnitKind unit : {UnitKind::sentence, UnitKind::paragraph, UnitKind::document, UnitKind::article}) {
    for (const Polarity polarity : {Polarity::all, Polarity::affirmed, Polarity::negated}) {
      for (const char* by : {"", "kind", "source", "year", "quarter"}) {
        CountOptions options;
        options.unit = unit;
        options.polarity = polarity;
        options.by = by;
        options.apart = maker.pick(2) == 0;
        NaiveQuestion question{unit, polarity, deleted, "", "", "", options.apart};
        if (maker.pick(2) == 0) {
          options.documents = DocumentSet::all(snapshot);
          options.documents->erase(5);
          question.left_out.insert(5);
        }
        if (maker.pick(2) == 0) {
          question.units_with_word = "talks";
          options.units_with = test::word_matches(snapshot, "talks");
        }
        const auto counts = count_cooccurrence(snapshot, rows, columns, options);
        ASSERT_TRUE(counts.has_value());
        expect_naive(documents, question, rows, columns, *counts, counts->whole);
        for (const SliceCounts& slice : counts->slices) {
          question.slice_by = by;
          question.slice = slice.name;
          expect_naive(documents, question, rows, columns, *counts, slice);
        }
      }
    }
  }
}

TEST(Cooccurrence, WordsOfTheOneInTheOtherAreNoCompanyWhenApart) {
  std::vector<Document> documents = {make_document("The [actor:un|border peace guard] closed. The [theme:truce|border] held, said the [actor:un|guard].", Given{.id = "a"})};
  Annotation inside = documents[0].annotations[0];  // of "border peace guard" the first word
  inside.tokens.end = inside.tokens.begin + 1;
  inside.label = documents[0].labels.intern("theme:truce");
  documents[0].annotations.insert(documents[0].annotations.begin() + 1, inside);
  const MemorySnapshot snapshot(documents, test::random_catalogue());
  CountOptions options;
  const Axis rows = axis(snapshot, "actor:un");
  const Axis columns = axis(snapshot, "theme:truce,word:peace");
  EXPECT_EQ(count_cooccurrence(snapshot, rows, columns, options)->whole.joint_of(0, 0), 2U);
  EXPECT_EQ(count_cooccurrence(snapshot, rows, columns, options)->whole.joint_of(0, 1), 1U);
  options.apart = true;
  const auto counts = count_cooccurrence(snapshot, rows, columns, options);
  EXPECT_EQ(counts->whole.joint_of(0, 0), 1U);
  EXPECT_EQ(counts->whole.joint_of(0, 1), 0U);
  EXPECT_EQ(counts->whole.cells(0, 0, 1), Contingency::from_margins(1, 1, 1, 1)) << "the first sentence is no part of the table";
  EXPECT_EQ(explain_pair(snapshot, rows[0], columns[0], options, {})->cells.both, 1U);
}

TEST_P(RandomCounts, SlicesAddUpToTheWhole) {
  test::CorpusMaker maker(GetParam() + 1000);
  const MemorySnapshot snapshot(maker.documents(15), test::random_catalogue());
  for (const CountMode mode : {CountMode::units, CountMode::mentions}) {
    for (const char* by : {"kind", "source", "year", "month"}) {
      CountOptions options;
      options.by = by;
      options.mode = mode;
      const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor"), axis(snapshot, "theme"), options);
      ASSERT_TRUE(counts.has_value());
      std::uint64_t total = 0;
      for (const SliceCounts& slice : counts->slices) total += slice.total;
      EXPECT_EQ(total, counts->whole.total);
      for (std::uint32_t row = 0; row < 3; ++row) {
        for (std::uint32_t column = 0; column < 3; ++column) {
          std::uint64_t joint = 0;
          for (const SliceCounts& slice : counts->slices) joint += slice.joint_of(row, column);
          EXPECT_EQ(joint, counts->whole.joint_of(row, column));
        }
      }
    }
  }
}

TEST_P(RandomCounts, RowsAndColumnsCanChangePlaces) {
  test::CorpusMaker maker(GetParam() + 2000);
  const MemorySnapshot snapshot(maker.documents(10), test::random_catalogue());
  const Axis actors = axis(snapshot, "actor");
  const Axis themes = axis(snapshot, "theme");
  for (const CountMode mode : {CountMode::units, CountMode::mentions}) {
    CountOptions options;
    options.mode = mode;
    const auto one = count_cooccurrence(snapshot, actors, themes, options);
    const auto other = count_cooccurrence(snapshot, themes, actors, options);
    EXPECT_EQ(one->whole.total, other->whole.total);
    EXPECT_EQ(one->whole.row_totals, other->whole.column_totals);
    for (std::uint32_t row = 0; row < actors.size(); ++row) {
      for (std::uint32_t column = 0; column < themes.size(); ++column) {
        EXPECT_EQ(one->whole.joint_of(row, column), other->whole.joint_of(column, row));
      }
    }
  }
}

TEST_P(RandomCounts, PairsOfMentionsAgreeWithCountingByLooking) {
  test::CorpusMaker maker(GetParam() + 3000);
  const std::vector<Document> documents = maker.entangled_documents(10);
  const MemorySnapshot snapshot(documents, test::random_catalogue());
  const Axis all = axis(snapshot, "actor,theme,word:law");
  for (const UnitKind unit : {UnitKind::sentence, UnitKind::document, UnitKind::article}) {
    for (const Polarity polarity : {Polarity::all, Polarity::affirmed, Polarity::negated}) {
      CountOptions options;
      options.unit = unit;
      options.mode = CountMode::mentions;
      options.polarity = polarity;
      options.apart = maker.pick(2) == 0;
      const auto counts = count_cooccurrence(snapshot, all, all, options);
      const NaiveCounter naive(documents, {unit, polarity, {}, "", "", "", options.apart});
      std::uint64_t sum = 0;
      for (std::uint32_t row = 0; row < all.size(); ++row) {
        for (std::uint32_t column = row + 1; column < all.size(); ++column) {
          const std::uint64_t pairs = naive.mention_pairs(all[row], all[column]);
          EXPECT_EQ(counts->whole.joint_of(row, column), pairs);
          sum += pairs;
          if (sum > 0 && counts->whole.total > 0) {
            EXPECT_TRUE(Contingency::are_margins(pairs, counts->whole.row_totals[row],
                                                 counts->whole.column_totals[column], counts->whole.total));
          }
        }
      }
      EXPECT_EQ(counts->whole.total, sum);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCounts, ::testing::Range(0U, 25U));

}  // namespace
}  // namespace concord
