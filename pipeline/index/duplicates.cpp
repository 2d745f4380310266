#include "pipeline/index/duplicates.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <optional>
#include <span>
#include <tuple>

#include "pipeline/index/bytes.h"
#include "pipeline/index/duplicate_candidates.h"
#include "pipeline/index/sketch.h"

namespace concord {
namespace {

constexpr double estimate_margin = 0.12;  // three standard errors of the estimate
constexpr std::size_t most_shingles_held = std::size_t{4} << 20U;  // of one family; 32 MB

/// Sets that grow together; the least member names each.
class Partition {
 public:
  explicit Partition(std::size_t size) : x_parent(size) { std::iota(x_parent.begin(), x_parent.end(), 0U); }
  std::uint32_t find(std::uint32_t item) {
    while (x_parent[item] != item) item = x_parent[item] = x_parent[x_parent[item]];
    return item;
  }
  void unite(std::uint32_t a, std::uint32_t b) {
    a = find(a);
    b = find(b);
    x_parent[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> x_parent;
};

/// By content hashes, so that it holds from one commit to the next.
using KnownPairs = std::map<std::pair<std::uint64_t, std::uint64_t>, double>;

/// What orders a group.
struct Precedence {
  Day date = 0;
  std::uint32_t tokens = 0;
  std::string id;
  friend bool operator<(const Precedence& a, const Precedence& b) {
    return std::tuple(a.date, b.tokens, std::string_view(a.id)) < std::tuple(b.date, a.tokens, std::string_view(b.id));
  }
};

Result<Precedence> precedence(const Snapshot& snapshot, DocNo number) {
  auto document = snapshot.document(number, Part::metadata);
  if (!document) return document.error();
  Precedence of{document->metadata.date ? document->metadata.date->begin : std::numeric_limits<Day>::max(), 0, std::move(document->metadata.id)};
  const auto size = snapshot.postings(Field::size, "tokens");
  if (size->advance(number) == number) {
    std::vector<std::uint32_t> tokens;
    size->positions(tokens);
    if (!tokens.empty()) of.tokens = tokens.front();
  }
  return of;
}

constexpr std::uint64_t double_bits = 8;

}  // namespace

/// Finds the groups of one snapshot at one threshold, family by family.
class DuplicateFinder {
 public:
  DuplicateFinder(const Snapshot& snapshot, double threshold, KnownPairs known = {})
      : x_snapshot(snapshot), x_threshold(threshold), x_known(std::move(known)) {}

  Status run() {
    x_snapshot.terms(Field::content, {}, [&](const TermEntry& entry) {
      if (entry.term == short_content || entry.document_count == 0) return true;
      if (const auto sketch = parse_sketch(entry.term)) x_nodes.push_back({*sketch, entry.document_count > 1});
      return true;
    });
    std::vector<DuplicateCandidate> candidates = find_duplicate_candidates(x_nodes, x_threshold - estimate_margin);
    const std::vector<std::uint32_t> families = sort_by_family(candidates);
    std::vector<bool> in_family(x_nodes.size());
    for (std::size_t begin = 0; begin < candidates.size();) {
      std::size_t end = begin + 1;
      while (end < candidates.size() && families[candidates[end].a] == families[candidates[begin].a]) ++end;
      for (std::size_t i = begin; i < end; ++i) in_family[candidates[i].a] = in_family[candidates[i].b] = true;
      if (const Status done = group_family(std::span(candidates).subspan(begin, end - begin)); !done) return done;
      begin = end;
    }
    for (std::uint32_t i = 0; i < x_nodes.size(); ++i) {
      if (in_family[i] || !x_nodes[i].repeated) continue;
      if (const Status added = add_group({i}); !added) return added;
    }
    std::sort(x_found.begin(), x_found.end(), [](const DuplicateGroup& a, const DuplicateGroup& b) { return a[0].document < b[0].document; });
    return x_snapshot.health();
  }

