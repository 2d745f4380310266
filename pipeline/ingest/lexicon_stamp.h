// LexiconStamp: which lexicon files a run was made with, by stat, so that the next run need not read them to know that they are the same.
//
// One line a file: size, modification time, path. Kept with the commit. A file
// that was added to a lexicon folder, changed or removed makes it differ;
// included files are in the list because the reader met them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// Of these files, in the order of their paths; a file that cannot be asked has size and time 0.
[[nodiscard]] std::string lexicon_stamp(std::vector<std::string> files);

/// True when every file of `stamp` is as it was, and `paths` (files and folders) hold no *.yaml or *.yml beside them.
[[nodiscard]] bool same_lexicons(std::string_view stamp, const std::vector<std::string>& paths);

}  // namespace concord
