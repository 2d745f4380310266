// Learning: a theme file out of coded texts: weighted words, word pairs and labels that a person can read and change.
//
// Logistic regression with an L1 penalty (liblinear, Fan et al. 2008) over what
// is present in a text: folded words, pairs of neighbours, labels of other
// families. Most weights become 0; the others are written as patterns with
// weights, the intercept as the threshold of the document, so that tagging
// needs no model. The threshold in the file is the one with the best F1 over
// all held-out texts; the figures beside it are stricter: each fold is judged by
// the threshold that was best on the other folds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/result.h"
#include "lexicons/draft.h"

namespace concord {

struct Document;

struct LearningSettings {
  std::string label;              ///< id of the theme to write: "ombudsman"
  std::string name;               ///< its preferred name; the id when empty
  double cost = 1.0;              ///< C: larger fits closer and keeps more patterns
  std::uint32_t folds = 5;        ///< of the cross-validation; 2 to 20
  std::uint32_t seed = 1;
  std::uint32_t least = 5;        ///< texts that a word or pair must stand in
  bool sentence = false;          ///< the threshold is of a sentence, not of the document
};

/// Figures of one fold, over its held-out texts.
struct FoldFigures {
  std::uint32_t texts = 0, positive = 0;
  double precision = 0, recall = 0, f1 = 0;
  double average_precision = 0;
};

struct LearnedTheme {
  LexiconDraft draft;                ///< one theme
  std::vector<FoldFigures> folds;
  FoldFigures all;                   ///< over all held-out texts together, each by the threshold of its fold
  std::uint32_t features = 0;        ///< that were offered
  std::uint32_t kept = 0;            ///< with a weight
  std::string data_hash;             ///< XXH3-64 over texts and codes, in the order given
};

/// What is present in coded texts: read once, learned from for many labels.
class CodedTexts {
 public:
  /// One text, tokenised (and tagged, when labels shall count).
  /// `group`: texts of one group (paragraphs of one report, say) stay in one fold; empty: a text stands alone.
  void add(const Document& document, std::string_view group = {});

  [[nodiscard]] std::size_t size() const { return x_texts.size(); }

 private:
  struct Text {
    std::vector<std::uint32_t> features;  // ascending
    std::uint32_t group = 0;
    std::uint64_t hash = 0;
  };
  std::uint32_t number_of(const std::string& feature);

  friend class ThemeFit;
  std::vector<Text> x_texts;
  std::vector<std::string> x_names;  // of features: words, pairs, "\x01" + label
  std::unordered_map<std::string, std::uint32_t> x_numbers;
  std::map<std::string, std::uint32_t, std::less<>> x_groups;
  std::uint32_t x_group_count = 0;
};

/// `positive`: for each text whether it has the label, which is no evidence for itself ("theme:" and the id). Errors: fewer than two
/// positive or negative texts a fold, settings out of range. Cost: folds + 1 fits. Seeds the C library's rand(), which liblinear
/// uses: one fit at a time in a process.
[[nodiscard]] Result<LearnedTheme> learn_theme(const CodedTexts& texts, const std::vector<bool>& positive, const LearningSettings& settings);

/// Average precision of a ranking: mean of the precision at each positive; ties count as one step.
[[nodiscard]] double average_precision(std::vector<std::pair<double, bool>> scored);

}  // namespace concord
