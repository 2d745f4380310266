#include "pipeline/cooccur/dispersion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <string_view>

namespace concord {
namespace {

CorpusParts equal_parts(std::initializer_list<std::uint64_t> counts) {
  CorpusParts parts;
  for (const std::uint64_t count : counts) parts.push_back({count, 10});
  return parts;
}

const CorpusParts unequal = {{1, 9}, {2, 10}, {3, 10}, {4, 10}, {5, 11}};

TEST(Dispersion, AgreesWithPublishedExamples) {
  struct Example {
    const char* source;
    const char* measure;
    CorpusParts parts;
    double expected;
    double tolerance;
  };
  const Example examples[] = {
      {"V50 Carroll 1970 p. 14", "juilland-d", equal_parts({0, 4, 3, 2, 1}), 0.6464, 5e-5},
      {"V51 Carroll 1970", "juilland-u", equal_parts({0, 4, 3, 2, 1}), 6.46, 5e-3},
      {"V52 Engwall 1974 p. 122", "juilland-u", equal_parts({4, 2, 1, 1, 0}), 4.609, 5e-4},
      {"V53 Carroll 1970 p. 13", "carroll-d2", equal_parts({2, 1, 1, 1, 0}), 0.8277, 5e-5},
      {"V54 Gries 2008 p. 408", "lyne-d3", equal_parts({1, 2, 3, 4, 5}), 0.944, 5e-4},
      {"V55 Gries 2008 p. 407", "rosengren-s", equal_parts({1, 2, 3, 4, 5}), 0.937, 5e-4},
      {"V59 Gries 2008 p. 416", "dp", equal_parts({3, 3, 3}), 0, 1e-15},
      {"V59 Lijffijt and Gries 2012 p. 148", "dp-norm", equal_parts({2, 1, 0}), 0.5, 1e-15},
      {"V60 Gries 2020, unequal parts", "dp", unequal, 0.18, 5e-4},
      {"V60 Gries 2020, unequal parts", "dp-norm", unequal, 0.2195, 5e-4},
      {"V60 Gries 2020, unequal parts", "juilland-d", unequal, 0.785, 5e-4},
      {"V60 Gries 2020, unequal parts", "rosengren-s", unequal, 0.950, 5e-4},
      {"V60 Gries 2020, unequal parts", "carroll-d2", unequal, 0.938, 5e-4},
      {"V60 Gries 2020, unequal parts", "kld", unequal, 0.137, 5e-4},
      {"V61 the formulas, equal parts", "dp", equal_parts({1, 2, 3, 4, 5}), 0.2, 1e-4},
      {"V61 the formulas, equal parts", "dp-norm", equal_parts({1, 2, 3, 4, 5}), 0.25, 1e-4},
      {"V61 the formulas, equal parts", "juilland-d", equal_parts({1, 2, 3, 4, 5}), 0.7643, 1e-4},
      {"V62 Burch et al. 2017", "da", equal_parts({1, 2, 3, 4, 5}), 0.666667, 1e-6},
      {"parts that hold it", "range", equal_parts({0, 4, 3, 2, 1}), 4, 0},
  };
  for (const Example& example : examples) {
    EXPECT_NEAR(find_dispersion_measure(example.measure)->value(example.parts), example.expected, example.tolerance)
        << example.source << ", " << example.measure;
  }
}

// V56-V58: the corpus of 50 letters of Gries 2008 (pp. 406, 410; the five parts have ten each), and the letter a.
TEST(Dispersion, OfPositionsAgreesWithPublishedExample) {
  constexpr std::string_view corpus = "bamnibeupkbasatbewqnbcagabestabaghabeaatbahaabeaxa";
  ASSERT_EQ(corpus.size(), 50U);
  std::vector<std::uint64_t> positions;
  for (std::size_t i = 0; i < corpus.size(); ++i) {
    if (corpus[i] == 'a') positions.push_back(i);
  }
  ASSERT_EQ(positions.size(), 15U);
  const PositionDispersion result = position_dispersion(positions, corpus.size());
  EXPECT_NEAR(result.arf, 10.8, 5e-2);
  EXPECT_NEAR(result.awt, 3.18, 5e-4);
  EXPECT_NEAR(result.f_awt, 9.328, 5e-4);
  EXPECT_NEAR(result.ald, 0.628, 5e-4);
  EXPECT_NEAR(result.f_ald, 11.764, 5e-4);
}

TEST(Dispersion, EvenSpreadIsTheFrequencyItself) {
  std::vector<std::uint64_t> positions;
  for (std::uint64_t i = 0; i < 20; ++i) positions.push_back(i * 50);
  const PositionDispersion even = position_dispersion(positions, 1000);
  EXPECT_NEAR(even.arf, 20, 1e-9);
  EXPECT_NEAR(even.f_awt, 20, 1e-9);
  EXPECT_NEAR(even.f_ald, 20, 1e-9);
  EXPECT_NEAR(position_dispersion({7}, 1000).arf, 1, 1e-12);
}

TEST(Dispersion, OfWhatNeverOccursIsUndefined) {
  const CorpusParts none = equal_parts({0, 0, 0});
  for (const DispersionMeasure& measure : dispersion_measures()) EXPECT_TRUE(std::isnan(measure.value(none))) << measure.name;
  EXPECT_TRUE(std::isnan(position_dispersion({}, 10).arf));
}

TEST(Dispersion, PairwiseDifferencesAgreeWithTheDefinition) {
  std::mt19937_64 random(11);
  for (int round = 0; round < 50; ++round) {
    CorpusParts parts;
    for (int i = 0; i < 12; ++i) {
      const std::uint64_t size = 50 + random() % 100;
      parts.push_back({random() % 20, size});
    }
    double differences = 0, sum = 0;
    for (const CorpusPart& one : parts) {
      sum += static_cast<double>(one.count) / static_cast<double>(one.size);
      for (const CorpusPart& other : parts) {
        differences += std::abs(static_cast<double>(one.count) / static_cast<double>(one.size) -
                                static_cast<double>(other.count) / static_cast<double>(other.size));
      }
    }
    EXPECT_NEAR(burch_da(parts), 1 - differences / (12 * 11) / (2 * sum / 12), 1e-12);
  }
}

}  // namespace
}  // namespace concord
