// FirstSeen: the numbers of a vocabulary, numbered anew in the order in which they are met.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document/vocabulary.h"

namespace concord {

class FirstSeen {
 public:
  explicit FirstSeen(std::size_t size) : x_numbers(size, UINT32_MAX) {}

  /// The place of `no` in met(), where it is put when it is new.
  TermNo operator()(TermNo no) {
    TermNo& number = x_numbers[no];
    if (number == UINT32_MAX) {
      number = static_cast<TermNo>(x_met.size());
      x_met.push_back(no);
    }
    return number;
  }
  [[nodiscard]] const std::vector<TermNo>& met() const { return x_met; }

 private:
  std::vector<TermNo> x_numbers;
  std::vector<TermNo> x_met;
};

}  // namespace concord
