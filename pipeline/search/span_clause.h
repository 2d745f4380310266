// SpanClause: a clause that answers every question out of one list of occurrences, made once a document. Internal to search.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "pipeline/search/clause.h"

namespace concord {

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

}  // namespace concord
