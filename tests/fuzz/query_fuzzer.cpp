// Any bytes as a query: the parser must return, and what it accepts must print to a text that means the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/search/query_parser.h"
#include "pipeline/search/query_printer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view typed(reinterpret_cast<const char*>(bytes), size);
  concord::ParseOptions options;
  options.saved = {{"a", "x @b"}, {"b", "\"y z\" OR w"}, {"c", "@c"}};
  options.stem = size % 2 == 1;
  const auto query = concord::parse_query(typed, options);
  if (!query) return query.error().where.starts_with("query:") ? 0 : (std::abort(), 0);
  options.stem = false;
  const std::string canonical = concord::print_query(*query);
  const auto again = concord::parse_query(canonical, options);
  if (!again || !concord::same_tree(*query, *again) || concord::explain_query(*query).empty()) std::abort();
  return 0;
}
