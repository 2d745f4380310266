#include "pipeline/cooccur/frequency.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <optional>
#include <unordered_map>

#include "corpus/document/vocabulary.h"
#include "pipeline/cooccur/token_counts.h"
#include "pipeline/cooccur/unit_space.h"
#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

void put_in_order(FrequencyTable& table) {
  std::sort(table.items.begin(), table.items.end(), [](const FrequencyItem& a, const FrequencyItem& b) {
    return a.total != b.total ? a.total > b.total : a.name < b.name;
  });
}

void add_item(FrequencyTable& table, FrequencyItem item, std::uint64_t min_count) {
  item.total = std::accumulate(item.counts.begin(), item.counts.end(), std::uint64_t{0});
  if (item.total == 0) return;
  if (item.total < min_count) {
    ++table.hidden;
  } else {
    table.items.push_back(std::move(item));
  }
}

DocumentSet documents_of(const Slices& slices) {
  DocumentSet documents(static_cast<DocNo>(slices.of_document.size()));
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (slices.of_document[number] != no_slice) documents.insert(number);
  }
  return documents;
}

FrequencyTable empty_table(const Snapshot& snapshot, const Slices& slices) {
  FrequencyTable table;
  table.slices = slices.names;
  table.sizes.assign(slices.names.size(), 0);
  table.documents.assign(slices.names.size(), 0);
  DocumentSet live = DocumentSet::all(snapshot);
  live &= documents_of(slices);
  for (DocNo number = 0; number < live.end(); ++number) {
    if (live.contains(number)) ++table.documents[slices.of_document[number]];
  }
  return table;
}

void add_tokens(const Snapshot& snapshot, const Slices& slices, FrequencyTable& table) {
  const std::vector<std::uint32_t> tokens = tokens_by_document(snapshot, documents_of(slices));
  for (DocNo number = 0; number < tokens.size(); ++number) {
    if (slices.of_document[number] != no_slice) table.sizes[slices.of_document[number]] += tokens[number];
  }
}

FrequencyItem empty_item(std::string name, const Slices& slices) {
  return {std::move(name), std::vector<std::uint64_t>(slices.names.size(), 0), 0, 0};
}

void add_list(const PostingList& list, const Slices& slices, FrequencyItem& item) {
  for (std::size_t i = 0; i < list.documents.size(); ++i) {
    const SliceNo slice = slices.of_document[list.documents[i]];
    if (slice == no_slice) continue;
    item.counts[slice] += list.frequencies[i];
    ++item.documents;
  }
}

// The forms of one group joined; a document with several of them counts once.
FrequencyItem joined_forms(const Snapshot& snapshot, const Slices& slices, const std::string& name,
                           const std::vector<std::string>& forms, PostingList& list) {
  FrequencyItem item = empty_item(name, slices);
  DocumentSet documents(snapshot.end());
  for (const std::string& form : forms) {
    snapshot.read_list(Field::word, form, ListPart::documents, list);
    add_list(list, slices, item);
    for (const DocNo number : list.documents) {
      if (slices.of_document[number] != no_slice) documents.insert(number);
    }
  }
  item.documents = documents.size();
  return item;
}

// Words that are alone in their group are read as they come, the others group by group.
void add_grouped_words(const Snapshot& snapshot, const Slices& slices, const FrequencyOptions& options, FrequencyTable& table) {
  std::unordered_map<std::string, std::uint32_t> sizes;
  snapshot.terms(Field::word, {}, [&](const TermEntry& entry) {
    if (std::string name = options.group(entry.term); !name.empty()) ++sizes[std::move(name)];
    return true;
  });
  std::map<std::string, std::vector<std::string>> joined;
  PostingList list;
  snapshot.for_each_list(Field::word, {}, [&](std::string_view term, ListReader& reader) {
    std::string name = options.group(term);
    if (name.empty()) return true;
    if (sizes[name] > 1) {
      joined[std::move(name)].emplace_back(term);
      return true;
    }
    reader.read(ListPart::documents, list);
    FrequencyItem item = empty_item(std::move(name), slices);
    add_list(list, slices, item);
    add_item(table, std::move(item), options.min_count);
    return true;
  });
  for (const auto& [name, forms] : joined) {
    add_item(table, joined_forms(snapshot, slices, name, forms, list), options.min_count);
  }
}

