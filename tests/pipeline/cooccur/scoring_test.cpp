#include "pipeline/cooccur/scoring.h"

#include <gtest/gtest.h>

#include <cmath>

#include "pipeline/cooccur/bootstrap.h"
#include "pipeline/cooccur/explanation.h"
#include "pipeline/cooccur/provenance.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::MemorySnapshot;

Axis axis(const Snapshot& snapshot, std::string_view text) { return *parse_axis(snapshot, text); }

MemorySnapshot corpus() {
  return MemorySnapshot({test::make_document("[actor:un|UN] on [theme:truce|truce]. [actor:un|UN] on [theme:truce|truce]. "
                                             "[actor:uto|UTO] on [theme:amnesty|amnesty]. [actor:uto|UTO] left. Rain. "
                                             "[actor:un|UN] on [theme:amnesty|amnesty]."),
                         test::make_document("Snow. [actor:osce|OSCE] on [theme:return|return].")},
                        test::random_catalogue());
}

ScoreOptions by_measure(const char* name, std::uint64_t min_count = 1) {
  return {{find_measure(name)}, nullptr, min_count};
}

std::string shown(const CooccurrenceCounts& counts, const ScoredPairs& scored) {
  std::string text;
  for (const ScoredPair& pair : scored.pairs) text += counts.rows[pair.row] + "-" + counts.columns[pair.column] + " ";
  return text;
}

TEST(Scoring, RanksStrongestFirstAndTiesByTheirBytes) {
  const MemorySnapshot snapshot = corpus();
  const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor"), axis(snapshot, "theme"), {});
  // npmi: osce-return always together; un-truce twice of two; the two amnesties once each.
  EXPECT_EQ(shown(*counts, score_pairs(*counts, counts->whole, by_measure("npmi"))),
            "actor:osce-theme:return actor:un-theme:truce actor:uto-theme:amnesty actor:un-theme:amnesty ");
  EXPECT_EQ(shown(*counts, score_pairs(*counts, counts->whole, by_measure("overlap"))),
            "actor:osce-theme:return actor:un-theme:truce actor:un-theme:amnesty actor:uto-theme:amnesty ");
  EXPECT_EQ(shown(*counts, score_pairs(*counts, counts->whole, by_measure("fisher"))),
            "actor:un-theme:truce actor:osce-theme:return actor:uto-theme:amnesty actor:un-theme:amnesty ");
}

TEST(Scoring, SaysHowManyPairsItHid) {
  const MemorySnapshot snapshot = corpus();
  const auto counts = count_cooccurrence(snapshot, axis(snapshot, "actor"), axis(snapshot, "theme"), {});
  const ScoredPairs scored = score_pairs(*counts, counts->whole, by_measure("llr", 2));
  EXPECT_EQ(shown(*counts, scored), "actor:un-theme:truce ");
  EXPECT_EQ(scored.hidden, 3U);
  EXPECT_EQ(scored.pairs[0].p, scored.pairs[0].p_adjusted);  // one test needs no adjustment
  EXPECT_EQ(scored.pairs[0].p, llr_p(scored.pairs[0].cells));

  Provenance provenance = provenance_of(snapshot, "cooccur --rows actor --cols theme", "kind:report");
  add_provenance(provenance, {}, *counts, by_measure("llr", 2), scored);
  std::string text;
  for (const auto& [key, value] : provenance) text += key + "=" + value + "; ";
  EXPECT_EQ(text,
            "command=cooccur --rows actor --cols theme; snapshot=1 (2026-11-22T08:00:00Z); lexicons=abc123; "
            "filter=kind:report; unit=sentence; measure=llr = 2 sum O ln(O/E) over the four cells, signed by O - E; "
            "N=8; min_count=2; hidden_pairs=3; ");
}

TEST(Scoring, ChangeBetweenSlicesIsADifferenceOfLogOdds) {
  const Contingency earlier{10, 90, 90, 810};
  const Contingency later{40, 60, 60, 840};
  EXPECT_NEAR(change_between(earlier, earlier).z, 0, 1e-12);
  const Change change = change_between(earlier, later);
  EXPECT_NEAR(change.difference, log_odds(later) - log_odds(earlier), 1e-12);
  EXPECT_GT(change.z, 4);
  EXPECT_LT(change.p, 1e-4);
  EXPECT_NEAR(change_between(later, earlier).z, -change.z, 1e-12);
}

