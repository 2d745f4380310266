// Tagger: the stage that writes a document's mentions of actors and themes.
//
// The matcher is shared and const; every worker copies the stage and so owns a
// scratch. What was tagged before is taken away first, so that a document can
// be tagged again from its stored text when the lexicon has changed.
#pragma once

#include <memory>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/learned_aliases.h"
#include "lexicons/matcher.h"

namespace concord {

class Tagger {
 public:
  /// Requires: matcher is not null. Shared, because every worker's copy reads the same tables.
  /// `learner` adds the names that the document itself teaches; null: none are.
  explicit Tagger(std::shared_ptr<const Matcher> matcher, std::shared_ptr<const AliasLearner> learner = nullptr)
      : x_matcher(std::move(matcher)), x_learner(std::move(learner)) {}

  /// Requires: a tokenised document. Never fails. `known`: what its tokeniser knows of the terms; spares looking them up.
  Status operator()(Document& document, const KnownTerms& known = {});

 private:
  std::shared_ptr<const Matcher> x_matcher;
  std::shared_ptr<const AliasLearner> x_learner;
  Matcher::Scratch x_scratch;
};

}  // namespace concord
