// Records: files in which each line (JSON Lines) or row (CSV) is a document, with columns for its metadata.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/read/byte_stream.h"
#include "corpus/read/readers.h"

namespace concord {

/// JSON Lines (jsonlines.org): an object a line, UTF-8. The stream is read line by line: its size is no matter. The
/// document's id is "path#line" unless a field gives one; spans lead to the bytes of the line.
[[nodiscard]] Status read_json_lines(ByteStream& stream, const SourceContext& context, const DocumentSink& sink);

/// CSV with a header: a document a row; its id is "path#line" unless a column gives one.
[[nodiscard]] Status read_csv(const DecodedText& decoded, const SourceContext& context, const DocumentSink& sink);

/// True when the header row names a text column (or the configuration says that the rows are documents).
[[nodiscard]] bool has_record_columns(std::string_view text, const RecordColumns& columns);

/// The names that are tried for a field when the configuration gives none, in order.
enum class RecordField { id, title, text, date, kind, language, publisher, path };
[[nodiscard]] bool is_usual_name(RecordField field, std::string_view name);

/// A date as people type it in tables: ISO 8601, "21.7.1996", "21/7/1996", "21 July 1996". `doubt` is set when day and
/// month could be the other way round.
[[nodiscard]] std::optional<Date> parse_typed_date(std::string_view text, bool& doubt);

}  // namespace concord
