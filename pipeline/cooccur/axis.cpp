#include "pipeline/cooccur/axis.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <numeric>
#include <set>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

std::set<std::string> families(const Catalogue& catalogue) {
  std::set<std::string> names;
  for (const Label& label : catalogue.labels()) names.insert(label.id.substr(0, label.id.find(':')));
  return names;
}

std::set<std::string> metadata_keys(const Snapshot& snapshot) {
  std::set<std::string> keys;
  // Jump from one key to the next: "kind=..." is followed by the first term after "kind>" ('=' + 1).
  std::string from;
  for (bool more = true; more;) {
    more = false;
    snapshot.terms(Field::meta, from, [&](const TermEntry& entry) {
      const std::string_view key = entry.term.substr(0, entry.term.find('='));
      keys.emplace(key);
      from = std::string(key) + '>';
      more = true;
      return false;
    });
  }
  return keys;
}

class AxisReader {
 public:
  AxisReader(const Snapshot& snapshot, const AxisOptions& options) : x_snapshot(snapshot), x_options(options) {}

  Result<Axis> read(std::string_view text) {
    while (!text.empty()) {
      const bool rest = text.starts_with("query:");
      const std::size_t end = rest ? std::string_view::npos : text.find(',');
      if (Status status = add_part(text.substr(0, end)); !status) return status.error();
      text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    if (x_axis.empty()) return Error{ErrorCode::usage, "axis", "names nothing to count", "for example: actor"};
    return std::move(x_axis);
  }

 private:
  Status add_part(std::string_view part) {
    if (part.starts_with("query:")) return add_query(part);
    if (part.starts_with("words:")) return add_frequent_words(part);
    if (part.starts_with("word:")) return add_word(part);
    if (part.find('=') != std::string_view::npos) return add_metadata_value(part);
    if (part.find(':') != std::string_view::npos) return add_labels(part);
    if (const std::size_t at = part.find('@'); at != std::string_view::npos) {
      return at + 1 == part.size() ? add_types(part) : add_family(part.substr(0, at), part.substr(at + 1), part);
    }
    return add_family_or_column(part);
  }

  Status add_query(std::string_view part) {
    const std::string_view query = part.substr(6);
    if (!x_options.resolve_query) return Error{ErrorCode::usage, std::string(part), "queries cannot be counted here", ""};
    Result<MatchFinder> finder = x_options.resolve_query(query);
    if (!finder) return finder.error();
    add({std::string(query), ItemKind::matches, {}, std::move(*finder)});
    return {};
  }

  Status add_frequent_words(std::string_view part) {
    const std::string_view number = part.substr(6);
    std::size_t count = 0;
    const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), count);
    if (fault != std::errc() || end != number.data() + number.size() || count == 0) {
      return Error{ErrorCode::usage, std::string(part), "is not a number of words", "for example: words:500"};
    }
    for (const std::string& word : most_frequent_words(x_snapshot, count)) add_item(ItemKind::words, word, {word});
    return {};
  }

  Status add_word(std::string_view part) {
    const std::string_view typed = part.substr(5);
    std::string term = fold_term(typed);
    if (!term.ends_with('*')) {
      add_item(ItemKind::words, term, {term});
      return {};
    }
    std::vector<std::string> terms;
    const std::string start = term.substr(0, term.size() - 1);
    x_snapshot.terms(Field::word, start, [&](const TermEntry& entry) {
      if (!entry.term.starts_with(start)) return false;
      terms.emplace_back(entry.term);
      return true;
    });
    if (start.empty() || terms.empty()) {
      return Error{ErrorCode::usage, std::string(part), "no word of the collection begins so", ""};
    }
    add_item(ItemKind::words, term, std::move(terms));
    return {};
  }

  Status add_metadata_value(std::string_view part) {
    const std::string term = fold_term(part);
    const std::string key = term.substr(0, term.find('='));
    const std::vector<std::string> known = metadata_values(x_snapshot, key);
    if (std::find(known.begin(), known.end(), term) == known.end()) return unknown(part, known);
    add_item(ItemKind::metadata, term, {term});
    return {};
  }

  Status add_labels(std::string_view part) {
    const Catalogue& catalogue = x_snapshot.catalogue();
    const bool below = part.ends_with('+');
    const bool many = part.ends_with('*');
    const std::string_view id = below || many ? part.substr(0, part.size() - 1) : part;
    std::size_t found = 0;
    for (const Label& label : catalogue.labels()) {
      if (many ? !label.id.starts_with(id) : label.id != id) continue;
      ++found;
      add_label(label.id, below);
    }
    if (found != 0) return {};
    std::vector<std::string> known;
    for (const Label& label : catalogue.labels()) known.push_back(label.id);
    return unknown(part, known);
  }

  Status add_types(std::string_view part) {
    const std::string_view family = part.substr(0, part.size() - 1);
    std::map<std::string, std::vector<std::string>> types;
    for (const std::string& id : x_snapshot.catalogue().of_family(family)) {
      const std::string& type = x_snapshot.catalogue().find(id)->type;
      if (!type.empty()) types[type].push_back(id);
    }
    if (types.empty()) return Error{ErrorCode::usage, std::string(part), "no label of this family has a type", ""};
    for (auto& [type, ids] : types) add_item(ItemKind::labels, std::string(part) + type, std::move(ids));
    return {};
  }

  Status add_family(std::string_view family, std::string_view type, std::string_view part) {
    const std::vector<std::string> ids = x_snapshot.catalogue().of_family(family, type);
    if (ids.empty()) {
      std::set<std::string> known;
      for (const Label& label : x_snapshot.catalogue().labels()) {
        known.insert(label.id.substr(0, label.id.find(':')) + "@" + label.type);
      }
      return unknown(part, {known.begin(), known.end()});
    }
    for (const std::string& id : ids) add_label(id, false);
    return {};
  }

  Status add_family_or_column(std::string_view part) {
    const std::set<std::string> known_families = families(x_snapshot.catalogue());
    if (known_families.contains(std::string(part))) return add_family(part, {}, part);
    const std::string key = fold_term(part);
    const std::vector<std::string> values = metadata_values(x_snapshot, key);
    for (const std::string& value : values) add_item(ItemKind::metadata, value, {value});
    if (!values.empty()) return {};
    std::set<std::string> known = metadata_keys(x_snapshot);
    known.insert(known_families.begin(), known_families.end());
    return unknown(part, {known.begin(), known.end()});
  }

  void add_label(const std::string& id, bool below) {
    if (below || x_options.roll_up) {
      add_item(ItemKind::labels, id, x_snapshot.catalogue().with_descendants(id));
    } else {
      add_item(ItemKind::labels, id, {id});
    }
  }

  void add_item(ItemKind kind, std::string name, std::vector<std::string> terms) {
    add({std::move(name), kind, std::move(terms), {}});
  }

  void add(AxisItem item) {
    if (x_names.insert(item.name).second) x_axis.push_back(std::move(item));
  }

  static Error unknown(std::string_view part, const std::vector<std::string>& known) {
    const auto meant = nearest(part, known);
    return {ErrorCode::usage, std::string(part), "the collection has no label, family or column of this name",
            meant ? "did you mean " + *meant + "?" : "families, labels (actor:uto), columns (kind) and word:... can be counted"};
  }

  const Snapshot& x_snapshot;
  const AxisOptions& x_options;
  Axis x_axis;
  std::set<std::string> x_names;
};

}  // namespace