void add_words(const Snapshot& snapshot, const Slices& slices, const FrequencyOptions& options, FrequencyTable& table) {
  PostingList list;
  FrequencyItem item = empty_item("", slices);
  snapshot.for_each_list(Field::word, {}, [&](std::string_view term, ListReader& reader) {
    reader.read(ListPart::documents, list);
    std::fill(item.counts.begin(), item.counts.end(), 0);
    item.documents = 0;
    add_list(list, slices, item);
    item.name = term;
    add_item(table, item, options.min_count);
    return true;
  });
}

// Numbers a run of words by the number of the run without its last word and that word. Open addressing, at most half full.
class RunNumbers {
 public:
  static constexpr std::uint32_t unknown = UINT32_MAX;

  std::uint32_t add(std::uint32_t start, std::uint32_t word) {
    if (x_runs.size() * 2 >= x_slots.size()) grow();
    std::uint32_t& slot = x_slots[slot_of({start, word})];
    if (slot == unknown) {
      slot = static_cast<std::uint32_t>(x_runs.size());
      x_runs.push_back({start, word});
    }
    return slot;
  }
  [[nodiscard]] std::uint32_t find(std::uint32_t start, std::uint32_t word) const {
    return x_slots.empty() ? unknown : x_slots[slot_of({start, word})];
  }

  struct Run {
    std::uint32_t start, word;
    friend bool operator==(const Run&, const Run&) = default;
  };
  [[nodiscard]] const Run& operator[](std::uint32_t number) const { return x_runs[number]; }

 private:
  [[nodiscard]] std::size_t slot_of(Run run) const {
    const std::uint64_t mixed = (std::uint64_t{run.start} << 32 | run.word) * 0x9E3779B97F4A7C15U;
    std::size_t at = (mixed ^ mixed >> 32) & (x_slots.size() - 1);
    while (x_slots[at] != unknown && x_runs[x_slots[at]] != run) at = (at + 1) & (x_slots.size() - 1);
    return at;
  }
  void grow() {
    x_slots.assign(std::max<std::size_t>(1024, x_slots.size() * 2), unknown);
    for (std::uint32_t number = 0; number < x_runs.size(); ++number) x_slots[slot_of(x_runs[number])] = number;
  }
  std::vector<Run> x_runs;
  std::vector<std::uint32_t> x_slots;
};

// The words of one document as numbers of the whole, cut into stretches that n-grams may not leave.
class NgramCounter {
 public:
  NgramCounter(const Snapshot& snapshot, const Slices& slices, const FrequencyOptions& options)
      : x_snapshot(snapshot), x_slices(slices), x_options(options), x_documents(documents_of(slices)) {
    x_documents &= DocumentSet::all(snapshot);
  }

  Result<FrequencyTable> run(std::uint32_t n) {
    if (Status status = read_units(); !status) return status.error();
    x_table = empty_table(x_snapshot, x_slices);
    for (std::uint32_t length = 1; length <= n; ++length) {
      if (Status status = pass(length, length == n); !status) return status.error();
    }
    make_items(n);
    put_in_order(x_table);
    return std::move(x_table);
  }

 private:
  static constexpr std::uint32_t no_word = UINT32_MAX;

  struct Count {
    std::uint64_t total = 0;
    std::uint64_t documents = 0;
    DocNo last = no_more_documents;
  };

