#include "pipeline/cooccur/frequency.h"

#include <gtest/gtest.h>

#include <cmath>

#include "pipeline/cooccur/trend.h"
#include "tests/pipeline/cooccur/naive_counter.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::Given;
using test::make_document;
using test::MemorySnapshot;

std::string shown(const FrequencyTable& table) {
  std::string text;
  for (const FrequencyItem& item : table.items) {
    text += item.name;
    for (const std::uint64_t count : item.counts) text += " " + std::to_string(count);
    text += " in " + std::to_string(item.documents) + "\n";
  }
  return text;
}

MemorySnapshot three_documents() {
  return MemorySnapshot({make_document("Peace talks. Peace talks failed.", Given{.id = "a", .date = "1994-03-02", .kind = Kind::report}),
                         make_document("Peace talks. The [actor:uto|UTO] left, no [actor:uto!neg|UTO] came.",
                                       Given{.id = "b", .date = "1994-08", .kind = Kind::treaty}),
                         make_document("Amnesty.", Given{.id = "c", .date = "1996", .kind = Kind::treaty})},
                        test::random_catalogue());
}

TEST(Frequency, CountsWordsBySlice) {
  const MemorySnapshot snapshot = three_documents();
  const Slices kinds = *Slices::by_column(snapshot, "kind");
  FrequencyOptions options;
  options.min_count = 2;
  const FrequencyTable table = word_frequencies(snapshot, kinds, options);
  EXPECT_EQ(shown(table), "peace 2 1 in 2\ntalks 2 1 in 2\nuto 0 2 in 1\n");
  EXPECT_EQ(table.slices, (std::vector<std::string>{"report", "treaty"}));
  EXPECT_EQ(table.sizes, (std::vector<std::uint64_t>{5, 9}));
  EXPECT_EQ(table.documents, (std::vector<std::uint64_t>{1, 2}));
  EXPECT_EQ(table.hidden, 6U);
  EXPECT_DOUBLE_EQ(table.per_million(table.items[0], 0), 400000);
}

TEST(Frequency, GroupsFormsAndCountsTheirDocumentsOnce) {
  const MemorySnapshot snapshot = three_documents();
  FrequencyOptions options;
  options.group = [](std::string_view term) { return term == "peace" || term == "talks" ? std::string("P") : std::string(); };
  EXPECT_EQ(shown(word_frequencies(snapshot, Slices::whole(snapshot), options)), "P 6 in 2\n");
}

TEST(Frequency, NgramsEndWithTheSentence) {
  const MemorySnapshot snapshot = three_documents();
  FrequencyOptions options;
  const auto table = ngram_frequencies(snapshot, 2, Slices::whole(snapshot), options);
  EXPECT_EQ(shown(*table),
            "peace talks 3 in 2\nleft no 1 in 1\nno uto 1 in 1\ntalks failed 1 in 1\nthe uto 1 in 1\nuto came 1 in 1\n"
            "uto left 1 in 1\n");
  EXPECT_EQ(table->sizes, (std::vector<std::uint64_t>{9}));
  options.ngrams_within = WindowLimit::document;
  EXPECT_EQ(ngram_frequencies(snapshot, 2, Slices::whole(snapshot), options)->sizes, (std::vector<std::uint64_t>{11}));
}

TEST(Frequency, CountsMentionsByPolarity) {
  const MemorySnapshot snapshot = three_documents();
  const Axis actors = *parse_axis(snapshot, "actor");
  FrequencyOptions options;
  EXPECT_EQ(shown(*item_frequencies(snapshot, actors, Slices::whole(snapshot), options)), "actor:uto 2 in 1\n");
  options.polarity = Polarity::negated;
  EXPECT_EQ(shown(*item_frequencies(snapshot, actors, Slices::whole(snapshot), options)), "actor:uto 1 in 1\n");
}

