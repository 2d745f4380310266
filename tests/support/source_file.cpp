#include "tests/support/source_file.h"

namespace concord::test {

std::string source_path(std::string_view relative) { return std::string(CONCORD_SOURCE_DIR "/") + std::string(relative); }

}  // namespace concord::test
