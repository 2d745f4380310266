#include "pipeline/render/matrix_formats.h"

#include <fmt/format.h>

#include <iterator>

namespace concord {
namespace {

using Out = std::back_insert_iterator<std::string>;

}  // namespace

std::string export_matrix_market(const CooccurrenceCounts& counts, const SliceCounts& slice) {
  std::string text = fmt::format("%%MatrixMarket matrix coordinate integer {}\n", counts.symmetric ? "symmetric" : "general");
  Out out(text);
  fmt::format_to(out, "%units {}\n", slice.total);
  for (std::size_t i = 0; i < counts.rows.size(); ++i) fmt::format_to(out, "%row {} {} {}\n", i + 1, counts.rows[i], slice.row_totals[i]);
  for (std::size_t i = 0; i < counts.columns.size() && !counts.symmetric; ++i) {
    fmt::format_to(out, "%column {} {} {}\n", i + 1, counts.columns[i], slice.column_totals[i]);
  }
  fmt::format_to(out, "{} {} {}\n", counts.rows.size(), counts.columns.size(), slice.joint.size());
  for (std::size_t row = 0; row < counts.rows.size(); ++row) {
    for (std::uint64_t i = slice.row_begins[row]; i < slice.row_begins[row + 1]; ++i) {
      // A symmetric matrix gives its lower triangle: the larger number first.
      if (counts.symmetric) {
        fmt::format_to(out, "{} {} {}\n", slice.columns[i] + 1, row + 1, slice.joint[i]);
      } else {
        fmt::format_to(out, "{} {} {}\n", row + 1, slice.columns[i] + 1, slice.joint[i]);
      }
    }
  }
  return text;
}

std::string export_matrix_market(const FeatureMatrix& matrix, FeatureCount count) {
  const bool weighted = count == FeatureCount::weighted;
  std::string text = fmt::format("%%MatrixMarket matrix coordinate {} {}\n", weighted ? "real" : "integer",
                                 matrix.ordered ? "general" : "symmetric");
  Out out(text);
  for (std::size_t i = 0; i < matrix.words.size(); ++i) fmt::format_to(out, "%row {} {}\n", i + 1, matrix.words[i]);
  fmt::format_to(out, "{} {} {}\n", matrix.words.size(), matrix.words.size(), matrix.cells.size());
  for (const FeatureMatrix::Cell& cell : matrix.cells) {
    const std::uint32_t row = matrix.ordered ? cell.row : cell.column;
    const std::uint32_t column = matrix.ordered ? cell.column : cell.row;
    if (weighted) {
      fmt::format_to(out, "{} {} {}\n", row + 1, column + 1, cell.weighted);
    } else {
      fmt::format_to(out, "{} {} {}\n", row + 1, column + 1, cell.count);
    }
  }
  return text;
}

std::string export_names(const FeatureMatrix& matrix) {
  std::string text;
  for (const std::string& word : matrix.words) text += word + "\n";
  return text;
}

}  // namespace concord