TEST(Explanation, PutsTheNumbersIntoTheFormula) {
  const Contingency table = Contingency::from_margins(8, 15828, 4675, 14307668);
  const auto text = [&](const char* name) { return with_numbers(*find_measure(name), table); };
  EXPECT_EQ(text("pmi"), "log2(8 × 14307668 / (15828 × 4675))");
  EXPECT_EQ(text("t"), "(8 - 5.17177) / sqrt(8)");
  EXPECT_EQ(text("logdice"), "14 + log2(2 × 8 / (15828 + 4675))");
  EXPECT_EQ(text("delta-p"), "8/(8+15820) - 4667/(4667+14287173): B given A");
  EXPECT_EQ(with_numbers(*find_measure("chi2"), {1, 3, 3, 1}),
            "((1 - 2)^2 / 2 + (3 - 2)^2 / 2 + (3 - 2)^2 / 2 + (1 - 2)^2 / 2)");
  EXPECT_EQ(with_numbers(*find_measure("llr"), {3, 1, 1, 3}),
            "2 (3 ln(3/2) + 1 ln(1/2) + 1 ln(1/2) + 3 ln(3/2)), signed by 3 - 2");
}

TEST(Explanation, NamesThePassagesBehindTheCells) {
  const MemorySnapshot snapshot = corpus();
  const Axis actors = axis(snapshot, "actor:un");
  const Axis themes = axis(snapshot, "theme:truce");
  const auto explanation = explain_pair(snapshot, actors[0], themes[0], {}, {find_measure("pmi")});
  ASSERT_TRUE(explanation.has_value());
  EXPECT_EQ(explanation->cells, (Contingency{2, 1, 0, 5}));
  EXPECT_EQ(explanation->passages, (std::vector<UnitPlace>{{0, 0}, {0, 1}}));
  EXPECT_EQ(explanation->scores[0].with_numbers, "log2(2 × 8 / (3 × 2))");
  EXPECT_DOUBLE_EQ(explanation->scores[0].value, std::log2(16.0 / 6));
  const auto elsewhere = explain_pair(snapshot, axis(snapshot, "actor:osce")[0], axis(snapshot, "theme:return")[0], {}, {});
  EXPECT_EQ(elsewhere->passages, (std::vector<UnitPlace>{{1, 1}}));
}

// Keeping the strongest only is a matter of memory: they are those that the whole list begins with.
TEST(Scoring, StrongestAreTheBeginningOfTheWholeList) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    test::CorpusMaker maker(seed);
    const MemorySnapshot snapshot(maker.documents(20), test::random_catalogue());
    const auto counts = count_cooccurrence(snapshot, axis(snapshot, "words:8"), axis(snapshot, "words:8,actor,theme"), {});
    for (const char* measure : {"npmi", "llr", "fisher", "overlap"}) {
      ScoreOptions options = by_measure(measure, 1 + maker.pick(3));
      const ScoredPairs all = score_pairs(*counts, counts->whole, options);
      for (const std::uint64_t keep : {1U, 2U, 7U, 30U, 1000U}) {
        options.keep = keep;
        const ScoredPairs kept = score_pairs(*counts, counts->whole, options);
        EXPECT_EQ(kept.tested, all.pairs.size());
        EXPECT_EQ(kept.hidden, all.hidden);
        ASSERT_EQ(kept.pairs.size(), std::min<std::size_t>(keep, all.pairs.size()));
        for (std::size_t i = 0; i < kept.pairs.size(); ++i) {
          EXPECT_EQ(kept.pairs[i].row, all.pairs[i].row) << measure << " " << i;
          EXPECT_EQ(kept.pairs[i].column, all.pairs[i].column) << measure << " " << i;
          EXPECT_EQ(kept.pairs[i].scores, all.pairs[i].scores);
          EXPECT_EQ(kept.pairs[i].p, all.pairs[i].p);
          EXPECT_EQ(kept.pairs[i].p_adjusted, all.pairs[i].p_adjusted);
        }
      }
    }
  }
}

