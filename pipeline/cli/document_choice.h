// DocumentChoice: the document that a person names on the command line.
#pragma once

#include <string>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// The document with this id; else the only one whose id contains what was typed. Error: usage, with ids that contain it or the nearest.
[[nodiscard]] Result<DocNo> choose_document(const Snapshot& snapshot, const std::string& typed);

}  // namespace concord
