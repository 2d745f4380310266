#include "lexicons/yaml_values.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "corpus/document/nearest.h"

namespace concord {
namespace {

std::uint32_t counted(int from_zero) { return from_zero < 0 ? 1U : static_cast<std::uint32_t>(from_zero) + 1; }

std::vector<std::string> names_of(const std::vector<YamlValues::Key>& keys) {
  std::vector<std::string> names;
  for (const YamlValues::Key& key : keys) names.push_back(key.name);
  return names;
}

}  // namespace

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

Place YamlValues::place_of(const YAML::Mark& mark) const { return {x_file, counted(mark.line), counted(mark.column)}; }
Place YamlValues::place_of(const YAML::Node& node) const { return place_of(node.Mark()); }

void YamlValues::finding(const Place& place, std::string message, std::string remedy, Severity severity) {
  x_findings.push_back({severity, fmt::format("{}:{}:{}", x_path, place.line, place.column), std::move(message),
                        std::move(remedy)});
}

void YamlValues::read_map(const YAML::Node& node, std::string_view what, const std::vector<Key>& keys) {
  if (!node.IsMap()) {
    finding(place_of(node), fmt::format("{} must be a mapping (key: value)", what), "see the page on the lexicon format");
    return;
  }
  std::vector<std::string> seen;
  for (const auto& pair : node) {
    const std::string key = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key& each) { return each.name == key; });
    if (known == keys.end()) {
      unknown(pair.first, fmt::format("unknown key '{}' in {}", key, what), key, names_of(keys));
    } else if (std::find(seen.begin(), seen.end(), key) != seen.end()) {
      finding(place_of(pair.first), fmt::format("key '{}' stands twice in {}", key, what), "keep one of them");
    } else if (seen.push_back(key); !pair.second.IsNull()) {
      known->set(pair.second);
    }
  }
}

void YamlValues::unknown(const YAML::Node& node, std::string message, const std::string& word, const std::vector<std::string>& known) {
  const std::string meant = nearest(word, known).value_or("");
  finding(place_of(node), std::move(message),
          meant.empty() ? "known are: " + listed(known) : fmt::format("did you mean '{}'?", meant));
}

std::string YamlValues::scalar(const YAML::Node& node, std::string_view what) {
  if (node.IsScalar()) return node.Scalar();
  finding(place_of(node), fmt::format("{} must be one value", what), "quote it, if it holds ', ' or ': '");
  return {};
}

void YamlValues::each(const YAML::Node& node, const Take& take) {
  if (!node.IsSequence()) return take(node);
  for (const auto& item : node) take(item);
}

std::vector<std::string> YamlValues::strings(const YAML::Node& node, std::string_view what) {
  std::vector<std::string> values;
  each(node, [&](const YAML::Node& item) { values.push_back(scalar(item, what)); });
  return values;
}

std::vector<ContextPhrase> YamlValues::phrases(const YAML::Node& node, std::string_view what) {
  std::vector<ContextPhrase> values;
  each(node, [&](const YAML::Node& item) { values.push_back({scalar(item, what), place_of(item)}); });
  return values;
}

void YamlValues::boolean(const YAML::Node& node, std::string_view what, bool& value) {
  choose<bool>(node, what, {{"true", true}, {"false", false}, {"yes", true}, {"no", false}}, value);
}

void YamlValues::number(const YAML::Node& node, std::string_view what, double low, double high, double& value) {
  const std::string text = scalar(node, what);
  double parsed = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), parsed);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(parsed) || parsed < low || parsed > high) {
    finding(place_of(node), fmt::format("'{}' is no number for {}", text, what), fmt::format("write a number from {} to {}", low, high));
    return;
  }
  value = parsed;
}

void YamlValues::date(const YAML::Node& node, std::string_view what, std::optional<Date>& value) {
  const std::string text = scalar(node, what);
  value = Date::parse(text);
  if (!value) finding(place_of(node), fmt::format("'{}' is no date for {}", text, what), "write 1996, 1996-07 or 1996-07-21");
}

void YamlValues::check_order(const std::optional<Date>& from, const std::optional<Date>& to, const Place& place) {
  if (from && to && from->begin > to->end) {
    finding(place, fmt::format("'from: {}' is after 'to: {}'", from->to_string(), to->to_string()), "exchange the two dates");
  }
}

void YamlValues::string_map(const YAML::Node& node, std::string_view what, std::map<std::string, std::string>& values,
                std::map<std::string, Place>* places) {
  if (!node.IsMap()) {
    finding(place_of(node), fmt::format("{} must be a mapping (key: value)", what), "write {key: value}");
    return;
  }
  for (const auto& pair : node) {
    const std::string key = scalar(pair.first, what);
    values[key] = scalar(pair.second, what);
    if (places != nullptr) (*places)[key] = place_of(pair.second);
  }
}

}  // namespace concord