TEST(Bootstrap, CountsByDocumentAddUpToTheWhole) {
  test::CorpusMaker maker(8);
  const MemorySnapshot snapshot(maker.documents(30), test::random_catalogue(), {4});
  const Axis actors = axis(snapshot, "actor");
  const Axis themes = axis(snapshot, "theme");
  const auto counts = count_cooccurrence(snapshot, actors, themes, {});
  const auto parts = count_by_document(snapshot, {{&actors[0], &themes[0]}, {&actors[1], &themes[2]}}, {});
  ASSERT_TRUE(parts.has_value());
  EXPECT_EQ(parts->totals.size(), 29U);
  const std::uint32_t rows[] = {0, 1}, columns[] = {0, 2};
  for (std::size_t pair = 0; pair < 2; ++pair) {
    std::uint64_t both = 0, a = 0, b = 0;
    for (const auto& entry : parts->pairs[pair]) {
      both += entry.both;
      a += entry.in_a;
      b += entry.in_b;
    }
    EXPECT_EQ(both, counts->whole.joint_of(rows[pair], columns[pair]));
    EXPECT_EQ(a, counts->whole.row_totals[rows[pair]]);
    EXPECT_EQ(b, counts->whole.column_totals[columns[pair]]);
  }
}

TEST(Bootstrap, SameSeedSameInterval) {
  test::CorpusMaker maker(9);
  const MemorySnapshot snapshot(maker.documents(40), test::random_catalogue());
  const Axis actors = axis(snapshot, "actor");
  const Axis themes = axis(snapshot, "theme");
  const auto parts = count_by_document(snapshot, {{&actors[0], &themes[0]}}, {});
  const Measure& measure = *find_measure("log-odds");
  const Interval first = bootstrap_intervals(*parts, measure, {200, 7, 0.95})[0];
  EXPECT_EQ(first, bootstrap_intervals(*parts, measure, {200, 7, 0.95})[0]);
  EXPECT_NE(first, bootstrap_intervals(*parts, measure, {200, 8, 0.95})[0]);
  const Interval narrow = bootstrap_intervals(*parts, measure, {200, 7, 0.5})[0];
  EXPECT_LT(first.low, narrow.low);
  EXPECT_GT(first.high, narrow.high);
}

// Documents drawn from a known population: the interval holds the true value about as often as it promises.
TEST(Bootstrap, CoversTheTruthAsOftenAsItSays) {
  std::mt19937_64 random(12345);
  const auto chance = [&](double p) { return static_cast<double>(random() >> 11) * 0x1p-53 < p; };
  // A document is "tense" half of the time; a unit holds A with 0.5 or 0.1, and B, given the document, independently
  // with 0.4 or 0.2: so A and B are bound through the document.
  const double both = (0.5 * 0.4 + 0.1 * 0.2) / 2, a = 0.3, b = 0.3;
  const double truth = std::log2(both / (a * b));
  int covered = 0;
  constexpr int rounds = 200;
  for (int round = 0; round < rounds; ++round) {
    CountsByDocument counts;
    counts.pairs.emplace_back();
    for (std::uint32_t document = 0; document < 80; ++document) {
      const bool tense = chance(0.5);
      CountsByDocument::Entry entry{document, 0, 0, 0};
      for (int unit = 0; unit < 15; ++unit) {
        const bool has_a = chance(tense ? 0.5 : 0.1);
        const bool has_b = chance(tense ? 0.4 : 0.2);
        entry.in_a += has_a ? 1 : 0;
        entry.in_b += has_b ? 1 : 0;
        entry.both += has_a && has_b ? 1 : 0;
      }
      counts.totals.push_back(15);
      counts.pairs[0].push_back(entry);
    }
    const Interval interval =
        bootstrap_intervals(counts, *find_measure("pmi"), {300, static_cast<std::uint64_t>(round), 0.95})[0];
    covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
  }
  EXPECT_GE(covered, rounds * 89 / 100);
  EXPECT_LE(covered, rounds * 99 / 100);
}

}  // namespace
}  // namespace concord
