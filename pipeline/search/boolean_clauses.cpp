// BooleanClauses: AND, OR, NOT over whole documents, and the same region by region inside IN.
//
// AND: the document has all parts; its occurrences are those of all parts. OR: of
// the parts that match. NOT: none.
#include <algorithm>
#include <iterator>

#include "pipeline/search/clause.h"

namespace concord {
namespace {

std::vector<std::uint32_t> every_region(const Regions& regions) {
  std::vector<std::uint32_t> all(regions.count());
  for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

std::vector<std::uint32_t> intersection(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

std::vector<std::uint32_t> difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> rest;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
  return rest;
}

/// Regions in which a part holds that nobody has advanced yet.
std::vector<std::uint32_t> late_holds_in(Clause& part, DocNo document, const Regions& regions) {
  part.advance(document);
  return part.holds_in(document, regions);
}

bool late_matches(Clause& part, DocNo document) { return part.advance(document) == document && part.matches(document); }

/// Whether all parts are single words of different terms, so that numbers of occurrences add up without positions.
bool counts_add_up(const std::vector<ClausePtr>& parts) {
  std::vector<std::string> words;
  for (const ClausePtr& part : parts) {
    const auto own = part->single_words();
    if (own.empty()) return false;
    words.insert(words.end(), own.begin(), own.end());
  }
  std::sort(words.begin(), words.end());
  return std::adjacent_find(words.begin(), words.end()) == words.end();
}

class AndClause final : public Clause {
 public:
  AndClause(std::vector<ClausePtr> parts, std::vector<ClausePtr> excluded)
      : x_parts(std::move(parts)), x_excluded(std::move(excluded)), x_counts_add_up(counts_add_up(x_parts)) {
    for (const ClausePtr& part : x_parts) x_order.push_back(part.get());
    std::stable_sort(x_order.begin(), x_order.end(), [](const Clause* a, const Clause* b) {
      return a->reads_positions() != b->reads_positions() ? b->reads_positions() : a->cost() < b->cost();
    });
    std::size_t lead = 0;
    for (std::size_t i = 1; i < x_order.size(); ++i) {
      if (x_order[i]->cost() < x_order[lead]->cost()) lead = i;
    }
    x_lead = x_order[lead];
  }

  [[nodiscard]] bool matches(DocNo document) override {
    return std::all_of(x_order.begin(), x_order.end(), [document](Clause* part) { return part->matches(document); }) &&
           std::none_of(x_excluded.begin(), x_excluded.end(), [document](const ClausePtr& part) { return late_matches(*part, document); });
  }
  void occurrences(DocNo document, Detail detail, Occurrences& out) override {
    for (const ClausePtr& part : x_parts) part->occurrences(document, detail, out);
  }
  void tally(DocNo document, std::vector<std::uint32_t>& counts) override {
    for (const ClausePtr& part : x_parts) part->tally(document, counts);
  }
  [[nodiscard]] std::uint32_t count(DocNo document) override {
    if (!x_counts_add_up) return Clause::count(document);
    std::uint32_t sum = 0;
    for (const ClausePtr& part : x_parts) sum += part->count(document);
    return sum;
  }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    std::vector<std::uint32_t> held = every_region(regions);
    for (Clause* part : x_order) {
      if (!held.empty()) held = intersection(held, part->holds_in(document, regions));
    }
    for (const ClausePtr& part : x_excluded) {
      if (!held.empty()) held = difference(held, late_holds_in(*part, document, regions));
    }
    return held;
  }
  void occurrences_in(DocNo document, const Regions& regions, const std::vector<std::uint32_t>& chosen, Detail detail,
                      Occurrences& out) override {
    for (const ClausePtr& part : x_parts) part->occurrences_in(document, regions, chosen, detail, out);
  }
  [[nodiscard]] std::uint64_t cost() const override { return x_lead->cost(); }
  [[nodiscard]] bool reads_positions() const override { return x_order.back()->reads_positions() || !x_excluded.empty(); }

 private:
  DocNo seek(DocNo target) override {
    DocNo document = x_lead->advance(target);
    for (std::size_t i = 0; i < x_order.size() && document != no_more_documents;) {
      const DocNo here = x_order[i]->advance(document);
      if (here == document) {
        ++i;
      } else {
        document = here == no_more_documents ? here : x_lead->advance(here);
        i = 0;
      }
    }
    return document;
  }

  std::vector<ClausePtr> x_parts;
  std::vector<ClausePtr> x_excluded;  // what stands under NOT
  bool x_counts_add_up;
  std::vector<Clause*> x_order;  // without positions first, then the rarest
  Clause* x_lead = nullptr;      // the rarest of all
};

class OrClause final : public Clause {
 public:
  explicit OrClause(std::vector<ClausePtr> parts) : x_parts(std::move(parts)), x_counts_add_up(counts_add_up(x_parts)) {}

