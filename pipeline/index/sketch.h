// Sketch: a few bytes of a text that tell how alike it is to another: what finding duplicates rests on.
//
// The text is its terms in order (folded, furniture skipped), so that print, white space, case and running heads make no
// difference. Its shingles are the runs of three terms. `content` is a hash of the whole sequence: the same for
// exactly the same words. `bins` is one-permutation MinHash (Li, Owen, Zhang 2012): each shingle's hash falls into one of
// 128 bins, a bin keeps the least, and of that one byte (Li, König 2010), 0 where the bin is empty. The share
// of equal bins estimates the Jaccard similarity of the sets of shingles with a standard error of at most
// sqrt(J (1 - J) / 128), 0.04 at 0.7; jaccard() over shingles() is the number itself.
//
// The term of a document in Field::content is made of it. Frozen with index_format: the shingle's length, the hashes, the
// number of bins.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

struct Sketch {
  static constexpr std::size_t bin_count = 128;
  std::uint64_t content = 0;
  std::array<std::uint8_t, bin_count> bins{};
  friend bool operator==(const Sketch&, const Sketch&) = default;
};

/// Texts of fewer tokens are alike by chance and never called duplicates.
inline constexpr std::uint32_t least_sketched_tokens = 20;

/// The term in Field::content of a text too short for a sketch.
inline constexpr std::string_view short_content = "short";

/// One thread an object; keeps its memory. Cost: two multiplications a token, one hash a distinct term.
class Sketcher {
 public:
  /// Nothing for a text of fewer than least_sketched_tokens.
  std::optional<Sketch> operator()(const Document& document);
  /// The hashes of the text's distinct shingles, ascending. Replaces `out`.
  void shingles(const Document& document, std::vector<std::uint64_t>& out);

 private:
  template <class Visit>
  void each_shingle(const Document& document, Visit&& visit);
  std::vector<std::uint64_t> x_hashes;  // of the document's terms
};

/// "content in 16 hexadecimal digits" + "bins in base64": sorts by content.
[[nodiscard]] std::string to_term(const Sketch& sketch);
[[nodiscard]] std::optional<Sketch> parse_sketch(std::string_view term);

/// Estimate of the Jaccard similarity, 0..1; 1 for equal content.
[[nodiscard]] double estimate(const Sketch& a, const Sketch& b);

/// Shared over all: both ascending, without repetitions. Two empty sets: 0.
[[nodiscard]] double jaccard(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

}  // namespace concord
