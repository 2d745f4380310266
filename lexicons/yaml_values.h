// YamlValues: the values of a YAML file read strictly, each by what it may be; what it may not be is a finding with its place.
//
// The layer between yaml-cpp and the keys of the lexicon format: it knows
// strings, numbers, dates, choices, lists and mappings, and no key of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lexicons/lexicon.h"

namespace YAML {
class Node;
struct Mark;
}  // namespace YAML

namespace concord {

class YamlValues {
 public:
  using Take = std::function<void(const YAML::Node&)>;
  struct Key {
    std::string name;
    Take set;
  };

  /// Of the file number `file`; `path` is for the findings, which are appended. Both must outlive this.
  YamlValues(std::uint32_t file, const std::string& path, std::vector<Finding>& findings) : x_file(file), x_path(path), x_findings(findings) {}

  [[nodiscard]] Place place_of(const YAML::Node& node) const;
  [[nodiscard]] Place place_of(const YAML::Mark& mark) const;
  [[nodiscard]] std::uint32_t file() const { return x_file; }
  void finding(const Place& place, std::string message, std::string remedy, Severity severity = Severity::error);
  /// A word that is none of `known`: the remedy names the nearest, or all.
  void unknown(const YAML::Node& node, std::string message, const std::string& word, const std::vector<std::string>& known);

  /// Hands each value of a mapping to the setter of its key. Unknown and repeated keys are findings; empty values are left.
  void read_map(const YAML::Node& node, std::string_view what, const std::vector<Key>& keys);
  /// Of a list each item, of anything else itself.
  static void each(const YAML::Node& node, const Take& take);

  std::string scalar(const YAML::Node& node, std::string_view what);
  std::vector<std::string> strings(const YAML::Node& node, std::string_view what);
  std::vector<ContextPhrase> phrases(const YAML::Node& node, std::string_view what);
  void boolean(const YAML::Node& node, std::string_view what, bool& value);
  void number(const YAML::Node& node, std::string_view what, double low, double high, double& value);
  void date(const YAML::Node& node, std::string_view what, std::optional<Date>& value);
  void check_order(const std::optional<Date>& from, const std::optional<Date>& to, const Place& place);
  void string_map(const YAML::Node& node, std::string_view what, std::map<std::string, std::string>& values,
                  std::map<std::string, Place>* places = nullptr);

  template <class T>
  void choose(const YAML::Node& node, std::string_view what, const std::vector<std::pair<std::string, T>>& choices, T& value) {
    const std::string word = scalar(node, what);
    std::vector<std::string> known;
    for (const auto& [name, meaning] : choices) {
      if (name == word) {
        value = meaning;
        return;
      }
      known.push_back(name);
    }
    unknown(node, "'" + word + "' is no value of " + std::string(what), word, known);
  }

 private:
  std::uint32_t x_file;
  const std::string& x_path;
  std::vector<Finding>& x_findings;
};

/// Words with commas between them.
[[nodiscard]] std::string listed(const std::vector<std::string>& words);

}  // namespace concord
