// Filters: the options that narrow a search or a statistic to some documents, the same for every command.
//
// Several values of one option mean any of them; different options must all hold. The outcome is one query, so that
// it can be printed, explained and blamed for an empty answer like any other.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/collection/collection.h"
#include "corpus/document/result.h"
#include "pipeline/cli/command.h"
#include "pipeline/search/query.h"
#include "pipeline/search/query_parser.h"

namespace concord {

struct FilterArguments {
  std::vector<std::string> kinds, languages, sources, actors, themes;
  std::vector<std::string> where;  ///< "FIELD=VALUE"
  std::string from, to;            ///< dates
  std::string query;
};

/// --kind, --lang, --source, --from, --to, --actor, --theme, --where, --filter.
[[nodiscard]] std::vector<Option> filter_options(FilterArguments& typed);

/// The filter as a query; nothing when no option was given. Errors: usage, naming the option.
[[nodiscard]] Result<std::optional<Query>> filter_query(const FilterArguments& typed, const ParseOptions& parse);

/// What parsing a query in this collection takes: its saved queries.
[[nodiscard]] ParseOptions parse_options(const Collection& collection);

}  // namespace concord
