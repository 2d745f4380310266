#include "pipeline/chronicle/side_lexicon.h"

#include <utility>

namespace concord {

Result<SideLexicon> SideLexicon::load(const std::vector<std::string>& paths) {
  if (paths.empty()) return SideLexicon();
  auto lexicon = Lexicon::load(paths);
  if (!lexicon) return lexicon.error();
  return compile(std::move(*lexicon));
}

Result<SideLexicon> SideLexicon::parse(std::vector<LexiconSource> sources) {
  auto lexicon = Lexicon::parse(std::move(sources));
  if (!lexicon) return lexicon.error();
  return compile(std::move(*lexicon));
}

Result<SideLexicon> SideLexicon::compile(Lexicon lexicon) {
  auto matcher = Matcher::compile(lexicon);
  if (!matcher) return matcher.error();
  SideLexicon side;
  side.x_matcher = std::make_shared<const Matcher>(std::move(*matcher));
  for (std::uint32_t i = 0; i < lexicon.entries().size(); ++i) side.x_number_of.emplace(lexicon.entries()[i].label(), i);
  side.x_lexicon = std::move(lexicon);
  return side;
}

const Entry* SideLexicon::entry(std::string_view id) const {
  const auto found = x_number_of.find(id);
  return found == x_number_of.end() ? nullptr : &x_lexicon.entries()[found->second];
}

std::vector<SideMention> SideLexicon::find(Document& document) {
  std::vector<SideMention> mentions;
  if (!x_matcher) return mentions;
  std::vector<Annotation> annotations = std::exchange(document.annotations, {});
  Vocabulary labels = std::exchange(document.labels, {});
  Vocabulary rules = std::exchange(document.rules, {});
  x_matcher->annotate(document, x_scratch);
  for (const Annotation& annotation : document.annotations) {
    const auto number = x_number_of.find(document.labels[annotation.label]);
    if (number != x_number_of.end()) mentions.push_back({annotation.tokens, annotation.span, number->second});
  }
  document.annotations = std::move(annotations);
  document.labels = std::move(labels);
  document.rules = std::move(rules);
  return mentions;
}

}  // namespace concord
