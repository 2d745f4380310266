#include "pipeline/cooccur/feature_matrix.h"

#include <algorithm>
#include <span>
#include <unordered_map>

#include "pipeline/cooccur/unit_space.h"

namespace concord {
namespace {

constexpr std::uint32_t no_word = UINT32_MAX;

class MatrixCounter {
 public:
  MatrixCounter(std::vector<std::string> words, const FeatureMatrixOptions& options) : x_window(options.window) {
    x_matrix.ordered = options.ordered;
    for (std::uint32_t i = 0; i < words.size(); ++i) x_numbers.emplace(words[i], i);
    x_matrix.words = std::move(words);
  }

  void number_words(const Document& document) {
    std::vector<std::uint32_t> numbers(document.terms.size(), no_word);
    for (TermNo term = 0; term < numbers.size(); ++term) {
      const auto found = x_numbers.find(std::string(document.terms[term]));
      if (found != x_numbers.end()) numbers[term] = found->second;
    }
    x_words.clear();
    for (const Token& token : document.tokens) x_words.push_back(numbers[token.term]);
  }

  // Pairs inside one stretch of the document's tokens.
  void count(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      if (x_words[i] == no_word) continue;
      for (std::size_t j = i + 1; j < end && j - i <= x_window; ++j) {
        if (x_words[j] != no_word) add(x_words[i], x_words[j], static_cast<double>(j - i));
      }
    }
  }

  [[nodiscard]] std::size_t size() const { return x_words.size(); }

  FeatureMatrix take() {
    for (const auto& [key, cell] : x_cells) x_matrix.cells.push_back(cell);
    std::sort(x_matrix.cells.begin(), x_matrix.cells.end(), [](const auto& a, const auto& b) {
      return std::pair(a.row, a.column) < std::pair(b.row, b.column);
    });
    return std::move(x_matrix);
  }

 private:
  void add(std::uint32_t a, std::uint32_t b, double distance) {
    const std::uint32_t row = x_matrix.ordered ? a : std::min(a, b);
    const std::uint32_t column = x_matrix.ordered ? b : std::max(a, b);
    FeatureMatrix::Cell& cell = x_cells[std::uint64_t{row} << 32 | column];
    cell.row = row;
    cell.column = column;
    const unsigned times = a == b && !x_matrix.ordered ? 2 : 1;
    cell.count += times;
    cell.weighted += times / distance;
  }

  std::uint32_t x_window;
  FeatureMatrix x_matrix;
  std::unordered_map<std::string, std::uint32_t> x_numbers;
  std::unordered_map<std::uint64_t, FeatureMatrix::Cell> x_cells;
  std::vector<std::uint32_t> x_words;  // of the present document
};

}  // namespace

Result<FeatureMatrix> feature_matrix(const Snapshot& snapshot, std::vector<std::string> words, const FeatureMatrixOptions& options) {
  DocumentSet documents = DocumentSet::all(snapshot);
  if (options.documents) documents &= *options.documents;
  const UnitKind kind = options.within == WindowLimit::sentence    ? UnitKind::sentence
                        : options.within == WindowLimit::paragraph ? UnitKind::paragraph
                                                                   : UnitKind::document;
  Result<UnitSpace> units = UnitSpace::build(snapshot, kind, documents);
  if (!units) return units.error();
  units->read_bounds(snapshot);
  MatrixCounter counter(std::move(words), options);
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (!documents.contains(number)) continue;
    const Result<Document> document = snapshot.document(number, Part::tokens);
    if (!document) return document.error();
    counter.number_words(*document);
    if (kind == UnitKind::document) {
      counter.count(0, counter.size());
      continue;
    }
    const auto firsts = units->first_tokens(number);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      counter.count(firsts[i], i + 1 < firsts.size() ? firsts[i + 1] : counter.size());
    }
  }
  return counter.take();
}

}  // namespace concord
