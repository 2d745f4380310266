// ShortNames: texts that are named by a noun only: "the Agreement", "the protocol of 21 July 1996".
//
// By date: a noun with a day beside it is the named text of the lexicon whose name has that noun and whose date is that day, if there
// is one only. By context: "the Agreement" with a capital is the named text with that noun that stood last before it in the
// document. What neither settles stays without a reference; each that is concluded says from what.
#pragma once

#include <vector>

#include "corpus/document/document.h"
#include "pipeline/chronicle/reference.h"
#include "pipeline/chronicle/side_lexicon.h"

namespace concord {

/// Adds to `references`, which ascend and are those of the full names and symbols; they ascend afterwards, too.
void add_short_names(const Document& document, const SideLexicon& texts, std::vector<Reference>& references);

}  // namespace concord