TEST(Frequency, RefusesCollectionsThatShareDocuments) {
  const MemorySnapshot snapshot = three_documents();
  const DocumentSet treaties = DocumentSet::with(snapshot, Field::meta, "kind=treaty");
  const auto slices = Slices::two_sets(treaties, DocumentSet::all(snapshot));
  ASSERT_FALSE(slices.has_value());
  EXPECT_EQ(slices.error().message, "2 documents are in both collections");
}

TEST(Frequency, ComparesTwoCollections) {
  const MemorySnapshot snapshot = three_documents();
  const auto slices = Slices::two_sets(DocumentSet::with(snapshot, Field::meta, "year=1994"),
                                       DocumentSet::with(snapshot, Field::meta, "year=1996"));
  const auto compared = compare_slices(word_frequencies(snapshot, *slices, {}));
  const auto amnesty = std::find_if(compared.begin(), compared.end(), [](const auto& item) { return item.name == "amnesty"; });
  ASSERT_NE(amnesty, compared.end());
  EXPECT_EQ(amnesty->frequencies.count_1, 0U);
  EXPECT_EQ(amnesty->frequencies.count_2, 1U);
  EXPECT_EQ(amnesty->frequencies.size_1, 13U);
  EXPECT_LT(two_cell_llr(amnesty->frequencies), 0);
}

TEST(Frequency, ComparesUnitsAndLeavesOutTheSharedOnes) {
  const MemorySnapshot snapshot({make_document("peace came. war came. peace and war. rain")});
  const auto compared = compare_units(snapshot, test::word_matches(snapshot, "peace"), test::word_matches(snapshot, "war"),
                                      WindowLimit::sentence, DocumentSet::all(snapshot), {});
  ASSERT_TRUE(compared.has_value());
  EXPECT_EQ(shown(compared->table), "came 1 1 in 1\npeace 1 0 in 1\nwar 0 1 in 1\n");
  EXPECT_EQ(compared->shared_units, 1U);
  EXPECT_EQ(compared->units[0], 1U);
}

