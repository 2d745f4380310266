#include "pipeline/index/duplicate_candidates.h"

#include <algorithm>
#include <span>
#include <utility>

namespace concord {
namespace {

constexpr std::size_t rows = 4;  // bins of a band
constexpr std::size_t band_count = Sketch::bin_count / rows;
constexpr std::size_t most_hubs = 100;

/// The bin, or where it is empty the next one that is not (Shrivastava, Li 2014), told apart by the distance.
std::uint32_t dense_bin(const Sketch& sketch, std::size_t bin) {
  for (std::size_t distance = 0; distance < Sketch::bin_count; ++distance) {
    const std::uint8_t value = sketch.bins[(bin + distance) % Sketch::bin_count];
    if (value != 0) return static_cast<std::uint32_t>(distance << 8U | value);
  }
  return 0;
}

std::uint64_t band_key(const Sketch& sketch, std::size_t band) {
  std::uint64_t key = 0;
  for (std::size_t row = 0; row < rows; ++row) key = key << 16U | dense_bin(sketch, band * rows + row);
  return key;
}

void compare_bucket(std::span<const std::pair<std::uint64_t, std::uint32_t>> bucket, const std::vector<SketchedText>& nodes, double least,
                    std::vector<DuplicateCandidate>& found) {
  for (std::size_t j = 1; j < bucket.size(); ++j) {
    for (std::size_t i = 0; i < std::min(j, most_hubs); ++i) {
      const std::uint32_t a = bucket[i].second;
      const std::uint32_t b = bucket[j].second;
      const double alike = estimate(nodes[a].sketch, nodes[b].sketch);
      if (alike >= least) found.push_back({alike, a, b});
    }
  }
}

void drop_repetitions(std::vector<DuplicateCandidate>& candidates) {
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

}  // namespace

std::vector<DuplicateCandidate> find_duplicate_candidates(const std::vector<SketchedText>& texts, double least) {
  std::vector<DuplicateCandidate> candidates;
  std::vector<std::pair<std::uint64_t, std::uint32_t>> keys(texts.size());
  std::size_t tidy = 0;
  for (std::size_t band = 0; band < band_count; ++band) {
    for (std::uint32_t i = 0; i < texts.size(); ++i) keys[i] = {band_key(texts[i].sketch, band), i};
    std::sort(keys.begin(), keys.end());
    for (std::size_t begin = 0; begin < keys.size();) {
      std::size_t end = begin + 1;
      while (end < keys.size() && keys[end].first == keys[begin].first) ++end;
      compare_bucket(std::span(keys).subspan(begin, end - begin), texts, least, candidates);
      begin = end;
    }
    if (candidates.size() < 2 * tidy + (std::size_t{1} << 18U)) continue;
    drop_repetitions(candidates);
    tidy = candidates.size();
  }
  drop_repetitions(candidates);
  return candidates;
}

}  // namespace concord
