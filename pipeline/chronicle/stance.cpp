#include "pipeline/chronicle/stance.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

namespace concord {
namespace {

using Verbs = std::unordered_map<std::string_view, Stance>;
using Words = std::unordered_set<std::string_view>;

const Verbs& verbs() {
  using enum Stance;
  static const Verbs table = {
      {"demanded", asks}, {"demands", asks}, {"demanding", asks}, {"insisted", asks}, {"insists", asks}, {"insisting", asks}, {"called", asks}, {"calls", asks}, {"urged", asks},
      {"urges", asks}, {"requested", asks}, {"requests", asks}, {"asked", asks}, {"appealed", asks}, {"appeals", asks}, {"sought", asks}, {"seeks", asks}, {"seeking", asks},
      {"wanted", asks}, {"wants", asks}, {"advocated", asks}, {"advocates", asks}, {"pressed", asks}, {"favoured", asks}, {"favored", asks}, {"preferred", asks}, {"hoped", asks},
      {"recommended", asks}, {"recommends", asks}, {"claimed", asks}, {"claims", asks}, {"demande", asks}, {"exige", asks}, {"reclame", asks}, {"exigio", asks}, {"exige", asks}, {"pidio", asks},
      {"потребовал", asks}, {"потребовала", asks}, {"потребовали", asks}, {"требует", asks}, {"требуют", asks}, {"призвал", asks}, {"призвала", asks}, {"призвали", asks}, {"настаивает", asks},
      {"proposed", offers}, {"proposes", offers}, {"suggested", offers}, {"offered", offers}, {"offers", offers}, {"agreed", offers}, {"agrees", offers}, {"accepted", offers}, {"accepts", offers},
      {"promised", offers}, {"undertook", offers}, {"undertakes", offers}, {"pledged", offers}, {"consented", offers}, {"conceded", offers}, {"submitted", offers},
      {"presented", offers}, {"nominated", offers}, {"welcomed", offers}, {"endorsed", offers}, {"supported", offers}, {"supports", offers}, {"approved", offers}, {"released", offers}, {"accepte", offers},
      {"propose", offers}, {"convenu", offers}, {"acepto", offers}, {"propuso", offers}, {"согласился", offers}, {"согласилась", offers}, {"согласились", offers}, {"предложил", offers},
      {"предложила", offers}, {"предложили", offers},
      {"refused", refuses}, {"refuses", refuses}, {"refusing", refuses}, {"rejected", refuses}, {"rejects", refuses}, {"opposed", refuses}, {"opposes", refuses}, {"declined", refuses},
      {"objected", refuses}, {"objects", refuses}, {"suspended", refuses}, {"withdrew", refuses}, {"boycotted", refuses}, {"denied", refuses}, {"denies", refuses}, {"resisted", refuses},
      {"refuted", refuses}, {"threatened", refuses}, {"refuse", refuses}, {"rejette", refuses}, {"rechazo", refuses}, {"отказался", refuses}, {"отказалась", refuses},
      {"отказались", refuses}, {"отверг", refuses}, {"отвергла", refuses}, {"отвергли", refuses},
      {"accused", accuses}, {"accuses", accuses}, {"accusing", accuses}, {"blamed", accuses}, {"blames", accuses}, {"complained", accuses}, {"complains", accuses}, {"protested", accuses},
      {"protests", accuses}, {"criticized", accuses}, {"criticised", accuses}, {"criticizes", accuses}, {"condemned", accuses}, {"condemns", accuses}, {"denounced", accuses}, {"alleged", accuses}, {"alleges", accuses}, {"charged", accuses},
      {"accuse", accuses}, {"acuso", accuses}, {"обвинил", accuses}, {"обвинила", accuses}, {"обвинили", accuses}, {"осудил", accuses}, {"осудила", accuses}, {"осудили", accuses},
      {"stated", states}, {"states", states}, {"declared", states}, {"declares", states}, {"announced", states}, {"announces", states}, {"said", states}, {"says", states}, {"affirmed", states},
      {"reaffirmed", states}, {"confirmed", states}, {"stressed", states}, {"emphasized", states}, {"emphasised", states}, {"argued", states}, {"argues", states}, {"asserted", states},
      {"reiterated", states}, {"explained", states}, {"informed", states}, {"expressed", states}, {"considered", states}, {"considers", states}, {"believed", states}, {"believes", states},
      {"warned", states}, {"indicated", states}, {"intends", states}, {"intended", states}, {"decided", states}, {"pointed", states}, {"declare", states}, {"declaro", states}, {"afirmo", states},
      {"заявил", states}, {"заявила", states}, {"заявили", states}, {"подтвердил", states}, {"подтвердила", states}, {"подтвердили", states}};
  return table;
}

const Verbs& nouns() {
  using enum Stance;
  static const Verbs table = {{"demand", asks}, {"demands", asks}, {"request", asks}, {"requests", asks}, {"appeal", asks}, {"insistence", asks}, {"call", asks}, {"claim", asks}, {"claims", asks}, {"aspirations", asks}, {"interests", asks},
                              {"goal", asks}, {"goals", asks}, {"aim", asks}, {"aims", asks}, {"priorities", asks}, {"priority", asks}, {"recommendation", asks}, {"recommendations", asks}, {"proposal", offers}, {"proposals", offers},
                              {"offer", offers}, {"readiness", offers}, {"willingness", offers}, {"agreement", offers}, {"consent", offers}, {"commitment", offers}, {"promise", offers}, {"acceptance", offers},
                              {"nominee", offers}, {"nominees", offers}, {"candidates", offers}, {"refusal", refuses}, {"rejection", refuses}, {"objection", refuses},
                              {"objections", refuses}, {"withdrawal", refuses}, {"reluctance", refuses}, {"threat", refuses}, {"accusation", accuses}, {"accusations", accuses}, {"complaint", accuses}, {"complaints", accuses},
                              {"allegation", accuses}, {"allegations", accuses}, {"protest", accuses}, {"grievances", accuses}, {"concern", states}, {"concerns", states}, 
                              {"statement", states}, {"declaration", states}, {"announcement", states}, {"decision", states}, {"view", states}, {"views", states}};
  return table;
}

/// Words that may stand between a mention and its verb without another taking its place.
bool may_stand_between(std::string_view term) {
  static const Words words = {"has", "have", "had", "also", "again", "formally", "firmly", "strongly", "repeatedly", "publicly", "officially", "subsequently", "then", "still", "therefore", "however", "further", "jointly",
                              "both", "not", "did", "do", "does", "will", "would", "should", "was", "is", "are", "were", "to", "continued", "continues", "immediately", "once", "consistently", "initially", "finally", "now", "in", "turn", "its", "part", "on", "for", "the",
                              "leader", "leaders", "leadership", "delegation", "side", "representatives", "representative", "members", "member", "authorities", "spokesman", "chairman", "deputy", "head", "chief", "officials", "commanders", "a"};
  return words.contains(term);
}

std::string_view term_at(const Document& document, std::uint32_t token) { return document.term(document.tokens[token]); }

std::string_view signs_before(const Document& document, std::uint32_t token) {
  return document.text_of({document.tokens[token - 1].span.end, document.tokens[token].span.begin});
}

bool breaks(std::string_view signs) { return signs.find_first_of(";:") != std::string_view::npos; }

std::optional<Stance> looked_up(const Verbs& table, std::string_view term) {
  const auto found = table.find(term);
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

bool stands_of_itself(const Document& document, std::uint32_t token) {  // "was called", "is considered": said of it, not by it
  static constexpr std::array<std::string_view, 9> passive = {"was", "were", "is", "are", "been", "being", "be", "as", "of"};
  return std::find(passive.begin(), passive.end(), term_at(document, token)) == passive.end();
}

/// "in a letter to Mr. Nuri", "between the two and the UTO", "its participation in the Commission": not who acts in what follows. But "the leader of the
/// UTO demanded" is.
bool is_object(const Document& document, TokenRange sentence, TokenRange actor) {
  static const Words prepositions = {"to", "with", "in", "between", "from", "against", "for", "on", "into", "at", "toward", "towards", "among", "of", "than", "avec", "con", "entre", "contre", "с", "в", "между"};
  static const Words titles = {"the", "mr", "mrs", "ms", "president", "sayed", "sayid", "minister", "ambassador", "general", "both"};
  std::uint32_t t = actor.begin;
  while (t > sentence.begin && titles.contains(term_at(document, t - 1))) --t;
  if (t == sentence.begin) return false;
  const std::string_view before = term_at(document, t - 1);
  if (before == "of" && t > sentence.begin + 1) return !may_stand_between(term_at(document, t - 2));
  if (before == "and") {
    constexpr std::uint32_t reach = 6;
    for (std::uint32_t b = std::max(sentence.begin, t > reach ? t - reach : 0); b < t; ++b) {
      if (term_at(document, b) == "between") return true;
    }
    return false;
  }
  return prepositions.contains(before) && signs_before(document, t).find(',') == std::string_view::npos;
}

/// A verb behind the mention. Names in apposition ("the UTO leader, Mr. Nuri, demanded") are passed over: words with capitals.
std::optional<StanceFound> verb_behind(const Document& document, TokenRange sentence, TokenRange actor) {
  constexpr std::uint32_t reach = 8;
  if (is_object(document, sentence, actor)) return std::nullopt;
  for (std::uint32_t t = actor.end; t < std::min(sentence.end, actor.end + reach); ++t) {
    if (breaks(signs_before(document, t))) return std::nullopt;
    const std::string_view term = term_at(document, t);
    const std::string_view surface = document.text_of(document.tokens[t].span);
    const bool capital = !surface.empty() && surface[0] >= 'A' && surface[0] <= 'Z';
    if (const auto stance = looked_up(verbs(), term); stance && !capital) {  // not "Said Abdullo Nuri"
      if (!stands_of_itself(document, t - 1)) return std::nullopt;
      return StanceFound{*stance, {t, t + 1}};
    }
    if (!capital && !may_stand_between(term) && term != "and") return std::nullopt;
  }
  return std::nullopt;
}

/// "the UTO's demand", "UTO proposals", "the UTO's formal declaration".
std::optional<StanceFound> noun_behind(const Document& document, TokenRange sentence, TokenRange actor) {
  static const Words others = {"and", "or", "to", "of", "for", "in", "on", "with", "the", "a", "by", "from", "at", "is", "was", "were", "are"};
  for (std::uint32_t t = actor.end; t < std::min(sentence.end, actor.end + 2); ++t) {
    const std::string_view signs = signs_before(document, t);
    const std::string_view term = term_at(document, t);
    if (breaks(signs) || signs.find(',') != std::string_view::npos || others.contains(term)) return std::nullopt;
    if (const auto stance = looked_up(nouns(), term)) return StanceFound{*stance, {t, t + 1}};
  }
  return std::nullopt;
}

/// "demanded by the UTO", "the demands of the UTO", "according to the UTO".
std::optional<StanceFound> word_before(const Document& document, TokenRange sentence, TokenRange actor) {
  std::uint32_t t = actor.begin;
  while (t > sentence.begin && (term_at(document, t - 1) == "the" || term_at(document, t - 1) == "both")) --t;
  if (t < sentence.begin + 2) return std::nullopt;
  const std::string_view link = term_at(document, t - 1);
  const std::string_view word = term_at(document, t - 2);
  if (link == "by") {
    if (const auto stance = looked_up(verbs(), word)) return StanceFound{*stance, {t - 2, t - 1}};
  }
  if (link == "of" || link == "by" || link == "from") {
    if (const auto stance = looked_up(nouns(), word)) return StanceFound{*stance, {t - 2, t - 1}};
  }
  if (link == "to" && word == "according") return StanceFound{Stance::states, {t - 2, t}};
  return std::nullopt;
}

/// "was never fully endorsed by the UTO", "did not agree".
bool is_denied(const Document& document, TokenRange sentence, std::uint32_t word) {
  static const Words denials = {"not", "never", "nor", "neither", "without", "cannot", "hardly", "ne", "jamais", "nunca", "не"};
  constexpr std::uint32_t reach = 3;
  const std::uint32_t begin = std::max(sentence.begin, word > reach ? word - reach : 0);
  for (std::uint32_t t = begin; t < word; ++t) {
    if (denials.contains(term_at(document, t))) return true;
  }
  return false;
}

/// What was not offered was refused; of the others a denial is a statement.
Stance denied(Stance stance) { return stance == Stance::offers ? Stance::refuses : Stance::states; }

}  // namespace

std::string_view name(Stance stance) {
  static constexpr std::array<std::string_view, stance_count> names = {"asks", "offers", "refuses", "accuses", "states"};
  return names[static_cast<std::size_t>(stance)];
}

std::optional<StanceFound> stance_of(const Document& document, TokenRange sentence, TokenRange actor) {
  auto found = verb_behind(document, sentence, actor);
  if (!found) found = noun_behind(document, sentence, actor);
  if (!found) found = word_before(document, sentence, actor);
  if (found && is_denied(document, sentence, found->word.begin)) found->stance = denied(found->stance);
  return found;
}

}  // namespace concord
