// Variants of names: the ways in which people write the name of an organisation other than as a table has it.
//
// Pure functions from one name to phrases in the notation of phrase.h: with and
// without articles, with the other forms of a country's name ("Rwandan" for
// "Rwandese"), without it, and in French and Spanish, word by word. They know
// no actor; which variants are an actor's own and which need a context the
// importers decide.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace concord {

/// What stands between blanks.
[[nodiscard]] std::vector<std::string> words_of(const std::string& text);

/// "Movement for the Liberation of Congo" -> "... of the Congo", and back. Without the name itself; one article at most; none for names of fewer than five words.
[[nodiscard]] std::vector<std::string> article_variants(const std::string& name);

/// The name with each of the other forms in the place of the first one that it holds. `forms`: "Liberia", "Liberian", "South Sudanese" ...
[[nodiscard]] std::vector<std::string> with_other_forms(const std::string& name, const std::vector<std::string>& forms);

/// The name without a form of its country at either end ("Episcopal Conference of Colombia" -> "Episcopal Conference"); empty when
/// it holds none there or fewer than two words are left.
[[nodiscard]] std::string without_country(const std::string& name, const std::vector<std::string>& forms);

/// French and Spanish readings of an English name: "Alliance for Democracy and Progress" -> "alliance ** democratie ** progres", "alianza ** democracia ** progreso".
/// A word that the list of political words lacks stands as it is; none when more than one is not in it, fewer than two are, or the name has more than five.
[[nodiscard]] std::vector<std::string> translated_variants(const std::string& name);

}  // namespace concord
