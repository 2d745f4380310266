// Checking: what is wrong, or likely to be wrong, with a lexicon. The linter behind `concord lexicon check`.
//
// Errors are what stops a lexicon from being used; warnings are rules that
// will do something else than their author thought; notes are worth knowing.
// It finds: all errors of reading; phrases and regexes that cannot be compiled;
// parents and successors that nobody defines, circles of parents; the same alias twice in an entry,
// or in several entries (then a mention gets several labels, unless dates keep them
// apart); an alias that another of the same entry always covers (shadowed);
// aliases of one or two letters without `case: exact`; aliases that are common
// words; entries that nothing can find; dated aliases that end before they begin or before their entry did.
#pragma once

#include <string>
#include <vector>

#include "lexicons/lexicon.h"

namespace concord {

struct CheckReport {
  std::vector<Finding> findings;  ///< errors first, then warnings, then notes; each group in the order of the files
  std::size_t entries = 0;
  std::size_t rules = 0;
  std::string hash;
  std::string policy;  ///< Matcher::policy(): how overlaps are settled
  [[nodiscard]] std::size_t count(Severity severity) const;
};

/// Reads the files or folders and looks at all of it.
[[nodiscard]] CheckReport check_lexicon(const std::vector<std::string>& paths);
/// The same from memory.
[[nodiscard]] CheckReport check_lexicon(std::vector<LexiconSource> sources);

}  // namespace concord
