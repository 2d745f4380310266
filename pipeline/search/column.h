// Column: the values of one metadata column for many documents at once, out of the postings of its values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/index/snapshot.h"

namespace concord {

class MetaColumn {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// Reads all values of `key` ("date"). Cost: one list a value.
  [[nodiscard]] static MetaColumn read(const Snapshot& snapshot, std::string_view key);

  /// Index into values(), or none. Of several values the first in byte order.
  [[nodiscard]] std::uint32_t of(DocNo document) const { return x_value_of[document]; }
  [[nodiscard]] const std::vector<std::string>& values() const { return x_values; }

 private:
  std::vector<std::string> x_values;  // folded, ascending
  std::vector<std::uint32_t> x_value_of;
};

}  // namespace concord
