// MatchSelection: which of the matches that passed their own conditions count: thresholds, then overlaps.
//
// What the policy is stands at the head of matcher.h (3 to 5). This only drops
// matches; it looks at no text. Working memory is kept from document to document.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "corpus/document/document.h"
#include "lexicons/matcher_tables.h"

namespace concord {

/// One match of one rule that passed its own conditions.
struct Match {
  TokenRange tokens;
  TextSpan span;
  std::uint32_t rule = 0;
  std::uint32_t sentence = 0;
};

class MatchSelection {
 public:
  /// Drops the matches of entries whose rules do not add up, sentence by sentence, then over the document. Requires:
  /// matches in the order of their sentences.
  void apply_thresholds(const Matcher::Tables& tables, std::vector<Match>& matches);

  /// Of the matches of one sentence, which are put into another order, those that win their overlaps. Valid until the
  /// next call.
  const std::vector<Match>& resolve(const Matcher::Tables& tables, std::span<Match> matches, TokenRange sentence);

 private:
  void score(const Matcher::Tables& tables, std::span<const Match> matches);
  [[nodiscard]] bool passes(const Matcher::Tables& tables, std::uint32_t rule, double threshold) const;
  bool claims(const Matcher::Tables& tables, const Match& match, TokenRange sentence);

  std::vector<Match> x_kept;
  std::vector<std::uint32_t> x_owners;                            // of each token of the sentence: index in x_kept
  std::vector<std::pair<std::uint32_t, std::uint32_t>> x_scored;  // (entry, rule), distinct
};

}  // namespace concord