Result<Axis> parse_axis(const Snapshot& snapshot, std::string_view text, const AxisOptions& options) {
  return AxisReader(snapshot, options).read(text);
}

std::vector<std::string> most_frequent_words(const Snapshot& snapshot, std::size_t count) {
  struct Word {
    std::string term;
    std::uint64_t tokens = 0;
  };
  std::vector<Word> words;
  PostingList list;
  snapshot.for_each_list(Field::word, {}, [&](std::string_view term, ListReader& reader) {
    reader.read(ListPart::documents, list);
    words.push_back({std::string(term), std::accumulate(list.frequencies.begin(), list.frequencies.end(), std::uint64_t{0})});
    return true;
  });
  const auto more = [](const Word& a, const Word& b) { return a.tokens != b.tokens ? a.tokens > b.tokens : a.term < b.term; };
  const std::size_t kept = std::min(count, words.size());
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(), more);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kept; ++i) names.push_back(std::move(words[i].term));
  return names;
}

std::vector<std::string> metadata_values(const Snapshot& snapshot, std::string_view key) {
  std::vector<std::string> values;
  const std::string start = std::string(key) + '=';
  snapshot.terms(Field::meta, start, [&](const TermEntry& entry) {
    if (!entry.term.starts_with(start)) return false;
    values.emplace_back(entry.term);
    return true;
  });
  return values;
}

}  // namespace concord
