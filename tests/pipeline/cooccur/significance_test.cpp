#include "pipeline/cooccur/significance.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <random>

namespace concord {
namespace {

TEST(Significance, ChiSquareTailAgreesWithBoostMath) {
  const boost::math::chi_squared_distribution<double> reference(1);
  for (const double x : {0.001, 0.5, 1.0, 3.841459, 6.63, 15.13, 100.0, 600.0}) {
    const double expected = boost::math::cdf(boost::math::complement(reference, x));
    EXPECT_NEAR(chi_square_p(x) / expected, 1, 1e-12) << x;
    EXPECT_EQ(chi_square_p(-x), chi_square_p(x));
  }
  EXPECT_NEAR(chi_square_p(3.841459), 0.05, 1e-7);
  EXPECT_NEAR(normal_quantile(0.95), 1.959963984540054, 1e-12);
  EXPECT_NEAR(normal_p(1.959963984540054), 0.05, 1e-12);
}

// Benjamini and Hochberg 1995, section 3.2: fifteen p-values, four rejected at 0.05.
TEST(Significance, AdjustsThePublishedFifteen) {
  const std::vector<double> p = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                                 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000};
  const std::vector<double> adjusted = benjamini_hochberg(p);
  EXPECT_EQ(std::count_if(adjusted.begin(), adjusted.end(), [](double q) { return q <= 0.05; }), 4);
  EXPECT_NEAR(adjusted[0], 0.0015, 1e-12);
  EXPECT_NEAR(adjusted[3], 0.035625, 1e-12);
  EXPECT_NEAR(adjusted[5], 0.06385714, 1e-8);  // the seventh pulls the sixth down: 0.0298 * 15 / 7
  EXPECT_EQ(adjusted[14], 1);
}

TEST(Significance, AdjustmentKeepsOrderAndSkipsTheUndefined) {
  const std::vector<double> adjusted = benjamini_hochberg({0.04, NAN, 0.01, 0.03});
  EXPECT_NEAR(adjusted[0], 0.04, 1e-15);
  EXPECT_TRUE(std::isnan(adjusted[1]));
  EXPECT_NEAR(adjusted[2], 0.03, 1e-15);
  EXPECT_NEAR(adjusted[3], 0.04, 1e-15);
  EXPECT_TRUE(benjamini_hochberg({}).empty());
}

TEST(Significance, AdjustsSomeOfManyAsAmongAll) {
  std::mt19937 random(4);
  for (int round = 0; round < 50; ++round) {
    std::vector<double> all;
    const unsigned tests = round < 48 ? 60 : 50000;  // many are sorted in another way
    for (unsigned i = 0; i < tests; ++i) {
      const double p = static_cast<double>(random() % 40) / 40.0;
      all.push_back(random() % 9 == 0 ? NAN : round % 2 == 0 ? p : std::pow(p, 200));  // down to 1e-300
    }
    const std::vector<double> adjusted = benjamini_hochberg(all);
    std::vector<double> wanted, expected;
    for (unsigned i = 0; i < 12; ++i) {
      const std::size_t at = random() % all.size();
      wanted.push_back(all[at]);
      expected.push_back(adjusted[at]);
    }
    const std::vector<double> found = benjamini_hochberg_of(wanted, all);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      EXPECT_TRUE(found[i] == expected[i] || (std::isnan(found[i]) && std::isnan(expected[i]))) << wanted[i];
    }
  }
}

TEST(Significance, WilsonIntervalAgreesWithPublishedExamples) {
  // Newcombe 1998, table I, method 3.
  const Interval cases[] = {wilson_interval(81, 263), wilson_interval(15, 148), wilson_interval(0, 20),
                            wilson_interval(1, 29), wilson_interval(29, 29)};
  EXPECT_NEAR(cases[0].low, 0.2553, 5e-5);
  EXPECT_NEAR(cases[0].high, 0.3662, 5e-5);
  EXPECT_NEAR(cases[1].low, 0.0624, 5e-5);
  EXPECT_NEAR(cases[1].high, 0.1605, 5e-5);
  EXPECT_EQ(cases[2].low, 0);
  EXPECT_NEAR(cases[2].high, 0.1611, 5e-5);
  EXPECT_NEAR(cases[3].low, 0.0061, 5e-5);
  EXPECT_NEAR(cases[3].high, 0.1718, 5e-5);
  EXPECT_EQ(cases[4].high, 1);
  EXPECT_EQ(wilson_interval(0, 0), (Interval{0, 1}));
}

}  // namespace
}  // namespace concord