  Status read_units() {
    if (x_options.ngrams_within == WindowLimit::document) return {};
    const bool sentences = x_options.ngrams_within == WindowLimit::sentence;
    Result<UnitSpace> space =
        UnitSpace::build(x_snapshot, sentences ? UnitKind::sentence : UnitKind::paragraph, x_documents);
    if (!space) return space.error();
    x_units = std::move(*space);
    x_units->read_bounds(x_snapshot);
    return {};
  }

  // Counts the runs of one length, given the numbers and counts of the shorter ones.
  Status pass(std::uint32_t length, bool last) {
    x_counts.emplace_back();
    if (length > 1) x_runs.emplace_back();
    if (last) x_by_slice.clear();
    for (DocNo number = 0; number < x_documents.end(); ++number) {
      if (!x_documents.contains(number)) continue;
      const Result<Document> document = x_snapshot.document(number, Part::tokens);
      if (!document) return document.error();
      number_words(*document);
      for_each_stretch(number, [&](std::span<const std::uint32_t> words) { count_stretch(words, length, last, number); });
    }
    return {};
  }

  void number_words(const Document& document) {
    std::vector<std::uint32_t> numbers(document.terms.size(), no_word);
    std::vector<bool> known(document.terms.size(), false);
    x_words.clear();
    for (const Token& token : document.tokens) {
      if (!known[token.term]) {
        known[token.term] = true;
        const std::string_view term = document.terms[token.term];
        const std::string grouped = x_options.group ? x_options.group(term) : std::string();
        const std::string_view name = x_options.group ? std::string_view(grouped) : term;
        if (!name.empty()) numbers[token.term] = x_names.intern(name);
      }
      x_words.push_back(numbers[token.term]);
    }
  }

  template <class Visit>
  void for_each_stretch(DocNo number, Visit&& visit) const {
    const std::span<const std::uint32_t> words(x_words);
    if (!x_units) return visit(words);
    const auto firsts = x_units->first_tokens(number);
    for (std::size_t i = 0; i < firsts.size(); ++i) {
      const std::size_t end = i + 1 < firsts.size() ? firsts[i + 1] : words.size();
      visit(words.subspan(firsts[i], end - firsts[i]));
    }
  }

  void count_stretch(std::span<const std::uint32_t> words, std::uint32_t length, bool last, DocNo number) {
    const SliceNo slice = x_slices.of_document[number];
    for (std::size_t at = 0; at + length <= words.size(); ++at) {
      if (last) ++x_table.sizes[slice];
      const std::uint32_t run = run_at(words.subspan(at, length));
      if (run == no_word) continue;
      std::vector<Count>& counts = x_counts[length - 1];
      if (run >= counts.size()) counts.resize(run + 1);
      ++counts[run].total;
      counts[run].documents += counts[run].last == number ? 0 : 1;
      counts[run].last = number;
      if (last) count_in_slice(run, slice);
    }
  }

  void count_in_slice(std::uint32_t run, SliceNo slice) {
    const std::size_t at = std::size_t{run} * x_table.slices.size() + slice;
    if (at >= x_by_slice.size()) x_by_slice.resize((std::size_t{run} + 1) * x_table.slices.size(), 0);
    ++x_by_slice[at];
  }

  // Number of a run whose shorter runs all reach the minimum; no_word for the others.
  std::uint32_t run_at(std::span<const std::uint32_t> words) {
    if (std::find(words.begin(), words.end(), no_word) != words.end()) return no_word;
    if (words.size() == 1) return words[0];
    const std::uint32_t start = known_run(words.first(words.size() - 1));
    if (start == no_word || known_run(words.subspan(1)) == no_word) return no_word;
    return x_runs[words.size() - 2].add(start, words.back());
  }

  // Of a shorter run, counted in an earlier pass; no_word when it is too rare.
  [[nodiscard]] std::uint32_t known_run(std::span<const std::uint32_t> words) const {
    std::uint32_t run = words[0];
    for (std::size_t i = 1; i < words.size() && run != no_word; ++i) run = x_runs[i - 1].find(run, words[i]);
    if (run == no_word || x_counts[words.size() - 1][run].total < x_options.min_count) return no_word;
    return run;
  }