  [[nodiscard]] std::vector<DuplicateGroup>& groups() { return x_found; }
  [[nodiscard]] const KnownPairs& used() const { return x_used; }

 private:
  /// Puts the candidates into the order of their families, the most alike of each first. Returns the family of each node:
  /// nodes that candidates connect.
  [[nodiscard]] std::vector<std::uint32_t> sort_by_family(std::vector<DuplicateCandidate>& candidates) const {
    Partition connected(x_nodes.size());
    for (const DuplicateCandidate& pair : candidates) connected.unite(pair.a, pair.b);
    std::vector<std::uint32_t> families(x_nodes.size());
    for (std::uint32_t i = 0; i < families.size(); ++i) families[i] = connected.find(i);
    std::sort(candidates.begin(), candidates.end(), [&](const DuplicateCandidate& x, const DuplicateCandidate& y) {
      return families[x.a] != families[y.a] ? families[x.a] < families[y.a] : x < y;
    });
    return families;
  }

  /// Only texts of one family can be in one group, so no more than a family is held in memory.
  Status group_family(std::span<const DuplicateCandidate> candidates) {
    x_shingles.clear();
    x_held = 0;
    std::vector<std::uint32_t> nodes;
    for (const DuplicateCandidate& pair : candidates) nodes.insert(nodes.end(), {pair.a, pair.b});
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    const auto place = [&](std::uint32_t node) { return static_cast<std::uint32_t>(std::lower_bound(nodes.begin(), nodes.end(), node) - nodes.begin()); };
    Partition partition(nodes.size());
    for (const DuplicateCandidate& pair : candidates) {
      if (partition.find(place(pair.a)) == partition.find(place(pair.b))) continue;
      const auto alike = similarity(pair.a, pair.b);
      if (!alike) return alike.error();
      if (*alike >= x_threshold) partition.unite(place(pair.a), place(pair.b));
    }
    std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) groups[partition.find(i)].push_back(nodes[i]);
    for (const auto& [least, members] : groups) {
      if (const Status added = add_group(members); !added) return added;
    }
    return {};
  }

  [[nodiscard]] std::vector<DocNo> documents(std::uint32_t node) const {
    std::vector<DocNo> numbers;
    const auto cursor = x_snapshot.postings(Field::content, to_term(x_nodes[node].sketch));
    for (DocNo number = cursor->next(); number != no_more_documents; number = cursor->next()) numbers.push_back(number);
    return numbers;
  }

  Result<double> similarity(std::uint32_t a, std::uint32_t b) {
    if (a == b) return 1.0;
    const auto key = std::minmax(x_nodes[a].sketch.content, x_nodes[b].sketch.content);
    if (const auto found = x_used.find(key); found != x_used.end()) return found->second;
    if (const auto found = x_known.find(key); found != x_known.end()) return x_used[key] = found->second;
    for (const std::uint32_t node : {a, b}) {
      if (const Status held = hold(node, a); !held) return held.error();
    }
    const double alike = jaccard(x_shingles[a], x_shingles[b]);
    return x_used[key] = alike;
  }

  /// Reads the shingles of a node; forgets others, but not those of `keep`, when there are too many.
  Status hold(std::uint32_t node, std::uint32_t keep) {
    if (x_shingles.contains(node)) return {};
    if (x_held > most_shingles_held) {
      std::erase_if(x_shingles, [&](const auto& entry) { return entry.first != keep; });
      x_held = x_shingles.contains(keep) ? x_shingles[keep].size() : 0;
    }
    const std::vector<DocNo> numbers = documents(node);
    if (numbers.empty()) {
      const Status health = x_snapshot.health();
      return health ? Status(Error{ErrorCode::bad_data, "duplicates", "the index lists a text that no document has", "run 'concord check'"}) : health;
    }
    const auto document = x_snapshot.document(numbers.front(), Part::tokens);
    if (!document) return document.error();
    x_sketcher.shingles(*document, x_shingles[node]);
    x_held += x_shingles[node].size();
    return {};
  }

