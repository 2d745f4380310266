#include "lexicons/review.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "lexicons/csv.h"

namespace concord {
namespace {

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

const Sentence* sentence_of(const Document& document, const Annotation& annotation) {
  const auto at = std::partition_point(document.sentences.begin(), document.sentences.end(),
                                       [&](const Sentence& each) { return each.tokens.end <= annotation.tokens.begin; });
  return at == document.sentences.end() ? nullptr : &*at;
}

ReviewRow row_of(const Document& document, const Annotation& annotation) {
  const Sentence* sentence = sentence_of(document, annotation);
  const TextSpan around = sentence == nullptr ? annotation.span : sentence->span;
  return {document.metadata.id,
          std::string(document.labels[annotation.label]),
          std::string(document.rules[annotation.rule]),
          one_line(document.text_of({around.begin, annotation.span.begin})),
          one_line(document.text_of(annotation.span)),
          one_line(document.text_of({annotation.span.end, around.end})),
          annotation.negated};
}

// A number below `bound`, the same on every machine (the standard's distributions are not).
std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) {
  const std::uint64_t limit = std::mt19937_64::max() - std::mt19937_64::max() % bound;
  std::uint64_t value = random();
  while (value >= limit) value = random();
  return value % bound;
}

}  // namespace

void ReviewSample::add(const Document& document) {
  for (const Annotation& annotation : document.annotations) {
    if (!x_label.empty() && document.labels[annotation.label] != x_label) continue;
    const std::uint64_t order = x_mentions++;
    if (x_drawn.size() < x_size) {
      x_drawn.push_back({order, row_of(document, annotation)});
    } else if (const std::uint64_t place = below(x_random, x_mentions); place < x_size) {
      x_drawn[place] = {order, row_of(document, annotation)};
    }
  }
}

std::vector<ReviewRow> ReviewSample::rows() const {
  std::vector<Drawn> drawn = x_drawn;
  std::sort(drawn.begin(), drawn.end(), [](const Drawn& a, const Drawn& b) { return a.order < b.order; });
  std::vector<ReviewRow> rows;
  for (Drawn& each : drawn) rows.push_back(std::move(each.row));
  return rows;
}

std::string review_csv(const std::vector<ReviewRow>& rows) {
  std::string out = "right,document,label,rule,before,mention,after,negated\n";
  for (const ReviewRow& row : rows) {
    out += fmt::format(",{},{},{},{},{},{},{}\n", csv_cell(row.document), csv_cell(row.label), csv_cell(row.rule), csv_cell(row.before), csv_cell(row.mention),
                       csv_cell(row.after), row.negated ? "negated" : "");
  }
  return out;
}

std::pair<double, double> wilson_interval(double right, double all) {
  if (all <= 0) return {0, 1};
  constexpr double z = 1.959963984540054;
  const double share = right / all;
  const double middle = share + z * z / (2 * all);
  const double half = z * std::sqrt(share * (1 - share) / all + z * z / (4 * all * all));
  const double scale = 1 + z * z / all;
  return {std::max(0.0, (middle - half) / scale), std::min(1.0, (middle + half) / scale)};
}

Result<std::vector<ReviewScore>> score_review(std::string_view csv, const std::string& where) {
  const Result<std::vector<CsvRow>> rows = parse_csv(csv, where);
  if (!rows) return rows.error();
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; !rows->empty() && i < rows->front().cells.size(); ++i) columns[rows->front().cells[i]] = i;
  if (!columns.contains("right") || !columns.contains("rule")) {
    return Error{ErrorCode::bad_data, where, "the columns 'right' and 'rule' are missing", "score the file that 'concord lexicon review' wrote"};
  }
  std::map<std::string, ReviewScore> scores;
  ReviewScore all;
  all.rule = "all";
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    const auto cell = [&](const char* column) { return columns.at(column) < row.cells.size() ? row.cells[columns.at(column)] : std::string(); };
    const std::string mark = fold_term(cell("right"));
    ReviewScore& score = scores[cell("rule")];
    score.rule = cell("rule");
    for (ReviewScore* each : {&score, &all}) {
      if (mark == "y" || mark == "yes" || mark == "1" || mark == "true" || mark == "right" || mark == "x") {
        ++each->right;
      } else if (mark == "n" || mark == "no" || mark == "0" || mark == "false" || mark == "wrong") {
        ++each->wrong;
      } else if (mark.empty() || mark == "?") {
        ++each->open;
      } else {
        return Error{ErrorCode::bad_data, fmt::format("{}:{}", where, row.line), fmt::format("'{}' is no mark", cell("right")), "write y, n or ?"};
      }
    }
  }
  std::vector<ReviewScore> list;
  for (auto& [rule, score] : scores) list.push_back(std::move(score));
  list.push_back(std::move(all));
  for (ReviewScore& score : list) {
    const double marked = score.right + score.wrong;
    score.precision = marked > 0 ? score.right / marked : 0;
    std::tie(score.low, score.high) = wilson_interval(score.right, marked);
  }
  std::stable_sort(list.begin(), list.end() - 1, [](const ReviewScore& a, const ReviewScore& b) { return a.high < b.high; });
  return list;
}

}  // namespace concord
