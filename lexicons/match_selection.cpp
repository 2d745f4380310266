#include "lexicons/match_selection.h"

#include <algorithm>

namespace concord {
namespace {

using Tables = Matcher::Tables;

// Longest first within a family; of the same tokens the one to be named first.
bool goes_before(const Tables& tables, const Match& a, const Match& b) {
  const Tables::CompiledRule& ra = tables.rules[a.rule];
  const Tables::CompiledRule& rb = tables.rules[b.rule];
  const std::uint32_t fa = tables.entries[ra.entry].family;
  const std::uint32_t fb = tables.entries[rb.entry].family;
  if (fa != fb) return fa < fb;
  if (a.tokens.size() != b.tokens.size()) return a.tokens.size() > b.tokens.size();
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
  if (ra.entry != rb.entry) return ra.entry < rb.entry;
  if (ra.confidence != rb.confidence) return ra.confidence > rb.confidence;
  if (ra.weight != rb.weight) return ra.weight > rb.weight;
  return a.rule < b.rule;
}

}  // namespace

void MatchSelection::apply_thresholds(const Tables& tables, std::vector<Match>& matches) {
  x_kept.clear();
  for (std::size_t begin = 0; begin < matches.size();) {
    std::size_t end = begin;
    while (end < matches.size() && matches[end].sentence == matches[begin].sentence) ++end;
    score(tables, std::span(matches).subspan(begin, end - begin));
    for (std::size_t i = begin; i < end; ++i) {
      const Tables::CompiledEntry& entry = tables.entry_of(matches[i].rule);
      if (entry.simple || passes(tables, matches[i].rule, entry.threshold.sentence)) x_kept.push_back(matches[i]);
    }
    begin = end;
  }
  matches.swap(x_kept);
  score(tables, matches);
  std::erase_if(matches, [&](const Match& match) {
    const Tables::CompiledEntry& entry = tables.entry_of(match.rule);
    return tables.rules[match.rule].weight <= 0 || (!entry.simple && !passes(tables, match.rule, entry.threshold.document));
  });
}

// The distinct rules of entries that are not simple, with the labels they take as evidence.
void MatchSelection::score(const Tables& tables, std::span<const Match> matches) {
  x_scored.clear();
  for (const Match& match : matches) {
    if (!tables.entry_of(match.rule).simple) x_scored.emplace_back(tables.rules[match.rule].entry, match.rule);
  }
  for (const std::uint32_t entry : tables.evident) {
    for (const Tables::LabelEvidence& evidence : tables.entries[entry].evidence) {
      const bool found = std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
        return glob_matches(evidence.pattern, tables.entry_of(match.rule).label);
      });
      if (found) x_scored.emplace_back(entry, evidence.rule);
    }
  }
  std::sort(x_scored.begin(), x_scored.end());
  x_scored.erase(std::unique(x_scored.begin(), x_scored.end()), x_scored.end());
}

bool MatchSelection::passes(const Tables& tables, std::uint32_t rule, double threshold) const {
  if (threshold <= 0) return true;
  const std::uint32_t entry = tables.rules[rule].entry;
  double sum = 0;
  auto at = std::lower_bound(x_scored.begin(), x_scored.end(), std::pair(entry, 0U));
  for (; at != x_scored.end() && at->first == entry; ++at) sum += tables.rules[at->second].weight;
  return sum >= threshold - 1e-9;
}

const std::vector<Match>& MatchSelection::resolve(const Tables& tables, std::span<Match> matches, TokenRange sentence) {
  x_kept.clear();
  if (matches.size() == 1) {
    x_kept.push_back(matches.front());
    return x_kept;
  }
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) { return goes_before(tables, a, b); });
  std::uint32_t family = Tables::none;
  for (const Match& match : matches) {
    if (tables.entry_of(match.rule).family != family) {
      family = tables.entry_of(match.rule).family;
      x_owners.assign(sentence.size(), Tables::none);
    }
    if (claims(tables, match, sentence)) x_kept.push_back(match);
  }
  return x_kept;
}

// Takes its tokens, unless another range has one of them, or the same label has the same range.
bool MatchSelection::claims(const Tables& tables, const Match& match, TokenRange sentence) {
  std::uint32_t owner = Tables::none;
  for (std::uint32_t token = match.tokens.begin; token < match.tokens.end; ++token) {
    owner = x_owners[token - sentence.begin];
    if (owner != Tables::none && x_kept[owner].tokens != match.tokens) return false;
  }
  // The same range: matches of one entry stand together in the order, so the last one kept tells.
  if (owner != Tables::none) return tables.rules[x_kept.back().rule].entry != tables.rules[match.rule].entry;
  for (std::uint32_t token = match.tokens.begin; token < match.tokens.end; ++token) {
    x_owners[token - sentence.begin] = static_cast<std::uint32_t>(x_kept.size());
  }
  return true;
}

}  // namespace concord
