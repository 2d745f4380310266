#include "pipeline/search/ranking.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "corpus/document/date.h"
#include "corpus/text/fold.h"
#include "pipeline/index/duplicates.h"
#include "pipeline/search/column.h"

namespace concord {
namespace {

double idf_of(const Leaf& leaf, std::uint64_t documents) {
  double sum = 0;
  for (const std::uint64_t count : leaf.document_counts) sum += inverse_document_frequency(documents, count);
  return sum;
}

double saturation(double tf, double length_ratio, double k1, double b) { return tf * (k1 + 1) / (tf + k1 * (1 - b + b * length_ratio)); }

/// BM25 of one answer: idf of its leaves, lengths of the documents.
class Scorer {
 public:
  Scorer(const Snapshot& snapshot, const std::vector<Leaf>& leaves, const RankingOptions& options)
      : x_lengths(document_lengths(snapshot)), x_options(options) {
    for (const Leaf& leaf : leaves) {
      x_idf.push_back(leaf.scored ? idf_of(leaf, x_lengths.documents) : 0.0);
      x_b.push_back(leaf.kind == LeafKind::title ? 0.0 : options.b);
    }
  }
  [[nodiscard]] double part(DocNo document, std::size_t leaf, std::uint32_t tf) const {
    if (tf == 0) return 0;
    return x_idf[leaf] * saturation(tf, x_lengths.tokens[document] / x_lengths.mean, x_options.k1, x_b[leaf]);
  }
  [[nodiscard]] double score(DocNo document, const std::vector<std::uint32_t>& counts) const {
    double sum = 0;
    for (std::size_t leaf = 0; leaf < counts.size(); ++leaf) sum += part(document, leaf, counts[leaf]);
    return sum;
  }
  [[nodiscard]] const DocumentLengths& lengths() const { return x_lengths; }
  [[nodiscard]] double idf(std::size_t leaf) const { return x_idf[leaf]; }

 private:
  DocumentLengths x_lengths;
  const RankingOptions& x_options;
  std::vector<double> x_idf;
  std::vector<double> x_b;
};

/// Sentences of the present document that an occurrence begins in.
class PassageCounter {
 public:
  explicit PassageCounter(const Snapshot& snapshot) : x_sentences(snapshot.postings(Field::unit, "sentence")) {}

  std::uint64_t count(DocNo document, const Occurrences& occurrences) {
    x_begins.clear();
    if (occurrences.empty() || x_sentences->advance(document) != document) return 0;
    x_sentences->positions(x_begins);
    std::uint64_t passages = 0;
    std::size_t last = SIZE_MAX;
    for (const Occurrence& o : occurrences) {
      const auto after = std::upper_bound(x_begins.begin(), x_begins.end(), o.begin);
      const auto sentence = static_cast<std::size_t>(after - x_begins.begin());
      if (sentence != last) ++passages;
      last = sentence;
    }
    return passages;
  }

 private:
  std::unique_ptr<Postings> x_sentences;
  std::vector<std::uint32_t> x_begins;
};

/// The documents by `key`, smallest first; a key is what the order compares before the place in the index.
template <class Key>
void sort_page(std::vector<RankedDocument>& all, std::size_t wanted, Key key) {
  const auto before = [&](const RankedDocument& a, const RankedDocument& b) {
    const auto key_a = key(a);
    const auto key_b = key(b);
    return key_a != key_b ? key_a < key_b : a.document < b.document;
  };
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, all.size()));
  std::partial_sort(all.begin(), end, all.end(), before);
}

/// Days as numbers, for Order::date; without a date the largest.
std::vector<std::int64_t> days_of(const Snapshot& snapshot, bool newest) {
  const MetaColumn column = MetaColumn::read(snapshot, "date");
  std::vector<std::int64_t> day_of_value;
  for (const std::string& value : column.values()) {
    const auto date = Date::parse(value);
    day_of_value.push_back(!date ? INT64_MAX : newest ? -std::int64_t{date->end} : std::int64_t{date->begin});
  }
  std::vector<std::int64_t> days(snapshot.end(), INT64_MAX);
  for (DocNo document = 0; document < snapshot.end(); ++document) {
    if (column.of(document) != MetaColumn::none) days[document] = day_of_value[column.of(document)];
  }
  return days;
}

Result<std::map<DocNo, std::string>> titles_of(const Snapshot& snapshot, const std::vector<RankedDocument>& all) {
  std::map<DocNo, std::string> titles;
  for (const RankedDocument& ranked : all) {
    auto document = snapshot.document(ranked.document, Part::metadata);
    if (!document) return document.error();
    titles[ranked.document] = fold_term(document->metadata.title);
  }
  return titles;
}

Status sort_by(const Snapshot& snapshot, Order order, std::size_t wanted, std::vector<RankedDocument>& all) {
  if (order == Order::relevance) {
    sort_page(all, wanted, [](const RankedDocument& r) { return -r.score; });
  } else if (order == Order::hits) {
    sort_page(all, wanted, [](const RankedDocument& r) { return -std::int64_t{r.hits}; });
  } else if (order == Order::date || order == Order::newest) {
    const auto days = days_of(snapshot, order == Order::newest);
    sort_page(all, wanted, [&](const RankedDocument& r) { return days[r.document]; });
  } else if (order == Order::title) {
    const auto titles = titles_of(snapshot, all);
    if (!titles) return titles.error();
    sort_page(all, wanted, [&](const RankedDocument& r) { return titles->at(r.document); });
  }
  return {};
}

