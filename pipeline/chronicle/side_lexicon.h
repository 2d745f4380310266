// SideLexicon: a lexicon that is asked after indexing: places, names of texts.
//
// Actors and themes are tagged when a document is indexed; what only a chronology or a list of citations needs is
// found in the stored tokens when it is asked for, by the same matcher and the same file format, so that a better list of
// places changes the answers without a new index.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/lexicon.h"
#include "lexicons/matcher.h"

namespace concord {

/// One mention. `entry` is an index into entries().
struct SideMention {
  TokenRange tokens;
  TextSpan span;
  std::uint32_t entry = 0;
};

/// One thread (it owns a scratch).
class SideLexicon {
 public:
  SideLexicon() = default;  ///< finds nothing

  /// Folders or files. Errors: those of Lexicon::load and Matcher::compile.
  [[nodiscard]] static Result<SideLexicon> load(const std::vector<std::string>& paths);
  [[nodiscard]] static Result<SideLexicon> parse(std::vector<LexiconSource> sources);

  /// Mentions ascending by their first token. Requires: text, tokens and sentences are there. The document comes back as
  /// it was: its annotations are set aside meanwhile.
  [[nodiscard]] std::vector<SideMention> find(Document& document);

  [[nodiscard]] const std::vector<Entry>& entries() const { return x_lexicon.entries(); }
  /// Null when there is none. `id` with its family: "text:general-agreement".
  [[nodiscard]] const Entry* entry(std::string_view id) const;

 private:
  static Result<SideLexicon> compile(Lexicon lexicon);

  Lexicon x_lexicon;
  std::shared_ptr<const Matcher> x_matcher;  // shared: copies of a SideLexicon read the same tables
  Matcher::Scratch x_scratch;
  std::map<std::string, std::uint32_t, std::less<>> x_number_of;
};

}  // namespace concord
