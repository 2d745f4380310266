#include "pipeline/search/occurrence.h"

#include <algorithm>

namespace concord {
namespace {

/// Index of the first occurrence that begins at `token` or later.
std::size_t first_from(const Occurrences& list, std::uint32_t token) {
  const auto at = std::lower_bound(list.begin(), list.end(), token,
                                   [](const Occurrence& o, std::uint32_t wanted) { return o.begin < wanted; });
  return static_cast<std::size_t>(at - list.begin());
}

/// reach[i]: the largest end among the first i stretches. What begins at or after stretch i-1 lies inside one of
/// them exactly when it ends by then, because they are sorted by begin.
template <class Stretches>
std::vector<std::uint32_t> reach_of(const Stretches& stretches) {
  std::vector<std::uint32_t> reach = {0};
  for (const auto& stretch : stretches) reach.push_back(std::max(reach.back(), stretch.end));
  return reach;
}

/// Whether each occurrence lies inside some stretch; calls `sink(occurrence, inside)` in order.
template <class Stretches, class Sink>
void for_each_inside(const Occurrences& occurrences, const Stretches& stretches, Sink sink) {
  const auto reach = reach_of(stretches);
  std::size_t begun = 0;  // stretches that begin at or before the occurrence
  for (const Occurrence& o : occurrences) {
    while (begun < stretches.size() && stretches[begun].begin <= o.begin) ++begun;
    sink(o, o.end <= reach[begun]);
  }
}

/// Sorts what is made of a few sorted lists, one after the other: they are merged.
void merge_runs(Occurrences::iterator from, Occurrences::iterator to) {
  constexpr std::size_t most_runs = 16;
  std::vector<Occurrences::iterator> bounds = {from};
  for (auto at = std::is_sorted_until(from, to); at != to; at = std::is_sorted_until(at, to)) {
    bounds.push_back(at);
    if (bounds.size() > most_runs) return std::sort(from, to);
  }
  bounds.push_back(to);
  while (bounds.size() > 2) {
    std::vector<Occurrences::iterator> merged;
    for (std::size_t i = 0; i + 1 < bounds.size(); i += 2) {
      merged.push_back(bounds[i]);
      if (i + 2 < bounds.size()) std::inplace_merge(bounds[i], bounds[i + 1], bounds[i + 2]);
    }
    merged.push_back(to);
    bounds = std::move(merged);
  }
}

}  // namespace

void tidy(Occurrences& occurrences, std::size_t begin) {
  const auto from = occurrences.begin() + static_cast<std::ptrdiff_t>(begin);
  if (!std::is_sorted(from, occurrences.end())) merge_runs(from, occurrences.end());
  occurrences.erase(std::unique(from, occurrences.end()), occurrences.end());
}

Occurrences followed_by(const Occurrences& first, const Occurrences& second, Gap gap, std::uint32_t leaf) {
  Occurrences joined;
  std::size_t at = 0;
  std::uint32_t at_token = 0;
  for (const Occurrence& a : first) {
    const std::uint32_t wanted = a.end + gap.min;
    if (wanted < at_token) at = first_from(second, wanted);  // ends need not ascend with begins
    while (at < second.size() && second[at].begin < wanted) ++at;
    at_token = wanted;
    for (std::size_t i = at; i < second.size() && second[i].begin <= a.end + gap.max; ++i) {
      joined.push_back({a.begin, second[i].end, leaf});
    }
  }
  tidy(joined);
  return joined;
}

Occurrences near(const Occurrences& first, const Occurrences& second, std::uint32_t distance, bool ordered, std::uint32_t leaf) {
  Occurrences joined = followed_by(first, second, {0, distance}, leaf);
  if (ordered) return joined;
  const Occurrences turned = followed_by(second, first, {0, distance}, leaf);
  joined.insert(joined.end(), turned.begin(), turned.end());
  tidy(joined);
  return joined;
}

void keep_inside(Occurrences& inner, const Occurrences& outer) {
  Occurrences kept;
  for_each_inside(inner, outer, [&](const Occurrence& o, bool inside) {
    if (inside) kept.push_back(o);
  });
  inner = std::move(kept);
}

std::vector<std::uint32_t> regions_with(const Occurrences& occurrences, const Regions& regions) {
  std::vector<std::uint32_t> found;
  if (regions.outside) {
    bool any = false;
    for_each_inside(occurrences, regions.stretches, [&](const Occurrence&, bool inside) { any = any || !inside; });
    if (any) found.push_back(0);
    return found;
  }
  std::size_t at = 0;
  for (std::uint32_t number = 0; number < regions.stretches.size(); ++number) {
    const TokenRange region = regions.stretches[number];
    while (at < occurrences.size() && occurrences[at].begin < region.begin) ++at;
    for (std::size_t i = at; i < occurrences.size() && occurrences[i].begin < region.end; ++i) {
      if (occurrences[i].end > region.end) continue;
      found.push_back(number);
      break;
    }
  }
  return found;
}

void append_inside(const Occurrences& occurrences, const Regions& regions, const std::vector<std::uint32_t>& chosen,
                   Occurrences& out) {
  if (chosen.empty()) return;
  if (regions.outside) {
    for_each_inside(occurrences, regions.stretches, [&](const Occurrence& o, bool inside) {
      if (!inside) out.push_back(o);
    });
    return;
  }
  std::size_t at = 0;
  for (const std::uint32_t number : chosen) {
    const TokenRange region = regions.stretches[number];
    while (at < occurrences.size() && occurrences[at].begin < region.begin) ++at;
    for (std::size_t i = at; i < occurrences.size() && occurrences[i].begin < region.end; ++i) {
      if (occurrences[i].end <= region.end) out.push_back(occurrences[i]);
    }
  }
}

}  // namespace concord