  void make_items(std::uint32_t n) {
    const std::vector<Count>& counts = x_counts[n - 1];
    for (std::uint32_t run = 0; run < counts.size(); ++run) {
      const auto begin = x_by_slice.begin() + static_cast<std::ptrdiff_t>(run * x_table.slices.size());
      FrequencyItem item{"", {begin, begin + static_cast<std::ptrdiff_t>(x_table.slices.size())}, 0, counts[run].documents};
      if (counts[run].total >= x_options.min_count) item.name = name_of(run, n);
      add_item(x_table, std::move(item), x_options.min_count);
    }
  }

  [[nodiscard]] std::string name_of(std::uint32_t run, std::uint32_t n) const {
    if (n == 1) return std::string(x_names[run]);
    const auto [start, word] = x_runs[n - 2][run];
    return name_of(start, n - 1) + ' ' + std::string(x_names[word]);
  }

  const Snapshot& x_snapshot;
  const Slices& x_slices;
  const FrequencyOptions& x_options;
  DocumentSet x_documents;
  std::optional<UnitSpace> x_units;
  FrequencyTable x_table;
  Vocabulary x_names;
  std::vector<std::uint32_t> x_words;             // of the present document
  std::vector<RunNumbers> x_runs;                 // of length 2, 3, ...
  std::vector<std::vector<Count>> x_counts;       // of length 1, 2, ...
  std::vector<std::uint64_t> x_by_slice;          // of the longest runs
};

}  // namespace

std::uint64_t FrequencyTable::size() const { return std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0}); }

double FrequencyTable::per_million(const FrequencyItem& item, std::size_t slice) const {
  return sizes[slice] == 0 ? 0 : 1e6 * static_cast<double>(item.counts[slice]) / static_cast<double>(sizes[slice]);
}

FrequencyTable word_frequencies(const Snapshot& snapshot, const Slices& slices, const FrequencyOptions& options) {
  FrequencyTable table = empty_table(snapshot, slices);
  add_tokens(snapshot, slices, table);
  if (options.group) {
    add_grouped_words(snapshot, slices, options, table);
  } else {
    add_words(snapshot, slices, options, table);
  }
  put_in_order(table);
  return table;
}

Result<FrequencyTable> ngram_frequencies(const Snapshot& snapshot, std::uint32_t n, const Slices& slices,
                                         const FrequencyOptions& options) {
  assert(n >= 1 && n <= 9);
  return NgramCounter(snapshot, slices, options).run(n);
}

Result<FrequencyTable> item_frequencies(const Snapshot& snapshot, const Axis& items, const Slices& slices,
                                        const FrequencyOptions& options) {
  FrequencyTable table = empty_table(snapshot, slices);
  add_tokens(snapshot, slices, table);
  const DocumentSet documents = documents_of(slices);
  for (const AxisItem& item : items) {
    FrequencyItem counted{item.name, std::vector<std::uint64_t>(slices.names.size(), 0), 0, 0};
    const Status status = visit_positions(snapshot, item, options.polarity, documents,
                                          [&](DocNo number, std::span<const std::uint32_t> positions) {
                                            counted.counts[slices.of_document[number]] += positions.size();
                                            ++counted.documents;
                                          });
    if (!status) return status.error();
    add_item(table, std::move(counted), options.min_count);
  }
  put_in_order(table);
  return table;
}

std::vector<ComparedItem> compare_slices(const FrequencyTable& table) {
  assert(table.slices.size() == 2 && table.sizes[0] > 0 && table.sizes[1] > 0);
  std::vector<ComparedItem> compared;
  for (const FrequencyItem& item : table.items) {
    compared.push_back({item.name, {item.counts[0], item.counts[1], table.sizes[0], table.sizes[1]}});
  }
  return compared;
}

}  // namespace concord
