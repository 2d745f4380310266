// ArgumentWords: a typed line into arguments as a shell would, and back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

/// Words at blanks; '...' takes all as it stands, "..." all but \" and \\, a backslash outside quotes the next
/// character. No variables, no globs, no pipes. Error: usage, when a quote is never closed.
[[nodiscard]] Result<std::vector<std::string>> split_arguments(std::string_view line);

/// The argument so that a shell, and split_arguments(), give it back.
[[nodiscard]] std::string quote_argument(std::string_view argument);

}  // namespace concord
