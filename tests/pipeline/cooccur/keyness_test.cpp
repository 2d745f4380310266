#include "pipeline/cooccur/keyness.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace concord {
namespace {

double score(const char* name, const RelativeFrequencies& item) { return find_keyness_measure(name)->score(item); }

TEST(Keyness, AgreesWithPublishedExamples) {
  struct Example {
    const char* source;
    const char* measure;
    RelativeFrequencies item;
    double expected;
    double tolerance;
  };
  const Example examples[] = {
      {"V10 Lancaster log-likelihood wizard", "llr2", {52, 57, 50000, 75000}, 2.65, 5e-3},
      {"V10 the same in four cells", "llr4", {52, 57, 50000, 75000}, 2.65406426, 1e-7},
      {"V10 the same as log ratio", "log-ratio", {52, 57, 50000, 75000}, 0.45251220, 1e-7},
      {"V11 wizard, note 2: absent from the reference", "llr2", {7, 0, 1000, 1000}, 9.704061, 1e-6},
      {"V31 Pojanapunya and Todd 2016 p. 154", "odds-ratio", {16217, 735, 2796938, 2087946}, 16.6, 5e-2},
      {"V32 Gabrielatos and Marchi 2011 p. 18", "percent-diff", {206523, 178174, 959641, 1562358}, 88.7, 5e-2},
      {"V33 Sketch Engine, simple maths", "simple-maths", {35, 263, 112289776, 1559716979}, 1.1224, 5e-5},
      {"V34 Hofland and Johansson 1982 p. 471", "difference-coefficient", {18, 35, 1000000, 1000000}, -0.32, 5e-3},
      {"V35 Hardie 2014: three times as often", "log-ratio", {6, 2, 10000, 10000}, 1.584963, 1e-6},
      {"V37 quanteda.textstats against R", "chi2", {7, 2, 10, 9}, 4.337160, 1e-6},
      {"V37 quanteda.textstats against R", "chi2-yates", {7, 2, 10, 9}, 2.632438, 1e-6},
      {"V37 quanteda.textstats against R", "llr4", {7, 2, 10, 9}, 4.534939, 1e-6},
      {"V37 quanteda.textstats against R", "williams", {7, 2, 10, 9}, 4.200833, 1e-6},
      {"V37 R fisher.test", "fisher-two-sided", {7, 2, 10, 9}, 0.069779, 1e-6},
      {"V37 R fisher.test", "conditional-odds-ratio", {7, 2, 10, 9}, 7.166306, 1e-6},
  };
  for (const Example& example : examples) {
    EXPECT_NEAR(score(example.measure, example.item), example.expected, example.tolerance)
        << example.source << ", " << example.measure;
  }
}

// Other tools give NaN, NA or 0 and drop the very words that are most typical.
TEST(Keyness, WordAbsentFromTheReferenceRanksFirst) {
  const RelativeFrequencies words[] = {{40, 30, 10000, 10000}, {40, 0, 10000, 10000}, {40, 10, 10000, 10000}};
  for (const char* name : {"llr2", "llr4", "log-ratio", "percent-diff", "simple-maths", "difference-coefficient", "chi2"}) {
    const auto first = std::max_element(std::begin(words), std::end(words), [&](const auto& one, const auto& other) {
      return score(name, one) < score(name, other);
    });
    EXPECT_EQ(first->count_2, 0U) << name;
    EXPECT_FALSE(std::isnan(score(name, *first))) << name;
  }
  EXPECT_TRUE(words[1].has_zero());
  EXPECT_FALSE(words[0].has_zero());
}

TEST(Keyness, WordAbsentFromTheStudiedCorpusHasTheSignOfAbsence) {
  EXPECT_LT(two_cell_llr({0, 7, 1000, 1000}), 0);
  EXPECT_LT(four_cell_llr({0, 7, 1000, 1000}), 0);
  EXPECT_LT(log_ratio({0, 7, 1000, 1000}), 0);
  EXPECT_EQ(percent_difference({0, 7, 1000, 1000}), -100);
  EXPECT_EQ(difference_coefficient({0, 7, 1000, 1000}), -1);
}

TEST(Keyness, LogRatioIntervalHoldsTheLogRatio) {
  const RelativeFrequencies item{52, 57, 50000, 75000};
  const Interval interval = log_ratio_interval(item);
  EXPECT_LT(interval.low, log_ratio(item));
  EXPECT_GT(interval.high, log_ratio(item));
  // ln of the ratio has variance 1/52 - 1/50000 + 1/57 - 1/75000 (Katz et al. 1978).
  EXPECT_NEAR(interval.high - interval.low, 2 * 1.959964 * std::sqrt(0.0367413) / std::log(2.0), 1e-4);
}

TEST(Keyness, RankSumAgreesWithPublishedExample) {
  const RankSum result = mann_whitney({12, 15, 18, 24, 88}, {3, 3, 13, 27, 33});  // V42 Kilgarriff 2001 p. 238
  EXPECT_EQ(result.rank_sum_1, 31);
  EXPECT_EQ(result.u, 16);
}

TEST(Keyness, RankSumCountsPairs) {
  const std::vector<double> one = {1, 2, 2, 5, 9};
  const std::vector<double> other = {0, 2, 4, 4};
  double larger = 0;
  for (const double a : one) {
    for (const double b : other) larger += a > b ? 1 : a == b ? 0.5 : 0;
  }
  EXPECT_DOUBLE_EQ(mann_whitney(one, other).u, larger);
  EXPECT_DOUBLE_EQ(mann_whitney(one, other).z, -mann_whitney(other, one).z);
  EXPECT_EQ(mann_whitney({1, 1}, {1, 1, 1}).p, 1);
}

}  // namespace
}  // namespace concord