class RandomFrequencies : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomFrequencies, AgreeWithCountingByLooking) {
  test::CorpusMaker maker(GetParam());
  const std::vector<Document> documents = maker.documents(12);
  const MemorySnapshot snapshot(documents, test::random_catalogue(), {1});
  Slices slices = *Slices::by_column(snapshot, "kind");
  DocumentSet kept = DocumentSet::all(snapshot);
  kept.erase(4);
  slices.restrict_to(kept);
  for (std::uint32_t n = 1; n <= 4; ++n) {
    for (const std::uint64_t min_count : {1U, 3U}) {
      std::map<std::string, std::map<std::string, std::uint64_t>> naive;
      std::map<std::string, std::uint64_t> sizes;
      for (DocNo number = 0; number < documents.size(); ++number) {
        if (!kept.contains(number)) continue;
        const std::string kind(name(documents[number].metadata.kind));
        for (const Sentence& sentence : documents[number].sentences) {
          for (std::uint32_t at = sentence.tokens.begin; at + n <= sentence.tokens.end; ++at) {
            std::string run;
            for (std::uint32_t i = at; i < at + n; ++i) {
              run += (i == at ? "" : " ") + std::string(documents[number].term(documents[number].tokens[i]));
            }
            ++naive[run][kind];
            ++sizes[kind];
          }
        }
      }
      FrequencyOptions options;
      options.min_count = min_count;
      const auto table = ngram_frequencies(snapshot, n, slices, options);
      ASSERT_TRUE(table.has_value());
      std::size_t frequent = 0;
      for (auto& [run, counts] : naive) frequent += counts["report"] + counts["treaty"] >= min_count ? 1 : 0;
      EXPECT_EQ(table->items.size(), frequent);
      for (const FrequencyItem& item : table->items) {
        EXPECT_EQ(item.counts[0], naive[item.name][table->slices[0]]) << item.name;
        EXPECT_EQ(item.counts[1], naive[item.name][table->slices[1]]) << item.name;
      }
      EXPECT_EQ(table->sizes[0], sizes[table->slices[0]]);
      if (n == 1) {
        EXPECT_EQ(shown(*table), shown(word_frequencies(snapshot, slices, options)));
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomFrequencies, ::testing::Range(0U, 20U));

TEST(Trend, ShowsGapsAsGaps) {
  const MemorySnapshot snapshot = three_documents();
  TrendOptions options;
  options.rolling = 2;
  const auto found = trends(snapshot, *parse_axis(snapshot, "word:peace"), options);
  ASSERT_TRUE(found.has_value());
  const std::vector<TrendPoint>& points = (*found)[0].points;
  ASSERT_EQ(points.size(), 3U);
  EXPECT_EQ(points[0].name, "1994");
  EXPECT_EQ(points[0].count, 3U);
  EXPECT_EQ(points[0].tokens, 13U);
  EXPECT_EQ(points[0].documents_with, 2U);
  EXPECT_NEAR(points[0].per_million, 3e6 / 13, 1e-6);
  EXPECT_FALSE(points[0].rolling.has_value());
  EXPECT_TRUE(points[1].is_gap());
  EXPECT_TRUE(std::isnan(points[1].per_million));
  EXPECT_NEAR(*points[1].rolling, 3e6 / 13, 1e-6);  // the gap adds nothing and takes nothing away
  EXPECT_FALSE(points[2].is_gap());
  EXPECT_EQ(points[2].per_million, 0);
  EXPECT_EQ(*points[2].rolling, 0);
}

TEST(Trend, SetsApartDocumentsWhoseDateIsTooWide) {
  const MemorySnapshot snapshot = three_documents();
  TrendOptions options;
  options.period = Period::month;
  const auto found = trends(snapshot, *parse_axis(snapshot, "word:amnesty,word:peace"), options);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ((*found)[0].undated_documents, 1U);
  EXPECT_EQ((*found)[0].undated_count, 1U);
  EXPECT_EQ((*found)[1].points.size(), 6U);
  EXPECT_EQ((*found)[1].points.back().name, "1994-08");
}

TEST(Trend, NamesPeriods) {
  EXPECT_EQ(period_name(Date::day(1996, 7, 21), Period::quarter), "1996-Q3");
  EXPECT_EQ(period_name(Date::day(1996, 7, 21), Period::decade), "1990s");
  EXPECT_EQ(period_name(Date::year(1996), Period::quarter), std::nullopt);
  EXPECT_EQ(period_name(*Date::parse("1996-07-30/1996-08-02"), Period::month), std::nullopt);
  EXPECT_EQ(periods_between("1996-11", "1997-02", Period::month),
            (std::vector<std::string>{"1996-11", "1996-12", "1997-01", "1997-02"}));
  EXPECT_EQ(periods_between("1996-Q4", "1997-Q2", Period::quarter),
            (std::vector<std::string>{"1996-Q4", "1997-Q1", "1997-Q2"}));
  EXPECT_EQ(periods_between("1980s", "2000s", Period::decade), (std::vector<std::string>{"1980s", "1990s", "2000s"}));
}

TEST(ItemDispersion, TakesDocumentsOrSlicesAsParts) {
  const MemorySnapshot snapshot = three_documents();
  const AxisItem peace = (*parse_axis(snapshot, "word:peace"))[0];
  const DocumentSet all = DocumentSet::all(snapshot);
  const auto documents = item_dispersion(snapshot, peace, Polarity::all, all, "");
  EXPECT_EQ(documents->count, 3U);
  ASSERT_EQ(documents->parts.size(), 3U);
  EXPECT_EQ(documents->parts[0].count, 2U);
  EXPECT_EQ(dispersion_range(documents->parts), 2);
  // Tokens 0, 2 and 5 of 14: distances 2, 3 and, around the ring, 9.
  EXPECT_NEAR(documents->positions.arf, (2 + 3 + 14 / 3.0) / (14 / 3.0), 1e-12);
  const auto kinds = item_dispersion(snapshot, peace, Polarity::all, all, "kind");
  EXPECT_EQ(kinds->part_names, (std::vector<std::string>{"report", "treaty"}));
  EXPECT_EQ(kinds->parts[1].size, 9U);
}

}  // namespace
}  // namespace concord
