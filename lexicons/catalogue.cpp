#include "lexicons/catalogue.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

namespace concord {

Catalogue::Catalogue(std::vector<Label> labels, std::string hash)
    : x_labels(std::move(labels)), x_hash(std::move(hash)) {
  std::sort(x_labels.begin(), x_labels.end(), [](const Label& a, const Label& b) { return a.id < b.id; });
}

const Label* Catalogue::find(std::string_view id) const {
  const auto at = std::lower_bound(x_labels.begin(), x_labels.end(), id,
                                   [](const Label& label, std::string_view wanted) { return label.id < wanted; });
  return at != x_labels.end() && at->id == id ? &*at : nullptr;
}

std::vector<std::string> Catalogue::with_descendants(std::string_view id) const {
  std::set<std::string, std::less<>> found = {std::string(id)};
  // Parents may stand after their children: repeat until nothing is added. The tree is a few levels deep.
  for (bool grown = true; grown;) {
    grown = false;
    for (const Label& label : x_labels) {
      const bool below = std::any_of(label.parents.begin(), label.parents.end(),
                                     [&](const std::string& parent) { return found.contains(parent); });
      if (below) grown = found.insert(label.id).second || grown;
    }
  }
  return {found.begin(), found.end()};
}

std::vector<std::string> Catalogue::of_family(std::string_view family, std::string_view type) const {
  std::vector<std::string> ids;
  for (const Label& label : x_labels) {
    const bool in_family = label.id.size() > family.size() && label.id.starts_with(family) && label.id[family.size()] == ':';
    if (in_family && (type.empty() || label.type == type)) ids.push_back(label.id);
  }
  return ids;
}

std::string Catalogue::to_json() const {
  nlohmann::ordered_json json;
  json["hash"] = x_hash;
  json["labels"] = nlohmann::ordered_json::array();
  for (const Label& label : x_labels) {
    json["labels"].push_back({{"id", label.id},
                              {"name", label.name},
                              {"type", label.type},
                              {"parents", label.parents},
                              {"country", label.country},
                              {"track", label.track},
                              {"definition", label.definition}});
  }
  return json.dump();
}

Result<Catalogue> Catalogue::from_json(std::string_view text) {
  try {
    const auto json = nlohmann::json::parse(text);
    std::vector<Label> labels;
    for (const auto& entry : json.at("labels")) {
      labels.push_back({entry.at("id"), entry.at("name"), entry.at("type"), entry.at("parents"), entry.at("country"),
                        entry.at("track"), entry.at("definition")});
    }
    return Catalogue(std::move(labels), json.at("hash"));
  } catch (const nlohmann::json::exception& failure) {
    return Error{ErrorCode::bad_data, "label catalogue", failure.what(), "run 'concord reindex --full'"};
  }
}

}  // namespace concord
