#include "corpus/read/records.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "corpus/read/csv.h"
#include "corpus/read/export_format.h"
#include "corpus/read/failure.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

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

constexpr std::array<RecordField, 7> record_fields = {RecordField::text,     RecordField::id,   RecordField::title,
                                                      RecordField::date,     RecordField::kind, RecordField::language,
                                                      RecordField::publisher};

/// What a column holds; nothing for one that is kept as a field under its own name.
std::optional<RecordField> meaning_of(std::string_view column, const RecordColumns& columns) {
  for (const RecordField field : record_fields) {
    const std::string& wanted = configured(columns, field);
    if (wanted.empty() ? is_usual_name(field, column) : wanted == column) return field;
  }
  return std::nullopt;
}

/// Puts a value where it belongs. What cannot be understood is kept as a field, with a warning.
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
      const auto kind = parse_kind(lower(value));
      if (!kind) return keep("is no kind of document that is known");
      metadata.kind = *kind;
      metadata.kind_origin = Origin::manifest;
      return;
    }
    case RecordField::language:
      metadata.language = lower(value.substr(0, value.find_first_of("-_")));
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

/// A record's place: its line, below the member that holds it when the file is an archive.
std::string numbered_member(const SourceContext& file, std::uint64_t line) {
  return file.member.empty() ? std::to_string(line) : file.member + "#" + std::to_string(line);
}

// ---- JSON Lines

unsigned hex_of(std::string_view digits) {
  unsigned value = 0;
  std::from_chars(digits.data(), digits.data() + std::min<std::size_t>(4, digits.size()), value, 16);
  return value;
}

/// Writes the content of a JSON string (RFC 8259, section 7), `raw` being what stands between its quotes at `begin`.
void write_json_string(std::string_view raw, std::uint32_t begin, TextBuilder& builder) {
  std::size_t at = 0;
  while (at < raw.size()) {
    const std::size_t slash = std::min(raw.find('\\', at), raw.size());
    builder.copy(raw.substr(at, slash - at), begin + static_cast<std::uint32_t>(at));
    if (slash + 1 >= raw.size()) return;
    std::size_t length = 2;
    std::string meaning;
    switch (raw[slash + 1]) {
      case 'n':
        meaning = "\n";
        break;
      case 't':
        meaning = "\t";
        break;
      case 'r':
        meaning = "\r";
        break;
      case 'b':
        meaning = "\b";
        break;
      case 'f':
        meaning = "\f";
        break;
      case 'u': {
        char32_t point = hex_of(raw.substr(slash + 2, 4));
        length = 6;
        const bool lead = point >= 0xD800 && point < 0xDC00;
        if (lead && raw.substr(slash + 6, 2) == "\\u") {
          const char32_t trail = hex_of(raw.substr(slash + 8, 4));
          if (trail >= 0xDC00 && trail < 0xE000) {
            point = 0x10000 + ((point - 0xD800) << 10U) + (trail - 0xDC00);
            length = 12;
          }
        }
        append_utf8(point, meaning);
        break;
      }
      default:
        meaning = raw[slash + 1];
        break;
    }
    const std::size_t end = std::min(slash + length, raw.size());
    builder.replace(meaning, begin + static_cast<std::uint32_t>(slash), begin + static_cast<std::uint32_t>(end));
    at = end;
  }
}

class JsonLineReader {
 public:
  explicit JsonLineReader(const SourceContext& context) : x_context(context) {}

  Result<Document> read(std::string_view line, std::uint64_t number) {
    x_padded.assign(line);
    x_padded.append(simdjson::SIMDJSON_PADDING, '\0');
    SourceContext context = x_context;
    context.member = numbered_member(x_context, number);
    Document document = begin_document(context, "jsonl");
    if (looks_exported(line)) {
      const Status read = read_export_line(line, x_context.where() + ":" + std::to_string(number), document);
      return read ? Result<Document>(std::move(document)) : read.error();
    }
    const simdjson::error_code error = fill(line.size(), document);
    if (error != simdjson::SUCCESS) {
      return make_failure(ReadFailure::record, x_context.where() + ":" + std::to_string(number),
                          std::string("no JSON object: ") + simdjson::error_message(error));
    }
    if (!x_has_text) {
      return make_failure(ReadFailure::record, x_context.where() + ":" + std::to_string(number),
                          "the record has no text field", "name the field that holds the text: columns: {text: ...}");
    }
    x_builder.finish(document);
    return document;
  }

