// JSON: one object {rows, notes, provenance}; JSON Lines: one object a row. Infinities, which JSON lacks, are strings.
#include <cmath>

#include <nlohmann/json.hpp>

#include "pipeline/render/table_formats.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

struct ToJson {
  Json operator()(std::monostate) const { return nullptr; }
  Json operator()(const std::string& text) const { return text; }
  Json operator()(const StyledText& styled) const {
    Json matches = Json::array();
    for (const StyledSpan& span : styled.spans) {
      if (span.style == Style::match) matches.push_back({span.begin, span.end});
    }
    return {{"text", styled.text}, {"matches", matches}};
  }
  Json operator()(std::int64_t number) const { return number; }
  Json operator()(double number) const {
    if (std::isfinite(number)) return number;
    return std::isnan(number) ? Json(nullptr) : Json(number < 0 ? "-Infinity" : "Infinity");
  }
  Json operator()(bool flag) const { return flag; }
};

Json to_json(const Value& value) { return std::visit(ToJson{}, value); }

Json row_object(const Table& table, const std::vector<Value>& row) {
  Json object = Json::object();
  for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i].name] = to_json(row[i]);
  return object;
}

/// Ill-formed UTF-8 (file names) becomes U+FFFD instead of an exception.
std::string dump(const Json& json, int indent) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string render_json(const Table& table, const RenderOptions& options) {
  Json object = Json::object();
  object[table.name.empty() ? "rows" : table.name] = Json::array();
  auto& rows = object.begin().value();
  for (const auto& row : table.rows) rows.push_back(row_object(table, row));
  if (!table.notes.empty()) object["notes"] = table.notes;
  if (options.provenance) {
    Json provenance = Json::object();
    for (const auto& [key, value] : table.provenance) provenance[key] = to_json(value);
    object["provenance"] = std::move(provenance);
  }
  return dump(object, 2) + "\n";
}

std::string render_json_lines(const Table& table) {
  std::string text;
  for (const auto& row : table.rows) text += dump(row_object(table, row), -1) + "\n";
  return text;
}

}  // namespace concord
