#include "corpus/document/offset_map.h"

#include <algorithm>
#include <cassert>

namespace concord {

OffsetMap OffsetMap::identity(std::uint32_t size) {
  OffsetMap map;
  if (size > 0) map.append(size, 0, size, true);
  return map;
}

OffsetMap OffsetMap::none(std::uint32_t text_size) {
  OffsetMap map;
  map.x_text_size = text_size;
  return map;
}

void OffsetMap::append(std::uint32_t text_length, std::uint32_t source_begin, std::uint32_t source_end, bool linear) {
  assert(source_begin <= source_end);
  assert(!linear || source_end - source_begin == text_length);
  assert(x_runs.empty() || x_runs.back().source_end <= source_begin);
  if (text_length == 0) return;
  if (linear && !x_runs.empty() && x_runs.back().linear && x_runs.back().source_end == source_begin) {
    x_runs.back().source_end = source_end;
  } else {
    x_runs.push_back({x_text_size, source_begin, source_end, linear});
  }
  x_text_size += text_length;
}

std::uint32_t OffsetMap::text_end(std::size_t run) const {
  return run + 1 < x_runs.size() ? x_runs[run + 1].text_begin : x_text_size;
}

std::size_t OffsetMap::run_at(std::uint32_t text_offset) const {
  const auto after = std::upper_bound(x_runs.begin(), x_runs.end(), text_offset,
                                      [](std::uint32_t offset, const Run& run) { return offset < run.text_begin; });
  return static_cast<std::size_t>(after - x_runs.begin()) - 1;
}

SourceSpan OffsetMap::to_source(TextSpan span) const {
  assert(span.begin <= span.end && span.end <= x_text_size);
  if (x_runs.empty()) return {};
  if (span.begin == x_text_size) return {x_runs.back().source_end, x_runs.back().source_end};

  const Run& first = x_runs[run_at(span.begin)];
  const std::uint32_t begin = first.linear ? first.source_begin + (span.begin - first.text_begin) : first.source_begin;
  if (span.empty()) return {begin, begin};
  // The run that holds the last byte of the span, not the one that begins at its end.
  const Run& last = x_runs[run_at(span.end - 1)];
  const std::uint32_t end = last.linear ? last.source_begin + (span.end - last.text_begin) : last.source_end;
  return {begin, end};
}

OffsetMap OffsetMap::after(const OffsetMap& outer) const {
  if (!has_source() || !outer.has_source()) return none(outer.x_text_size);
  OffsetMap composed;
  for (std::size_t i = 0; i < outer.x_runs.size(); ++i) {
    const Run& run = outer.x_runs[i];
    const std::uint32_t length = outer.text_end(i) - run.text_begin;
    if (!run.linear) {
      const SourceSpan source = to_source({run.source_begin, run.source_end});
      composed.append(length, source.begin, source.end, false);
      continue;
    }
    // A linear run of the outer map may cross several runs of this one: cut it at their borders.
    std::uint32_t at = run.source_begin;
    while (at < run.source_end) {
      const std::size_t inner = run_at(at);
      const std::uint32_t cut = std::min(run.source_end, text_end(inner));
      const SourceSpan source = to_source({at, cut});
      const bool whole_inner = at == x_runs[inner].text_begin && cut == text_end(inner);
      const bool linear = x_runs[inner].linear;
      // An indivisible run that is cut apart stays indivisible: its first part takes the source bytes.
      if (linear || whole_inner || composed.x_runs.empty() || composed.x_runs.back().source_end <= source.begin) {
        composed.append(cut - at, source.begin, source.end, linear);
      } else {
        composed.append(cut - at, source.end, source.end, false);
      }
      at = cut;
    }
  }
  return composed;
}

}  // namespace concord
