// LexiconReader: one YAML file of a lexicon, read into entries and rules with the place of each.
//
// It knows the keys of the format and what each may hold, and says of anything
// else where it stands and what was probably meant. It does not know other
// files: includes, extensions and overrides are settled by LexiconBuilder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lexicons/lexicon.h"

namespace concord {

/// How an entry relates to an earlier one of the same id.
enum class EntryMode : std::uint8_t { define, extend, override };

struct ReadEntry {
  Entry entry;
  EntryMode mode = EntryMode::define;
  std::vector<Rule> rules;            ///< Rule::entry is not set yet
  std::vector<std::string> removed;   ///< of an extension: texts of rules that no longer hold
  std::vector<std::string> keys;      ///< the keys that were given: what an extension replaces
};

struct ReadFile {
  std::string family;
  std::string title;
  std::vector<ContextPhrase> includes;
  std::vector<ReadEntry> entries;
};

/// The most values a file with YAML anchors may have once they are expanded: a small file can ask for billions.
inline constexpr std::size_t max_expanded_values = 1'000'000;

/// Reads `content`, the file number `file`. `path` is for the findings, which are appended; the file is read as far as
/// it can be understood.
[[nodiscard]] ReadFile read_lexicon_file(std::string_view content, std::uint32_t file, const std::string& path,
                                         std::vector<Finding>& findings);

}  // namespace concord
