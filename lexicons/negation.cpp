#include "lexicons/negation.h"

#include <algorithm>

namespace concord {
namespace {
using CueKind = NegationCue::Kind;

constexpr std::string_view participle =
    "*ed|held|made|taken|given|found|met|built|paid|kept|sent|done|seen|begun|set|put|brought|sought|drawn|chosen|dealt|led|left|won";
}  // namespace

const std::vector<NegationCue>& negation_cues() {
  static const std::string was_not = "was|were|is|are|be not|never " + std::string(participle);
  static const std::string was_not_yet = "was|were|is|are|be not|never yet|ever|formally|fully|actually|properly " + std::string(participle);
  static const std::vector<NegationCue> cues = {
      {"no", CueKind::negates_right},
      {"not", CueKind::negates_right},
      {"none of", CueKind::negates_right},
      {"never", CueKind::negates_right},
      {"neither", CueKind::negates_right},
      {"nor", CueKind::negates_right},
      {"without", CueKind::negates_right},
      {"cannot", CueKind::negates_right},
      {"don't|doesn't|didn't|hasn't|haven't|hadn't|isn't|aren't|wasn't|weren't|won't|wouldn't|can't|couldn't|shouldn't", CueKind::negates_right},
      {"lack|absence|lacks|lacked|lacking of", CueKind::negates_right},
      {"lacks|lacked|lacking", CueKind::negates_right},
      {"fail|fails|failed|failing|failure to", CueKind::negates_right},
      {"failure of", CueKind::negates_right},
      {"unable|unwilling to", CueKind::negates_right},
      {"yet to", CueKind::negates_right},
      {"не|ни|нет|без|никогда|отсутствие|отсутствия|отсутствии|отсутствует", CueKind::negates_right},
      {"pas|aucun|aucune|sans|jamais|ni|nul|nulle", CueKind::negates_right},
      {"absence de|d'un|d'une", CueKind::negates_right},
      {was_not, CueKind::negates_left},
      {was_not_yet, CueKind::negates_left},
      {"has|have|had not|never been", CueKind::negates_left},
      {"has|have|had not|never yet|ever been", CueKind::negates_left},
      {"has|have|had yet to be", CueKind::negates_left},
      {"could|can|should|would|will|may not be " "*ed|held|made|taken|given|found|built|set|put", CueKind::negates_left},
      {"cannot be", CueKind::negates_left},
      {"hasn't|haven't|hadn't been", CueKind::negates_left},
      {"wasn't|weren't|isn't|aren't *ed|held|made|taken|given|set|put", CueKind::negates_left},
      {"не был|была|было|были", CueKind::negates_left},
      {"не создан|создана|создано|созданы|назначен|учрежден|принят|принята|достигнуто|подписано|подписан", CueKind::negates_left},
      {"n'a|n'ont|n'avait|n'avaient pas|jamais été", CueKind::negates_left},
      {"not only|just|merely|simply|solely|least", CueKind::harmless},
      {"no|not later|less|fewer|more|earlier|sooner|greater than", CueKind::harmless},
      {"not to mention", CueKind::harmless},
      {"no doubt", CueKind::harmless},
      {"whether or not", CueKind::harmless},
      {"no matter", CueKind::harmless},
      {"not withstanding", CueKind::harmless},
      {"without delay|prejudice|exception|exceptions|precondition|preconditions|reservation|hindrance|distinction|discrimination", CueKind::harmless},
      {"without further|undue|any delay|delays|distinction|discrimination|preconditions", CueKind::harmless},
      {"не только", CueKind::harmless},
      {"без промедления|исключения|ущерба|задержек", CueKind::harmless},
      {"pas seulement|uniquement", CueKind::harmless},
      {"sans délai|délais|préjudice|exception|tarder", CueKind::harmless},
      {"but|however|although|though|because|whereas|while|unless|which|who|nevertheless|instead", CueKind::border},
      {"но|однако|хотя|который|которая|которые|потому", CueKind::border},
      {"mais|cependant|quoique|toutefois|tandis|qui", CueKind::border},
  };
  return cues;
}

bool is_clause_border(std::string_view between) {
  if (between.find_first_of(",;:()[]") != std::string_view::npos) return true;
  if (between.find("\xE2\x80\x94") != std::string_view::npos) return true;  // em dash
  if (between.find("\xD8\x8C") != std::string_view::npos) return true;      // Arabic comma
  const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  if (between.size() < 3 || !blank(between.front()) || !blank(between.back())) return false;
  return between.find('-') != std::string_view::npos || between.find("\xE2\x80\x93") != std::string_view::npos;  // en dash
}

namespace {

class Scopes {
 public:
  Scopes(const Document& document, TokenRange sentence, const std::vector<CueHit>& hits)
      : x_document(document), x_sentence(sentence), x_hits(hits) {}

  // From the end of the cue to the border on the right.
  [[nodiscard]] TokenRange right(const CueHit& hit) const {
    std::uint32_t end = hit.tokens.end;
    const std::uint32_t limit = std::min(x_sentence.end, hit.tokens.end + negation_reach);
    while (end < limit && !border_before(end) && !starts_border(end)) ++end;
    return {hit.tokens.end, end};
  }

  // From the border on the left to the begin of the cue.
  [[nodiscard]] TokenRange left(const CueHit& hit) const {
    std::uint32_t begin = hit.tokens.begin;
    const std::uint32_t limit = hit.tokens.begin - x_sentence.begin > negation_reach ? hit.tokens.begin - negation_reach : x_sentence.begin;
    while (begin > limit && !border_before(begin) && !starts_border(begin - 1)) --begin;
    return {begin, hit.tokens.begin};
  }

  [[nodiscard]] bool harmless(const CueHit& hit) const {
    const auto covers = [&](const CueHit& other) {
      return other.kind == CueKind::harmless && other.tokens.begin <= hit.tokens.begin && hit.tokens.end <= other.tokens.end;
    };
    return std::any_of(x_hits.begin(), x_hits.end(), covers) || is_number_sign(hit);
  }

 private:
  [[nodiscard]] bool border_before(std::uint32_t token) const {
    if (token == x_sentence.begin) return true;
    return is_clause_border(x_document.text_of({x_document.tokens[token - 1].span.end, x_document.tokens[token].span.begin}));
  }
  [[nodiscard]] bool starts_border(std::uint32_t token) const {
    return std::any_of(x_hits.begin(), x_hits.end(),
                       [&](const CueHit& other) { return other.kind == CueKind::border && other.tokens.contains(token); });
  }
  // "No. 5"
  [[nodiscard]] bool is_number_sign(const CueHit& hit) const {
    if (hit.tokens.size() != 1 || hit.tokens.end >= x_sentence.end) return false;
    return x_document.term(x_document.tokens[hit.tokens.begin]) == "no" &&
           x_document.tokens[hit.tokens.end].kind == TokenKind::number;
  }

  const Document& x_document;
  TokenRange x_sentence;
  const std::vector<CueHit>& x_hits;
};

}  // namespace

void negation_scopes(const Document& document, TokenRange sentence, const std::vector<CueHit>& hits, std::vector<TokenRange>& scopes) {
  const Scopes find(document, sentence, hits);
  for (const CueHit& hit : hits) {
    const bool cue = hit.kind == CueKind::negates_right || hit.kind == CueKind::negates_left;
    if (!cue || find.harmless(hit)) continue;
    scopes.push_back(hit.kind == CueKind::negates_right ? find.right(hit) : find.left(hit));
  }
}

}  // namespace concord
