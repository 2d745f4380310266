// JSON Lines: an object a line, its text copied out of the line with the place of each piece.
#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "corpus/read/export_format.h"
#include "corpus/read/failure.h"
#include "corpus/read/records.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/ascii.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

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
    const auto meaning = meaning_of(column, x_context.options.columns, record_fields);
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

}  // namespace concord
