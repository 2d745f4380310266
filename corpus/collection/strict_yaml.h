// StrictMap and Reading: a YAML map whose every key must be known and of the right form.
//
// A Reading asks for keys one after the other; finish() reports the first
// fault: a value of the wrong form, a missing key, or a key that nobody asked
// for, each with file:line:column and the nearest key that is known.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

class StrictMap {
 public:
  /// `file` is what errors name. Error: configuration, with line and column, when it is not YAML or not a map.
  static Result<StrictMap> parse(std::string_view yaml, const std::string& file);

  /// The error for a value outside a closed list, placed at `key`.
  [[nodiscard]] Error unknown_value(const std::string& key, const std::string& value,
                                    const std::vector<std::string>& known) const;

 private:
  friend class Reading;
  struct Node;  // YAML::Node and the file's name
  explicit StrictMap(std::shared_ptr<const Node> node) : x_node(std::move(node)) {}
  std::shared_ptr<const Node> x_node;  // shared: yaml-cpp's nodes share their document anyway
};

class Reading {
 public:
  explicit Reading(const StrictMap& map) : x_map(map) {}

  Reading& text(const std::string& key, std::string& value);
  Reading& required(const std::string& key, std::string& value);
  Reading& flag(const std::string& key, bool& value);
  Reading& number(const std::string& key, unsigned& value);
  /// A list of texts; a single text counts as a list of one.
  Reading& list(const std::string& key, std::vector<std::string>& values);
  Reading& table(const std::string& key, std::map<std::string, std::string>& values);
  std::optional<StrictMap> map(const std::string& key);
  std::vector<StrictMap> maps(const std::string& key);

  /// `value` if nothing was wrong, else the first fault.
  template <class T>
  Result<T> finish(const T& value) {
    if (auto fault = first_fault()) return std::move(*fault);
    return value;
  }

 private:
  std::optional<Error> first_fault();
  void fail(const std::string& key, std::string message, std::string remedy);

  StrictMap x_map;
  std::vector<std::string> x_asked;
  std::optional<Error> x_fault;
};

/// `text` as a double-quoted YAML scalar.
[[nodiscard]] std::string yaml_quoted(std::string_view text);

}  // namespace concord
