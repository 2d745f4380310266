// Documents for tests of the matcher: the words of corpus/text, with simple sentences, and a readable picture of tags.
//
// A sentence ends at . ! ? before a blank and a capital, and at a blank line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "lexicons/matcher.h"

namespace concord::test {

[[nodiscard]] Document words(std::string_view text);

/// "[actor:uto United Tajik Opposition] [!theme:ombudsman ombudsman]": label, '!' when negated, and the text claimed.
[[nodiscard]] std::string tags(const Document& document);

/// Compiles a lexicon from one YAML text; fails the test when it cannot.
[[nodiscard]] Matcher matcher_of(std::string_view yaml);

/// words(text), annotated, as tags.
[[nodiscard]] std::string tagged(const Matcher& matcher, std::string_view text);

/// A lexicon of actors named a, b, c ... with these aliases, each as a YAML value.
[[nodiscard]] std::string actors(const std::vector<std::string>& aliases);

}  // namespace concord::test
