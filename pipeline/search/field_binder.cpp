// The part of the Binder that reads name:value: labels, units, the title, and columns of the metadata.
#include <algorithm>
#include <charconv>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "corpus/document/date.h"
#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/index/postings_of.h"
#include "pipeline/search/binder.h"
#include "pipeline/search/known_values.h"
#include "pipeline/search/query_parser.h"
#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

constexpr std::size_t max_types_named = 12;

/// Columns that have a second name.
std::string meta_key(std::string_view name) {
  const std::string key = fold_term(name);
  if (key == "language") return "lang";
  if (key == "publisher") return "source";
  return key;
}

/// Columns of the metadata that any document of the snapshot has.
std::vector<std::string> meta_keys(const Snapshot& snapshot) {
  std::vector<std::string> keys;
  std::string from;
  for (bool more = true; more;) {
    more = false;
    snapshot.terms(Field::meta, from, [&](const TermEntry& entry) {
      const auto equals = entry.term.find('=');
      if (equals == std::string_view::npos) return true;
      keys.emplace_back(entry.term.substr(0, equals));
      from = keys.back() + '>';  // '>' follows '=': past all values of this key
      more = true;
      return false;
    });
  }
  return keys;
}

std::vector<std::string> label_families(const Snapshot& snapshot) {
  std::set<std::string> families = {"actor", "theme"};
  for (const Label& label : snapshot.catalogue().labels()) families.insert(label.id.substr(0, label.id.find(':')));
  std::string from;
  for (bool more = true; more;) {
    more = false;
    snapshot.terms(Field::label, from, [&](const TermEntry& entry) {
      const auto colon = entry.term.find(':');
      if (colon == std::string_view::npos) return true;
      from = std::string(entry.term.substr(0, colon)) + ';';  // ';' follows ':'
      families.emplace(entry.term.substr(0, colon));
      more = true;
      return false;
    });
  }
  return {families.begin(), families.end()};
}

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool has_wildcard(std::string_view text) { return text.find_first_of("*?") != std::string_view::npos; }

enum class Polarity { any, affirmed, negated };

Polarity take_polarity(std::string& value) {
  for (const auto& [suffix, polarity] : {std::pair("!neg", Polarity::negated), std::pair("!pos", Polarity::affirmed)}) {
    if (!value.ends_with(suffix)) continue;
    value.resize(value.size() - 4);
    return polarity;
  }
  return Polarity::any;
}

std::optional<double> to_number(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

/// from..to as days or as numbers; each value is compared as what it is.
class RangeCheck {
 public:
  RangeCheck(const RangeTest& test, bool dates_only) : x_from(test.from), x_to(test.to) {
    x_days.begin = 0;
    x_days.end = INT32_MAX;
    x_dates = take_day(x_from, x_days, true) && take_day(x_to, x_days, false);
    x_numbers = !dates_only && (x_from.empty() || to_number(x_from)) && (x_to.empty() || to_number(x_to));
  }
  [[nodiscard]] bool understood() const { return x_dates || x_numbers; }
  [[nodiscard]] bool empty() const {
    return x_numbers ? !x_from.empty() && !x_to.empty() && *to_number(x_from) > *to_number(x_to) : x_days.begin > x_days.end;
  }
  [[nodiscard]] bool holds(std::string_view value) const {
    if (x_numbers) {
      if (const auto number = to_number(value)) {
        return (x_from.empty() || *number >= *to_number(x_from)) && (x_to.empty() || *number <= *to_number(x_to));
      }
    }
    if (!x_dates) return false;
    const auto date = Date::parse(value);
    return date && date->meets(x_days);
  }

 private:
  static bool take_day(const std::string& text, Date& days, bool begin) {
    if (text.empty()) return true;
    const auto date = Date::parse(text);
    if (!date) return false;
    (begin ? days.begin : days.end) = begin ? date->begin : date->end;
    return true;
  }

  std::string x_from;
  std::string x_to;
  Date x_days;
  bool x_dates = false;
  bool x_numbers = false;
};

/// What to say of a label or type that the catalogue does not know.
std::string unknown_label(const Catalogue& catalogue, const std::string& family, const std::string& value, const std::string& typed) {
  const bool types = family == "type";
  const std::string prefix = types ? "type:" : family == "label" ? "" : family + ":";
  std::set<std::string_view> known;  // without the prefix, which is right and would make strangers look near
  for (const Label& label : catalogue.labels()) {
    if (types) known.insert(label.type);
    if (!types && label.id.starts_with(prefix)) known.insert(std::string_view(label.id).substr(prefix.size()));
  }
  known.erase("");
  const std::string line = fmt::format("no label answers to {}", typed);
  if (const auto meant = nearest(value, known)) return fmt::format("{}; nearest is {}{}", line, prefix, *meant);
  if (types && !known.empty()) {
    const std::vector<std::string_view> named(known.begin(), std::next(known.begin(), static_cast<std::ptrdiff_t>(std::min(known.size(), max_types_named))));
    return fmt::format("{}; types are {}{}", line, fmt::join(named, ", "), named.size() < known.size() ? ", ..." : "");
  }
  return types || family == "label" ? line : fmt::format("{}; 'concord freq {}' lists those that are met", line, family);
}

}  // namespace

