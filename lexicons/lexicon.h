// Lexicon: what Concord looks for: entries (actors, themes) with their rules, as read from YAML files.
//
// The format is described in docs/lexicon.md. Many files make one lexicon; a
// file may include others, and a later entry may extend or override an earlier
// one of the same id. Everything that is wrong is collected with file, line
// and column before the first error is returned. A Lexicon is immutable; what
// finds its rules in a text is the Matcher, what criticises it is check.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/document/result.h"
#include "lexicons/catalogue.h"
#include "lexicons/phrase.h"

namespace concord {

/// Where something stands in the files of a lexicon. Line and column count from 1.
struct Place {
  std::uint32_t file = 0;  ///< index into Lexicon::files()
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(const Place&, const Place&) = default;
};

enum class Severity : std::uint8_t { error, warning, note };

/// One thing to say about a lexicon.
struct Finding {
  Severity severity = Severity::error;
  std::string where;    ///< "actors/tajikistan.yaml:41:7"
  std::string message;
  std::string remedy;
  ErrorCode code = ErrorCode::configuration;  ///< as an Error would have it
  /// "where: severity: message; remedy"
  [[nodiscard]] std::string to_string() const;
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// How letters of a rule compare with those of the text.
enum class LetterCase : std::uint8_t {
  fold,     ///< upper and lower case are one
  exact,    ///< every letter in the case that is written in the rule
  capital,  ///< the first and the last word begin with a capital where those of the rule do
};
enum class Accents : std::uint8_t { fold, exact };

/// How far from a match its context may stand.
struct ContextWindow {
  enum class Unit : std::uint8_t { tokens, sentence, paragraph, document };
  Unit unit = Unit::sentence;
  std::uint32_t tokens = 0;  ///< for Unit::tokens: how many tokens may lie between, plus one
  friend bool operator==(const ContextWindow&, const ContextWindow&) = default;
};

/// A phrase that is no rule by itself: context, exclusion.
struct ContextPhrase {
  std::string text;
  Place place;
  friend bool operator==(const ContextPhrase&, const ContextPhrase&) = default;
};

/// One alias or pattern.
struct Rule {
  enum class Kind : std::uint8_t {
    phrase,
    regex,
    label,  ///< evidence only: another label in the same sentence
  };
  Kind kind = Kind::phrase;
  std::string text;         ///< as written; of a regex without the slashes; of a label its id
  Place place;
  std::uint32_t entry = 0;  ///< index into Lexicon::entries()
  LetterCase letters = LetterCase::fold;
  Accents accents = Accents::fold;
  Plural plural = Plural::none;
  std::vector<ContextPhrase> near;     ///< one of them within `within`
  ContextWindow within;
  std::vector<ContextPhrase> require;  ///< one of them in the sentence
  std::vector<ContextPhrase> forbid;   ///< none of them in the sentence
  std::optional<Date> from, to;        ///< of a dated alias: only in documents dated inside
  double weight = 1.0;                 ///< what it adds to its entry's score; 0 or less is evidence without a mention
  std::uint8_t confidence = 100;
  bool metonym = false;
  bool is_name = false;                ///< the entry's name, or one of `names`
  std::string language;                ///< of one of `names`: BCP 47
  std::vector<std::string> tags;
  std::string evidence;                ///< what it rests on, where a tool wrote it
  friend bool operator==(const Rule&, const Rule&) = default;
};

/// The scores that a label needs. 0 = no such demand.
struct Threshold {
  double sentence = 1.0;
  double document = 0.0;
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

struct Entry {
  std::string id;      ///< "uto"
  std::string family;  ///< "actor", "theme"
  std::string name;
  std::string type;
  std::map<std::string, std::string> names;  ///< language -> name
  std::vector<std::string> parents;          ///< ids of the same family, as written (`part-of` or `parent`)
  std::vector<std::string> successors;
  std::string country;
  std::string track;
  std::map<std::string, std::string> identifiers;
  std::string definition;
  std::optional<Date> from, to;
  std::vector<std::string> sources;
  std::string notes;
  std::vector<ContextPhrase> exclusions;  ///< `not`
  Threshold threshold;
  bool polarity = false;                  ///< whether negation is recorded
  Place place;

  [[nodiscard]] std::string label() const { return family + ":" + id; }
  friend bool operator==(const Entry&, const Entry&) = default;
};

struct LexiconFile {
  std::string path;   ///< as given or found: for errors
  std::string name;   ///< last two parts, "actors/tajikistan.yaml": for rule texts, the same wherever it is installed
  std::string family;
  std::string title;
  friend bool operator==(const LexiconFile&, const LexiconFile&) = default;
};

/// A file handed over in memory.
struct LexiconSource {
  std::string path;
  std::string content;
};

/// The types an actor may have, in the order of the documentation.
[[nodiscard]] const std::vector<std::string>& actor_types();

class Lexicon {
 public:
  Lexicon() = default;  ///< finds nothing

  /// Reads files, and folders with all *.yaml and *.yml below them in the order of their names. Later paths may extend
  /// or override entries of earlier ones. The first error is returned, with the number of others.
  [[nodiscard]] static Result<Lexicon> load(const std::vector<std::string>& paths);

  /// The same from memory: `include` looks among the sources first, by path.
  [[nodiscard]] static Result<Lexicon> parse(std::vector<LexiconSource> sources);

  [[nodiscard]] const std::vector<LexiconFile>& files() const { return x_files; }
  [[nodiscard]] const std::vector<Entry>& entries() const { return x_entries; }
  [[nodiscard]] const std::vector<Rule>& rules() const { return x_rules; }
  [[nodiscard]] const Catalogue& catalogue() const { return x_catalogue; }
  /// XXH3-128 over names and contents of all files, hexadecimal.
  [[nodiscard]] const std::string& hash() const { return x_catalogue.hash(); }
  /// "actors/tajikistan.yaml:41"
  [[nodiscard]] std::string place_name(const Place& place) const;
  /// "lexicons/actors/tajikistan.yaml:41:7", for messages
  [[nodiscard]] std::string place_path(const Place& place) const;
  /// The rule as annotations carry it: "actors/tajikistan.yaml:41 United Tajik Opposition"
  [[nodiscard]] std::string rule_text(const Rule& rule) const;

 private:
  friend class LexiconBuilder;
  std::vector<LexiconFile> x_files;
  std::vector<Entry> x_entries;
  std::vector<Rule> x_rules;  // by entry, then in the order of the files
  Catalogue x_catalogue;
};

/// All that reading found out, for the linter: the lexicon as far as it could be read, and every finding.
struct LexiconReading {
  Lexicon lexicon;
  std::vector<Finding> findings;
};
[[nodiscard]] LexiconReading read_lexicon(const std::vector<std::string>& paths);
[[nodiscard]] LexiconReading read_lexicon(std::vector<LexiconSource> sources);

/// What is said when memory runs out while `where` is read or compiled.
[[nodiscard]] Error too_big_for_memory(const std::string& where);

}  // namespace concord
