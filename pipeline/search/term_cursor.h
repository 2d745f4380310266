// TermCursor and TermUnion: the documents of one term, and of any of several. Internal to search.
//
// The documents of a term are read whole, with how often it stands in each: two flat arrays, which cost a tenth of a virtual
// call for each document. Where very many terms stand together (label:*) the arrays would take more memory than the
// lists, and each list is walked. Positions are read for the documents that are asked for; short lists whole.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/index/posting_list.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/clause.h"

namespace concord {

/// One thread; documents are asked for in ascending order.
class TermCursor {
 public:
  /// `walks`: without arrays.
  TermCursor(const Snapshot& snapshot, Field field, std::string term, bool walks = false)
      : x_snapshot(&snapshot), x_field(field), x_term(std::move(term)), x_walks(walks) {}

  /// The first document at or after `target`; where it stands already when that is one.
  DocNo advance(DocNo target);
  /// How often the term stands in the present document.
  [[nodiscard]] std::uint32_t frequency() const { return x_walks ? x_positions->frequency() : x_list.frequencies[x_at]; }
  /// Appends its positions in the present document, ascending.
  void positions(std::vector<std::uint32_t>& out);

 private:
  DocNo walk(DocNo target);
  /// Whether all positions are at hand now.
  bool read_whole();

  const Snapshot* x_snapshot;
  Field x_field;
  std::string x_term;
  bool x_walks;
  DocNo x_document = 0;    // where a walk stands
  bool x_loaded = false;   // the arrays are there, or the walk has begun
  PostingList x_list;
  std::size_t x_at = 0;
  std::vector<std::uint32_t> x_begins;    // of each document's positions in x_list, when those were read whole
  bool x_long = false;                    // too many positions to be read whole
  std::unique_ptr<Postings> x_positions;  // else: opened when first needed
  std::optional<DocNo> x_read;            // the document that they stand at
};

/// Documents of several lists in one ascending row: a heap of cursors.
class TermUnion {
 public:
  TermUnion(const Snapshot& snapshot, std::vector<TermChoice> terms);

  /// As TermCursor::advance.
  DocNo advance(DocNo target);

  /// Calls `visit(term, cursor)` for each list that has the present document.
  template <class Visit>
  void for_each_here(Visit&& visit) {
    if (!x_heap.empty()) visit_heap(0, x_heap.front().first, visit);
  }

  [[nodiscard]] const std::vector<TermChoice>& terms() const { return x_terms; }
  [[nodiscard]] std::uint64_t cost() const;

 private:
  void open(DocNo target);

  // Equal smallest entries of a heap hang together at its top. The heap is log2(terms) deep.
  template <class Visit>
  void visit_heap(std::size_t at, DocNo document, Visit& visit) {
    if (at >= x_heap.size() || x_heap[at].first != document) return;
    const std::uint32_t number = x_heap[at].second;
    visit(x_terms[number], x_cursors[number]);
    visit_heap(2 * at + 1, document, visit);
    visit_heap(2 * at + 2, document, visit);
  }

  const Snapshot& x_snapshot;
  std::vector<TermChoice> x_terms;
  std::vector<TermCursor> x_cursors;
  std::vector<std::pair<DocNo, std::uint32_t>> x_heap;  // document, number of the cursor
};

}  // namespace concord