 private:
  simdjson::error_code fill(std::size_t size, Document& document) {
    x_has_text = false;
    simdjson::ondemand::document json;
    if (const auto error = x_parser.iterate(x_padded.data(), size, x_padded.size()).get(json)) return error;
    simdjson::ondemand::object object;
    if (const auto error = json.get_object().get(object)) return error;
    for (auto entry : object) {
      std::string_view key;
      if (const auto error = entry.unescaped_key().get(key)) return error;
      const std::string column(key);
      simdjson::ondemand::value value;
      if (const auto error = entry.value().get(value)) return error;
      if (const auto error = take(column, value, document)) return error;
    }
    // 3.0 has no at_end(): past the last token there is no location.
    const bool at_end = json.current_location().error() == simdjson::OUT_OF_BOUNDS;
    return at_end ? simdjson::SUCCESS : simdjson::TRAILING_CONTENT;
  }

  simdjson::error_code take(const std::string& column, simdjson::ondemand::value value, Document& document) {
    simdjson::ondemand::json_type type{};
    if (const auto error = value.type().get(type)) return error;
    if (type == simdjson::ondemand::json_type::null) {
      bool is_null = false;
      return value.is_null().get(is_null);
    }
    const auto meaning = meaning_of(column, x_context.options.columns);
    if (type == simdjson::ondemand::json_type::string) {
      if (meaning == RecordField::text) {
        const std::string_view token = value.raw_json_token();
        simdjson::ondemand::raw_json_string raw_string;  // moves on without judging lone surrogates, which we mend
        if (const auto error = value.get_raw_json_string().get(raw_string)) return error;
        const auto begin = static_cast<std::uint32_t>(token.data() - x_padded.data()) + 1;
        write_json_string(token.substr(1, token.rfind('"') - 1), begin, x_builder);
        x_has_text = true;
        return simdjson::SUCCESS;
      }
      std::string_view content;
      if (const auto error = value.get_string().get(content)) return error;
      keep(meaning, column, content, document.metadata);
      return simdjson::SUCCESS;
    }
    const bool nested = type == simdjson::ondemand::json_type::object || type == simdjson::ondemand::json_type::array;
    std::string_view raw;
    if (nested) {
      if (const auto error = simdjson::to_json_string(value).get(raw)) return error;
      document.metadata.fields[column] = trimmed(raw);
      return simdjson::SUCCESS;
    }
    raw = trimmed(value.raw_json_token());
    if (const auto error = check_scalar(value, type)) return error;
    keep(meaning, column, raw, document.metadata);
    return simdjson::SUCCESS;
  }

  static simdjson::error_code check_scalar(simdjson::ondemand::value value, simdjson::ondemand::json_type type) {
    if (type == simdjson::ondemand::json_type::boolean) {
      bool truth = false;
      return value.get_bool().get(truth);
    }
    double number = 0;
    return value.get_double().get(number);
  }

  static void keep(std::optional<RecordField> meaning, const std::string& column, std::string_view value,
                   Metadata& metadata) {
    if (meaning) return assign(*meaning, column, value, metadata);
    if (!trimmed(value).empty()) metadata.fields[column] = value;
  }

  const SourceContext& x_context;
  simdjson::ondemand::parser x_parser;
  std::string x_padded;
  TextBuilder x_builder;
  bool x_has_text = false;
};

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
  const std::string wanted = lower(trimmed(name));
  const auto& names =
      std::find_if(table.begin(), table.end(), [&](const Names& row) { return row.field == field; })->names;
  return !wanted.empty() && std::find(names.begin(), names.end(), wanted) != names.end();
}

namespace {

/// The month that a word names, 1 to 12; 0 when it names none. English, French, Spanish and Russian (genitive), whole
/// or three letters of the English.
int month_of(std::string_view word) {
  static constexpr std::array<std::array<std::string_view, 4>, 12> months = {{
      {"january", "janvier", "enero", "января"},
      {"february", "février", "febrero", "февраля"},
      {"march", "mars", "marzo", "марта"},
      {"april", "avril", "abril", "апреля"},
      {"may", "mai", "mayo", "мая"},
      {"june", "juin", "junio", "июня"},
      {"july", "juillet", "julio", "июля"},
      {"august", "août", "agosto", "августа"},
      {"september", "septembre", "septiembre", "сентября"},
      {"october", "octobre", "octubre", "октября"},
      {"november", "novembre", "noviembre", "ноября"},
      {"december", "décembre", "diciembre", "декабря"},
  }};
  std::string wanted = lower(word);
  while (!wanted.empty() && (wanted.back() == '.' || wanted.back() == ',')) wanted.pop_back();
  for (std::size_t m = 0; m < months.size(); ++m) {
    if (wanted.size() == 3 && months[m][0].substr(0, 3) == wanted) return static_cast<int>(m) + 1;
    const bool known = std::find(months[m].begin(), months[m].end(), wanted) != months[m].end();
    if (!wanted.empty() && known) return static_cast<int>(m) + 1;
  }
  return 0;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(' '); at != std::string_view::npos;
       at = text.find_first_not_of(' ', at)) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
    if (words.size() > 4) break;
  }
  return words;
}