  [[nodiscard]] bool matches(DocNo document) override {
    return std::any_of(x_parts.begin(), x_parts.end(), [document](const ClausePtr& part) { return here(*part, document); });
  }
  void occurrences(DocNo document, Detail detail, Occurrences& out) override {
    for (const ClausePtr& part : x_parts) {
      if (here(*part, document)) part->occurrences(document, detail, out);
    }
  }
  void tally(DocNo document, std::vector<std::uint32_t>& counts) override {
    for (const ClausePtr& part : x_parts) {
      if (here(*part, document)) part->tally(document, counts);
    }
  }
  [[nodiscard]] std::uint32_t count(DocNo document) override {
    if (!x_counts_add_up) return Clause::count(document);
    std::uint32_t sum = 0;
    for (const ClausePtr& part : x_parts) sum += here(*part, document) ? part->count(document) : 0;
    return sum;
  }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    std::vector<std::uint32_t> held;
    for (const ClausePtr& part : x_parts) {
      if (!part->stands_at(document)) continue;
      std::vector<std::uint32_t> any;
      const auto own = part->holds_in(document, regions);
      std::set_union(held.begin(), held.end(), own.begin(), own.end(), std::back_inserter(any));
      held = std::move(any);
    }
    return held;
  }
  void occurrences_in(DocNo document, const Regions& regions, const std::vector<std::uint32_t>& chosen, Detail detail,
                      Occurrences& out) override {
    for (const ClausePtr& part : x_parts) {
      if (!part->stands_at(document)) continue;
      part->occurrences_in(document, regions, intersection(chosen, part->holds_in(document, regions)), detail, out);
    }
  }
  [[nodiscard]] std::uint64_t cost() const override {
    std::uint64_t sum = 0;
    for (const ClausePtr& part : x_parts) sum += part->cost();
    return sum;
  }
  [[nodiscard]] bool reads_positions() const override {
    return std::any_of(x_parts.begin(), x_parts.end(), [](const ClausePtr& part) { return part->reads_positions(); });
  }
  [[nodiscard]] std::vector<std::string> single_words() const override {
    std::vector<std::string> words;
    if (!x_counts_add_up) return words;
    for (const ClausePtr& part : x_parts) {
      const auto own = part->single_words();
      words.insert(words.end(), own.begin(), own.end());
    }
    return words;
  }

 private:
  static bool here(Clause& part, DocNo document) { return part.stands_at(document) && part.matches(document); }

  DocNo seek(DocNo target) override {
    DocNo first = no_more_documents;
    for (const ClausePtr& part : x_parts) first = std::min(first, part->advance(target));
    return first;
  }

  std::vector<ClausePtr> x_parts;
  bool x_counts_add_up;
};

/// A NOT that does not stand in an AND: all documents but those.
class NotClause final : public Clause {
 public:
  NotClause(ClausePtr part, ClausePtr everything) : x_part(std::move(part)), x_everything(std::move(everything)) {}

  [[nodiscard]] bool matches(DocNo document) override { return !late_matches(*x_part, document); }
  void occurrences(DocNo, Detail, Occurrences&) override {}
  void tally(DocNo, std::vector<std::uint32_t>&) override {}
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    if (!stands_at(document)) return {};
    return difference(every_region(regions), late_holds_in(*x_part, document, regions));
  }
  void occurrences_in(DocNo, const Regions&, const std::vector<std::uint32_t>&, Detail, Occurrences&) override {}
  [[nodiscard]] std::uint64_t cost() const override { return x_everything->cost(); }

 private:
  DocNo seek(DocNo target) override { return x_everything->advance(target); }

  ClausePtr x_part;
  ClausePtr x_everything;
};

class WholeDocumentClause final : public Clause {
 public:
  explicit WholeDocumentClause(ClausePtr inner) : x_inner(std::move(inner)) {}

  [[nodiscard]] bool matches(DocNo document) override { return x_inner->matches(document); }
  void occurrences(DocNo, Detail, Occurrences&) override {}
  void tally(DocNo document, std::vector<std::uint32_t>& counts) override { x_inner->tally(document, counts); }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    return stands_at(document) && matches(document) ? every_region(regions) : std::vector<std::uint32_t>();
  }
  void occurrences_in(DocNo, const Regions&, const std::vector<std::uint32_t>&, Detail, Occurrences&) override {}
  [[nodiscard]] std::uint64_t cost() const override { return x_inner->cost(); }
  [[nodiscard]] bool reads_positions() const override { return x_inner->reads_positions(); }

 private:
  DocNo seek(DocNo target) override { return x_inner->advance(target); }

  ClausePtr x_inner;
};

}  // namespace

ClausePtr make_condition(ClausePtr inner) { return std::make_unique<WholeDocumentClause>(std::move(inner)); }

ClausePtr make_and(std::vector<ClausePtr> parts, std::vector<ClausePtr> excluded, const Snapshot& snapshot) {
  if (parts.empty()) parts.push_back(make_everything(snapshot));
  return std::make_unique<AndClause>(std::move(parts), std::move(excluded));
}
ClausePtr make_or(std::vector<ClausePtr> parts) { return std::make_unique<OrClause>(std::move(parts)); }
ClausePtr make_not(ClausePtr part, const Snapshot& snapshot) {
  return std::make_unique<NotClause>(std::move(part), make_everything(snapshot));
}

}  // namespace concord
