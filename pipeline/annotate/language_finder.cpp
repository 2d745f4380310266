#include "pipeline/annotate/language_finder.h"

#include "corpus/text/language.h"

namespace concord {
namespace {

constexpr std::size_t small_sample = 600;  // bytes
constexpr std::size_t large_sample = 12000;
constexpr int sure = 85;  // per cent

}  // namespace

Status LanguageFinder::operator()(Document& document) const {
  Metadata& metadata = document.metadata;
  const bool told = !metadata.language.empty() && metadata.language_origin != Origin::unknown &&
                    metadata.language_origin != Origin::guess;
  if (told) return {};
  LanguageGuess guess = guess_language(sample_of(document.text.utf8, small_sample));
  if (guess.confidence < sure) guess = guess_language(sample_of(document.text.utf8, large_sample));
  metadata.language = guess.tag;
  metadata.language_origin = guess.tag.empty() ? Origin::unknown : Origin::guess;
  metadata.language_confidence = guess.confidence;
  return {};
}

}  // namespace concord