bool whole_number(std::string_view word, int& value) {
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  return error == std::errc{} && stop == word.data() + word.size();
}

/// "4 February 1995", "February 4, 1995", "27 июня 1997 г."
std::optional<Date> parse_worded_date(std::string_view text) {
  std::vector<std::string_view> words = words_of(text);
  if (words.size() == 4 && (words[3] == "г." || words[3] == "года")) words.pop_back();
  if (words.size() != 3) return std::nullopt;
  const bool day_first = month_of(words[1]) != 0;
  const int month = month_of(words[day_first ? 1 : 0]);
  std::string_view day_word = words[day_first ? 0 : 1];
  while (!day_word.empty() && (day_word.back() == ',' || day_word.back() == '.')) day_word.remove_suffix(1);
  int day = 0;
  int year = 0;
  if (month == 0 || !whole_number(day_word, day) || !whole_number(words[2], year)) return std::nullopt;
  if (year < 1000 || year > 9999 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date::day(year, month, day);
}

}  // namespace

std::optional<Date> parse_typed_date(std::string_view text, bool& doubt) {
  text = trimmed(text);
  doubt = false;
  if (const auto date = Date::parse(text)) return date;
  if (const auto date = parse_worded_date(text)) return date;
  std::array<int, 3> parts{};
  std::size_t count = 0;
  const char separator = text.find('.') != std::string_view::npos ? '.' : '/';
  for (std::size_t begin = 0; begin <= text.size() && count < 3; ++count) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    const auto [stop, error] = std::from_chars(text.data() + begin, text.data() + end, parts[count]);
    if (error != std::errc{} || stop != text.data() + end) return std::nullopt;
    if (count == 2 && end != text.size()) return std::nullopt;
    begin = end + 1;
  }
  auto [day, month, year] = parts;
  if (count != 3) return std::nullopt;
  if (day > 31) std::swap(day, year);  // 1996/07/21
  if (separator == '/' && month > 12 && day <= 12) {
    std::swap(day, month);
  } else if (separator == '/' && day <= 12 && day != month && parts[0] == day) {
    doubt = true;
  }
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date::day(year, month, day);
}

Status read_json_lines(ByteStream& stream, const SourceContext& context, const DocumentSink& sink) {
  LineReader lines(stream, context.options.limits.record_bytes, context.where());
  JsonLineReader reader(context);
  for (;;) {
    const auto line = lines.next();
    if (!line) {
      if (Status taken = sink(line.error()); !taken) return taken;
      if (lines.failed()) return {};
      continue;
    }
    if (!line->has_value()) return {};
    std::string_view text = **line;
    if (lines.number() == 1 && text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (trimmed(text).empty()) continue;
    if (Status taken = sink(reader.read(text, lines.number())); !taken) return taken;
  }
}

// ---- CSV

bool has_record_columns(std::string_view text, const RecordColumns& columns) {
  if (columns.documents || !columns.text.empty()) return true;
  CsvReader reader(text.substr(0, text.find('\n')), guess_separator(text), "");
  const auto header = reader.next();
  if (!header || !header->has_value()) return false;
  const auto& cells = (*header)->cells;
  return cells.size() > 1 && std::any_of(cells.begin(), cells.end(), [](const CsvCell& cell) {
           return is_usual_name(RecordField::text, cell.text);
         });
}

namespace {

struct Column {
  std::string name;
  std::optional<RecordField> meaning;
};

Result<std::vector<Column>> read_header(CsvReader& reader, const SourceContext& context) {
  const auto row = reader.next();
  if (!row) return row.error();
  std::vector<Column> columns;
  bool has_text = false;
  if (row->has_value()) {
    for (const CsvCell& cell : (*row)->cells) {
      columns.push_back({std::string(trimmed(cell.text)), meaning_of(trimmed(cell.text), context.options.columns)});
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
  CsvReader reader(decoded.text.utf8, guess_separator(decoded.text.utf8), context.where());
  const auto columns = read_header(reader, context);
  if (!columns) return sink(columns.error());
  for (;;) {
    const auto row = reader.next();
    if (!row) return sink(row.error());
    if (!row->has_value()) return {};
    if (Status taken = sink(document_of(**row, *columns, decoded, context)); !taken) return taken;
  }
}

}  // namespace concord
