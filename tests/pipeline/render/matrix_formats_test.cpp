#include "pipeline/render/matrix_formats.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

CooccurrenceCounts counts(bool symmetric) {
  CooccurrenceCounts counts;
  counts.rows = {"actor:un", "actor:uto", "actor:osce"};
  counts.columns = symmetric ? counts.rows : std::vector<std::string>{"theme:truce", "theme:мир"};
  counts.symmetric = symmetric;
  counts.whole = {"", 20, {9, 8, 7}, symmetric ? std::vector<std::uint64_t>{9, 8, 7} : std::vector<std::uint64_t>{6, 5}, {0, 1, 2, 2}, {1, 2}, {4, 3}};
  if (!symmetric) counts.whole.columns = {1, 0};
  return counts;
}

TEST(MatrixFormats, JointCountsWithTheirTotals) {
  EXPECT_EQ(export_matrix_market(counts(false), counts(false).whole),
            "%%MatrixMarket matrix coordinate integer general\n"
            "%units 20\n"
            "%row 1 actor:un 9\n%row 2 actor:uto 8\n%row 3 actor:osce 7\n"
            "%column 1 theme:truce 6\n%column 2 theme:мир 5\n"
            "3 2 2\n"
            "1 2 4\n"
            "2 1 3\n");
}

TEST(MatrixFormats, SymmetricCountsGiveTheLowerTriangle) {
  EXPECT_EQ(export_matrix_market(counts(true), counts(true).whole),
            "%%MatrixMarket matrix coordinate integer symmetric\n"
            "%units 20\n"
            "%row 1 actor:un 9\n%row 2 actor:uto 8\n%row 3 actor:osce 7\n"
            "3 3 2\n"
            "2 1 4\n"
            "3 2 3\n");
}

TEST(MatrixFormats, FeatureMatrixOrderedAndNot) {
  FeatureMatrix matrix;
  matrix.words = {"peace", "talks"};
  matrix.cells = {{0, 0, 2, 1.5}, {0, 1, 3, 2.25}};
  EXPECT_EQ(export_matrix_market(matrix, FeatureCount::frequency),
            "%%MatrixMarket matrix coordinate integer symmetric\n%row 1 peace\n%row 2 talks\n2 2 2\n1 1 2\n2 1 3\n");
  matrix.ordered = true;
  EXPECT_EQ(export_matrix_market(matrix, FeatureCount::weighted),
            "%%MatrixMarket matrix coordinate real general\n%row 1 peace\n%row 2 talks\n2 2 2\n1 1 1.5\n1 2 2.25\n");
  EXPECT_EQ(export_names(matrix), "peace\ntalks\n");
}

}  // namespace
}  // namespace concord
