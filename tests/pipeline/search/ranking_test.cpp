// Order, totals, pages and facets of an answer; totals and facets against counting by hand over random corpora.
#include "pipeline/search/ranking.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include <cmath>

#include "pipeline/search/facets.h"
#include "pipeline/search/query_parser.h"
#include "tests/pipeline/search/generator.h"
#include "tests/pipeline/search/scan.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

MemorySnapshot four_reports() {
  return MemorySnapshot({make_document("peace peace talks in the town", {.id = "a", .title = "Zeal", .date = "1997", .fields = {{"copy", "1"}}}),
                         make_document("peace. war. peace.", {.id = "b", .title = "another", .date = "1994-05", .kind = Kind::treaty, .fields = {{"copy", "1"}}}),
                         make_document("war and war and war", {.id = "c", .title = "Élan"}),
                         make_document("peace", {.id = "d", .title = "middle", .date = "1995", .kind = Kind::treaty, .fields = {{"copy", "2"}}})},
                        Catalogue());
}

Ranking ranked(const Snapshot& snapshot, std::string_view typed, const RankingOptions& options) {
  auto answer = Answer::open(snapshot, *parse_query(typed));
  auto ranking = rank(snapshot, *answer, options);
  EXPECT_TRUE(ranking);
  return *ranking;
}

std::string order_of(const Ranking& ranking) {
  std::string ids;
  for (const RankedDocument& r : ranking.page) {
    ids += static_cast<char>('a' + static_cast<char>(r.document));
    for (const DocNo other : r.also_in) ids += std::string("+") + static_cast<char>('a' + static_cast<char>(other));
  }
  return ids;
}

TEST(Ranking, ScoresAsBm25ByHand) {
  const MemorySnapshot snapshot = four_reports();
  const Ranking ranking = ranked(snapshot, "peace", {});
  // N = 4, n = 3; lengths 6, 3, 5, 1: mean 3.75.
  const double idf = std::log(1 + 1.5 / 3.5);
  const auto score = [idf](double tf, double length) { return idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 3.75)); };
  ASSERT_EQ(order_of(ranking), "bda");
  EXPECT_NEAR(ranking.page[0].score, score(2, 3), 1e-12);
  EXPECT_NEAR(ranking.page[1].score, score(1, 1), 1e-12);
  EXPECT_NEAR(ranking.page[2].score, score(2, 6), 1e-12);
  EXPECT_EQ(ranking.documents, 3U);
  EXPECT_EQ(ranking.hits, 5U);
}

TEST(Ranking, ExplanationAddsUpToTheScore) {
  const MemorySnapshot snapshot = four_reports();
  const Ranking ranking = ranked(snapshot, "peace OR war OR \"in the town\"", {});
  for (const RankedDocument& r : ranking.page) {
    auto answer = Answer::open(snapshot, *parse_query("peace OR war OR \"in the town\""));
    const auto explanation = explain_score(snapshot, *answer, r.document, {});
    EXPECT_NEAR(explanation.score, r.score, 1e-12);
    for (const ScorePart& part : explanation.parts) EXPECT_NEAR(part.idf * part.saturation, part.score, 1e-12) << part.leaf;
  }
}

TEST(Ranking, OrdersAndPages) {
  const MemorySnapshot snapshot = four_reports();
  const auto by = [&](Order order) { return order_of(ranked(snapshot, "*", {.order = order})); };
  EXPECT_EQ(by(Order::date), "bdac");
  EXPECT_EQ(by(Order::newest), "adbc");
  EXPECT_EQ(by(Order::title), "bcda");
  EXPECT_EQ(by(Order::index), "abcd");
  EXPECT_EQ(order_of(ranked(snapshot, "peace OR war", {.order = Order::hits})), "bcad");
  EXPECT_EQ(order_of(ranked(snapshot, "*", {.order = Order::date, .offset = 1, .limit = 2})), "da");
  EXPECT_EQ(order_of(ranked(snapshot, "*", {.offset = 9})), "");
  EXPECT_EQ(ranked(snapshot, "*", {.offset = 9}).documents, 4U);
}

TEST(Ranking, CountsPassagesAsSentences) {
  const MemorySnapshot snapshot = four_reports();
  EXPECT_EQ(ranked(snapshot, "peace OR talks", {.count_passages = true}).passages, 4U);
}

TEST(Ranking, SamplesTheSameForTheSameSeed) {
  const MemorySnapshot snapshot = four_reports();
  const std::string drawn = order_of(ranked(snapshot, "*", {.sample = 2, .seed = 7}));
  EXPECT_EQ(drawn.size(), 2U);
  EXPECT_EQ(order_of(ranked(snapshot, "*", {.sample = 2, .seed = 7})), drawn);
  std::set<std::string> all;
  for (std::uint64_t seed = 0; seed < 50; ++seed) all.insert(order_of(ranked(snapshot, "*", {.sample = 2, .seed = seed})));
  EXPECT_EQ(all.size(), 6U) << "each pair is drawn by some seed";
}

TEST(Ranking, GroupsDuplicatesUnderTheBest) {
  const MemorySnapshot snapshot = four_reports();
  const Ranking ranking = ranked(snapshot, "peace OR war", {.order = Order::index, .group_by = "copy"});
  EXPECT_EQ(order_of(ranking), "a+bcd");
  EXPECT_EQ(ranking.documents, 4U);
  EXPECT_EQ(ranking.groups, 3U);
}

