// replace_file: a small file that others read at any time gets new content as a whole: written beside, synced, renamed.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document/result.h"

namespace concord {

/// Readable for everybody, as the umask allows. Errors: cannot_create, io; the old content then stands.
Status replace_file(const std::string& path, std::string_view bytes);

}  // namespace concord
