// Importers: other projects' dictionaries as drafts of ours. Each reports what it mended and what it left out.
//
// They work on the bytes of a file, never on the disk; `where` names the file
// in findings. What they make is written by to_yaml() and read by Lexicon.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document/result.h"
#include "lexicons/draft.h"

namespace concord {

class Lexicon;

/// Our CSV (to_csv), or any table with a column `name` (or `id`) and one of `alias`, `aliases`, `alternative_names`;
/// several values in a cell stand between '|'. Unknown columns are findings. Errors: no such columns, a broken table.
[[nodiscard]] Result<ImportReport> import_csv(std::string_view bytes, const std::string& where, const std::string& family);

/// The PA-X / PAA-X actor table (id_paax, actor_type, actor_name, abbreviation, alternative_names or alt_names).
/// Mended: encodings read wrongly ("CongrÃ¨s"), blanks, loose signs, what stands after a colon, brackets, names
/// whose "of" was taken out, names turned round ("Congo, Republic of the"). A name that several actors have, or that names a
/// kind ("Civil Society"), counts where the document names the actor's country. Left out: numbers and letters, words that name a kind ("Republic", "Government"),
/// signature blocks, names of other actors of the table. Each with its line. With `known`, enrich() comes before the names of
/// countries are made use of (import_countries.h).
[[nodiscard]] Result<ImportReport> import_paax(std::string_view bytes, const std::string& where, const Lexicon* known = nullptr);

/// Gives each actor of the draft the aliases of the actor of the same name in `known` (not its metonyms), unless another actor
/// of the draft has them. Returns how many were added.
std::size_t enrich(LexiconDraft& draft, const Lexicon& known);

/// PETRARCH, TABARI and Phoenix actor files: NAME, +ALIAS and [CODE >date] lines. Codes become identifiers, dated ones with
/// their dates in the key ("cameo-from-2007-01-01").
[[nodiscard]] Result<ImportReport> import_phoenix(std::string_view bytes, const std::string& where);

/// quanteda dictionaries in YAML: keys nested to any depth, lists of patterns; '*' as there, '?' is refused with a finding.
[[nodiscard]] Result<ImportReport> import_quanteda(std::string_view bytes, const std::string& where, const std::string& family);

/// SKOS in Turtle, RDF/XML or N-Triples (by raptor): a concept an entry, prefLabel and altLabel by language, broader as parent.
/// `syntax`: "turtle", "rdfxml", "ntriples" or "guess".
[[nodiscard]] Result<ImportReport> import_skos(std::string_view bytes, const std::string& where, const std::string& family,
                                               const std::string& syntax = "guess");

}  // namespace concord
