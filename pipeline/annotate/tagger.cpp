#include "pipeline/annotate/tagger.h"

namespace concord {

Status Tagger::operator()(Document& document, const KnownTerms& known) {
  document.annotations.clear();
  document.labels.clear();
  document.rules.clear();
  x_matcher->annotate(document, x_scratch, known);
  if (x_learner != nullptr) x_learner->annotate(document);
  return {};
}

}  // namespace concord
