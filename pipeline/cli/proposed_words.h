// proposed_words: what a shell may propose for a word that is being typed: labels, fields, values, saved queries, documents.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/collection/collection.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// The kinds that `concord generate words` knows.
[[nodiscard]] const std::vector<std::string>& proposed_kinds();

/// Words of that kind that begin with `begin`:
///   actor, theme    ids of labels, without their family
///   field           columns of the metadata
///   kind, lang, source  values of that column
///   axis            actor, theme, and labels with their family (actor:uto): what --rows takes
///   query           what a word of a query may be: fields with a colon, and after one its labels or values; @name
///   document        ids of documents, as many as one can look through
[[nodiscard]] std::vector<std::string> proposed_words(const Collection& collection, const Snapshot& snapshot, std::string_view kind, std::string_view begin);

}  // namespace concord
