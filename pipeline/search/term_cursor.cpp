#include "pipeline/search/term_cursor.h"

#include <algorithm>
#include <numeric>

namespace concord {

DocNo TermCursor::advance(DocNo target) {
  if (x_walks) return walk(target);
  if (!x_loaded) {
    x_snapshot->read_list(x_field, x_term, ListPart::documents, x_list);
    x_loaded = true;
  }
  const std::vector<DocNo>& documents = x_list.documents;
  if (x_at < documents.size() && documents[x_at] < target) {
    // Ever longer steps, then the place inside the last one: near targets are found at once, far ones in log time.
    std::size_t step = 1;
    while (x_at + step < documents.size() && documents[x_at + step] < target) step *= 2;
    const auto from = documents.begin() + static_cast<std::ptrdiff_t>(x_at + step / 2);
    const auto to = documents.begin() + static_cast<std::ptrdiff_t>(std::min(x_at + step, documents.size()));
    x_at = static_cast<std::size_t>(std::lower_bound(from, to, target) - documents.begin());
  }
  return x_at < documents.size() ? documents[x_at] : no_more_documents;
}

DocNo TermCursor::walk(DocNo target) {
  if (!x_positions) x_positions = x_snapshot->postings(x_field, x_term);
  if (!x_loaded || x_document < target) x_document = x_loaded || target > 0 ? x_positions->advance(target) : x_positions->next();
  x_loaded = true;
  return x_document;
}

bool TermCursor::read_whole() {
  constexpr std::uint64_t few = std::uint64_t{1} << 15U;
  if (!x_begins.empty()) return true;
  if (x_long) return false;
  x_long = true;
  const std::uint64_t total = std::accumulate(x_list.frequencies.begin(), x_list.frequencies.end(), std::uint64_t{0});
  if (total > few) return false;
  PostingList whole;
  x_snapshot->read_list(x_field, x_term, ListPart::positions, whole);
  if (whole.documents.size() != x_list.documents.size() || whole.positions.size() != total) return false;  // damage: reported
  x_list = std::move(whole);
  x_begins.assign(1, 0);
  for (const std::uint32_t frequency : x_list.frequencies) x_begins.push_back(x_begins.back() + frequency);
  return true;
}

void TermCursor::positions(std::vector<std::uint32_t>& out) {
  if (x_walks) return x_positions->positions(out);
  if (read_whole()) {
    const auto begin = x_list.positions.begin();
    out.insert(out.end(), begin + x_begins[x_at], begin + x_begins[x_at + 1]);
    return;
  }
  const DocNo document = x_list.documents[x_at];
  if (!x_positions || x_read == document) x_positions = x_snapshot->postings(x_field, x_term);  // they go forward only
  x_read = document;
  if (x_positions->advance(document) == document) x_positions->positions(out);
}

TermUnion::TermUnion(const Snapshot& snapshot, std::vector<TermChoice> terms) : x_snapshot(snapshot), x_terms(std::move(terms)) {
  std::sort(x_terms.begin(), x_terms.end(), [](const TermChoice& a, const TermChoice& b) { return a.term < b.term; });
  const auto same = [](const TermChoice& a, const TermChoice& b) { return a.term == b.term; };
  x_terms.erase(std::unique(x_terms.begin(), x_terms.end(), same), x_terms.end());
}

DocNo TermUnion::advance(DocNo target) {
  if (x_cursors.size() < x_terms.size()) open(target);
  if (x_heap.size() == 1) {
    x_heap[0].first = x_cursors[x_heap[0].second].advance(target);
    if (x_heap[0].first == no_more_documents) x_heap.clear();
  }
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

std::uint64_t TermUnion::cost() const {
  std::uint64_t sum = 0;
  for (const TermChoice& term : x_terms) sum += term.documents;
  return sum;
}

void TermUnion::open(DocNo target) {
  constexpr std::uint64_t most_in_arrays = 1000000;  // documents: 8 MB
  const bool walks = x_terms.size() > 1 && cost() > most_in_arrays;
  x_cursors.reserve(x_terms.size());
  for (const TermChoice& term : x_terms) {
    const auto number = static_cast<std::uint32_t>(x_cursors.size());
    x_cursors.emplace_back(x_snapshot, term.field, term.term, walks);
    const DocNo document = x_cursors.back().advance(target);
    if (document != no_more_documents) x_heap.emplace_back(document, number);
  }
  std::make_heap(x_heap.begin(), x_heap.end(), std::greater<>());
}

}  // namespace concord
