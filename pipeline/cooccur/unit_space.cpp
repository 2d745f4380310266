#include "pipeline/cooccur/unit_space.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

#include "pipeline/cooccur/token_counts.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 7> names = {"sentence", "paragraph", "document",          "page",
                                                   "article",  "section",   "numbered_paragraph"};

// The units of these kinds share out all tokens; how many there are is stored.
bool is_tiling(UnitKind kind) { return kind == UnitKind::sentence || kind == UnitKind::paragraph; }

// As std::upper_bound, but quick when the answer is near `first`: doubling steps, then bisection.
template <class Iterator>
Iterator first_beyond(Iterator first, Iterator last, std::uint32_t value) {
  for (std::ptrdiff_t step = 1; first != last && *first <= value; step *= 2) {
    if (last - first <= step || first[step] > value) return std::upper_bound(first, std::min(last, first + step), value);
    first += step;
  }
  return first;
}

std::string size_term(UnitKind kind) { return std::string(name(kind)) + "s"; }

}  // namespace

std::string_view name(UnitKind kind) { return names[static_cast<std::size_t>(kind)]; }

std::optional<UnitKind> parse_unit(std::string_view text) {
  const auto found = std::find(names.begin(), names.end(), text);
  if (found == names.end()) return std::nullopt;
  return static_cast<UnitKind>(found - names.begin());
}

Result<UnitSpace> UnitSpace::build(const Snapshot& snapshot, UnitKind kind, const DocumentSet& documents) {
  UnitSpace space(kind, snapshot.end());
  std::vector<std::uint32_t> counts(snapshot.end(), 0);
  if (kind == UnitKind::document) {
    for (DocNo number = 0; number < snapshot.end(); ++number) counts[number] = documents.contains(number) ? 1 : 0;
  } else {
    const auto postings = is_tiling(kind) ? snapshot.postings(Field::size, size_term(kind))
                                          : snapshot.postings(Field::unit, name(kind));
    std::vector<std::uint32_t> sizes;
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      if (!documents.contains(number)) continue;
      sizes.clear();
      if (is_tiling(kind)) postings->positions(sizes);
      counts[number] = is_tiling(kind) ? (sizes.empty() ? 0 : sizes[0]) : postings->frequency();
    }
  }
  std::uint64_t sum = 0;
  for (DocNo number = 0; number < snapshot.end(); ++number) {
    sum += counts[number];
    if (sum >= UINT32_MAX) {
      return Error{ErrorCode::limit, "counting", "more than 4,294,967,294 units",
                   "restrict the documents, or count larger units"};
    }
    space.x_begins[number + 1] = static_cast<UnitNo>(sum);
  }
  space.x_size = sum;
  return space;
}

void UnitSpace::read_bounds(const Snapshot& snapshot) {
  if (x_has_bounds || x_kind == UnitKind::document) return;
  x_has_bounds = true;
  const auto read = [&](const std::string& term, std::vector<std::uint32_t>& bounds) {
    bounds.reserve(end());
    const auto postings = snapshot.postings(Field::unit, term);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      if (contains(number)) postings->positions(bounds);
    }
    assert(bounds.size() == end());
  };
  read(std::string(name(x_kind)), x_first_tokens);
  if (is_tiling(x_kind)) {
    rank_tokens(snapshot);
  } else {
    read(std::string(name(x_kind)) + "_end", x_end_tokens);
  }
}

void UnitSpace::rank_tokens(const Snapshot& snapshot) {
  std::uint64_t tokens = 0;
  x_token_begins.reserve(documents_end());
  for (const std::uint32_t count : tokens_by_document(snapshot, DocumentSet::all(snapshot))) {
    x_token_begins.push_back(tokens);
    tokens += count;
  }
  x_starts = BitRank(tokens);
  std::uint64_t last = UINT64_MAX;
  std::vector<UnitNo> unit_at;
  unit_at.reserve(end());
  for (DocNo document = 0; document < documents_end(); ++document) {
    for (UnitNo unit = begin_of(document); unit < end_of(document); ++unit) {
      const std::uint64_t start = x_token_begins[document] + x_first_tokens[unit];
      x_starts.insert(start);
      if (start == last) unit_at.pop_back();  // a unit without tokens: what begins here is the next
      unit_at.push_back(unit);
      last = start;
    }
  }
  x_starts.seal();
  if (unit_at.size() != end()) x_unit_at = std::move(unit_at);
}