  /// Nothing of a text that stands alone.
  Status add_group(const std::vector<std::uint32_t>& nodes) {
    if (nodes.size() == 1 && !x_nodes[nodes.front()].repeated) return {};
    struct Place {
      Precedence precedence;
      DocNo document;
      std::uint32_t node;
    };
    std::vector<Place> places;
    for (const std::uint32_t node : nodes) {
      for (const DocNo number : documents(node)) {
        auto of = precedence(x_snapshot, number);
        if (!of) return of.error();
        places.push_back({std::move(*of), number, node});
      }
    }
    if (places.size() < 2) return {};  // the others were deleted
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.precedence < b.precedence; });
    DuplicateGroup group;
    for (const Place& place : places) {
      const auto alike = similarity(places.front().node, place.node);
      if (!alike) return alike.error();
      group.push_back({place.document, *alike});
    }
    x_found.push_back(std::move(group));
    return {};
  }

  const Snapshot& x_snapshot;
  double x_threshold;
  std::vector<SketchedText> x_nodes;
  KnownPairs x_known;
  KnownPairs x_used;  // the pairs that this run asked for
  std::map<std::uint32_t, std::vector<std::uint64_t>> x_shingles;
  std::size_t x_held = 0;
  Sketcher x_sketcher;
  std::vector<DuplicateGroup> x_found;
};

namespace {

std::string encode_note(const std::vector<DuplicateGroup>& groups, const KnownPairs& pairs) {
  std::string note;
  const auto append_double = [&](double value) { append_big_endian(std::bit_cast<std::uint64_t>(value), double_bits, note); };
  append_varint(groups.size(), note);
  for (const DuplicateGroup& group : groups) {
    append_varint(group.size(), note);
    for (const DuplicateMember& member : group) {
      append_varint(member.document, note);
      append_double(member.similarity);
    }
  }
  append_varint(pairs.size(), note);
  for (const auto& [pair, alike] : pairs) {
    append_big_endian(pair.first, 8, note);
    append_big_endian(pair.second, 8, note);
    append_double(alike);
  }
  return note;
}

/// Nothing when there is no note, or none that can be understood.
std::optional<std::vector<DuplicateGroup>> decode_note(std::string_view note, KnownPairs* pairs) {
  if (note.empty()) return std::nullopt;
  ByteReader reader(note);
  std::vector<DuplicateGroup> groups(reader.count(1));
  for (DuplicateGroup& group : groups) {
    group.resize(reader.count(1 + double_bits));
    for (DuplicateMember& member : group) {
      member.document = reader.number();
      member.similarity = std::bit_cast<double>(reader.big_endian(double_bits));
    }
    if (group.size() < 2) reader.fail();
  }
  for (std::uint32_t left = reader.count(24); left > 0 && reader.ok(); --left) {
    const std::uint64_t first = reader.big_endian(8);
    const std::uint64_t second = reader.big_endian(8);
    const double alike = std::bit_cast<double>(reader.big_endian(double_bits));
    if (pairs != nullptr) pairs->emplace(std::pair(first, second), alike);
  }
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  return groups;
}

}  // namespace

Result<Duplicates> Duplicates::find(const Snapshot& snapshot, double threshold) {
  if (!(threshold >= least_duplicate_similarity && threshold <= 1)) {
    return Error{ErrorCode::usage, "--threshold", "a similarity from 0.5 to 1 is wanted", "0.7 is the default; 1 finds exact duplicates only"};
  }
  Duplicates duplicates;
  std::optional<std::vector<DuplicateGroup>> noted;
  if (threshold == duplicate_similarity) noted = decode_note(snapshot.duplicates_note(), nullptr);
  if (noted) {
    duplicates.x_groups = std::move(*noted);
  } else {
    DuplicateFinder finder(snapshot, threshold);
    if (const Status found = finder.run(); !found) return found.error();
    duplicates.x_groups = std::move(finder.groups());
  }
  duplicates.index_members();
  return duplicates;
}

