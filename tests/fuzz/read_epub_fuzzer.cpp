// Fuzzes the reader of epub.
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return concord::fuzz::read_bytes(data, size, "a.epub");
}
