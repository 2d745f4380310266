// Stem: what a word's forms have in common (Snowball), for finding the forms of a query's word in the term dictionary.
//
// The index holds no stems: a query for a word is widened over the terms that
// share its stem, and shows which they were.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// One thread; copies are cheap to make and share nothing.
class Stemmer {
 public:
  /// `language`: primary tag ("en", "ru"); one that Snowball does not know (Tajik, Persian) stems nothing.
  explicit Stemmer(std::string language);
  ~Stemmer();
  Stemmer(const Stemmer& other);
  Stemmer& operator=(const Stemmer& other);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  [[nodiscard]] bool knows_language() const;

  /// The folded stem of a folded term; the term itself when the language is unknown. Terms in which every accent was
  /// folded away stem a little worse than the words they came from.
  [[nodiscard]] std::string stem(std::string_view term);

 private:
  struct Engine;
  std::string x_language;
  std::unique_ptr<Engine> x_engine;
};

/// The primary tags that stem something, ascending.
[[nodiscard]] std::vector<std::string> stemmed_languages();

}  // namespace concord
