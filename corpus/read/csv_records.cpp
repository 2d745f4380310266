// Tables in which each row is a document: one column its text, others what is known of it.
#include <algorithm>
#include <optional>

#include "corpus/read/failure.h"
#include "corpus/read/records.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/ascii.h"
#include "corpus/text/csv.h"

namespace concord {

bool has_record_columns(std::string_view text, const RecordColumns& columns) {
  if (columns.documents || !columns.text.empty()) return true;
  CsvReader reader(text.substr(0, text.find('\n')), guess_separator(text));
  const auto header = reader.next();
  if (!header || !header->has_value()) return false;
  const auto& cells = (*header)->cells;
  return cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [](const CsvCell& cell) {
           return is_usual_name(RecordField::text, cell.text);
         });
}

namespace {

/// A quote that is never closed, named with the file.
Error record_error(const Error& error) {
  return make_failure(ReadFailure::record, error.where, error.message, error.remedy);
}

/// Writes a cell's content into the builder, doubled quotes as one, each piece with its place.
void write_cell(const CsvCell& cell, std::string_view text, TextBuilder& builder) {
  std::size_t at = cell.begin;
  while (at < cell.end) {
    const std::size_t quote = cell.quoted ? std::min<std::size_t>(text.find("\"\"", at), cell.end) : cell.end;
    builder.copy(text.substr(at, quote - at), static_cast<std::uint32_t>(at));
    if (quote < cell.end)
      builder.replace("\"", static_cast<std::uint32_t>(quote), static_cast<std::uint32_t>(quote) + 2);
    at = quote + 2;
  }
}

struct Column {
  std::string name;
  std::optional<RecordField> meaning;
};

Result<std::vector<Column>> read_header(CsvReader& reader, const SourceContext& context) {
  const auto row = reader.next();
  if (!row) return record_error(row.error());
  std::vector<Column> columns;
  bool has_text = false;
  if (row->has_value()) {
    for (const CsvCell& cell : (*row)->cells) {
      const std::string_view name = trimmed(cell.text);
      columns.push_back({std::string(name), meaning_of(name, context.options.columns, record_fields)});
      has_text = has_text || columns.back().meaning == RecordField::text;
    }
  }
  if (has_text) return columns;
  std::string names;
  for (const Column& column : columns) names += (names.empty() ? "" : ", ") + column.name;
  return make_failure(ReadFailure::record, context.where() + ":1", "no column holds the text; there are: " + names,
                      "name it: columns: {text: ...}");
}

Result<Document> document_of(const CsvRecord& row, const std::vector<Column>& columns, const DecodedText& decoded,
                             SourceContext context) {
  const std::string place = context.where() + ":" + std::to_string(row.line);
  if (row.cells.size() > columns.size()) {
    return make_failure(
        ReadFailure::record, place,
        std::to_string(row.cells.size()) + " cells under " + std::to_string(columns.size()) + " columns",
        "put quotes around cells that hold the separator");
  }
  context.member = numbered_member(context, row.line);
  Document document = begin_document(context, "csv");
  document.metadata.encoding = decoded.decision;
  TextBuilder builder;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Column& column = columns[i];
    if (column.meaning == RecordField::text) {
      builder.gap(TextBuilder::Gap::paragraph);
      write_cell(row.cells[i], decoded.text.utf8, builder);
    } else if (column.meaning) {
      assign(*column.meaning, column.name, row.cells[i].text, document.metadata);
    } else if (!trimmed(row.cells[i].text).empty() && !column.name.empty()) {
      document.metadata.fields[column.name] = trimmed(row.cells[i].text);
    }
  }
  builder.finish(document);
  if (trimmed(document.text.utf8).empty()) return make_failure(ReadFailure::empty, place, "the row has no text");
  document.text.map = decoded.text.map.after(document.text.map);
  return document;
}

}  // namespace

Status read_csv(const DecodedText& decoded, const SourceContext& context, const DocumentSink& sink) {
  CsvReader reader(decoded.text.utf8, guess_separator(decoded.text.utf8), context.where() + ":");
  const auto columns = read_header(reader, context);
  if (!columns) return sink(columns.error());
  for (;;) {
    const auto row = reader.next();
    if (!row) return sink(record_error(row.error()));
    if (!row->has_value()) return {};
    if (Status taken = sink(document_of(**row, *columns, decoded, context)); !taken) return taken;
  }
}

}  // namespace concord
