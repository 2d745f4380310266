#include "lexicons/match_context.h"

#include <algorithm>
#include <optional>

namespace concord {
namespace {

bool among(const Matcher::Tables::Contexts& numbers, std::uint32_t number) { return std::binary_search(numbers.begin(), numbers.end(), number); }

bool apart(TokenRange place, TokenRange match) { return place.end <= match.begin || place.begin >= match.end; }

}  // namespace

void MatchContext::start_document(const Tables& tables, const Document& document, const TermFactsOfDocument& facts) {
  x_tables = &tables;
  x_document = &document;
  x_facts = &facts;
  x_reaches.resize(tables.context_count);
  x_in_sentence.resize(tables.context_count / 64 + 1);
  x_document_hits.clear();
  x_exclusions.clear();
  x_first_exclusion = 0;
  ++x_stamp;
}

void MatchContext::add_wide(std::uint32_t context, TokenRange tokens) {
  Reach& reach = x_reaches[context];
  if (reach.stamp != x_stamp) reach = {x_stamp, tokens, tokens};
  reach.last = tokens;
  x_document_hits.push_back({context, tokens});
}

void MatchContext::start_sentence(const Sentence& sentence) {
  x_sentence = &sentence;
  x_knows_sentence = false;
  while (x_first_exclusion < x_exclusions.size() && x_exclusions[x_first_exclusion].tokens.begin < sentence.tokens.begin) ++x_first_exclusion;
}

bool MatchContext::holds(const Tables::Conditions& conditions, TokenRange match) {
  if (conditions.dated) {
    const std::optional<Date>& date = x_document->metadata.date;
    if (!date || date->end < conditions.from || date->begin > conditions.to) return false;
  }
  if (!conditions.near.empty() && !is_near(conditions, match)) return false;
  if (!conditions.require.empty() && !stands(conditions.require, [&](TokenRange place) { return apart(place, match); })) return false;
  return conditions.forbid.empty() || !stands(conditions.forbid, [](TokenRange) { return true; });
}

bool MatchContext::excludes(const Tables::Contexts& exclusions, TokenRange match) const {
  for (std::size_t i = x_first_exclusion; i < x_exclusions.size() && x_exclusions[i].tokens.begin <= match.begin; ++i) {
    if (match.end <= x_exclusions[i].tokens.end && among(exclusions, x_exclusions[i].context)) return true;
  }
  return false;
}

// Whether one of the phrases has a wanted place in the sentence.
template <class Wanted>
bool MatchContext::stands(const Tables::Contexts& phrases, const Wanted& wanted) {
  if (!x_knows_sentence) find_in_sentence();
  const bool some = std::any_of(phrases.begin(), phrases.end(), [&](std::uint32_t phrase) { return in_sentence(phrase); });
  return some && std::any_of(x_sentence_hits.begin(), x_sentence_hits.end(),
                             [&](const Hit& hit) { return wanted(hit.tokens) && among(phrases, hit.context); });
}

bool MatchContext::is_near(const Tables::Conditions& conditions, TokenRange match) {
  if (conditions.within.unit == ContextWindow::Unit::document) return in_document(conditions.near, match);
  if (conditions.within.unit == ContextWindow::Unit::paragraph) return in_paragraph(conditions.near, match);
  const bool anywhere = conditions.within.unit != ContextWindow::Unit::tokens;
  return stands(conditions.near, [&](TokenRange place) {
    if (!apart(place, match)) return false;
    const std::uint32_t distance = (place.end <= match.begin ? match.begin - place.end : place.begin - match.end) + 1;
    return anywhere || distance <= conditions.within.tokens;
  });
}

// Anywhere in the document: where a phrase stands first or last decides, since both must not be the match itself.
bool MatchContext::in_document(const Tables::Contexts& phrases, TokenRange match) const {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::uint32_t phrase) {
    const Reach& reach = x_reaches[phrase];
    return reach.stamp == x_stamp && (apart(reach.first, match) || apart(reach.last, match));
  });
}

// Hits ascend by their begin: only the paragraph's own are looked at.
bool MatchContext::in_paragraph(const Tables::Contexts& phrases, TokenRange match) const {
  const TokenRange scope = paragraph_of(match);
  const auto begins_before = [](std::uint32_t token) { return [token](const Hit& hit) { return hit.tokens.begin < token; }; };
  const auto from = std::partition_point(x_document_hits.begin(), x_document_hits.end(), begins_before(scope.begin));
  const auto to = std::partition_point(from, x_document_hits.end(), begins_before(scope.end));
  return std::any_of(from, to, [&](const Hit& hit) { return apart(hit.tokens, match) && among(phrases, hit.context); });
}

TokenRange MatchContext::paragraph_of(TokenRange match) const {
  const std::uint32_t at = x_document->tokens[match.begin].span.begin;
  const auto paragraph = std::partition_point(x_document->paragraphs.begin(), x_document->paragraphs.end(),
                                              [&](const Paragraph& each) { return each.span.end <= at; });
  if (paragraph != x_document->paragraphs.end() && paragraph->span.begin <= at && !paragraph->sentences.empty()) {
    return {x_document->sentences[paragraph->sentences.begin].tokens.begin, x_document->sentences[paragraph->sentences.end - 1].tokens.end};
  }
  return x_sentence->tokens;
}

void MatchContext::find_in_sentence() {
  x_sentence_hits.clear();
  std::fill(x_in_sentence.begin(), x_in_sentence.end(), 0);
  for (std::uint32_t token = x_sentence->tokens.begin; token < x_sentence->tokens.end; ++token) {
    x_facts->walk(context_trie, *x_document, token, x_sentence->tokens.end,
                  [&](std::uint32_t context, std::uint32_t begin, std::uint32_t end) {
                    x_in_sentence[context / 64] |= std::uint64_t{1} << (context % 64);
                    x_sentence_hits.push_back({context, {begin, end}});
                  });
  }
  x_knows_sentence = true;
}

}  // namespace concord