std::vector<std::string> field_names(const Snapshot& snapshot) {
  std::set<std::string> names = {"title", "stem", "label", "type", "kind", "lang", "date", "year", "source", "id"};
  for (const std::string& key : meta_keys(snapshot)) names.insert(key);
  for (const std::string& family : label_families(snapshot)) names.insert(family);
  for (const std::string_view unit : unit_names()) {
    if (unit != "sentence") names.emplace(unit);
  }
  return {names.begin(), names.end()};
}

Binder::Binding Binder::bind_form(const Query& query, const FieldTest& test) {
  if (test.name == "title") return bind_title(query, test);
  if (test.name == "label" || test.name == "type" || contains(label_families(x_snapshot), test.name)) return bind_labels(query, test);
  const auto keys = meta_keys(x_snapshot);
  if (!contains(keys, meta_key(test.name)) && is_unit(test.name) && test.name != "sentence") {
    const std::uint32_t leaf = add_leaf(query, LeafKind::division);
    leaves[leaf].scored = false;
    const std::string unit = test.name == "paragraph" ? "numbered_paragraph" : test.name;
    return Bound{make_division(x_snapshot, x_stored, unit, test.value, leaf), {}, true};
  }
  return bind_metadata(query, test);
}

// --- Title ---------------------------------------------------------------------------------------------------------------

Binder::Binding Binder::bind_title(const Query& query, const FieldTest& test) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::title);
  std::vector<ClausePtr> items;
  Bound bound;
  for (const std::string& term : title_words(test.value)) {
    Bound item = has_wildcard(term)
                     ? bind_expansion(Field::title, expand_wildcard(x_snapshot, Field::title, term, x_options.max_forms), leaf)
                     : bind_term(Field::title, term, leaf);
    items.push_back(std::move(item.clause));
    bound.document_counts.insert(bound.document_counts.end(), item.document_counts.begin(), item.document_counts.end());
  }
  // title_words() drops the asterisk at the edge of a word, so a pattern is taken apart here.
  if (has_wildcard(test.value) && test.value.find(' ') == std::string::npos) {
    items.clear();
    bound = bind_expansion(Field::title, expand_wildcard(x_snapshot, Field::title, fold_term(test.value), x_options.max_forms), leaf);
    items.push_back(std::move(bound.clause));
  }
  if (items.empty()) return Error{ErrorCode::usage, "query", fmt::format("{} holds no word", leaves[leaf].text), "write title:word or title:\"a phrase\""};
  const std::size_t gaps = items.size() - 1;
  bound.clause = make_condition(items.size() == 1 ? std::move(items.front()) : make_sequence(std::move(items), std::vector<Gap>(gaps), leaf));
  bound.positional = false;
  return joined(std::move(bound), leaf);
}

// --- Labels --------------------------------------------------------------------------------------------------------------

/// The ids that family:value names: one id, all of a pattern, a label with all below it (+), or a preferred name.
std::vector<std::string> Binder::label_ids(const std::string& family, std::string value) const {
  const Catalogue& catalogue = x_snapshot.catalogue();
  std::vector<std::string> ids;
  if (family == "type") {
    for (const Label& label : catalogue.labels()) {
      if (!label.type.empty() && matches_wildcard(value, label.type)) ids.push_back(label.id);
    }
    return ids;
  }
  const std::string prefix = family == "label" ? "" : family + ":";
  if (value.ends_with('+')) {
    value.pop_back();
    return catalogue.with_descendants(prefix + value);
  }
  if (has_wildcard(value)) {
    const std::string pattern = prefix + value;
    for_each_with_prefix(x_snapshot, Field::label, prefix, [&](const TermEntry& entry) {
      if (!entry.term.ends_with(negated_suffix) && matches_wildcard(pattern, entry.term)) ids.emplace_back(entry.term);
      return true;
    });
    return ids;
  }
  const std::string id = prefix + value;
  if (catalogue.find(id) != nullptr || x_counts.of(Field::label, id) > 0) return {id};
  for (const Label& label : catalogue.labels()) {
    if (label.id.starts_with(prefix) && fold_term(label.name) == value) ids.push_back(label.id);
  }
  return ids;
}

