// Review: a random sample of the mentions of a label, for a person to mark, and the precision of each rule out of the marks.
//
// The sample is a reservoir (Vitter 1985, algorithm R) over mentions in the
// order of the documents, so it is the same for the same seed and collection.
// The file is a CSV that a spreadsheet opens; in the column `right` the
// reviewer writes y or n (or 1/0, yes/no, ?) for each row.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

struct ReviewRow {
  std::string document;
  std::string label;
  std::string rule;
  std::string before, mention, after;  ///< of the sentence
  bool negated = false;
};

class ReviewSample {
 public:
  /// `label`: "theme:ombudsman"; empty for all labels.
  ReviewSample(std::string label, std::size_t size, std::uint64_t seed) : x_label(std::move(label)), x_size(size), x_random(seed) {}

  void add(const Document& document);

  /// In the order of the documents.
  [[nodiscard]] std::vector<ReviewRow> rows() const;
  [[nodiscard]] std::uint64_t mentions() const { return x_mentions; }  ///< how many there were to draw from

 private:
  struct Drawn {
    std::uint64_t order = 0;
    ReviewRow row;
  };
  std::string x_label;
  std::size_t x_size;
  std::mt19937_64 x_random;
  std::uint64_t x_mentions = 0;
  std::vector<Drawn> x_drawn;
};

/// right,document,label,rule,before,mention,after,negated. `right` is empty.
[[nodiscard]] std::string review_csv(const std::vector<ReviewRow>& rows);

struct ReviewScore {
  std::string rule;              ///< "all" for the last line
  std::uint32_t right = 0;
  std::uint32_t wrong = 0;
  std::uint32_t open = 0;        ///< not marked, or marked '?'
  double precision = 0;          ///< right / (right + wrong); 0 when nothing is marked
  double low = 0, high = 1;      ///< Wilson interval, 95 %
};

/// Precision of each rule, worst first, then of all. Errors: a table without the columns, a mark that is none, with its line.
[[nodiscard]] Result<std::vector<ReviewScore>> score_review(std::string_view csv, const std::string& where);

/// The Wilson score interval of a proportion (Wilson 1927), z = 1.959964.
[[nodiscard]] std::pair<double, double> wilson_interval(double right, double all);

}  // namespace concord