TEST(Facets, ShowValuesAndWhatIsWithout) {
  const MemorySnapshot snapshot = four_reports();
  const auto facet = count_facet(snapshot, {0, 1, 2}, {4, 5, 7}, "copy");
  ASSERT_TRUE(facet);
  EXPECT_EQ(facet->values, (std::vector<FacetValue>{{"1", "1", 2, 9, 0}}));
  EXPECT_EQ(facet->without, 1U);
  EXPECT_EQ(count_facet(snapshot, {}, {}, "knd").error().to_string(), "facet: no document has a field 'knd'; did you mean kind?");
}

/// Facets counted by looking at each document.
std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> labels_by_hand(const std::vector<Document>& documents, const std::vector<DocNo>& matched,
                                                                              const std::string& family) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counts;
  for (const DocNo number : matched) {
    std::set<std::string> here;
    for (const Annotation& a : documents[number].annotations) {
      const std::string label(documents[number].labels[a.label]);
      if (!label.starts_with(family + ":")) continue;
      here.insert(label);
      ++counts[label].second;
    }
    for (const std::string& label : here) ++counts[label].first;
  }
  return counts;
}

TEST(Facets, YearsAscendAndValuesAreSpelledAsTyped) {
  const MemorySnapshot snapshot({make_document("a", {.id = "1", .date = "1997", .publisher = "OSCE Yearbook"}),
                                 make_document("a", {.id = "2", .date = "1995"}), make_document("a", {.id = "3", .date = "1997"})});
  EXPECT_EQ(count_facet(snapshot, {0, 1, 2}, {}, "year")->values, (std::vector<FacetValue>{{"1995", "1995", 1, 0, 0}, {"1997", "1997", 2, 0, 0}}));
  EXPECT_EQ(count_facet(snapshot, {0, 1, 2}, {}, "source")->values, (std::vector<FacetValue>{{"osce yearbook", "OSCE Yearbook", 1, 0, 0}}));
}

TEST(Facets, AgreeWithCountingByHand) {
  const char* pairs = std::getenv("CONCORD_QUERY_PAIRS");  // as in answer_test.cpp
  const std::uint64_t seeds = pairs != nullptr ? std::strtoull(pairs, nullptr, 10) / 20 : 250;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    test::Generator generator(seed);
    std::vector<Document> documents;
    for (std::uint32_t i = 0; i < 5; ++i) documents.push_back(generator.document(i));
    const MemorySnapshot snapshot(documents, test::Generator::catalogue());
    const Query query = generator.query(2);
    auto answer = Answer::open(snapshot, query);
    if (!answer) continue;
    const auto ranking = rank(snapshot, *answer, {.count_passages = true});
    ASSERT_TRUE(ranking);
    std::uint64_t documents_by_hand = 0;
    std::uint64_t hits_by_hand = 0;
    std::uint64_t passages_by_hand = 0;
    for (const Document& document : documents) {
      const auto truth = test::Scan(document, snapshot.catalogue())(query);
      documents_by_hand += truth.holds ? 1 : 0;
      hits_by_hand += truth.stretches.size();
      for (const Sentence& sentence : document.sentences) {
        const bool hit = std::any_of(truth.stretches.begin(), truth.stretches.end(), [&](const auto& s) { return sentence.tokens.contains(s.first); });
        passages_by_hand += truth.holds && hit ? 1 : 0;
      }
    }
    EXPECT_EQ(ranking->documents, documents_by_hand) << seed;
    EXPECT_EQ(ranking->hits, hits_by_hand) << seed;
    EXPECT_EQ(ranking->passages, passages_by_hand) << seed;
    for (const char* family : {"actor", "theme"}) {
      const auto expected = labels_by_hand(documents, ranking->matched, family);
      const auto facet = count_facet(snapshot, ranking->matched, ranking->matched_hits, family);
      ASSERT_TRUE(facet);
      std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> counted;
      for (const FacetValue& value : facet->values) counted[value.value] = {value.documents, value.mentions};
      EXPECT_EQ(counted, expected) << seed;
      EXPECT_EQ(std::accumulate(ranking->matched_hits.begin(), ranking->matched_hits.end(), std::uint64_t{0}), hits_by_hand) << seed;
    }
  }
}

// --- Many documents ------------------------------------------------------------------------------------------------------

TEST(Ranking, OfManyDocumentsIsTheSameOnAllCores) {
  std::vector<Document> documents;
  const Document with = make_document("Peace came. Then peace held, and the talks of peace went on.", {.id = "a"});
  const Document without = make_document("Nothing of it.", {.id = "b"});
  for (int i = 0; i < 30000; ++i) documents.push_back(i % 10 == 7 ? without : with);
  const MemorySnapshot snapshot(std::move(documents), Catalogue({}, "h"));
  auto answer = Answer::open(snapshot, *parse_query("peace"));
  ASSERT_GE(answer->cost(), 20000U);
  const auto ranking = rank(snapshot, *answer, {.offset = 2, .limit = 3, .count_passages = true});
  ASSERT_TRUE(ranking);
  EXPECT_EQ(ranking->documents, 27000U);
  EXPECT_EQ(ranking->hits, 3 * 27000U);
  EXPECT_EQ(ranking->passages, 2 * 27000U);
  EXPECT_TRUE(std::is_sorted(ranking->matched.begin(), ranking->matched.end()));
  ASSERT_EQ(ranking->page.size(), 3U);
  for (DocNo i = 0; i < 3; ++i) EXPECT_EQ(ranking->page[i].document, i + 2);
}

}  // namespace
}  // namespace concord
