#include "corpus/document/metadata.h"

#include <array>
#include <utility>

namespace concord {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 7> kind_names = {{
    {Kind::report, "report"},
    {Kind::treaty, "treaty"},
    {Kind::resolution, "resolution"},
    {Kind::statement, "statement"},
    {Kind::study, "study"},
    {Kind::news, "news"},
    {Kind::other, "other"},
}};

constexpr std::array<std::pair<Origin, std::string_view>, 5> origin_names = {{
    {Origin::unknown, "unknown"},
    {Origin::manifest, "manifest"},
    {Origin::configuration, "configuration"},
    {Origin::document, "document"},
    {Origin::guess, "guess"},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  for (const auto& [key, name] : table) {
    if (key == value) return name;
  }
  return {};
}

template <class Value, class Table>
std::optional<Value> value_in(const Table& table, std::string_view name) {
  for (const auto& [key, known] : table) {
    if (known == name) return key;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(Kind kind) { return name_in(kind_names, kind); }
std::string_view name(Origin origin) { return name_in(origin_names, origin); }
std::optional<Kind> parse_kind(std::string_view name) { return value_in<Kind>(kind_names, name); }
std::optional<Origin> parse_origin(std::string_view name) { return value_in<Origin>(origin_names, name); }

}  // namespace concord
