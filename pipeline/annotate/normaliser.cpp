#include "pipeline/annotate/normaliser.h"

#include <algorithm>

#include "corpus/text/normal_form.h"

namespace concord {
namespace {

// Spans into the text as it was become spans into the normalised one: a span that cut a composed character covers it.
class Remap {
 public:
  explicit Remap(const OffsetMap& map) : x_runs(map.runs()), x_text_size(map.text_size()) {}

  [[nodiscard]] TextSpan operator()(TextSpan span) const {
    const std::uint32_t begin = moved(span.begin, false);
    return {begin, span.empty() ? begin : std::max(begin, moved(span.end, true))};
  }

 private:
  [[nodiscard]] std::uint32_t moved(std::uint32_t old, bool is_end) const {
    const std::uint32_t inside = is_end ? old - 1 : old;
    auto run = std::partition_point(x_runs.begin(), x_runs.end(),
                                    [inside](const OffsetMap::Run& one) { return one.source_end <= inside; });
    if (run == x_runs.end()) return x_text_size;
    if (run->linear) return run->text_begin + (old - run->source_begin);
    if (!is_end) return run->text_begin;
    return std::next(run) == x_runs.end() ? x_text_size : std::next(run)->text_begin;
  }

  const std::vector<OffsetMap::Run>& x_runs;
  std::uint32_t x_text_size;
};

}  // namespace

Status Normaliser::operator()(Document& document) const {
  Text& text = document.text;
  if (text.utf8.size() > max_text_bytes) {
    return Error{ErrorCode::limit, document.metadata.id, "the text is larger than 2 GiB", "split the document"};
  }
  const auto size = static_cast<std::uint32_t>(text.utf8.size());
  if (text.map.text_size() != size) text.map = OffsetMap::none(size);  // a reader that keeps no map
  if (is_normal(text.utf8)) return {};

  NormalText normal = normalised(text.utf8);
  const Remap remap(normal.map);
  for (Block& block : document.blocks) block.span = remap(block.span);
  for (Mark& mark : document.marks) mark.span = remap(mark.span);
  for (Division& division : document.divisions) division.span = remap(division.span);
  text.map = text.map.after(normal.map);
  text.utf8 = std::move(normal.utf8);
  document.metadata.encoding.replaced += normal.replaced;
  return {};
}

}  // namespace concord
