// Matrix formats: counts as Matrix Market files (Boisvert, Pozo and Remington 1996), which R, Python, Julia and MATLAB read.
//
//   %%MatrixMarket matrix coordinate integer general
//   %units 1183602
//   %row 1 actor:uto 91
//   %column 1 theme:amnesty 11
//   rows columns entries
//   row column count                 from 1
//
// A symmetric matrix gives its lower triangle, as the format wants it. Names
// stand in comments, or, for readers that drop comments, in a file of their own,
// one a line.
#pragma once

#include <string>

#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/feature_matrix.h"

namespace concord {

/// All joint counts of a slice or of the whole, with the totals that a table of four cells needs.
[[nodiscard]] std::string export_matrix_market(const CooccurrenceCounts& counts, const SliceCounts& slice);

/// Which figure of a feature matrix is written.
enum class FeatureCount { frequency, weighted };
[[nodiscard]] std::string export_matrix_market(const FeatureMatrix& matrix, FeatureCount count);

/// The words of the rows and columns, one a line.
[[nodiscard]] std::string export_names(const FeatureMatrix& matrix);

}  // namespace concord