void UnitSpace::locate(DocNo document, std::span<const std::uint32_t> positions, std::vector<UnitNo>& out) const {
  if (!is_tiling(x_kind)) return locate_by_search(document, positions, out);
  if (!contains(document)) return;
  assert(x_has_bounds);
  std::vector<std::uint64_t> tokens;
  for (const std::uint32_t position : positions) tokens.push_back(x_token_begins[document] + position);
  locate_tokens(tokens, out);
}

void UnitSpace::locate(const PostingList& list, std::vector<UnitNo>& out) const {
  const std::span<const std::uint32_t> positions(list.positions);
  std::vector<std::uint64_t> tokens;
  tokens.reserve(is_tiling(x_kind) ? positions.size() : 0);
  for (std::size_t i = 0, at = 0; i < list.documents.size(); at += list.frequencies[i++]) {
    const auto in_document = positions.subspan(at, list.frequencies[i]);
    if (!is_tiling(x_kind)) {
      locate_by_search(list.documents[i], in_document, out);
    } else if (contains(list.documents[i])) {
      for (const std::uint32_t position : in_document) tokens.push_back(x_token_begins[list.documents[i]] + position);
    }
  }
  locate_tokens(tokens, out);
}

// The tables are larger than the caches near the processor, so what is needed next is fetched while the present is worked on.
void UnitSpace::locate_tokens(std::span<const std::uint64_t> tokens, std::vector<UnitNo>& out) const {
  constexpr std::size_t ahead = 16;
  std::array<std::uint32_t, 64> starts;
  out.reserve(out.size() + tokens.size());
  for (std::size_t begin = 0; begin < tokens.size(); begin += starts.size()) {
    const std::size_t count = std::min(starts.size(), tokens.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      if (begin + i + ahead < tokens.size()) x_starts.prefetch(tokens[begin + i + ahead] + 1);
      starts[i] = x_starts.below(tokens[begin + i] + 1) - 1;
      if (!x_unit_at.empty()) __builtin_prefetch(&x_unit_at[starts[i]]);
    }
    for (std::size_t i = 0; i < count; ++i) {
      const UnitNo unit = x_unit_at.empty() ? starts[i] : x_unit_at[starts[i]];
      if (is_kept(unit)) out.push_back(unit);
    }
  }
}

void UnitSpace::locate_by_search(DocNo document, std::span<const std::uint32_t> positions, std::vector<UnitNo>& out) const {
  if (!contains(document) || positions.empty()) return;
  if (x_kind == UnitKind::document) {
    if (is_kept(begin_of(document))) out.insert(out.end(), positions.size(), begin_of(document));
    return;
  }
  assert(x_has_bounds);
  const auto first = x_first_tokens.begin() + begin_of(document);
  const auto last = x_first_tokens.begin() + end_of(document);
  auto after = first;  // the first unit that begins after the position
  for (const std::uint32_t position : positions) {
    after = first_beyond(after, last, position);
    if (after == first) continue;
    const auto unit = static_cast<UnitNo>(after - x_first_tokens.begin() - 1);
    const bool inside = x_end_tokens.empty() || position < x_end_tokens[unit];
    if (inside && is_kept(unit)) out.push_back(unit);
  }
}

Status UnitSpace::keep_units_with(const MatchFinder& matches) {
  std::vector<UnitNo> units;
  std::vector<std::uint32_t> firsts;
  const Status status = matches([&](DocNo document, std::span<const TokenRange> ranges) {
    firsts.clear();
    for (const TokenRange& range : ranges) firsts.push_back(range.begin);
    if (document < documents_end()) locate(document, firsts, units);
  });
  if (!status) return status;
  std::vector<bool> kept(end(), false);
  for (const UnitNo unit : units) kept[unit] = true;
  x_kept = std::move(kept);
  x_size = static_cast<std::uint64_t>(std::count(x_kept.begin(), x_kept.end(), true));
  return {};
}

UnitPlace UnitSpace::place_of(UnitNo unit) const {
  assert(unit < end());
  const auto after = std::upper_bound(x_begins.begin(), x_begins.end(), unit);
  const auto document = static_cast<DocNo>(after - x_begins.begin() - 1);
  return {document, unit - x_begins[document]};
}

}  // namespace concord
