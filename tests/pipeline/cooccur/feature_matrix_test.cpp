#include "pipeline/cooccur/feature_matrix.h"

#include <gtest/gtest.h>

#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

const std::vector<std::string> letters = {"a", "b", "c", "d", "e", "f"};

std::vector<std::vector<double>> rows_of(const FeatureMatrix& matrix, bool weighted) {
  std::vector<std::vector<double>> rows(matrix.words.size(), std::vector<double>(matrix.words.size(), 0));
  for (const auto& cell : matrix.cells) rows[cell.row][cell.column] = weighted ? cell.weighted : static_cast<double>(cell.count);
  return rows;
}

// V40 and V41: quanteda's test-fcm.R, window 3, "not weighted" and "weighted by default".
TEST(FeatureMatrix, AgreesWithQuanteda) {
  const MemorySnapshot snapshot({make_document("a d a c e a d f e b a c e d")});
  const auto matrix = feature_matrix(snapshot, letters, {3, WindowLimit::document, {}});
  ASSERT_TRUE(matrix.has_value());
  EXPECT_EQ(rows_of(*matrix, false), (std::vector<std::vector<double>>{{4, 1, 4, 4, 5, 2},
                                                                              {0, 0, 1, 1, 2, 1},
                                                                              {0, 0, 0, 3, 3, 0},
                                                                              {0, 0, 0, 0, 4, 1},
                                                                              {0, 0, 0, 0, 0, 2},
                                                                              {0, 0, 0, 0, 0, 0}}));
  const double expected[5][6] = {{1.67, 1, 2.83, 3.33, 2.83, .83},
                                 {0, 0, .5, .33, 1.33, .5},
                                 {0, 0, 0, 1.33, 2.33, 0},
                                 {0, 0, 0, 0, 2.33, 1},
                                 {0, 0, 0, 0, 0, 1.33}};
  const auto weighted = rows_of(*matrix, true);
  for (std::size_t row = 0; row < 5; ++row) {
    for (std::size_t column = 0; column < 6; ++column) EXPECT_NEAR(weighted[row][column], expected[row][column], 5e-3) << row << ' ' << column;
  }
}

TEST(FeatureMatrix, EndsWithTheSentenceWhenAsked) {
  const MemorySnapshot snapshot({make_document("a b. a c"), make_document("b a")});
  const auto within = [&](WindowLimit limit) { return rows_of(*feature_matrix(snapshot, letters, {5, limit, {}}), false)[0]; };
  EXPECT_EQ(within(WindowLimit::sentence), (std::vector<double>{0, 2, 1, 0, 0, 0}));
  EXPECT_EQ(within(WindowLimit::document), (std::vector<double>{2, 3, 2, 0, 0, 0}));
}

// quanteda's test-fcm.R, "ordered setting: window": window 3, a row is the word that comes first.
TEST(FeatureMatrix, OrderedAgreesWithQuanteda) {
  const MemorySnapshot snapshot({make_document("a d a c e a d f e b a c e d")});
  FeatureMatrixOptions options{3, WindowLimit::document, {}, true};
  const auto matrix = feature_matrix(snapshot, letters, options);
  ASSERT_TRUE(matrix.has_value());
  EXPECT_EQ(rows_of(*matrix, false), (std::vector<std::vector<double>>{{2, 0, 3, 3, 3, 1},
                                                                              {1, 0, 1, 0, 1, 0},
                                                                              {1, 0, 0, 2, 2, 0},
                                                                              {1, 1, 1, 0, 2, 1},
                                                                              {2, 1, 1, 2, 0, 1},
                                                                              {1, 1, 0, 0, 1, 0}}));
}

}  // namespace
}  // namespace concord