void Duplicates::index_members() {
  for (std::uint32_t i = 0; i < x_groups.size(); ++i) {
    for (const DuplicateMember& member : x_groups[i]) x_group_of.emplace_back(member.document, i);
  }
  std::sort(x_group_of.begin(), x_group_of.end());
}

const DuplicateGroup* Duplicates::group_of(DocNo document) const {
  const auto at = std::lower_bound(x_group_of.begin(), x_group_of.end(), std::pair(document, std::uint32_t{0}));
  return at != x_group_of.end() && at->first == document ? &x_groups[at->second] : nullptr;
}

CountedOnce Duplicates::repeats(const std::function<bool(DocNo)>& is_selected, const std::function<void(DocNo)>& repeat) const {
  CountedOnce counted;
  for (const DuplicateGroup& group : x_groups) {
    std::uint64_t selected = 0;
    for (const DuplicateMember& member : group) {
      if (!is_selected(member.document)) continue;
      if (++selected > 1) repeat(member.document);
    }
    if (selected < 2) continue;
    counted.documents += selected;
    ++counted.groups;
  }
  return counted;
}

Result<std::string> Duplicates::to_note(const Snapshot& snapshot, std::string_view before) {
  KnownPairs known;
  (void)decode_note(before, &known);
  DuplicateFinder finder(snapshot, duplicate_similarity, std::move(known));
  if (const Status found = finder.run(); !found) return found.error();
  return encode_note(finder.groups(), finder.used());
}

Unsketched count_unsketched(const Snapshot& snapshot) {
  Unsketched unsketched;
  std::uint64_t sketched = 0;
  snapshot.terms(Field::content, {}, [&](const TermEntry& entry) {
    (entry.term == short_content ? unsketched.too_short : sketched) += entry.document_count;
    return true;
  });
  const auto all = snapshot.postings(Field::state, "document");
  while (all->next() != no_more_documents) ++unsketched.unknown;
  unsketched.unknown -= std::min(unsketched.unknown, sketched + unsketched.too_short);
  return unsketched;
}

Result<std::vector<DuplicateGroup>> slow::duplicate_groups(const Snapshot& snapshot, double threshold) {
  struct Entry {
    DocNo number;
    std::vector<std::uint64_t> shingles;
    Precedence precedence;
  };
  std::vector<Entry> entries;
  Sketcher sketcher;
  const auto all = snapshot.postings(Field::state, "document");
  for (DocNo number = all->next(); number != no_more_documents; number = all->next()) {
    const auto document = snapshot.document(number, Part::tokens);
    if (!document) return document.error();
    if (document->tokens.size() < least_sketched_tokens) continue;
    auto of = precedence(snapshot, number);
    if (!of) return of.error();
    entries.push_back({number, {}, std::move(*of)});
    sketcher.shingles(*document, entries.back().shingles);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.precedence < b.precedence; });
  Partition partition(entries.size());
  for (std::uint32_t b = 0; b < entries.size(); ++b) {
    for (std::uint32_t a = 0; a < b; ++a) {
      if (jaccard(entries[a].shingles, entries[b].shingles) >= threshold) partition.unite(a, b);
    }
  }
  std::map<std::uint32_t, DuplicateGroup> groups;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    const std::uint32_t first = partition.find(i);
    groups[first].push_back({entries[i].number, jaccard(entries[first].shingles, entries[i].shingles)});
  }
  std::vector<DuplicateGroup> found;
  for (auto& [first, group] : groups) {
    if (group.size() > 1) found.push_back(std::move(group));
  }
  std::sort(found.begin(), found.end(), [](const DuplicateGroup& a, const DuplicateGroup& b) { return a[0].document < b[0].document; });
  return found;
}

}  // namespace concord
