// Glob: which paths are meant. '*' and '?' stay inside a folder's name, '**' crosses folders, [a-z] is a set.
//
// A pattern without '/' is matched against the last part of the path ("*.pdf"
// anywhere); one with '/' against the whole path ("annexes/**/*.txt"), and a
// pattern that matches a folder matches everything below it.
#pragma once

#include <string_view>

namespace concord {

/// Path with '/' separators and without a leading one. Bytes, not characters, except that '?' takes a whole UTF-8
/// character. Cost: at most pattern times path.
[[nodiscard]] bool path_matches(std::string_view pattern, std::string_view path);

/// True when something below `folder` could match: a walk may skip the folder otherwise.
[[nodiscard]] bool path_may_match_below(std::string_view pattern, std::string_view folder);

}  // namespace concord
