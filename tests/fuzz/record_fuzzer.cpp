// Fuzzer of the stored record: any bytes as a whole record, and bare as each of its sections.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "pipeline/index/record.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)concord::decode_record(bytes, concord::Part::all, "fuzz").has_value();
  concord::Document document;
  document.text.utf8 = "The United Tajik Opposition met on 21 July 1996.";
  concord::detail::decode_section(data[0] % 4, bytes, document);
  for (const concord::Token& token : document.tokens) {
    if (token.span.end > document.text.utf8.size()) __builtin_trap();
  }
  return 0;
}