/// Drawn without replacement (Fisher-Yates), then in the order of the index.
void draw_sample(std::vector<RankedDocument>& all, std::uint64_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const std::size_t wanted = std::min<std::size_t>(size, all.size());
  for (std::size_t i = 0; i < wanted; ++i) std::swap(all[i], all[i + random() % (all.size() - i)]);
  all.resize(wanted);
  std::sort(all.begin(), all.end(), [](const RankedDocument& a, const RankedDocument& b) { return a.document < b.document; });
}

/// Keeps the first document of each value of the column; the others go into its also_in.
void group(const Snapshot& snapshot, const std::string& key, std::vector<RankedDocument>& all) {
  const MetaColumn column = MetaColumn::read(snapshot, fold_term(key));
  std::map<std::uint32_t, std::size_t> first;  // value -> place in `kept`
  std::vector<RankedDocument> kept;
  for (RankedDocument& ranked : all) {
    const std::uint32_t value = column.of(ranked.document);
    const auto [at, added] = first.try_emplace(value, kept.size());
    if (value == MetaColumn::none || added) {
      kept.push_back(std::move(ranked));
    } else {
      kept[at->second].also_in.push_back(ranked.document);
    }
  }
  all = std::move(kept);
}

/// Keeps the first document of each group of duplicates; the others go into its also_in. How many those are.
std::uint64_t join_duplicates(const Duplicates& duplicates, std::vector<RankedDocument>& all) {
  std::map<const DuplicateGroup*, std::size_t> first;  // group -> place in `kept`
  std::vector<RankedDocument> kept;
  kept.reserve(all.size());
  for (RankedDocument& ranked : all) {
    const DuplicateGroup* group = duplicates.group_of(ranked.document);
    const auto at = group == nullptr ? first.end() : first.try_emplace(group, kept.size()).first;
    if (at == first.end() || at->second == kept.size()) {
      kept.push_back(std::move(ranked));
    } else {
      kept[at->second].also_in.push_back(ranked.document);
    }
  }
  const std::uint64_t joined = all.size() - kept.size();
  all = std::move(kept);
  return joined;
}

void cut_page(std::vector<RankedDocument>& all, std::uint64_t offset, std::uint64_t limit) {
  const std::size_t begin = std::min<std::size_t>(offset, all.size());
  const std::size_t end = begin + std::min<std::size_t>(limit, all.size() - begin);
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(end), all.end());
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(begin));
}

}  // namespace

double inverse_document_frequency(std::uint64_t documents, std::uint64_t with_term) {
  const auto all = static_cast<double>(std::max(documents, with_term));
  const auto with = static_cast<double>(with_term);
  return std::log(1 + (all - with + 0.5) / (with + 0.5));
}

DocumentLengths document_lengths(const Snapshot& snapshot) {
  DocumentLengths lengths;
  lengths.tokens.assign(snapshot.end(), 0);
  const auto postings = snapshot.postings(Field::size, "tokens");
  std::vector<std::uint32_t> position;
  double sum = 0;
  for (DocNo document = postings->next(); document != no_more_documents; document = postings->next()) {
    position.clear();
    postings->positions(position);
    lengths.tokens[document] = position.empty() ? 0 : position[0];
    sum += lengths.tokens[document];
    ++lengths.documents;
  }
  lengths.mean = lengths.documents > 0 && sum > 0 ? sum / static_cast<double>(lengths.documents) : 1.0;
  return lengths;
}

Result<Ranking> rank(const Snapshot& snapshot, Answer& answer, const RankingOptions& options) {
  Ranking ranking;
  const bool by_relevance = options.order == Order::relevance && options.sample == 0;
  std::optional<Scorer> scorer;
  if (by_relevance) scorer.emplace(snapshot, answer.leaves(), options);
  PassageCounter passages(snapshot);
  Occurrences occurrences;
  std::vector<std::uint32_t> counts;
  for (DocNo document = answer.next(); document != no_more_documents; document = answer.next()) {
    RankedDocument ranked;
    ranked.document = document;
    if (options.count_hits || options.order == Order::hits) ranked.hits = answer.count();
    if (scorer) {
      answer.tally(counts);
      ranked.score = scorer->score(document, counts);
    }
    if (options.count_passages) {
      occurrences.clear();
      answer.occurrences(occurrences);
      ranking.passages += passages.count(document, occurrences);
    }
    ranking.hits += ranked.hits;
    ranking.matched.push_back(document);
    ranking.matched_hits.push_back(ranked.hits);
    ranking.page.push_back(std::move(ranked));
  }
  if (!answer.status()) return answer.status().error();
  ranking.documents = ranking.page.size();
  if (options.sample > 0) draw_sample(ranking.page, options.sample, options.seed);
  const bool grouped = !options.group_by.empty();
  const bool joined = options.duplicates != nullptr && options.sample == 0;
  const std::uint64_t members = joined ? options.duplicates->size() : 0;  // so many at most make room on the page
  const std::size_t wanted = grouped ? ranking.page.size() : static_cast<std::size_t>(std::min<std::uint64_t>(options.offset + options.limit + members, ranking.page.size()));
  if (options.sample == 0) {
    if (Status sorted = sort_by(snapshot, options.order, wanted, ranking.page); !sorted) return sorted.error();
  }
  if (joined) ranking.repeated = join_duplicates(*options.duplicates, ranking.page);
  if (grouped) group(snapshot, options.group_by, ranking.page);
  ranking.groups = ranking.page.size();
  cut_page(ranking.page, options.offset, options.limit);
  return ranking;
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
