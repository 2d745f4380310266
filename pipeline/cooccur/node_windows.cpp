#include "pipeline/cooccur/node_windows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "pipeline/cooccur/token_counts.h"
#include "pipeline/cooccur/unit_space.h"

namespace concord {

NodeWindows::NodeWindows(const Snapshot& snapshot, const CollocateOptions& options)
    : x_snapshot(snapshot),
      x_options(options),
      x_documents(options.documents ? *options.documents : DocumentSet::all(snapshot)),
      x_tokens(tokens_by_document(snapshot, x_documents)),
      x_marker(options.window) {}

Status NodeWindows::for_each(const MatchFinder& nodes, const Visit& visit) {
  std::optional<UnitSpace> units;
  if (x_options.within != WindowLimit::document) {
    const UnitKind kind = x_options.within == WindowLimit::sentence ? UnitKind::sentence : UnitKind::paragraph;
    Result<UnitSpace> space = UnitSpace::build(x_snapshot, kind, x_documents);
    if (!space) return space.error();
    units = std::move(*space);
    units->read_bounds(x_snapshot);
  }
  Status inner;
  const Status outer = nodes([&](DocNo number, std::span<const TokenRange> ranges) {
    if (!inner || ranges.empty() || !x_documents.contains(number)) return;
    x_marker.mark(ranges, units ? units->first_tokens(number) : std::span<const std::uint32_t>{}, x_tokens[number]);
    x_result.nodes += ranges.size();
    ++x_result.node_documents;
    x_result.window_tokens += x_marker.tokens().size();
    x_node_tokens += x_marker.node_tokens().size();
    x_part_sizes.push_back(static_cast<std::uint32_t>(x_marker.tokens().size()));
    inner = visit(number, x_marker);
  });
  if (!outer) return outer;
  x_result.tokens = all_tokens() - x_node_tokens;
  return inner;
}

std::uint64_t NodeWindows::all_tokens() const {
  return std::accumulate(x_tokens.begin(), x_tokens.end(), std::uint64_t{0});
}

void NodeWindows::add(std::string name, const Tally& tally, std::uint64_t total, double dispersion) {
  Collocate collocate;
  collocate.name = std::move(name);
  collocate.cells = Contingency::from_margins(tally.joint, x_result.window_tokens, total - tally.in_nodes, x_result.tokens);
  collocate.left = tally.left;
  collocate.right = tally.right;
  collocate.profile = tally.profile;
  collocate.documents = tally.documents;
  collocate.dispersion = dispersion;
  x_result.items.push_back(std::move(collocate));
}

std::vector<double> NodeWindows::dispersions(const std::vector<Tally>& tallies, const std::vector<Presence>& presences) const {
  std::vector<double> differences(tallies.size(), 0), shares(tallies.size(), 0);
  const auto all = static_cast<double>(x_result.window_tokens);
  for (const Presence& presence : presences) {
    const double share = x_part_sizes[presence.part] / all;
    differences[presence.item] += std::abs(presence.count / static_cast<double>(tallies[presence.item].joint) - share);
    shares[presence.item] += share;
  }
  for (std::size_t i = 0; i < differences.size(); ++i) {
    differences[i] = std::clamp((differences[i] + 1 - shares[i]) / 2, 0.0, 1.0);
  }
  return differences;
}

Collocates NodeWindows::take() {
  std::sort(x_result.items.begin(), x_result.items.end(), [](const Collocate& a, const Collocate& b) {
    return a.cells.both != b.cells.both ? a.cells.both > b.cells.both : a.name < b.name;
  });
  return std::move(x_result);
}

void KeptWindows::add(DocNo number, const WindowMarker& marker) {
  x_documents.push_back(number);
  const std::size_t begin = x_tokens.size();
  x_tokens.insert(x_tokens.end(), marker.tokens().begin(), marker.tokens().end());
  const auto middle = static_cast<std::ptrdiff_t>(x_tokens.size());
  for (const std::uint32_t position : marker.node_tokens()) x_tokens.push_back(marker.at(position));
  std::inplace_merge(x_tokens.begin() + static_cast<std::ptrdiff_t>(begin), x_tokens.begin() + middle, x_tokens.end(),
                     [](const WindowToken& a, const WindowToken& b) { return a.position < b.position; });
  x_begins.push_back(x_tokens.size());
}

}  // namespace concord