Binder::Binding Binder::bind_labels(const Query& query, const FieldTest& test) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::label);
  std::string value = fold_term(test.value);
  const Polarity polarity = take_polarity(value);
  const auto ids = label_ids(test.name, value);
  std::vector<TermChoice> choices;
  std::uint64_t most = 0;
  for (const std::string& id : ids) {
    const std::string term = polarity == Polarity::negated ? id + std::string(negated_suffix) : id;
    const std::uint64_t documents = x_counts.of(Field::label, term);
    if (documents == 0) continue;
    leaves[leaf].forms.push_back({term, static_cast<std::uint32_t>(documents)});
    choices.push_back({Field::label, term, documents, polarity == Polarity::affirmed});
    most = std::max(most, documents);
  }
  leaves[leaf].forms_found = leaves[leaf].forms.size();
  if (ids.empty()) notes.push_back(unknown_label(x_snapshot.catalogue(), test.name, value, leaves[leaf].text));
  return joined({make_terms(x_snapshot, std::move(choices), leaf), {most}, true}, leaf);
}

// --- Metadata ------------------------------------------------------------------------------------------------------------

Status Binder::check_field(const std::string& key) const {
  const auto keys = meta_keys(x_snapshot);
  static const std::vector<std::string> always = {"kind", "lang", "date", "year", "source", "id", "country", "format", "path"};
  if (contains(keys, key) || contains(always, key)) return {};
  const auto names = field_names(x_snapshot);
  const auto meant = nearest(key, names);
  return Error{ErrorCode::usage, "query", fmt::format("no document has a field '{}'", key),
               meant ? fmt::format("did you mean {}:? Put the text in quotes if it is text", *meant)
                     : fmt::format("fields are {}; put the text in quotes if it is text", fmt::join(names, ", "))};
}

void Binder::note_unknown_value(const std::string& key, const std::string& value) {
  const auto meant = nearest_value(x_snapshot, key, value);
  const std::string more = meant ? fmt::format("nearest is {}:{}", key, *meant) : known_values(x_snapshot, key);
  notes.push_back(more.starts_with("no document") ? more : fmt::format("no document has {}:{}; {}", key, value, more));
}

Binder::Bound Binder::bind_values(const Query& query, const std::string& key, std::vector<TermChoice> terms, std::uint64_t found) {
  const std::uint32_t leaf = add_leaf(query, LeafKind::condition);
  leaves[leaf].scored = false;
  leaves[leaf].forms_found = found;
  for (const TermChoice& term : terms) leaves[leaf].forms.push_back({term.term.substr(key.size() + 1), static_cast<std::uint32_t>(term.documents)});
  return {make_condition(x_snapshot, std::move(terms)), {}, false};
}

Binder::Binding Binder::bind_metadata(const Query& query, const FieldTest& test) {
  const std::string key = meta_key(test.name);
  if (Status known = check_field(key); !known) return known.error();
  if (key == "date" && !has_wildcard(test.value)) {
    if (!Date::parse(test.value)) {
      return Error{ErrorCode::usage, "query", fmt::format("'{}' is no date", test.value), "write date:1996, date:1996-07, date:1996-07-21 or date:1996..1997-06"};
    }
    const auto slash = std::min(test.value.find('/'), test.value.size());
    const std::string last = slash < test.value.size() ? test.value.substr(slash + 1) : test.value;
    return bind_form(query, RangeTest{"date", test.value.substr(0, slash), last});
  }
  const std::string value = fold_term(test.value);
  std::vector<TermChoice> terms;
  if (has_wildcard(value)) {
    for_each_with_prefix(x_snapshot, Field::meta, key + "=", [&](const TermEntry& entry) {
      if (matches_wildcard(value, entry.term.substr(key.size() + 1))) terms.push_back({Field::meta, std::string(entry.term), entry.document_count});
      return true;
    });
  } else if (const std::uint64_t documents = x_counts.of(Field::meta, key + "=" + value); documents > 0) {
    terms.push_back({Field::meta, key + "=" + value, documents});
  }
  if (terms.empty()) note_unknown_value(key, value);
  const std::uint64_t found = terms.size();
  return bind_values(query, key, std::move(terms), found);
}

Binder::Binding Binder::bind_form(const Query& query, const RangeTest& test) {
  const std::string key = meta_key(test.name);
  if (Status known = check_field(key); !known) return known.error();
  const RangeCheck range(test, key == "date");
  if (!range.understood()) {
    return Error{ErrorCode::usage, "query", fmt::format("'{}' is no range of dates or numbers", print_query(query)),
                 fmt::format("write {}:1994..1997-06 or {}:10..20", test.name, test.name)};
  }
  if (range.empty()) {
    return Error{ErrorCode::usage, "query", fmt::format("the range {} ends before it begins", print_query(query)), "turn its ends round"};
  }
  std::vector<TermChoice> terms;
  for_each_with_prefix(x_snapshot, Field::meta, key + "=", [&](const TermEntry& entry) {
    if (range.holds(entry.term.substr(key.size() + 1))) terms.push_back({Field::meta, std::string(entry.term), entry.document_count});
    return true;
  });
  if (terms.empty()) {
    const std::string known = known_values(x_snapshot, key);
    notes.push_back(known.starts_with("no document") ? known : fmt::format("no document has {}; {}", print_query(query), known));
  }
  const std::uint64_t found = terms.size();
  return bind_values(query, key, std::move(terms), found);
}

}  // namespace concord
