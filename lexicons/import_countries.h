// Countries of a table of actors: the variants of names that follow from them, and the context that tells apart actors of one name.
//
// "Civil Society" is an actor of many countries, "the Government" of all:
// such names count in documents that name the country, one of its people, or an
// actor that only this country has. What has no country to tell it by is left out.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lexicons/draft.h"

namespace concord {

/// Begin of the evidence of a name that is half of another, "A / B": it yields to whoever has it as a whole name.
inline constexpr std::string_view half_of = "half of '";

/// Whether a name is made of words that name a kind, "National Council", and of nothing else.
[[nodiscard]] bool names_a_kind(const std::string& text);

/// Adds variants of names (name_variants.h), government names of states and short names without the country; then gives every name that
/// several actors have, or that names a kind, a context or takes it out. `countries`: entry id -> any code, the same for
/// the state and its actors; empty where there is none. Each decision is a finding of `where`.
void settle_by_country(LexiconDraft& draft, const std::map<std::string, std::string>& countries, const std::string& where, std::vector<Finding>& findings);

}  // namespace concord
