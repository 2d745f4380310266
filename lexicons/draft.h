// LexiconDraft: a lexicon on its way into a file: what importers, `suggest` and `learn` make and what is written as YAML or CSV.
//
// The YAML is what Lexicon reads; the CSV has one row a rule, for people who
// edit in a spreadsheet, and comes back through import_csv() without loss of
// anything that a rule or entry says (places in files excepted).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "lexicons/lexicon.h"

namespace concord {

struct DraftEntry {
  Entry entry;
  std::vector<Rule> rules;
  bool extends = false;  ///< adds to an entry of the same id in another file
};

struct LexiconDraft {
  std::string family = "actor";
  std::string title;
  std::vector<std::string> sources;
  std::string comment;  ///< head of the YAML file, without '#'
  std::vector<DraftEntry> entries;
};

/// What an importer made and what it had to say about its source: every alias that it mended or refused, with the line.
struct ImportReport {
  LexiconDraft draft;
  std::vector<Finding> findings;
  std::size_t enriched = 0;  ///< aliases that came from another lexicon
};

/// One family of a lexicon as a draft.
[[nodiscard]] LexiconDraft draft_of(const Lexicon& lexicon, std::string_view family);

[[nodiscard]] std::string to_yaml(const LexiconDraft& draft);
[[nodiscard]] std::string to_csv(const LexiconDraft& draft);

/// A text as a YAML scalar: plain where that is safe, else in double quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

/// An id out of a name: "Said Abdullo Nuri" -> "said-abdullo-nuri"; Cyrillic letters by sound; empty when nothing is left.
[[nodiscard]] std::string id_of(std::string_view name);

}  // namespace concord
