#include "pipeline/search/similar.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "corpus/text/ascii.h"
#include "pipeline/search/document_counts.h"
#include "pipeline/search/ranking.h"

namespace concord {
namespace {

/// A number or a single letter tells nothing of the subject.
bool is_telling(std::string_view term) {
  return term.size() > 2 && std::none_of(term.begin(), term.end(), is_ascii_digit);
}

std::map<std::string, std::uint32_t> count_words(const Document& document, TokenRange passage) {
  std::map<std::string, std::uint32_t> counts;
  for (std::uint32_t i = passage.begin; i < std::min<std::size_t>(passage.end, document.tokens.size()); ++i) {
    const std::string_view term = document.term(document.tokens[i]);
    if (is_telling(term)) ++counts[std::string(term)];
  }
  return counts;
}

std::map<std::string, std::uint32_t> count_labels(const Document& document, TokenRange passage) {
  std::map<std::string, std::uint32_t> counts;
  for (const Annotation& a : document.annotations) {
    if (passage.contains(a.tokens.begin)) ++counts[std::string(document.labels[a.label])];
  }
  return counts;
}

/// The `wanted` weightiest, by tf * idf with tf damped by a logarithm. A term of one document only finds none.
std::vector<TellingTerm> weightiest(const DocumentCounts& holders, const std::map<std::string, std::uint32_t>& counts, bool label,
                                    std::uint64_t documents, std::size_t wanted) {
  std::vector<TellingTerm> terms;
  for (const auto& [term, count] : counts) {
    const std::uint32_t with = holders.of(label ? Field::label : Field::word, term);
    if (with < 2 || with * 2 > documents + 1) continue;  // what most documents have is no trait of this one
    terms.push_back({term, label, (1 + std::log(count)) * inverse_document_frequency(documents, with)});
  }
  std::sort(terms.begin(), terms.end(), [](const TellingTerm& a, const TellingTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  if (terms.size() > wanted) terms.resize(wanted);
  return terms;
}

std::vector<TellingTerm> telling_terms(const Snapshot& snapshot, const Document& document, TokenRange passage,
                                       std::uint64_t documents, const SimilarOptions& options) {
  const DocumentCounts holders(snapshot);
  auto terms = weightiest(holders, count_words(document, passage), false, documents, options.terms);
  for (TellingTerm label : weightiest(holders, count_labels(document, passage), true, documents, options.labels)) {
    label.weight *= options.label_weight;
    terms.push_back(std::move(label));
  }
  std::sort(terms.begin(), terms.end(), [](const TellingTerm& a, const TellingTerm& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
  });
  return terms;
}

struct Score {
  double sum = 0;
  std::vector<std::uint32_t> shared;  // numbers of telling terms
};

}  // namespace

Result<Similar> find_similar(const Snapshot& snapshot, DocNo document, const SimilarOptions& options) {
  return find_similar(snapshot, document, {0, UINT32_MAX}, options);
}

Result<Similar> find_similar(const Snapshot& snapshot, DocNo document, TokenRange passage, const SimilarOptions& options) {
  const auto stored = snapshot.document(document, Part::tokens | Part::annotations);
  if (!stored) return stored.error();
  const DocumentLengths lengths = document_lengths(snapshot);
  Similar similar;
  similar.terms = telling_terms(snapshot, *stored, passage, lengths.documents, options);
  std::map<DocNo, Score> scores;
  for (std::uint32_t number = 0; number < similar.terms.size(); ++number) {
    const TellingTerm& term = similar.terms[number];
    const auto postings = snapshot.postings(term.label ? Field::label : Field::word, term.term);
    for (DocNo other = postings->next(); other != no_more_documents; other = postings->next()) {
      if (other == document) continue;
      const double tf = postings->frequency();
      const double length = 1 - options.b + options.b * lengths.tokens[other] / lengths.mean;
      Score& score = scores[other];
      score.sum += term.weight * tf * (options.k1 + 1) / (tf + options.k1 * length);
      score.shared.push_back(number);
    }
  }
  similar.documents = scores.size();
  std::vector<std::pair<double, DocNo>> order;
  for (const auto& [other, score] : scores) order.emplace_back(-score.sum, other);
  std::sort(order.begin(), order.end());
  for (std::size_t i = options.offset; i < std::min<std::size_t>(order.size(), options.offset + options.limit); ++i) {
    SimilarDocument found = {order[i].second, -order[i].first, {}};
    for (const std::uint32_t number : scores[found.document].shared) {
      if (found.shared.size() < 10) found.shared.push_back(similar.terms[number].term);
    }
    similar.page.push_back(std::move(found));
  }
  return similar;
}

}  // namespace concord
