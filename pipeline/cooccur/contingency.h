// Contingency: the two-by-two table of a pair (A, B) over units of one kind, from which every score follows.
//
//             with B    without B
//   with A    both      only_a      | in_a()
//   without A only_b    neither     | total() - in_a()
//             in_b()                  total()
//
// Counts are integers, so a cell can neither be negative nor lose a unit. The
// distance from independence, both - expected, is computed from the exact
// integer determinant: it is right to the last digit where a difference of two
// rounded numbers would be noise (N up to 10^12 and beyond).
#pragma once

#include <cassert>
#include <cstdint>

namespace concord {

struct Contingency {
  std::uint64_t both = 0;
  std::uint64_t only_a = 0;
  std::uint64_t only_b = 0;
  std::uint64_t neither = 0;

  /// From the joint count, the two margins and N. Requires: joint <= both margins, margin_a + margin_b - joint <= total, total > 0.
  [[nodiscard]] static Contingency from_margins(std::uint64_t joint, std::uint64_t margin_a, std::uint64_t margin_b,
                                                std::uint64_t total) {
    assert(are_margins(joint, margin_a, margin_b, total));
    return {joint, margin_a - joint, margin_b - joint, total - margin_a - margin_b + joint};
  }

  /// Whether such a table exists: what a caller asks before it trusts figures from outside.
  [[nodiscard]] static bool are_margins(std::uint64_t joint, std::uint64_t margin_a, std::uint64_t margin_b,
                                        std::uint64_t total) {
    return total > 0 && joint <= margin_a && joint <= margin_b && margin_a <= total && margin_b - joint <= total - margin_a;
  }

  [[nodiscard]] std::uint64_t in_a() const { return both + only_a; }
  [[nodiscard]] std::uint64_t in_b() const { return both + only_b; }
  [[nodiscard]] std::uint64_t total() const { return both + only_a + only_b + neither; }

  /// Units that would hold both if A and B had nothing to do with each other: in_a * in_b / N.
  [[nodiscard]] double expected() const;
  /// both - expected() = (both * neither - only_a * only_b) / N, without cancellation.
  [[nodiscard]] double surplus() const;

  friend bool operator==(const Contingency&, const Contingency&) = default;
};

}  // namespace concord
