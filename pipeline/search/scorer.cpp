#include "pipeline/search/scorer.h"

#include <algorithm>
#include <cmath>

#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

double idf_of(const Leaf& leaf, std::uint64_t documents) {
  double sum = 0;
  for (const std::uint64_t count : leaf.document_counts) sum += inverse_document_frequency(documents, count);
  return sum;
}

double saturation(double tf, double length_ratio, double k1, double b) { return tf * (k1 + 1) / (tf + k1 * (1 - b + b * length_ratio)); }

}  // namespace

Scorer::Scorer(const Snapshot& snapshot, const std::vector<Leaf>& leaves, const RankingOptions& options)
    : x_read(options.lengths == nullptr ? document_lengths(snapshot) : DocumentLengths()),
      x_lengths(options.lengths == nullptr ? x_read : *options.lengths), x_options(options) {
  for (const Leaf& leaf : leaves) {
    x_idf.push_back(leaf.scored ? idf_of(leaf, x_lengths.documents) : 0.0);
    x_b.push_back(leaf.kind == LeafKind::title ? 0.0 : options.b);
  }
}

double Scorer::part(DocNo document, std::size_t leaf, std::uint32_t tf) const {
  if (tf == 0) return 0;
  return x_idf[leaf] * saturation(tf, x_lengths.tokens[document] / x_lengths.mean, x_options.k1, x_b[leaf]);
}

double inverse_document_frequency(std::uint64_t documents, std::uint64_t with_term) {
  const auto all = static_cast<double>(std::max(documents, with_term));
  const auto with = static_cast<double>(with_term);
  return std::log(1 + (all - with + 0.5) / (with + 0.5));
}

DocumentLengths document_lengths(const Snapshot& snapshot) {
  DocumentLengths lengths;
  lengths.tokens.assign(snapshot.end(), 0);
  PostingList list;
  snapshot.read_list(Field::size, "tokens", ListPart::positions, list);
  double sum = 0;
  std::size_t at = 0;  // the length is the only position
  for (std::size_t i = 0; i < list.documents.size(); at += list.frequencies[i++]) {
    if (at < list.positions.size()) lengths.tokens[list.documents[i]] = list.positions[at];
    sum += lengths.tokens[list.documents[i]];
  }
  lengths.documents = list.documents.size();
  lengths.mean = lengths.documents > 0 && sum > 0 ? sum / static_cast<double>(lengths.documents) : 1.0;
  return lengths;
}

ScoreExplanation explain_score(const Snapshot& snapshot, Answer& answer, DocNo document, const RankingOptions& options) {
  const Scorer scorer(snapshot, answer.leaves(), options);
  ScoreExplanation explanation;
  explanation.length = scorer.lengths().tokens[document];
  explanation.mean_length = scorer.lengths().mean;
  explanation.documents = scorer.lengths().documents;
  std::vector<std::uint32_t> counts;
  if (answer.advance(document) == document) answer.tally(counts);
  for (std::size_t leaf = 0; leaf < counts.size(); ++leaf) {
    if (counts[leaf] == 0) continue;
    const Leaf& source = answer.leaves()[leaf];
    ScorePart part;
    part.leaf = source.text;
    part.frequency = counts[leaf];
    const auto rarest = std::min_element(source.document_counts.begin(), source.document_counts.end());
    part.documents = rarest == source.document_counts.end() ? 0 : *rarest;
    part.idf = scorer.idf(leaf);
    part.score = scorer.part(document, leaf, part.frequency);
    part.saturation = part.idf > 0 ? part.score / part.idf : 0;
    explanation.score += part.score;
    explanation.parts.push_back(std::move(part));
  }
  return explanation;
}

}  // namespace concord
