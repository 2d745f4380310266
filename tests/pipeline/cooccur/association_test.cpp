// The published examples behind every score (figures as printed in the sources), the faults known from other tools,
// and the properties that hold for any table.
#include "pipeline/cooccur/association.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "pipeline/cooccur/deviance.h"

namespace concord {
namespace {

struct PublishedScore {
  const char* source;
  const char* measure;
  Contingency table;
  double expected;
  double tolerance;
};

Contingency margins(std::uint64_t joint, std::uint64_t a, std::uint64_t b, std::uint64_t n) {
  return Contingency::from_margins(joint, a, b, n);
}

TEST(Association, AgreesWithPublishedExamples) {
  const PublishedScore examples[] = {
      {"V01 Manning and Schuetze 1999 p. 164", "t", margins(8, 15828, 4675, 14307668), 0.999932, 1e-6},
      {"V02 Manning and Schuetze 1999", "t", margins(20, 42, 20, 14307668), 4.4721, 5e-5},
      {"V03 Manning and Schuetze 1999 5.3.3", "chi2", {8, 15820, 4667, 14287173}, 1.55, 5e-3},
      {"V04 Manning and Schuetze 1999", "chi2", margins(59, 67, 65, 571007), 456400, 0.5},
      {"V05 Dunning 1993 p. 73", "chi2", {3, 0, 0, 31774}, 31777, 0.5},
      {"V06 Pedersen 1996 p. 10", "chi2-yates", {1, 3, 3, 1}, 0.5, 1e-12},
      {"V07 Dunning 1993", "llr", margins(110, 2552, 221, 31777), 270.72, 5e-3},
      {"V08 Dunning 1993", "llr", margins(8, 13, 32, 31777), 95.29, 5e-3},
      {"V09 Dunning 1993 p. 72, a cell of zero", "llr", {10, 0, 3, 31764}, 167.23, 5e-3},
      {"V12 Manning and Schuetze 1999 5.4", "pmi", margins(20, 42, 20, 14307668), 18.38, 5e-3},
      {"V13 Manning and Schuetze 1999 5.4", "pmi", margins(20, 15019, 15629, 14307668), 0.29, 5e-3},
      {"V14 Church and Hanks 1990 p. 24", "pmi", margins(8, 1105, 44, 15000000), 11.3, 5e-2},
      {"V15 Oakes 1998", "mi3", margins(20, 42, 20, 14307668), 27.0218, 1e-4},
      {"V16 Bouma 2009 p. 36", "npmi", margins(10, 10, 10, 100), 1, 1e-12},
      {"V17 Bouma 2009", "npmi", margins(1, 10, 10, 100), 0, 1e-12},
      {"V18 Bouma 2009, the limit", "npmi", margins(0, 10, 10, 100), -1, 0},
      {"V19 Bouma's formula", "npmi", margins(20, 42, 20, 14307668), 0.944962, 1e-6},
      {"V20 after Rychly 2008", "logdice", margins(8, 389, 230, 1000000), 8.726204, 1e-6},
      {"V21 Rychly 2008, the maximum", "logdice", margins(300, 300, 300, 1000000), 14, 0},
      {"V22 after Rychly 2008", "logdice", margins(3, 3000, 3000, 1000000), 4.034216, 1e-6},
      {"V23 Rychly 2008: twice as often is one more", "logdice", margins(6, 3000, 3000, 1000000), 5.034216, 1e-6},
      {"V24 Rychly 2008: a hundred times is 6.64 more", "logdice", margins(300, 3000, 3000, 1000000), 10.67807, 1e-5},
      {"V25 Rychly 2008: one in 16,384 is zero", "logdice", margins(1, 16384, 16384, 1000000), 0, 0},
      {"V27 Rychly 2008, base 2", "logdice", margins(256, 3035, 1000, 100000000), 11.021647, 1e-6},
      {"V28 Smadja et al. 1996 p. 13", "dice", margins(130, 3121, 143, 1000000), 0.08, 5e-3},
      {"V29 Pedersen and Bruce 1996 p. 12", "min-sensitivity", margins(17, 257, 1018, 1000000), 0.016699, 5e-7},
      {"V30 Gries 2013 p. 144", "delta-p", {5610, 168938, 2257, 10233063}, 0.032, 5e-4},
      {"V30 Gries 2013 p. 144", "delta-p-reverse", {5610, 168938, 2257, 10233063}, 0.697, 5e-4},
      {"V36 Pedersen 1996 p. 10", "fisher-two-sided", {1, 3, 3, 1}, 0.486, 5e-4},
      {"V36 Pedersen 1996 p. 10", "fisher-left", {1, 3, 3, 1}, 0.243, 5e-4},
      {"V36 Pedersen 1996 p. 10", "fisher", {1, 3, 3, 1}, 0.986, 5e-4},
      {"V38 quanteda.textstats, collocation 'good ice'", "log-odds", {2, 0, 0, 7}, 4.317488, 1e-6},
      {"V38 quanteda.textstats, collocation 'good ice'", "log-odds-z", {2, 0, 0, 7}, 2.027787, 1e-6},
      {"V39 quanteda.textstats, bigram", "dice", {2, 1, 1, 5}, 0.667, 1e-3},
      {"V39 quanteda.textstats, bigram", "pmi", {2, 1, 1, 5}, 1.0, 1e-3},
      {"V39 quanteda.textstats, bigram", "chi2", {2, 1, 1, 5}, 2.25, 1e-3},
      {"V39 quanteda.textstats, bigram", "llr", {2, 1, 1, 5}, 2.231, 1e-3},
  };
  for (const PublishedScore& example : examples) {
    const Measure* measure = find_measure(example.measure);
    ASSERT_NE(measure, nullptr) << example.measure;
    EXPECT_NEAR(measure->score(example.table), example.expected, example.tolerance)
        << example.source << ", " << example.measure;
  }
}

TEST(Association, PairThatNeverMetIsNoPair) {
  const Contingency never = margins(0, 100, 100, 10000);
  EXPECT_EQ(log_dice(never), -INFINITY);  // V26: another tool prints 14
  EXPECT_EQ(pmi(never), -INFINITY);
  EXPECT_EQ(mi3(never), -INFINITY);
  EXPECT_EQ(t_score(never), -INFINITY);
  EXPECT_EQ(npmi(never), -1);
  EXPECT_EQ(dice(never), 0);
  EXPECT_LT(signed_llr(never), 0);
}

TEST(Association, RepulsionHasTheSignOfRepulsion) {
  const Contingency rarer = margins(2, 100, 100, 1000);  // 10 expected
  const Contingency oftener = margins(30, 100, 100, 1000);
  for (const char* name : {"pmi", "npmi", "llr", "t", "z", "delta-p", "delta-p-reverse", "log-odds", "log-odds-z"}) {
    EXPECT_LT(find_measure(name)->score(rarer), 0) << name;
    EXPECT_GT(find_measure(name)->score(oftener), 0) << name;
  }
}

TEST(Association, FisherTestsTheTailItNames) {
  const Contingency table{20, 22, 0, 958};
  EXPECT_NEAR(find_measure("fisher")->score(table) / 1.5e-30, 1, 0.05);
  EXPECT_DOUBLE_EQ(find_measure("fisher-left")->score(table), 1);
}

TEST(Association, LogDiceIsBinaryAndStartsFromFourteen) {
  // 14 + ln(dice) would be 11.935563, log2(dice) alone -2.978353.
  EXPECT_NEAR(log_dice(margins(256, 3035, 1000, 100000000)), 11.021647, 1e-6);
}

// Where one thing is met in every unit or in none, nothing can be learnt; the scores must say so and not fail.
TEST(Association, EmptyMarginsGiveDefinedScores) {
  for (const Contingency& table : {Contingency{5, 0, 5, 0}, Contingency{5, 5, 0, 0}, Contingency{7, 0, 0, 0},
                                   Contingency{0, 0, 3, 4}, Contingency{0, 3, 0, 4}, Contingency{0, 0, 0, 9}}) {
    EXPECT_EQ(log_likelihood(table), 0);
    EXPECT_EQ(chi_square(table), 0);
    EXPECT_EQ(chi_square_yates(table), 0);
    EXPECT_EQ(williams(table), 0);
    EXPECT_EQ(llr_p(table), 1);
    EXPECT_NEAR(find_measure("fisher")->score(table), 1, 1e-12);
    EXPECT_TRUE(std::isnan(delta_p_b_given_a(table)) || delta_p_b_given_a(table) == 0);
  }
}

TEST(Association, EveryMeasureIsNamedOnceAndExplained) {
  for (const Measure& measure : measures()) {
    EXPECT_EQ(find_measure(measure.name), &measure);
    EXPECT_FALSE(measure.formula.empty());
    EXPECT_FALSE(measure.source.empty());
  }
  EXPECT_EQ(find_measure("tf-idf"), nullptr);
}

// G2 of a table that is independent up to one unit in 10^12: the textbook sum loses every digit here.
TEST(Association, StaysExactForATrillionUnits) {
  const std::uint64_t n = 1000000000000;
  const Contingency even = margins(n / 4, n / 2, n / 2, n);
  EXPECT_EQ(log_likelihood(even), 0);
  EXPECT_EQ(pmi(even), 0);
  const Contingency shifted = margins(n / 4 + 1000, n / 2, n / 2, n);
  // chi2 = surplus^2 * 4 / (N/4) = 1e6 * 16 / 1e12, and G2 agrees with it to first order.
  EXPECT_NEAR(chi_square(shifted) / 1.6e-5, 1, 1e-12);
  EXPECT_NEAR(log_likelihood(shifted) / 1.6e-5, 1, 1e-8);
  EXPECT_NEAR(pmi(shifted) / (4e-9 / std::log(2.0)), 1, 1e-8);
}

TEST(Association, RowsAndColumnsCanChangePlaces) {
  std::mt19937_64 random(17);
  const char* symmetric[] = {"pmi", "npmi", "mi2", "mi3", "llr", "chi2", "chi2-yates", "williams", "t", "z", "dice",
                             "jaccard", "overlap", "min-sensitivity", "logdice", "log-odds", "log-odds-z", "odds-ratio",
                             "llr-p", "fisher", "fisher-left", "fisher-two-sided"};
  for (int round = 0; round < 300; ++round) {
    const Contingency table{random() % 40, random() % 40, random() % 40, 1 + random() % 400};
    const Contingency turned{table.both, table.only_b, table.only_a, table.neither};
    for (const char* name : symmetric) {
      const double one = find_measure(name)->score(table);
      const double other = find_measure(name)->score(turned);
      if (std::isnan(one) || std::isinf(one)) {
        EXPECT_TRUE(one == other || std::isnan(other)) << name;
      } else {
        EXPECT_NEAR(one, other, 1e-9 * std::max(1.0, std::abs(one))) << name;
      }
    }
    EXPECT_NEAR(delta_p_b_given_a(table) - delta_p_a_given_b(turned), 0, 1e-12);
  }
}

// The slow twin of G2: the textbook formula in long double, where it still has digits.
long double textbook_g2(const Contingency& t) {
  const auto n = static_cast<long double>(t.total());
  const auto term = [&](std::uint64_t o, std::uint64_t row, std::uint64_t column) -> long double {
    if (o == 0) return 0;
    const auto observed = static_cast<long double>(o);
    return observed * std::log(observed * n / (static_cast<long double>(row) * static_cast<long double>(column)));
  };
  return 2 * (term(t.both, t.in_a(), t.in_b()) + term(t.only_a, t.in_a(), t.only_a + t.neither) +
              term(t.only_b, t.only_b + t.neither, t.in_b()) +
              term(t.neither, t.only_b + t.neither, t.only_a + t.neither));
}

TEST(Association, LogLikelihoodAgreesWithTheTextbookSum) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 2000; ++round) {
    const std::uint64_t scale = 1 + random() % 100000;
    const Contingency table{random() % scale, random() % scale, random() % scale, 1 + random() % (scale * 10)};
    const auto expected = static_cast<double>(textbook_g2(table));
    EXPECT_NEAR(log_likelihood(table), expected, 1e-9 * std::max(1.0, expected));
  }
}

TEST(Association, RefusesMarginsThatNoTableHas) {
  EXPECT_TRUE(Contingency::are_margins(0, 0, 0, 1));
  EXPECT_FALSE(Contingency::are_margins(0, 0, 0, 0));
  EXPECT_FALSE(Contingency::are_margins(3, 2, 5, 10));
  EXPECT_FALSE(Contingency::are_margins(1, 6, 6, 10));  // neither would be -1
  EXPECT_FALSE(Contingency::are_margins(1, 11, 1, 10));
}

}  // namespace
}  // namespace concord
