// Fisher's test against exact rational arithmetic on small tables and against Boost.Math on larger ones.
#include "pipeline/cooccur/fisher.h"

#include <gtest/gtest.h>

#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <random>

namespace concord {
namespace {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

cpp_int choose(std::uint64_t n, std::uint64_t k) {
  cpp_int result = 1;
  for (std::uint64_t i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return result;
}

// All tables with the margins of one, with their exact number of ways.
struct ExactTails {
  double left = 0, right = 0, two_sided = 0, point = 0;
};
ExactTails exact_tails(const Contingency& table) {
  const std::uint64_t a = table.in_a(), b = table.in_b(), n = table.total();
  const auto ways = [&](std::uint64_t joint) -> cpp_int { return choose(a, joint) * choose(n - a, b - joint); };
  const cpp_int observed = ways(table.both);
  cpp_int left = 0, right = 0, rare = 0;
  for (std::uint64_t joint = a + b > n ? a + b - n : 0; joint <= std::min(a, b); ++joint) {
    const cpp_int these = ways(joint);
    if (joint <= table.both) left += these;
    if (joint >= table.both) right += these;
    if (these <= observed) rare += these;
  }
  const cpp_int all = choose(n, b);
  const auto share = [&](const cpp_int& some) { return cpp_rational(some, all).convert_to<double>(); };
  return {share(left), share(right), share(rare), share(observed)};
}

void expect_close(double value, double expected, double relative, const Contingency& table) {
  EXPECT_NEAR(value, expected, relative * expected + 1e-300)
      << table.both << ' ' << table.only_a << ' ' << table.only_b << ' ' << table.neither;
}

TEST(Fisher, AgreesWithExactArithmeticOnEverySmallTable) {
  for (std::uint64_t a = 0; a < 7; ++a) {
    for (std::uint64_t b = 0; b < 7; ++b) {
      for (std::uint64_t c = 0; c < 7; ++c) {
        for (std::uint64_t d = a + b + c == 0 ? 1 : 0; d < 7; ++d) {
          const Contingency table{a, b, c, d};
          const ExactTails exact = exact_tails(table);
          expect_close(hypergeometric_probability(table), exact.point, 1e-12, table);
          expect_close(fisher_left(table), exact.left, 1e-12, table);
          expect_close(fisher_right(table), exact.right, 1e-12, table);
          expect_close(fisher_two_sided(table), exact.two_sided, 1e-12, table);
        }
      }
    }
  }
}

TEST(Fisher, AgreesWithExactArithmeticOnRandomTables) {
  std::mt19937_64 random(5);
  for (int round = 0; round < 200; ++round) {
    const Contingency table{random() % 60, random() % 60, random() % 60, 1 + random() % 600};
    const ExactTails exact = exact_tails(table);
    expect_close(hypergeometric_probability(table), exact.point, 1e-11, table);
    // A tail that is the complement of the other is right to 1e-15 of one, not of itself.
    expect_close(fisher_left(table), exact.left, 1e-10, table);
    expect_close(fisher_right(table), exact.right, 1e-10, table);
    expect_close(fisher_two_sided(table), exact.two_sided, 1e-10, table);
  }
}

TEST(Fisher, AgreesWithBoostMath) {
  std::mt19937_64 random(6);
  for (int round = 0; round < 100; ++round) {
    const Contingency table{random() % 300, random() % 3000, random() % 3000, 1 + random() % 50000};
    const boost::math::hypergeometric_distribution<double> reference(
        static_cast<unsigned>(table.in_a()), static_cast<unsigned>(table.in_b()), static_cast<unsigned>(table.total()));
    expect_close(hypergeometric_probability(table), boost::math::pdf(reference, static_cast<unsigned>(table.both)), 1e-8,
                 table);
    expect_close(fisher_left(table), boost::math::cdf(reference, static_cast<unsigned>(table.both)), 1e-8, table);
  }
}

TEST(Fisher, TailsMeetInTheTableItself) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t scale = std::uint64_t{1} << (4 + random() % 24);
    const Contingency table{random() % scale, random() % scale, random() % scale, 1 + random() % (scale * 100)};
    EXPECT_NEAR(fisher_left(table) + fisher_right(table) - hypergeometric_probability(table), 1, 1e-9);
  }
}

// With independence and N = 10^12 the joint count is normal with variance fA fB (N-fA)(N-fB) / N^3.
TEST(Fisher, HoldsForATrillionUnits) {
  const std::uint64_t n = 1000000000000;
  const Contingency table = Contingency::from_margins(1000300, 1000000000, 1000000000, n);  // 1,000,000 expected
  const double sd = std::sqrt(1e6 * 0.999 * 0.999);
  const double z = (300 - 0.5) / sd;
  EXPECT_NEAR(fisher_right(table), std::erfc(z / std::sqrt(2.0)) / 2, 2e-4);
}

TEST(Fisher, VeryUnlikelyTablesKeepTheirDigits) {
  const Contingency table{20, 22, 0, 958};
  const ExactTails exact = exact_tails(table);
  expect_close(fisher_right(table), exact.right, 1e-11, table);
  EXPECT_LT(exact.right, 2e-30);
  EXPECT_EQ(fisher_left(table), 1);
}

TEST(Fisher, ConditionalOddsRatioAgreesWithR) {
  EXPECT_NEAR(conditional_odds_ratio({7, 3, 2, 7}), 7.166306, 1e-6);  // V37, R fisher.test
  EXPECT_NEAR(conditional_odds_ratio({5, 5, 5, 5}), 1, 1e-9);
  EXPECT_EQ(conditional_odds_ratio({5, 0, 0, 5}), INFINITY);
  EXPECT_EQ(conditional_odds_ratio({0, 5, 5, 5}), 0);
  EXPECT_TRUE(std::isnan(conditional_odds_ratio({5, 5, 0, 0})));
}

}  // namespace
}  // namespace concord
