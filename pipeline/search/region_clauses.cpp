// RegionClauses: IN and NOT IN: a part of the query asked again inside sentences, paragraphs, articles, or the
// matches of another part.
#include <algorithm>

#include "pipeline/search/clause.h"

namespace concord {
namespace {

/// Positions of a list in one document; none when it is not there. Documents are asked in ascending order.
class PositionList {
 public:
  explicit PositionList(std::unique_ptr<Postings> postings) : x_postings(std::move(postings)) {}

  const std::vector<std::uint32_t>& at(DocNo document) {
    if (x_read != document) {
      x_positions.clear();
      if (!x_started || x_document < document) x_document = x_postings->advance(document);
      x_started = true;
      if (x_document == document) x_postings->positions(x_positions);
      x_read = document;
    }
    return x_positions;
  }

 private:
  std::unique_ptr<Postings> x_postings;
  std::vector<std::uint32_t> x_positions;
  std::optional<DocNo> x_read;
  DocNo x_document = 0;
  bool x_started = false;
};

/// Sentences and paragraphs hold every token: each reaches to the next one.
class CoveringUnits final : public RegionSource {
 public:
  CoveringUnits(const Snapshot& snapshot, std::string_view unit) : x_begins(snapshot.postings(Field::unit, unit)) {}
  [[nodiscard]] std::vector<TokenRange> stretches(DocNo document) override {
    const auto& begins = x_begins.at(document);
    std::vector<TokenRange> ranges;
    ranges.reserve(begins.size());
    for (std::size_t i = 0; i < begins.size(); ++i) ranges.push_back({begins[i], i + 1 < begins.size() ? begins[i + 1] : UINT32_MAX});
    return ranges;
  }

 private:
  PositionList x_begins;
};

/// Pages, articles, ...: the index gives their ends too.
class Divisions final : public RegionSource {
 public:
  Divisions(const Snapshot& snapshot, std::string_view unit)
      : x_begins(snapshot.postings(Field::unit, unit)), x_ends(snapshot.postings(Field::unit, std::string(unit) + "_end")) {}
  [[nodiscard]] std::vector<TokenRange> stretches(DocNo document) override {
    const auto& begins = x_begins.at(document);
    const auto& ends = x_ends.at(document);
    std::vector<TokenRange> ranges;
    for (std::size_t i = 0; i < std::min(begins.size(), ends.size()); ++i) {
      if (begins[i] < ends[i]) ranges.push_back({begins[i], ends[i]});
    }
    std::sort(ranges.begin(), ranges.end());
    return ranges;
  }

 private:
  PositionList x_begins;
  PositionList x_ends;
};

class Matches final : public RegionSource {
 public:
  explicit Matches(ClausePtr clause) : x_clause(std::move(clause)) {}
  [[nodiscard]] std::vector<TokenRange> stretches(DocNo document) override {
    if (x_clause->advance(document) != document || !x_clause->matches(document)) return {};
    Occurrences found;
    x_clause->occurrences(document, Detail::stretches, found);
    std::vector<TokenRange> ranges;
    for (const Occurrence& o : found) ranges.push_back({o.begin, o.end});
    std::sort(ranges.begin(), ranges.end());
    ranges.erase(std::unique(ranges.begin(), ranges.end()), ranges.end());
    return ranges;
  }

 private:
  ClausePtr x_clause;
};

/// What IN, NOT IN and "never in" share: seen from outside, a list of occurrences.
class RegionClause : public Clause {
 public:
  RegionClause(ClausePtr part, std::unique_ptr<RegionSource> source, bool outside)
      : x_part(std::move(part)), x_source(std::move(source)) {
    x_regions.outside = outside;
  }

