#include "pipeline/cli/filters.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "corpus/document/date.h"
#include "corpus/document/metadata.h"
#include "corpus/document/nearest.h"

namespace concord {
namespace {

/// field:value for any of the values.
Query any_value(const std::string& field, const std::vector<std::string>& values) {
  Or any;
  for (const std::string& value : values) any.parts.push_back({FieldTest{field, value}, {}});
  if (any.parts.size() == 1) return std::move(any.parts.front());
  return {std::move(any), {}};
}

Status check_date(const std::string& option, const std::string& date) {
  if (date.empty() || Date::parse(date)) return {};
  return Error{ErrorCode::usage, option, fmt::format("'{}' is no date", date), "write 1996, 1996-07 or 1996-07-21"};
}

Status check_kinds(const std::vector<std::string>& kinds) {
  for (const std::string& kind : kinds) {
    if (parse_kind(kind)) continue;
    constexpr std::array<std::string_view, 7> kinds_known = {"report", "treaty", "resolution", "statement", "study", "news", "other"};
    const auto meant = nearest(kind, kinds_known);
    return Error{ErrorCode::usage, "--kind", fmt::format("'{}' is no kind of document", kind),
                 meant ? fmt::format("did you mean {}?", *meant) : fmt::format("kinds are {}", fmt::join(kinds_known, ", "))};
  }
  return {};
}

/// "actor:uto" and "uto" alike.
std::vector<std::string> without_family(const std::string& family, const std::vector<std::string>& ids) {
  std::vector<std::string> plain;
  for (const std::string& id : ids) plain.push_back(id.starts_with(family + ":") ? id.substr(family.size() + 1) : id);
  return plain;
}

}  // namespace

std::vector<Option> filter_options(FilterArguments& typed) {
  return {{"--kind", "KIND", "Only documents of this kind (may be given several times)", &typed.kinds, {}, false, "kind"},
          {"--lang", "LANG", "Only documents in this language (en, ru, ...)", &typed.languages, {}, false, "lang"},
          {"--source", "SOURCE", "Only documents of this publisher (UN, OSCE, ...)", &typed.sources, {}, false, "source"},
          {"--from", "DATE", "Only documents of this date or later (1994, 1994-06, 1994-06-15)", &typed.from},
          {"--to", "DATE", "Only documents of this date or earlier", &typed.to},
          {"--actor", "ACTOR", "Only documents that mention this actor", &typed.actors, {}, false, "actor"},
          {"--theme", "THEME", "Only documents that carry this theme", &typed.themes, {}, false, "theme"},
          {"--where", "FIELD=VALUE", "Only documents with this value in a column of the manifest", &typed.where, {}, false, "field"},
          {"--filter", "QUERY", "Only documents that this query matches", &typed.query, {}, false, "query"}};
}

Result<std::optional<Query>> filter_query(const FilterArguments& typed, const ParseOptions& parse) {
  for (const auto& [option, date] : {std::pair("--from", typed.from), std::pair("--to", typed.to)}) {
    if (Status good = check_date(option, date); !good) return good.error();
  }
  if (Status good = check_kinds(typed.kinds); !good) return good.error();
  Query filter = {AllDocuments{}, {}};
  const auto add = [&filter](Query part) { filter = both(std::move(filter), std::move(part)); };
  if (!typed.kinds.empty()) add(any_value("kind", typed.kinds));
  if (!typed.languages.empty()) add(any_value("lang", typed.languages));
  if (!typed.sources.empty()) add(any_value("source", typed.sources));
  if (!typed.from.empty() || !typed.to.empty()) add({RangeTest{"date", typed.from, typed.to}, {}});
  for (const std::string& actor : without_family("actor", typed.actors)) add({FieldTest{"actor", actor}, {}});
  for (const std::string& theme : without_family("theme", typed.themes)) add({FieldTest{"theme", theme}, {}});
  for (const std::string& where : typed.where) {
    const auto equals = where.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == where.size()) {
      return Error{ErrorCode::usage, "--where", fmt::format("'{}' is not FIELD=VALUE", where), "for example --where country=TJ"};
    }
    add({FieldTest{where.substr(0, equals), where.substr(equals + 1)}, {}});
  }
  if (!typed.query.empty()) {
    auto query = parse_query(typed.query, parse);
    if (!query) {
      Error error = query.error();
      error.where = "--filter: " + error.where;
      return error;
    }
    add(std::move(*query));
  }
  if (std::holds_alternative<AllDocuments>(filter.form)) return std::optional<Query>();
  return std::optional<Query>(std::move(filter));
}

ParseOptions parse_options(const Collection& collection) {
  ParseOptions options;
  for (const auto& [name, query] : collection.config().queries) options.saved.emplace(name, query);
  return options;
}

}  // namespace concord
