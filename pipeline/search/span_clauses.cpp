// SpanClauses: the clauses that stand somewhere: words, labels, exact spellings, divisions, sequences, NEAR.
#include <algorithm>

#include "corpus/text/fold.h"
#include "pipeline/search/clause.h"
#include "pipeline/search/nearby_words.h"

namespace concord {
namespace {

/// Answers every question of a Clause out of one list of occurrences, made once a document.
class SpanClause : public Clause {
 public:
  explicit SpanClause(std::uint32_t leaf) : x_leaf(leaf) {}

  [[nodiscard]] bool matches(DocNo document) override { return !spans(document).empty(); }
  void occurrences(DocNo document, Detail detail, Occurrences& out) override {
    const Occurrences& all = spans(document);
    if (detail == Detail::marks) {
      append_marks(document, all, out);
    } else {
      out.insert(out.end(), all.begin(), all.end());
    }
  }
  void tally(DocNo document, std::vector<std::uint32_t>& counts) override { counts[x_leaf] += count(document); }
  [[nodiscard]] std::uint32_t count(DocNo document) override { return static_cast<std::uint32_t>(spans(document).size()); }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    return stands_at(document) ? regions_with(spans(document), regions) : std::vector<std::uint32_t>();
  }
  void occurrences_in(DocNo document, const Regions& regions, const std::vector<std::uint32_t>& chosen, Detail detail,
                      Occurrences& out) override {
    if (!stands_at(document)) return;
    if (detail == Detail::stretches) {
      append_inside(spans(document), regions, chosen, out);
      return;
    }
    Occurrences inside;
    append_inside(spans(document), regions, chosen, inside);
    tidy(inside);
    append_marks(document, inside, out);
  }

 protected:
  [[nodiscard]] std::uint32_t leaf() const { return x_leaf; }
  const Occurrences& spans(DocNo document) {
    if (x_spans_of != document) {
      x_spans.clear();
      find_spans(document, x_spans);
      tidy(x_spans);
      x_spans_of = document;
    }
    return x_spans;
  }

 private:
  /// Appends the occurrences in `document`, at which the clause stands.
  virtual void find_spans(DocNo document, Occurrences& out) = 0;
  /// Appends what is to be marked of these occurrences.
  virtual void append_marks(DocNo, const Occurrences& of, Occurrences& out) { out.insert(out.end(), of.begin(), of.end()); }

  std::uint32_t x_leaf;
  std::optional<DocNo> x_spans_of;
  Occurrences x_spans;
};

/// Postings that may be advanced to where they stand already.
class Cursor {
 public:
  explicit Cursor(std::unique_ptr<Postings> postings) : x_postings(std::move(postings)) {}
  DocNo advance(DocNo target) {
    if (!x_started || x_document < target) {
      x_document = x_started || target > 0 ? x_postings->advance(target) : x_postings->next();
      x_started = true;
    }
    return x_document;
  }
  [[nodiscard]] Postings& postings() const { return *x_postings; }

 private:
  std::unique_ptr<Postings> x_postings;
  DocNo x_document = 0;
  bool x_started = false;
};

/// Documents of several lists in one ascending row: a heap of cursors.
class Union {
 public:
  Union(const Snapshot& snapshot, std::vector<TermChoice> terms) : x_snapshot(snapshot), x_terms(std::move(terms)) {
    std::sort(x_terms.begin(), x_terms.end(), [](const TermChoice& a, const TermChoice& b) { return a.term < b.term; });
    const auto same = [](const TermChoice& a, const TermChoice& b) { return a.term == b.term; };
    x_terms.erase(std::unique(x_terms.begin(), x_terms.end(), same), x_terms.end());
  }

  DocNo advance(DocNo target) {
    if (x_cursors.size() < x_terms.size()) open(target);
    while (!x_heap.empty() && x_heap.front().first < target) {
      std::pop_heap(x_heap.begin(), x_heap.end(), std::greater<>());
      auto& [document, number] = x_heap.back();
      document = x_cursors[number].advance(target);
      if (document == no_more_documents) {
        x_heap.pop_back();
      } else {
        std::push_heap(x_heap.begin(), x_heap.end(), std::greater<>());
      }
    }
    return x_heap.empty() ? no_more_documents : x_heap.front().first;
  }