  void occurrences(DocNo document, Detail detail, Occurrences& out) override {
    if (detail == Detail::marks) {
      find(document, detail, out);
    } else {
      const Occurrences& all = found(document);
      out.insert(out.end(), all.begin(), all.end());
    }
  }
  void tally(DocNo document, std::vector<std::uint32_t>& counts) override {
    for (const Occurrence& o : found(document)) ++counts[o.leaf];
  }
  [[nodiscard]] std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) override {
    if (!stands_at(document) || !matches(document)) return {};
    return regions_with(found(document), regions);
  }
  void occurrences_in(DocNo document, const Regions& regions, const std::vector<std::uint32_t>& chosen, Detail detail,
                      Occurrences& out) override {
    if (!stands_at(document) || !matches(document)) return;
    Occurrences inside;
    append_inside(found(document), regions, chosen, inside);
    if (detail == Detail::marks) {
      tidy(inside);
      Occurrences marks;
      find(document, detail, marks);
      tidy(marks);
      keep_inside(marks, inside);
      inside = std::move(marks);
    }
    out.insert(out.end(), inside.begin(), inside.end());
  }
  [[nodiscard]] std::uint64_t cost() const override { return x_part->cost(); }

 protected:
  [[nodiscard]] Clause& part() const { return *x_part; }
  const Regions& regions(DocNo document) {
    if (x_regions_of != document) {
      x_regions.stretches = x_source->stretches(document);
      x_regions_of = document;
    }
    return x_regions;
  }

 private:
  DocNo seek(DocNo target) override { return x_part->advance(target); }
  virtual void find(DocNo document, Detail detail, Occurrences& out) = 0;
  const Occurrences& found(DocNo document) {
    if (x_found_of != document) {
      x_found.clear();
      find(document, Detail::stretches, x_found);
      tidy(x_found);
      x_found_of = document;
    }
    return x_found;
  }

  ClausePtr x_part;
  std::unique_ptr<RegionSource> x_source;
  Regions x_regions;
  std::optional<DocNo> x_regions_of;
  Occurrences x_found;
  std::optional<DocNo> x_found_of;
};

class InsideClause final : public RegionClause {
 public:
  using RegionClause::RegionClause;
  [[nodiscard]] bool matches(DocNo document) override { return !held(document).empty(); }

 private:
  const std::vector<std::uint32_t>& held(DocNo document) {
    if (x_held_of != document) {
      x_held = part().holds_in(document, regions(document));
      x_held_of = document;
    }
    return x_held;
  }
  void find(DocNo document, Detail detail, Occurrences& out) override {
    part().occurrences_in(document, regions(document), held(document), detail, out);
  }

  std::vector<std::uint32_t> x_held;
  std::optional<DocNo> x_held_of;
};

class NeverInsideClause final : public RegionClause {
 public:
  using RegionClause::RegionClause;
  [[nodiscard]] bool matches(DocNo document) override {
    return part().matches(document) && part().holds_in(document, regions(document)).empty();
  }

 private:
  void find(DocNo document, Detail detail, Occurrences& out) override { part().occurrences(document, detail, out); }
};

}  // namespace

std::unique_ptr<RegionSource> regions_of_unit(const Snapshot& snapshot, std::string_view unit) {
  if (unit == "sentence" || unit == "paragraph") return std::make_unique<CoveringUnits>(snapshot, unit);
  return std::make_unique<Divisions>(snapshot, unit);
}
std::unique_ptr<RegionSource> regions_of(ClausePtr clause) { return std::make_unique<Matches>(std::move(clause)); }

ClausePtr make_inside(ClausePtr part, std::unique_ptr<RegionSource> regions) {
  return std::make_unique<InsideClause>(std::move(part), std::move(regions), false);
}
ClausePtr make_outside(ClausePtr part, std::unique_ptr<RegionSource> regions) {
  return std::make_unique<InsideClause>(std::move(part), std::move(regions), true);
}
ClausePtr make_never_inside(ClausePtr part, std::unique_ptr<RegionSource> regions) {
  return std::make_unique<NeverInsideClause>(std::move(part), std::move(regions), false);
}

}  // namespace concord
