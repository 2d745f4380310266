// TermClauses: words and labels where they stand, and conditions on whole documents.
#include <algorithm>
#include <map>

#include "pipeline/search/span_clause.h"
#include "pipeline/search/term_cursor.h"

namespace concord {
namespace {

class TermsClause final : public SpanClause {
 public:
  TermsClause(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf)
      : SpanClause(leaf), x_snapshot(snapshot), x_union(snapshot, std::move(terms)) {
    for (const TermChoice& term : x_union.terms()) {
      x_words_only = x_words_only && term.field != Field::label;
      x_affirmed_only = x_affirmed_only || term.affirmed_only;
    }
  }

  [[nodiscard]] bool matches(DocNo document) override { return !x_affirmed_only || SpanClause::matches(document); }
  /// Without positions: words of different terms never coincide, nor do mentions of one label.
  [[nodiscard]] std::uint32_t count(DocNo document) override {
    if (x_affirmed_only || (!x_words_only && x_union.terms().size() > 1)) return SpanClause::count(document);
    std::uint32_t sum = 0;
    x_union.for_each_here([&](const TermChoice&, TermCursor& cursor) { sum += cursor.frequency(); });
    return sum;
  }
  [[nodiscard]] std::uint64_t cost() const override { return x_union.cost(); }
  [[nodiscard]] bool reads_positions() const override { return x_affirmed_only; }
  [[nodiscard]] std::vector<std::string> single_words() const override {
    std::vector<std::string> words;
    for (const TermChoice& term : x_union.terms()) words.push_back(term.term);
    return x_words_only ? words : std::vector<std::string>();
  }
  /// Words of different terms never stand at one place, so they need only be put in order.
  [[nodiscard]] bool append_places(DocNo, std::vector<std::uint32_t>& places) override {
    if (!x_words_only) return false;
    const std::size_t begin = places.size();
    std::uint32_t lists = 0;
    x_union.for_each_here([&](const TermChoice&, TermCursor& cursor) {
      cursor.positions(places);
      ++lists;
    });
    if (lists > 1) std::sort(places.begin() + static_cast<std::ptrdiff_t>(begin), places.end());
    return true;
  }
  [[nodiscard]] bool has_places() const override { return x_words_only; }

 private:
  DocNo seek(DocNo target) override { return x_union.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    x_union.for_each_here([&](const TermChoice& term, TermCursor& cursor) {
      x_begins.clear();
      cursor.positions(x_begins);
      if (term.field == Field::label) {
        add_mentions(document, term, out);
      } else {
        for (const std::uint32_t begin : x_begins) out.push_back({begin, begin + 1, leaf()});
      }
    });
  }

  void add_mentions(DocNo document, const TermChoice& term, Occurrences& out) {
    const auto ends = side_list(Field::label_end, term.term, document);
    std::vector<std::uint32_t> negated;
    if (term.affirmed_only) negated = side_list(Field::label, term.term + std::string(negated_suffix), document);
    const std::size_t count = std::min(ends.size(), x_begins.size());
    for (std::size_t i = 0; i < count; ++i) {
      if (!std::binary_search(negated.begin(), negated.end(), x_begins[i])) out.push_back({x_begins[i], ends[i], leaf()});
    }
  }

  std::vector<std::uint32_t> side_list(Field field, const std::string& term, DocNo document) {
    const std::pair<Field, std::string> key(field, term);
    auto at = x_side_lists.find(key);
    if (at == x_side_lists.end()) at = x_side_lists.emplace(key, TermCursor(x_snapshot, field, term, true)).first;
    std::vector<std::uint32_t> positions;
    if (at->second.advance(document) == document) at->second.positions(positions);
    return positions;
  }

  const Snapshot& x_snapshot;
  TermUnion x_union;
  bool x_words_only = true;
  bool x_affirmed_only = false;
  std::map<std::pair<Field, std::string>, TermCursor> x_side_lists;  // ends and negations of labels, opened when needed
  std::vector<std::uint32_t> x_begins;
};

class Condition final : public Clause {
 public:
  Condition(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf)
      : x_union(snapshot, std::move(terms)), x_leaf(leaf) {}

  [[nodiscard]] bool matches(DocNo) override { return true; }
  void occurrences(DocNo, Detail, Occurrences&) override {}
  void tally(DocNo, std::vector<std::uint32_t>& counts) override {
    if (x_leaf == no_leaf) return;
    x_union.for_each_here([&](const TermChoice&, TermCursor& cursor) { counts[x_leaf] += cursor.frequency(); });
  }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    std::vector<std::uint32_t> all(stands_at(document) ? regions.count() : 0U);
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }
  void occurrences_in(DocNo, const Regions&, const std::vector<std::uint32_t>&, Detail, Occurrences&) override {}
  [[nodiscard]] std::uint64_t cost() const override { return x_union.cost(); }
  [[nodiscard]] bool reads_positions() const override { return false; }

 private:
  DocNo seek(DocNo target) override { return x_union.advance(target); }

  TermUnion x_union;
  std::uint32_t x_leaf;
};

}  // namespace

ClausePtr make_terms(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf) {
  return std::make_unique<TermsClause>(snapshot, std::move(terms), leaf);
}
ClausePtr make_condition(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf) {
  return std::make_unique<Condition>(snapshot, std::move(terms), leaf);
}
ClausePtr make_everything(const Snapshot& snapshot) {
  return make_condition(snapshot, {{Field::state, "document", snapshot.end()}});
}

}  // namespace concord