  /// Calls `visit(term, postings)` for each list that has the present document.
  template <class Visit>
  void for_each_here(Visit&& visit) {
    if (!x_heap.empty()) visit_heap(0, x_heap.front().first, visit);
  }

  [[nodiscard]] const std::vector<TermChoice>& terms() const { return x_terms; }
  [[nodiscard]] std::uint64_t cost() const {
    std::uint64_t sum = 0;
    for (const TermChoice& term : x_terms) sum += term.documents;
    return sum;
  }

 private:
  void open(DocNo target) {
    for (const TermChoice& term : x_terms) {
      const auto number = static_cast<std::uint32_t>(x_cursors.size());
      x_cursors.emplace_back(x_snapshot.postings(term.field, term.term));
      const DocNo document = x_cursors.back().advance(target);
      if (document != no_more_documents) x_heap.emplace_back(document, number);
    }
    std::make_heap(x_heap.begin(), x_heap.end(), std::greater<>());
  }

  // Equal smallest entries of a heap hang together at its top. The heap is log2(terms) deep.
  template <class Visit>
  void visit_heap(std::size_t at, DocNo document, Visit& visit) {
    if (at >= x_heap.size() || x_heap[at].first != document) return;
    const std::uint32_t number = x_heap[at].second;
    visit(x_terms[number], x_cursors[number].postings());
    visit_heap(2 * at + 1, document, visit);
    visit_heap(2 * at + 2, document, visit);
  }

  const Snapshot& x_snapshot;
  std::vector<TermChoice> x_terms;
  std::vector<Cursor> x_cursors;
  std::vector<std::pair<DocNo, std::uint32_t>> x_heap;  // document, number of the cursor
};

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
    x_union.for_each_here([&](const TermChoice&, Postings& postings) { sum += postings.frequency(); });
    return sum;
  }
  [[nodiscard]] std::uint64_t cost() const override { return x_union.cost(); }
  [[nodiscard]] bool reads_positions() const override { return x_affirmed_only; }
  [[nodiscard]] std::vector<std::string> single_words() const override {
    std::vector<std::string> words;
    for (const TermChoice& term : x_union.terms()) words.push_back(term.term);
    return x_words_only ? words : std::vector<std::string>();
  }

 private:
  DocNo seek(DocNo target) override { return x_union.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    x_union.for_each_here([&](const TermChoice& term, Postings& postings) {
      x_begins.clear();
      postings.positions(x_begins);
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
    if (at == x_side_lists.end()) at = x_side_lists.emplace(key, Cursor(x_snapshot.postings(field, term))).first;
    std::vector<std::uint32_t> positions;
    if (at->second.advance(document) == document) at->second.postings().positions(positions);
    return positions;
  }

  const Snapshot& x_snapshot;
  Union x_union;
  bool x_words_only = true;
  bool x_affirmed_only = false;
  std::map<std::pair<Field, std::string>, Cursor> x_side_lists;  // ends and negations of labels, opened when needed
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
    x_union.for_each_here([&](const TermChoice&, Postings& postings) { counts[x_leaf] += postings.frequency(); });
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

  Union x_union;
  std::uint32_t x_leaf;
};

/// Words of an exact spelling. Only where the folded words stand is the text looked at, and there only the sentence; a
/// text that holds the letters of no first word is not looked at further.
class ExactClause final : public SpanClause {
 public:
  ExactClause(ClausePtr inner, StoredDocuments& stored, std::vector<std::string> surfaces, std::uint32_t leaf)
      : SpanClause(leaf), x_inner(std::move(inner)), x_stored(stored), x_surfaces(std::move(surfaces)) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_inner->cost(); }

 private:
  DocNo seek(DocNo target) override { return x_inner->advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    if (!x_inner->matches(document)) return;
    const Document* text = x_stored.text(document);
    if (text == nullptr) return;
    if (text->marks.empty() && text->text.utf8.find(x_surfaces.front()) == std::string::npos) return;
    Occurrences folded;
    x_inner->occurrences(document, Detail::stretches, folded);
    NearbyWords nearby(x_stored.snapshot(), document, *text, x_scanner);
    for (const Occurrence& o : folded) {
      if (is_spelled(nearby, o.begin)) out.push_back({o.begin, o.end, leaf()});
    }
    x_stored.report(nearby.status());
  }

  bool is_spelled(NearbyWords& nearby, std::uint32_t token) {
    for (const std::string& surface : x_surfaces) {
      x_surface.clear();
      nearby.append_surface(token++, x_surface);
      if (x_surface != surface) return false;
    }
    return true;
  }

  ClausePtr x_inner;
  StoredDocuments& x_stored;
  std::vector<std::string> x_surfaces;
  WordScanner x_scanner;
  std::string x_surface;
};

