// Files of the repository, for tests that read the bundled lexicons or the sample collection.
#pragma once

#include <string>
#include <string_view>

namespace concord::test {

/// Absolute path of a file of the checkout.
[[nodiscard]] std::string source_path(std::string_view relative);

}  // namespace concord::test
