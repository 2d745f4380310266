// ShownResults: what the answer before showed under which number, so that `show 3` finds it again (concord repl).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace concord {

struct NumberedResult {
  std::uint64_t number = 0;     ///< as it was printed
  std::string id;               ///< of the document
  std::uint32_t paragraph = 0;  ///< from 1; 0 = the whole document
};

struct ShownResults {
  std::vector<NumberedResult> rows;
};

}  // namespace concord
