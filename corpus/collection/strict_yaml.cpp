#include "corpus/collection/strict_yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "corpus/document/nearest.h"

namespace concord {

struct StrictMap::Node {
  YAML::Node yaml;
  std::string file;
};

namespace {

/// "concord.yaml:12:3", counted from 1 as editors do.
std::string place(const std::string& file, const YAML::Mark& mark) {
  if (mark.is_null()) return file;
  return fmt::format("{}:{}:{}", file, mark.line + 1, mark.column + 1);
}

bool is_given(const YAML::Node& node) { return node && !node.IsNull(); }

bool all_scalars(const YAML::Node& sequence) {
  return std::all_of(sequence.begin(), sequence.end(), [](const auto& item) { return item.IsScalar(); });
}

}  // namespace

Result<StrictMap> StrictMap::parse(std::string_view yaml, const std::string& file) {
  try {
    const YAML::Node node = YAML::Load(std::string(yaml));
    if (node.IsNull()) return StrictMap(std::make_shared<Node>(Node{YAML::Node(YAML::NodeType::Map), file}));
    if (!node.IsMap()) {
      return Error{ErrorCode::configuration, place(file, node.Mark()), "this is not a list of `key: value` lines",
                   "see the commented file that 'concord init' writes"};
    }
    return StrictMap(std::make_shared<Node>(Node{node, file}));
  } catch (const YAML::ParserException& fault) {
    return Error{ErrorCode::configuration, place(file, fault.mark), "not valid YAML: " + fault.msg,
                 "check indentation, quotes and brackets on this line"};
  } catch (const YAML::Exception& fault) {
    return Error{ErrorCode::configuration, place(file, fault.mark), fault.msg, ""};
  }
}

Error StrictMap::unknown_value(const std::string& key, const std::string& value,
                               const std::vector<std::string>& known) const {
  const auto meant = nearest(value, known);
  const std::string remedy =
      meant ? fmt::format("did you mean '{}'?", *meant) : fmt::format("use one of: {}", fmt::join(known, ", "));
  return Error{ErrorCode::configuration, place(x_node->file, x_node->yaml[key].Mark()),
               fmt::format("'{}' is no value for `{}`", value, key), remedy};
}

void Reading::fail(const std::string& key, std::string message, std::string remedy) {
  if (x_fault) return;
  const YAML::Node node = x_map.x_node->yaml[key];
  const YAML::Mark mark = node ? node.Mark() : x_map.x_node->yaml.Mark();
  x_fault = Error{ErrorCode::configuration, place(x_map.x_node->file, mark), std::move(message), std::move(remedy)};
}

Reading& Reading::text(const std::string& key, std::string& value) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return *this;
  if (node.IsScalar()) {
    value = node.Scalar();
  } else {
    fail(key, fmt::format("`{}` takes one value", key), fmt::format("write `{}: value`", key));
  }
  return *this;
}

Reading& Reading::required(const std::string& key, std::string& value) {
  text(key, value);
  if (value.empty()) fail(key, fmt::format("`{}` is missing", key), fmt::format("add `{}: ...`", key));
  return *this;
}

Reading& Reading::flag(const std::string& key, bool& value) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (is_given(node) && !YAML::convert<bool>::decode(node, value)) {
    fail(key, fmt::format("`{}` takes true or false", key), "");
  }
  return *this;
}

Reading& Reading::number(const std::string& key, unsigned& value) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return *this;
  const std::string typed = node.IsScalar() ? node.Scalar() : "";
  const bool digits = !typed.empty() && typed.size() < 9 && typed.find_first_not_of("0123456789") == std::string::npos;
  if (digits) {
    value = static_cast<unsigned>(std::stoul(typed));
  } else {
    fail(key, fmt::format("`{}` takes a whole number", key), "");
  }
  return *this;
}

Reading& Reading::list(const std::string& key, std::vector<std::string>& values) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return *this;
  if (node.IsScalar()) {
    values = {node.Scalar()};
  } else if (node.IsSequence() && all_scalars(node)) {
    values.clear();
    for (const auto& item : node) values.push_back(item.Scalar());
  } else {
    fail(key, fmt::format("`{}` takes a list of texts", key), fmt::format("write `{}: [one, two]`", key));
  }
  return *this;
}

Reading& Reading::table(const std::string& key, std::map<std::string, std::string>& values) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return *this;
  const bool texts = node.IsMap() && std::all_of(node.begin(), node.end(), [](const auto& item) {
                       return item.first.IsScalar() && item.second.IsScalar();
                     });
  if (!texts) {
    fail(key, fmt::format("`{}` takes `name: value` lines", key), "");
    return *this;
  }
  for (const auto& item : node) values[item.first.Scalar()] = item.second.Scalar();
  return *this;
}

std::optional<StrictMap> Reading::map(const std::string& key) {
  x_asked.push_back(key);
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return std::nullopt;
  if (!node.IsMap()) {
    fail(key, fmt::format("`{}` takes `name: value` lines", key), "");
    return std::nullopt;
  }
  return StrictMap(std::make_shared<StrictMap::Node>(StrictMap::Node{node, x_map.x_node->file}));
}

std::vector<StrictMap> Reading::maps(const std::string& key) {
  x_asked.push_back(key);
  std::vector<StrictMap> found;
  const YAML::Node node = x_map.x_node->yaml[key];
  if (!is_given(node)) return found;
  const bool entries =
      node.IsSequence() && std::all_of(node.begin(), node.end(), [](const auto& item) { return item.IsMap(); });
  if (!entries) {
    fail(key, fmt::format("`{}` takes a list of entries", key), "begin each with `- path: ...`");
    return found;
  }
  for (const auto& item : node) {
    found.push_back(StrictMap(std::make_shared<StrictMap::Node>(StrictMap::Node{item, x_map.x_node->file})));
  }
  return found;
}

std::optional<Error> Reading::first_fault() {
  if (x_fault) return x_fault;
  for (const auto& item : x_map.x_node->yaml) {
    const std::string key = item.first.IsScalar() ? item.first.Scalar() : "";
    if (std::find(x_asked.begin(), x_asked.end(), key) != x_asked.end()) continue;
    const auto meant = nearest(key, x_asked);
    const std::string remedy =
        meant ? fmt::format("did you mean `{}`?", *meant) : fmt::format("known keys: {}", fmt::join(x_asked, ", "));
    return Error{ErrorCode::configuration, place(x_map.x_node->file, item.first.Mark()),
                 fmt::format("unknown key `{}`", key), remedy};
  }
  return std::nullopt;
}

std::string yaml_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

}  // namespace concord
