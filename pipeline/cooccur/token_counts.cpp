#include "pipeline/cooccur/token_counts.h"

#include <algorithm>
#include <compare>
#include <iterator>
#include <memory>
#include <string>

namespace concord {
namespace {

// Walks several posting lists as one, document by document.
class UnionWalk {
 public:
  void add(std::unique_ptr<Postings> postings) {
    if (postings->next() != no_more_documents) x_lists.push_back(std::move(postings));
  }
  [[nodiscard]] DocNo document() const {
    DocNo least = no_more_documents;
    for (const auto& list : x_lists) least = std::min(least, list->document());
    return least;
  }
  // Appends the positions in `document`, ascending, and goes on to the next one.
  void take(DocNo document, std::vector<std::uint32_t>& out) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    std::size_t lists = 0;
    for (std::size_t i = 0; i < x_lists.size();) {
      if (x_lists[i]->document() != document) {
        ++i;
        continue;
      }
      x_lists[i]->positions(out);
      ++lists;
      if (x_lists[i]->next() == no_more_documents) {
        x_lists.erase(x_lists.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    if (lists > 1) std::sort(out.begin() + begin, out.end());
  }

 private:
  std::vector<std::unique_ptr<Postings>> x_lists;
};

Status visit_matches(const MatchFinder& finder, const DocumentSet& documents, const PositionVisitor& visit) {
  std::vector<std::uint32_t> firsts;
  return finder([&](DocNo number, std::span<const TokenRange> ranges) {
    if (!documents.contains(number) || ranges.empty()) return;
    firsts.clear();
    for (const TokenRange& range : ranges) firsts.push_back(range.begin);
    visit(number, firsts);
  });
}

void visit_terms(const Snapshot& snapshot, const AxisItem& item, Polarity polarity, const DocumentSet& documents,
                 const PositionVisitor& visit) {
  const bool labels = item.kind == ItemKind::labels;
  const Field field = labels ? Field::label : item.kind == ItemKind::words ? Field::word : Field::meta;
  UnionWalk wanted, unwanted;
  for (const std::string& term : item.terms) {
    const std::string negative = term + std::string(negated_suffix);
    wanted.add(snapshot.postings(field, labels && polarity == Polarity::negated ? negative : term));
    if (labels && polarity == Polarity::affirmed) unwanted.add(snapshot.postings(field, negative));
  }
  std::vector<std::uint32_t> positions, negated, kept;
  for (DocNo number = wanted.document(); number != no_more_documents; number = wanted.document()) {
    positions.clear();
    wanted.take(number, positions);
    if (field == Field::meta) positions.assign(1, 0);
    negated.clear();
    for (DocNo other = unwanted.document(); other <= number && other != no_more_documents; other = unwanted.document()) {
      negated.clear();
      unwanted.take(other, negated);
      if (other < number) negated.clear();
    }
    kept.clear();
    std::set_difference(positions.begin(), positions.end(), negated.begin(), negated.end(), std::back_inserter(kept));
    if (documents.contains(number) && !kept.empty()) visit(number, kept);
  }
}

struct Place {
  DocNo document;
  TokenRange range;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Appends the mentions of one term. Labels end where label_end says, words after one token.
void add_places(const Snapshot& snapshot, Field field, const std::string& term, std::vector<Place>& out) {
  const auto begins = snapshot.postings(field, term);
  const auto ends = snapshot.postings(Field::label_end, term);
  std::vector<std::uint32_t> first, last;
  for (DocNo number = begins->next(); number != no_more_documents; number = begins->next()) {
    first.clear();
    last.clear();
    begins->positions(first);
    if (field == Field::label && ends->next() == number) ends->positions(last);
    for (std::size_t i = 0; i < first.size(); ++i) {
      out.push_back({number, {first[i], last.empty() ? first[i] + 1 : last[i]}});
    }
  }
}

std::vector<Place> places_of(const Snapshot& snapshot, const AxisItem& item, Polarity polarity) {
  std::vector<Place> places, negated;
  const bool labels = item.kind == ItemKind::labels;
  for (const std::string& term : item.terms) {
    const std::string negative = term + std::string(negated_suffix);
    const bool only_negated = labels && polarity == Polarity::negated;
    add_places(snapshot, labels ? Field::label : Field::word, only_negated ? negative : term, places);
    if (labels && polarity == Polarity::affirmed) add_places(snapshot, Field::label, negative, negated);
  }
  std::sort(places.begin(), places.end());
  std::sort(negated.begin(), negated.end());
  std::vector<Place> kept;
  std::set_difference(places.begin(), places.end(), negated.begin(), negated.end(), std::back_inserter(kept));
  return kept;
}

}  // namespace

std::vector<std::uint32_t> tokens_by_document(const Snapshot& snapshot, const DocumentSet& documents) {
  std::vector<std::uint32_t> tokens(snapshot.end(), 0);
  std::vector<std::uint32_t> size;
  const auto postings = snapshot.postings(Field::size, "tokens");
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    if (!documents.contains(number)) continue;
    size.clear();
    postings->positions(size);
    if (!size.empty()) tokens[number] = size[0];
  }
  return tokens;
}

Status visit_positions(const Snapshot& snapshot, const AxisItem& item, Polarity polarity, const DocumentSet& documents,
                       const PositionVisitor& visit) {
  if (item.kind == ItemKind::matches) return visit_matches(item.matches, documents, visit);
  visit_terms(snapshot, item, polarity, documents, visit);
  return {};
}

Result<std::vector<std::uint64_t>> mentions_by_document(const Snapshot& snapshot, const AxisItem& item,
                                                        Polarity polarity, const DocumentSet& documents) {
  std::vector<std::uint64_t> mentions(snapshot.end(), 0);
  const Status status = visit_positions(snapshot, item, polarity, documents,
                                        [&](DocNo number, std::span<const std::uint32_t> positions) {
                                          mentions[number] += positions.size();
                                        });
  if (!status) return status.error();
  return mentions;
}

MatchFinder item_matches(const Snapshot& snapshot, const AxisItem& item, Polarity polarity) {
  if (item.kind == ItemKind::matches) return item.matches;
  return [&snapshot, item, polarity](const MatchVisitor& visit) -> Status {
    if (item.kind == ItemKind::metadata) return {};
    const std::vector<Place> places = places_of(snapshot, item, polarity);
    std::vector<TokenRange> ranges;
    for (std::size_t begin = 0, end = 0; begin < places.size(); begin = end) {
      ranges.clear();
      for (; end < places.size() && places[end].document == places[begin].document; ++end) ranges.push_back(places[end].range);
      visit(places[begin].document, ranges);
    }
    return {};
  };
}

}  // namespace concord
