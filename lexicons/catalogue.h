// Catalogue: the labels that documents can carry: what search, statistics and output need to know of a lexicon.
//
// A lexicon is parsed into rules (for the Matcher) and a Catalogue. The
// catalogue is stored with each commit of the index, so that queries need no
// lexicon files and always speak of the lexicon the documents were tagged with.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct Label {
  std::string id;      ///< "actor:uto", "theme:ombudsman": kind of lexicon, colon, entry id
  std::string name;    ///< preferred name
  std::string type;    ///< of actors: "armed-organisation", "state", ...; empty for themes
  std::vector<std::string> parents;  ///< ids of wider labels: a theme's parent, an actor's `part-of`
  std::string country;  ///< ISO 3166 alpha-2, may be empty
  std::string track;    ///< "1", "1.5", "2", "3" or empty
  std::string definition;  ///< one line
  friend bool operator==(const Label&, const Label&) = default;
};

class Catalogue {
 public:
  Catalogue() = default;
  /// Requires: ids are unique. Labels are kept sorted by id. `hash` names the lexicons, hexadecimal.
  Catalogue(std::vector<Label> labels, std::string hash);

  [[nodiscard]] const std::vector<Label>& labels() const { return x_labels; }
  [[nodiscard]] const std::string& hash() const { return x_hash; }
  [[nodiscard]] const Label* find(std::string_view id) const;
  /// The label and all that are below it, themselves sorted by id.
  [[nodiscard]] std::vector<std::string> with_descendants(std::string_view id) const;
  /// Labels of one family ("actor") and, if given, one type.
  [[nodiscard]] std::vector<std::string> of_family(std::string_view family, std::string_view type = {}) const;

  [[nodiscard]] std::string to_json() const;
  [[nodiscard]] static Result<Catalogue> from_json(std::string_view json);

 private:
  std::vector<Label> x_labels;
  std::string x_hash;
};

}  // namespace concord
