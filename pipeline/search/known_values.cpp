#include "pipeline/search/known_values.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "corpus/document/date.h"
#include "corpus/document/nearest.h"
#include "pipeline/search/expansion.h"
#include "pipeline/search/query_parser.h"

namespace concord {
namespace {

constexpr std::size_t max_values_read = 10000;
constexpr std::size_t max_values_named = 6;

std::vector<Form> values_of(const Snapshot& snapshot, const std::string& key) {
  std::vector<Form> values;
  for_each_with_prefix(snapshot, Field::meta, key + "=", [&](const TermEntry& entry) {
    values.push_back({std::string(entry.term.substr(key.size() + 1)), entry.document_count});
    return values.size() < max_values_read;
  });
  return values;
}

/// What a value sorts by when all values of a column are dates or numbers.
std::optional<double> place_of(const std::string& value) {
  if (const auto date = Date::parse(value)) return date->begin;
  double number = 0;
  const auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (fault != std::errc{} || end != value.data() + value.size()) return std::nullopt;
  return number;
}

/// First and last where all are dates or numbers, else nothing.
std::optional<std::pair<std::string, std::string>> range_of(const std::vector<Form>& values) {
  std::optional<std::pair<std::string, std::string>> range;
  double least = 0;
  double most = 0;
  for (const Form& value : values) {
    const auto place = place_of(value.term);
    if (!place) return std::nullopt;
    if (!range) range.emplace(value.term, value.term);
    if (value.term == range->first || *place < least) {
      least = *place;
      range->first = value.term;
    }
    if (value.term == range->second || *place > most) {
      most = *place;
      range->second = value.term;
    }
  }
  return range;
}

}  // namespace

std::string known_values(const Snapshot& snapshot, const std::string& key) {
  std::vector<Form> values = values_of(snapshot, key);
  if (values.empty()) return fmt::format("no document has a {} at all", key);
  if (values.size() > 2) {
    if (const auto range = range_of(values)) return fmt::format("values run from {} to {}", range->first, range->second);
  }
  std::stable_sort(values.begin(), values.end(), [](const Form& a, const Form& b) { return a.documents > b.documents; });
  std::string named;
  for (std::size_t i = 0; i < std::min(values.size(), max_values_named); ++i) {
    named += fmt::format("{}{} ({})", i == 0 ? "" : ", ", values[i].term, values[i].documents);
  }
  const std::size_t unnamed = values.size() - std::min(values.size(), max_values_named);
  if (unnamed == 0) return fmt::format("{} {}", values.size() == 1 ? "the only value is" : "values are", named);
  return fmt::format("the {} values begin with {}", values.size() == max_values_read ? "many" : std::to_string(values.size()), named);
}

std::optional<std::string> nearest_value(const Snapshot& snapshot, const std::string& key, std::string_view value) {
  const std::vector<Form> values = values_of(snapshot, key);
  std::vector<std::string_view> names;
  for (const Form& known : values) names.emplace_back(known.term);
  return nearest(value, names);
}

}  // namespace concord
