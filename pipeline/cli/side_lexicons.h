// SideLexicons: the lexicons that are asked after indexing, `texts` and `places`: the bundled one and COLLECTION/lexicons/NAME.
#pragma once

#include <string_view>

#include "corpus/collection/collection.h"
#include "corpus/document/result.h"
#include "pipeline/chronicle/side_lexicon.h"

namespace concord {

/// `name`: "texts" or "places". Without such a folder it finds nothing. Errors: those of the lexicon's files.
[[nodiscard]] Result<SideLexicon> side_lexicon(const Collection& collection, std::string_view name);

}  // namespace concord
