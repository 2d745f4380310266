#include "corpus/read/record_columns.h"

#include <algorithm>
#include <array>
#include <string>

#include "corpus/read/typed_date.h"
#include "corpus/text/ascii.h"

namespace concord {
namespace {

const std::string& configured(const RecordColumns& columns, RecordField field) {
  static const std::string none;
  switch (field) {
    case RecordField::id:
      return columns.id;
    case RecordField::title:
      return columns.title;
    case RecordField::text:
      return columns.text;
    case RecordField::date:
      return columns.date;
    case RecordField::kind:
      return columns.kind;
    case RecordField::language:
      return columns.language;
    case RecordField::publisher:
      return columns.publisher;
    case RecordField::path:
      break;
  }
  return none;
}

}  // namespace

bool is_usual_name(RecordField field, std::string_view name) {
  struct Names {
    RecordField field;
    std::array<std::string_view, 5> names;
  };
  static constexpr std::array<Names, 8> table = {{
      {RecordField::id, {"id", "doc_id", "document_id"}},
      {RecordField::title, {"title", "headline", "name"}},
      {RecordField::text, {"text", "body", "content", "fulltext", "full_text"}},
      {RecordField::date, {"date", "published", "date_published", "year"}},
      {RecordField::kind, {"kind", "document_kind"}},
      {RecordField::language, {"language", "lang"}},
      {RecordField::publisher, {"source", "publisher"}},
      {RecordField::path, {"path", "file", "filename", "file_name"}},
  }};
  const std::string wanted = ascii_lower(trimmed(name));
  const auto& names =
      std::find_if(table.begin(), table.end(), [&](const Names& row) { return row.field == field; })->names;
  return !wanted.empty() && std::find(names.begin(), names.end(), wanted) != names.end();
}

std::optional<RecordField> meaning_of(std::string_view column, const RecordColumns& columns,
                                      std::span<const RecordField> fields) {
  for (const RecordField field : fields) {
    const std::string& wanted = configured(columns, field);
    if (wanted.empty() ? is_usual_name(field, column) : wanted == column) return field;
  }
  return std::nullopt;
}

void assign(RecordField field, std::string_view column, std::string_view value, Metadata& metadata) {
  value = trimmed(value);
  if (value.empty()) return;
  const auto keep = [&](const std::string& problem) {
    metadata.fields[std::string(column)] = value;
    if (!problem.empty()) metadata.warnings.push_back("'" + std::string(value) + "' " + problem);
  };
  switch (field) {
    case RecordField::id:
      metadata.id = value;
      return;
    case RecordField::title:
      metadata.title = value;
      metadata.title_origin = Origin::manifest;
      return;
    case RecordField::date: {
      bool doubt = false;
      metadata.date = parse_typed_date(value, doubt);
      if (!metadata.date) return keep("is no date");
      metadata.date_origin = Origin::manifest;
      if (doubt) keep("was read as day/month/year");
      return;
    }
    case RecordField::kind: {
      const auto kind = parse_kind(ascii_lower(value));
      if (!kind) return keep("is no kind of document that is known");
      metadata.kind = *kind;
      metadata.kind_origin = Origin::manifest;
      return;
    }
    case RecordField::language:
      metadata.language = ascii_lower(value.substr(0, value.find_first_of("-_")));
      metadata.language_origin = Origin::manifest;
      metadata.language_confidence = 100;
      return;
    case RecordField::publisher:
      metadata.publisher = value;
      return;
    case RecordField::text:
    case RecordField::path:
      return;
  }
}

}  // namespace concord