constexpr std::string_view division_names[] = {"page", "article", "section", "numbered_paragraph", "annex", "preamble", "signatures"};

class DivisionClause final : public SpanClause {
 public:
  DivisionClause(const Snapshot& snapshot, StoredDocuments& stored, std::string unit, std::string label, std::uint32_t leaf)
      : SpanClause(leaf), x_cursor(snapshot.postings(Field::unit, unit)), x_stored(stored), x_unit(std::move(unit)),
        x_label(fold_term(label)), x_cost(snapshot.end()) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_cost; }

 private:
  DocNo seek(DocNo target) override { return x_cursor.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    const Document* text = x_stored.text(document);
    if (text == nullptr) return;
    for (const Division& division : text->divisions) {
      if (division_names[static_cast<std::size_t>(division.kind)] == x_unit && has_label(division.label)) {
        out.push_back({division.tokens.begin, division.tokens.end, leaf()});
      }
    }
  }
  /// "Article 5" answers to article:5 and to article:"Article 5".
  [[nodiscard]] bool has_label(const std::string& label) const {
    const std::string folded = fold_term(label);
    const auto space = folded.rfind(' ');
    return folded == x_label || (space != std::string::npos && std::string_view(folded).substr(space + 1) == x_label);
  }

  Cursor x_cursor;
  StoredDocuments& x_stored;
  std::string x_unit;
  std::string x_label;
  std::uint64_t x_cost;
};

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
      : SpanClause(leaf), x_items(std::move(items)), x_gaps(std::move(gaps)), x_all(x_items) {}

  [[nodiscard]] std::uint64_t cost() const override { return x_all.cost(); }

 private:
  DocNo seek(DocNo target) override { return x_all.advance(target); }

  void find_spans(DocNo document, Occurrences& out) override {
    if (!x_all.matches(document)) return;
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

  std::vector<ClausePtr> x_items;
  std::vector<Gap> x_gaps;
  Conjunction x_all;
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

std::uint32_t Clause::count(DocNo document) {
  Occurrences all;
  occurrences(document, Detail::stretches, all);
  for (Occurrence& o : all) o.leaf = 0;  // two words of the query at one place are one occurrence
  tidy(all);
  return static_cast<std::uint32_t>(all.size());
}

const Document* StoredDocuments::text(DocNo number) {
  if (x_number == number) return &x_document;
  auto document = x_snapshot.document(number, Part::text);
  if (!document) {
    report(document.error());
    return nullptr;
  }
  x_document = std::move(*document);
  x_number = number;
  return &x_document;
}

ClausePtr make_terms(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf) {
  return std::make_unique<TermsClause>(snapshot, std::move(terms), leaf);
}
ClausePtr make_condition(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf) {
  return std::make_unique<Condition>(snapshot, std::move(terms), leaf);
}
ClausePtr make_everything(const Snapshot& snapshot) {
  return make_condition(snapshot, {{Field::state, "document", snapshot.end()}});
}
ClausePtr make_exact(ClausePtr inner, StoredDocuments& stored, std::vector<std::string> surfaces, std::uint32_t leaf) {
  return std::make_unique<ExactClause>(std::move(inner), stored, std::move(surfaces), leaf);
}
ClausePtr make_division(const Snapshot& snapshot, StoredDocuments& stored, std::string unit, std::string label, std::uint32_t leaf) {
  return std::make_unique<DivisionClause>(snapshot, stored, std::move(unit), std::move(label), leaf);
}
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
