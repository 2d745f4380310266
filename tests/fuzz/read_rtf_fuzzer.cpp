// Fuzzes the reader of rtf.
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return concord::fuzz::read_bytes(data, size, "a.rtf");
}
