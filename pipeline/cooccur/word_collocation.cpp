#include "pipeline/cooccur/word_collocation.h"

#include <algorithm>
#include <string>

#include "corpus/document/vocabulary.h"
#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

constexpr std::uint32_t left_out = UINT32_MAX;

// The collocates, numbered as they come: words, or what the caller makes of them.
class Items {
 public:
  explicit Items(const CollocateOptions& options) : x_options(options) {}

  // Begins an item for a word that is alone in its group and comes once; end() keeps it if it stands in a window.
  std::uint32_t begin() {
    tallies.emplace_back();
    totals.push_back(0);
    return static_cast<std::uint32_t>(tallies.size() - 1);
  }
  void end(std::string_view term) {
    if (tallies.back().joint > 0) {
      x_names.append_new(term);
    } else {
      tallies.pop_back();
      totals.pop_back();
    }
  }

  // left_out for a word that the caller does not want.
  std::uint32_t number_of(std::string_view term) {
    std::uint32_t item = left_out;
    if (x_options.group) {
      const std::string name = x_options.group(term);
      if (!name.empty()) item = x_names.intern(name);
    } else {
      item = x_names.intern(term);
    }
    if (item == tallies.size()) {
      tallies.emplace_back();
      totals.push_back(0);
    }
    return item;
  }
  [[nodiscard]] const Vocabulary& names() const { return x_names; }
  [[nodiscard]] bool is_kept(std::size_t item) const {
    return tallies[item].joint > 0 && tallies[item].joint >= x_options.min_count;
  }

  // Hands those that reach the minimum to the windows.
  Collocates settle(NodeWindows& windows) {
    const std::vector<double> dispersions = windows.dispersions(tallies, presences);
    for (std::uint32_t item = 0; item < tallies.size(); ++item) {
      if (is_kept(item)) {
        windows.add(std::string(x_names[item]), tallies[item], totals[item], dispersions[item]);
      } else if (tallies[item].joint > 0) {
        windows.hide();
      }
    }
    return windows.take();
  }

  std::vector<Tally> tallies = {};
  std::vector<std::uint64_t> totals = {};  // occurrences in the documents that take part
  std::vector<Presence> presences = {};

 private:
  const CollocateOptions& x_options;
  Vocabulary x_names;
};

// Counts the words of one document after the other.
class DocumentTally {
 public:
  explicit DocumentTally(Items& items) : x_items(items) {}

  void add(const Document& document, std::span<const WindowToken> tokens, std::uint32_t part) {
    x_local.assign(document.terms.size(), unseen);
    x_counted.clear();
    for (const WindowToken token : tokens) {
      const std::uint32_t item = item_of(document, document.tokens[token.position]);
      if (item == left_out) continue;
      if (token.is_node()) {
        ++x_items.tallies[item].in_nodes;
        continue;
      }
      x_items.tallies[item].add(token);
      if (x_current[item]++ == 0) x_counted.push_back(item);
    }
    for (const std::uint32_t item : x_counted) {
      ++x_items.tallies[item].documents;
      x_items.presences.push_back({item, part, x_current[item]});
      x_current[item] = 0;
    }
  }

 private:
  static constexpr std::uint32_t unseen = UINT32_MAX - 1;

  std::uint32_t item_of(const Document& document, const Token& token) {
    std::uint32_t& item = x_local[token.term];
    if (item == unseen) {
      item = x_items.number_of(document.terms[token.term]);
      x_current.resize(x_items.tallies.size(), 0);
    }
    return item;
  }

  Items& x_items;
  std::vector<std::uint32_t> x_current;  // counts in the present document
  std::vector<std::uint32_t> x_counted;  // items that have one
  std::vector<std::uint32_t> x_local;    // term of the document -> item
};

std::uint64_t total_in(const PostingList& list, const DocumentSet& documents) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < list.documents.size(); ++i) {
    if (documents.contains(list.documents[i])) total += list.frequencies[i];
  }
  return total;
}

// How often each item that stays occurs in the documents that take part.
void read_totals(const Snapshot& snapshot, const DocumentSet& documents, const CollocateOptions& options, Items& items) {
  PostingList list;
  if (!options.group) {
    for (std::uint32_t item = 0; item < items.totals.size(); ++item) {
      if (!items.is_kept(item)) continue;
      snapshot.read_list(Field::word, items.names()[item], ListPart::documents, list);
      items.totals[item] = total_in(list, documents);
    }
    return;
  }
  snapshot.for_each_list(Field::word, {}, [&](std::string_view term, ListReader& reader) {
    const std::uint32_t item = items.names().find(options.group(term));
    if (item >= items.totals.size() || !items.is_kept(item)) return true;
    reader.read(ListPart::documents, list);
    items.totals[item] += total_in(list, documents);
    return true;
  });
}

