#include "pipeline/chronicle/backing.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace concord {
namespace {

bool is_cue(std::string_view term) {
  static const std::unordered_set<std::string_view> words = {
      "supporters", "supporter", "backed", "backing", "backers", "loyal", "loyalty", "allied", "allies", "ally", "allegiance", "stronghold", "strongholds", "controlled", "controls", "controlling", "dominated", "dominance",
      "sympathetic", "sympathizers", "sympathisers", "adherents", "followers", "constituency", "recruited", "recruits", "financed", "funded", "sanctuary", "sheltered", "refuge", "bases", "powerbase", "homeland",
      "native", "natives", "clans", "clan", "fiefdom", "fighters", "combatants", "militias", "sponsors", "sponsored", "patrons", "patronage", "electorate", "partisans", "soutien", "partisans", "fief", "apoyo", "partidarios", "сторонники", "сторонников", "поддержке", "поддержку", "поддержки"};
  if (words.contains(term)) return true;
  static constexpr std::string_view endings[] = {"-controlled", "-backed", "-held", "-based", "-dominated", "-led"};
  return std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) { return term.ends_with(ending); });
}

/// "enjoys the support of", "supported by": not "in support of the agreement", "UNMOT supported".
bool is_support(const Document& document, TokenRange sentence, std::uint32_t token) {
  const std::string_view term = document.term(document.tokens[token]);
  if (term != "support" && term != "supported" && term != "base") return false;
  if (token + 1 >= sentence.end) return false;
  const std::string_view next = document.term(document.tokens[token + 1]);
  const std::string_view before = token > sentence.begin ? document.term(document.tokens[token - 1]) : std::string_view{};
  if (term == "supported") return next == "by";
  return before != "in" && before != "to" && (next == "of" || next == "from" || next == "among" || next == "in");
}

}  // namespace

std::optional<TokenRange> backing_near(const Document& document, TokenRange sentence, TokenRange actor) {
  constexpr std::uint32_t reach = 7;
  const std::uint32_t begin = std::max(sentence.begin, actor.begin > reach ? actor.begin - reach : 0);
  const std::uint32_t end = std::min(sentence.end, actor.end + reach);
  for (std::uint32_t t = begin; t < end; ++t) {
    const bool part_of_word = t >= actor.begin && t < actor.end && document.term(document.tokens[t]).find('-') == std::string_view::npos;
    if (!part_of_word && (is_cue(document.term(document.tokens[t])) || is_support(document, sentence, t))) return TokenRange{t, t + 1};
  }
  return std::nullopt;
}

}  // namespace concord
