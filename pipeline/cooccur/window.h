// Window: the tokens around a node, up to n on each side, cut at the sentence, the paragraph or the document.
//
// Overlapping windows are one: a token counts once however many nodes it is
// near to; tokens of a node never count. Each token of a document gets a few
// bits (node, left, right, at which distance), so any rule of overlap is a
// matter of bits and not of intervals.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/document/span.h"

namespace concord {

/// Where windows end.
enum class WindowLimit : std::uint8_t { sentence, paragraph, document };
[[nodiscard]] std::string_view name(WindowLimit limit);
[[nodiscard]] std::optional<WindowLimit> parse_window_limit(std::string_view name);

struct WindowSize {
  std::uint32_t left = 5;   ///< tokens before the node
  std::uint32_t right = 5;  ///< tokens after it
};

/// Distances of the position profile: -3, -2, -1, +1, +2, +3.
inline constexpr std::size_t profile_size = 6;
inline constexpr std::array<int, profile_size> profile_distances = {-3, -2, -1, 1, 2, 3};

/// One token in a window. A token may stand left of one node and right of another.
struct WindowToken {
  std::uint32_t position = 0;
  std::uint16_t bits = 0;
  [[nodiscard]] bool is_node() const { return (bits & 1U) != 0; }
  [[nodiscard]] bool is_left() const { return (bits & 2U) != 0; }
  [[nodiscard]] bool is_right() const { return (bits & 4U) != 0; }
  /// Whether it stands at profile_distances[i] from some node.
  [[nodiscard]] bool is_at(std::size_t i) const { return (bits >> (3 + i) & 1U) != 0; }
};

/// One thread; keep it for many documents, it reuses its memory.
class WindowMarker {
 public:
  explicit WindowMarker(WindowSize size) : x_size(size) {}

  /// Marks the windows of one document. `nodes` ascend by their begin; `unit_firsts` are the first tokens of the units
  /// at which windows are cut, empty for the whole document. Requires: nodes lie within `tokens`.
  void mark(std::span<const TokenRange> nodes, std::span<const std::uint32_t> unit_firsts, std::uint32_t tokens);

  /// Tokens in windows, ascending, nodes excluded.
  [[nodiscard]] const std::vector<WindowToken>& tokens() const { return x_tokens; }
  /// Positions covered by nodes, each once, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& node_tokens() const { return x_node_tokens; }
  [[nodiscard]] bool is_node(std::uint32_t position) const { return (x_bits[position] & 1U) != 0; }
  /// The bits of any token of the document; bits 0 outside all windows.
  [[nodiscard]] WindowToken at(std::uint32_t position) const { return {position, x_bits[position]}; }

 private:
  void set(std::uint32_t position, unsigned bits);

  WindowSize x_size;
  std::vector<std::uint16_t> x_bits;
  std::vector<std::uint32_t> x_touched;
  std::vector<std::uint32_t> x_node_tokens;
  std::vector<WindowToken> x_tokens;
};

}  // namespace concord
