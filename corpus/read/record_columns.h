// RecordField: what a column of a table or a field of a record means. The one place where the usual names of columns stand,
// for documents kept in tables and for manifests alike.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "corpus/document/metadata.h"
#include "corpus/read/reader.h"

namespace concord {

enum class RecordField { id, title, text, date, kind, language, publisher, path };

/// The first of `fields` that a column holds: by the name that the configuration gives, else by the usual names ("body",
/// "Headline", ...). Nothing for one that is kept as a field under its own name.
[[nodiscard]] std::optional<RecordField> meaning_of(std::string_view column, const RecordColumns& columns,
                                                    std::span<const RecordField> fields);

/// True when one of the names that are tried for `field` without a configuration is `column`, case aside.
[[nodiscard]] bool is_usual_name(RecordField field, std::string_view column);

/// Puts a value where it belongs. What cannot be understood is kept as a field of the column's name, with a warning. Text
/// and path go nowhere.
void assign(RecordField field, std::string_view column, std::string_view value, Metadata& metadata);

}  // namespace concord
