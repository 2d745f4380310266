// A date as people type it in tables, headers and at the head of a page.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/document/date.h"

namespace concord {

/// ISO 8601, "21.7.1996", "21/7/1996", "21 July 1996", "27 июня 1997 г.", and nothing else beside it. `doubt` is set when
/// day and month could be the other way round.
[[nodiscard]] std::optional<Date> parse_typed_date(std::string_view text, bool& doubt);

}  // namespace concord
