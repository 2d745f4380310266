// SequenceClauses: words and labels one after the other, and NEAR.
#include <algorithm>

#include "pipeline/search/span_clause.h"

namespace concord {
namespace {

/// Several clauses that must all be in the document: advances the rarest, and the others to it.
class Conjunction {
 public:
  explicit Conjunction(const std::vector<ClausePtr>& parts) {
    for (const ClausePtr& part : parts) x_rarest_first.push_back(part.get());
    std::stable_sort(x_rarest_first.begin(), x_rarest_first.end(), [](const Clause* a, const Clause* b) { return a->cost() < b->cost(); });
  }
  DocNo advance(DocNo target) {
    DocNo document = x_rarest_first[0]->advance(target);
    for (std::size_t i = 1; i < x_rarest_first.size() && document != no_more_documents;) {
      const DocNo here = x_rarest_first[i]->advance(document);
      if (here == document) {
        ++i;
      } else {
        document = here == no_more_documents ? here : x_rarest_first[0]->advance(here);
        i = 1;
      }
    }
    return document;
  }
  [[nodiscard]] std::uint64_t cost() const { return x_rarest_first[0]->cost(); }
  /// In an order that reads positions last. Requires: advanced to `document`.
  [[nodiscard]] bool matches(DocNo document) const {
    for (Clause* part : x_rarest_first) {
      if (!part->reads_positions() && !part->matches(document)) return false;
    }
    for (Clause* part : x_rarest_first) {
      if (part->reads_positions() && !part->matches(document)) return false;
    }
    return true;
  }

 private:
  std::vector<Clause*> x_rarest_first;
};

class SequenceClause final : public SpanClause {
 public:
  SequenceClause(std::vector<ClausePtr> items, std::vector<Gap> gaps, std::uint32_t leaf)
      : SpanClause(leaf), x_items(std::move(items)), x_gaps(std::move(gaps)), x_all(x_items) {
    for (std::uint32_t i = 0, offset = 0; i < x_items.size(); ++i) {
      if (i > 0) offset += 1 + x_gaps[i - 1].min;
      x_offsets.push_back(offset);
      x_rarest_first.push_back(i);
      x_words_apart = x_words_apart && x_items[i]->has_places() && (i == 0 || x_gaps[i - 1].min == x_gaps[i - 1].max);
    }
    std::stable_sort(x_rarest_first.begin(), x_rarest_first.end(), [this](std::uint32_t a, std::uint32_t b) { return x_items[a]->cost() < x_items[b]->cost(); });
  }

  [[nodiscard]] std::uint64_t cost() const override { return x_all.cost(); }

 private:
  DocNo seek(DocNo target) override { return x_all.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    if (!x_all.matches(document)) return;
    if (x_words_apart) {
      find_words(document, out);
      return;
    }
    Occurrences joined;
    x_items[0]->occurrences(document, Detail::stretches, joined);
    tidy(joined);
    for (Occurrence& o : joined) o.leaf = leaf();
    for (std::size_t i = 1; i < x_items.size() && !joined.empty(); ++i) {
      Occurrences next;
      x_items[i]->occurrences(document, Detail::stretches, next);
      tidy(next);
      joined = followed_by(joined, next, x_gaps[i - 1], leaf());
    }
    out.insert(out.end(), joined.begin(), joined.end());
  }

  /// Words at fixed distances: the places of each, moved to where the sequence would begin, are intersected.
  void find_words(DocNo document, Occurrences& out) {
    x_begins.clear();
    for (std::size_t i = 0; i < x_rarest_first.size(); ++i) {
      const std::uint32_t item = x_rarest_first[i];
      x_places.clear();
      if (!x_items[item]->append_places(document, x_places)) return;
      if (i == 0) {
        for (const std::uint32_t place : x_places) {
          if (place >= x_offsets[item]) x_begins.push_back(place - x_offsets[item]);
        }
      } else {
        keep_followed(x_offsets[item]);
      }
      if (x_begins.empty()) return;
    }
    for (const std::uint32_t begin : x_begins) out.push_back({begin, begin + x_offsets.back() + 1, leaf()});
  }

  /// Keeps the begins that have one of the places `offset` tokens on.
  void keep_followed(std::uint32_t offset) {
    std::size_t at = 0;
    std::size_t kept = 0;
    for (const std::uint32_t begin : x_begins) {
      while (at < x_places.size() && x_places[at] < begin + offset) ++at;
      if (at == x_places.size()) break;
      if (x_places[at] == begin + offset) x_begins[kept++] = begin;
    }
    x_begins.resize(kept);
  }

  std::vector<ClausePtr> x_items;
  std::vector<Gap> x_gaps;
  Conjunction x_all;
  bool x_words_apart = true;                  // single words at fixed distances
  std::vector<std::uint32_t> x_offsets;       // of each item from the begin, then
  std::vector<std::uint32_t> x_rarest_first;  // numbers of items
  std::vector<std::uint32_t> x_begins;
  std::vector<std::uint32_t> x_places;
};

class NearClause final : public SpanClause {
 public:
  NearClause(std::vector<ClausePtr> parts, std::uint32_t distance, bool ordered, std::uint32_t leaf)
      : SpanClause(leaf), x_parts(std::move(parts)), x_all(x_parts), x_distance(distance), x_ordered(ordered) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_all.cost(); }

 private:
  DocNo seek(DocNo target) override { return x_all.advance(target); }

  void append_marks(DocNo document, const Occurrences& of, Occurrences& out) override {
    Occurrences parts;
    for (const ClausePtr& part : x_parts) part->occurrences(document, Detail::marks, parts);
    tidy(parts);
    keep_inside(parts, of);
    out.insert(out.end(), parts.begin(), parts.end());
  }

  void find_spans(DocNo document, Occurrences& out) override {
    if (!x_all.matches(document)) return;
    Occurrences first;
    Occurrences second;
    x_parts[0]->occurrences(document, Detail::stretches, first);
    x_parts[1]->occurrences(document, Detail::stretches, second);
    tidy(first);
    tidy(second);
    const Occurrences joined = near(first, second, x_distance, x_ordered, leaf());
    out.insert(out.end(), joined.begin(), joined.end());
  }

  std::vector<ClausePtr> x_parts;
  Conjunction x_all;
  std::uint32_t x_distance;
  bool x_ordered;
};

}  // namespace

ClausePtr make_sequence(std::vector<ClausePtr> items, std::vector<Gap> gaps, std::uint32_t leaf) {
  return std::make_unique<SequenceClause>(std::move(items), std::move(gaps), leaf);
}
ClausePtr make_near(ClausePtr first, ClausePtr second, std::uint32_t distance, bool ordered, std::uint32_t leaf) {
  std::vector<ClausePtr> parts;
  parts.push_back(std::move(first));
  parts.push_back(std::move(second));
  return std::make_unique<NearClause>(std::move(parts), distance, ordered, leaf);
}

}  // namespace concord
