// Records: files in which each line (JSON Lines) or row (CSV) is a document, with columns for its metadata.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/read/byte_stream.h"
#include "corpus/read/readers.h"
#include "corpus/read/record_columns.h"

namespace concord {

/// JSON Lines (jsonlines.org): an object a line, UTF-8. The stream is read line by line: its size is no matter. The
/// document's id is "path#line" unless a field gives one; spans lead to the bytes of the line.
[[nodiscard]] Status read_json_lines(ByteStream& stream, const SourceContext& context, const DocumentSink& sink);

/// CSV with a header: a document a row; its id is "path#line" unless a column gives one.
[[nodiscard]] Status read_csv(const DecodedText& decoded, const SourceContext& context, const DocumentSink& sink);

/// True when the header row names a text column (or the configuration says that the rows are documents).
[[nodiscard]] bool has_record_columns(std::string_view text, const RecordColumns& columns);

/// What a record may say of itself, in the order in which the names are tried.
inline constexpr std::array<RecordField, 7> record_fields = {RecordField::text,     RecordField::id,   RecordField::title,
                                                             RecordField::date,     RecordField::kind, RecordField::language,
                                                             RecordField::publisher};

/// A record's place: its line, below the member that holds it when the file is an archive.
[[nodiscard]] inline std::string numbered_member(const SourceContext& file, std::uint64_t line) {
  return file.member.empty() ? std::to_string(line) : file.member + "#" + std::to_string(line);
}

}  // namespace concord