// Counts one word after the other. The tokens of the documents with nodes are numbered through; the marked ones have a bit.
// Few tokens are marked, and the table of bits is larger than the caches near the processor: so each position is first
// looked up in a table with a bit for sixteen tokens, and only the few that pass in the whole one.
class PostingTally {
 public:
  PostingTally(const NodeWindows& windows, const KeptWindows& kept, DocNo end, Items& items)
      : x_items(items), x_begins(end, not_counted) {
    for (DocNo number = 0; number < end; ++number) {
      if (windows.documents().contains(number)) x_begins[number] = no_nodes;
    }
    std::uint64_t tokens = 0;
    for (const DocNo number : kept.documents()) {
      x_begins[number] = tokens;
      tokens += windows.tokens_of(number);
    }
    x_marked = BitRank(tokens);
    x_near.assign(static_cast<std::size_t>(tokens / tokens_together / 64 + 1), 0);
    for (std::uint32_t part = 0; part < kept.documents().size(); ++part) {
      for (const WindowToken token : kept.tokens(part)) mark(x_begins[kept.documents()[part]] + token.position, {part, token.bits});
    }
    x_marked.seal();
  }

  void add(std::uint32_t item, const PostingList& list) {
    const std::span<const std::uint64_t> tokens = find_near(item, list);
    Tally& tally = x_items.tallies[item];
    std::uint32_t part = left_out;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (i + 8 < tokens.size()) x_marked.prefetch(tokens[i + 8]);
      if (!x_marked.contains(tokens[i])) continue;
      const Mark mark = x_marks[x_marked.below(tokens[i])];
      const WindowToken token{0, mark.bits};
      if (token.is_node()) {
        ++tally.in_nodes;
        continue;
      }
      tally.add(token);
      if (mark.part != part) x_items.presences.push_back({item, mark.part, 0});
      part = mark.part;
      ++x_items.presences.back().count;
    }
  }

 private:
  static constexpr std::uint64_t not_counted = UINT64_MAX;      // the document takes no part
  static constexpr std::uint64_t no_nodes = UINT64_MAX - 1;     // it does, but holds no node
  static constexpr std::uint64_t tokens_together = 16;

  struct Mark {
    std::uint32_t part;
    std::uint16_t bits;
  };

  void mark(std::uint64_t token, Mark mark) {
    x_marked.insert(token);
    x_marks.push_back(mark);
    const std::uint64_t group = token / tokens_together;
    x_near[group / 64] |= std::uint64_t{1} << (group % 64);
  }

  // Tokens of the word in documents with nodes that stand in a group with a marked token; and the word's total.
  std::span<const std::uint64_t> find_near(std::uint32_t item, const PostingList& list) {
    if (x_found.size() < list.positions.size()) x_found.resize(list.positions.size());
    const std::uint32_t* position = list.positions.data();
    const std::uint64_t* const near = x_near.data();
    std::uint64_t* found = x_found.data();
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < list.documents.size(); ++i) {
      const std::uint64_t begin = x_begins[list.documents[i]];
      const std::uint32_t* const end = position + list.frequencies[i];
      total += begin == not_counted ? 0 : list.frequencies[i];
      for (; begin < no_nodes && position != end; ++position) {
        const std::uint64_t token = begin + *position;
        const std::uint64_t group = token / tokens_together;
        *found = token;
        found += near[group / 64] >> (group % 64) & 1U;
      }
      position = end;
    }
    x_items.totals[item] += total;
    return {x_found.data(), found};
  }

  Items& x_items;
  std::vector<std::uint64_t> x_begins;  // number of each document's first token, or why it has none
  BitRank x_marked;
  std::vector<Mark> x_marks;            // in the order of their tokens
  std::vector<std::uint64_t> x_near;    // a bit a group
  std::vector<std::uint64_t> x_found;   // of the present word, and room for longer lists
};

// Several forms of one item may stand in one document: its presences are brought in order and joined.
void join_presences(std::vector<Presence>& presences) {
  const auto before = [](const Presence& a, const Presence& b) { return a.item != b.item ? a.item < b.item : a.part < b.part; };
  if (!std::is_sorted(presences.begin(), presences.end(), before)) std::sort(presences.begin(), presences.end(), before);
  std::size_t kept = 0;
  for (const Presence& presence : presences) {
    if (kept > 0 && presences[kept - 1].item == presence.item && presences[kept - 1].part == presence.part) {
      presences[kept - 1].count += presence.count;
    } else {
      presences[kept++] = presence;
    }
  }
  presences.resize(kept);
}

}  // namespace

Result<Collocates> words_of_documents(const Snapshot& snapshot, NodeWindows& windows, const KeptWindows& kept,
                                      const CollocateOptions& options) {
  Items items(options);
  DocumentTally tally(items);
  for (std::uint32_t part = 0; part < kept.documents().size(); ++part) {
    const Result<Document> document = snapshot.document(kept.documents()[part], Part::tokens);
    if (!document) return document.error();
    tally.add(*document, kept.tokens(part), part);
  }
  read_totals(snapshot, windows.documents(), options, items);
  return items.settle(windows);
}

Result<Collocates> words_of_postings(const Snapshot& snapshot, NodeWindows& windows, const KeptWindows& kept,
                                     const CollocateOptions& options) {
  Items items(options);
  PostingTally tally(windows, kept, snapshot.end(), items);
  PostingList list;
  snapshot.for_each_list(Field::word, {}, [&](std::string_view term, ListReader& reader) {
    const std::uint32_t item = options.group ? items.number_of(term) : items.begin();
    if (item == left_out) return true;
    reader.read(ListPart::positions, list);
    tally.add(item, list);
    if (!options.group) items.end(term);
    return true;
  });
  join_presences(items.presences);
  for (const Presence& presence : items.presences) ++items.tallies[presence.item].documents;
  return items.settle(windows);
}

}  // namespace concord
