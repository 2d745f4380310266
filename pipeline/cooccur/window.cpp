#include "pipeline/cooccur/window.h"

#include <algorithm>
#include <cassert>

namespace concord {
namespace {

constexpr std::array<std::string_view, 3> limits = {"sentence", "paragraph", "document"};
constexpr unsigned node_bit = 1;
constexpr unsigned left_bit = 2;
constexpr unsigned right_bit = 4;

// Bit of a distance in the profile; 0 for distances beyond it.
unsigned distance_bit(bool left, std::uint32_t distance) {
  if (distance > 3) return 0;
  return 1U << (3 + (left ? 3 - distance : 2 + distance));
}

// The unit that holds the token: [begin, end).
TokenRange unit_of(std::uint32_t token, std::span<const std::uint32_t> firsts, std::uint32_t tokens) {
  const auto after = std::upper_bound(firsts.begin(), firsts.end(), token);
  return {after == firsts.begin() ? 0 : *(after - 1), after == firsts.end() ? tokens : *after};
}

}  // namespace

std::string_view name(WindowLimit limit) { return limits[static_cast<std::size_t>(limit)]; }

std::optional<WindowLimit> parse_window_limit(std::string_view text) {
  const auto found = std::find(limits.begin(), limits.end(), text);
  if (found == limits.end()) return std::nullopt;
  return static_cast<WindowLimit>(found - limits.begin());
}

void WindowMarker::set(std::uint32_t position, unsigned bits) {
  if (x_bits[position] == 0) x_touched.push_back(position);
  x_bits[position] = static_cast<std::uint16_t>(x_bits[position] | bits);
}

void WindowMarker::mark(std::span<const TokenRange> nodes, std::span<const std::uint32_t> unit_firsts,
                        std::uint32_t tokens) {
  x_bits.assign(tokens, 0);
  x_touched.clear();
  for (const TokenRange& node : nodes) {
    assert(node.begin < node.end && node.end <= tokens);
    const TokenRange first = unit_of(node.begin, unit_firsts, tokens);
    const TokenRange last = unit_of(node.end - 1, unit_firsts, tokens);
    for (std::uint32_t at = node.begin; at < node.end; ++at) set(at, node_bit);
    for (std::uint32_t d = 1; d <= x_size.left && node.begin >= first.begin + d; ++d) {
      set(node.begin - d, left_bit | distance_bit(true, d));
    }
    for (std::uint32_t d = 1; d <= x_size.right && node.end - 1 + d < last.end; ++d) {
      set(node.end - 1 + d, right_bit | distance_bit(false, d));
    }
  }
  std::sort(x_touched.begin(), x_touched.end());
  x_tokens.clear();
  x_node_tokens.clear();
  for (const std::uint32_t position : x_touched) {
    if (is_node(position)) {
      x_node_tokens.push_back(position);
    } else {
      x_tokens.push_back({position, x_bits[position]});
    }
  }
}

}  // namespace concord
