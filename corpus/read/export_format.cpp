#include "corpus/read/export_format.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "corpus/read/failure.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

// In the order of the enumerations. Frozen: they stand in exported files.
constexpr std::array<std::string_view, 7> block_names = {"paragraph", "heading", "list_item", "table_cell", "quotation", "preformatted", "footnote"};
constexpr std::array<std::string_view, 7> mark_names = {"running_head", "running_foot", "page_number", "footnote_mark", "boilerplate", "line_hyphen", "soft_hyphen"};
constexpr std::array<std::string_view, 7> division_names = {"page", "article", "section", "numbered_paragraph", "annex", "preamble", "signatures"};

/// Keeps the place of the file that a document was exported from, so that the next export can tell it again.
constexpr const char* kept_file = "exported_from";

constexpr std::string_view beginning = "{\"concord\":\"export";

struct Damage {
  std::string what;
};

template <class Kind, std::size_t size>
std::string_view name_in(const std::array<std::string_view, size>& names, Kind kind) {
  return names[static_cast<std::size_t>(kind)];
}

template <class Kind, std::size_t size>
Kind kind_in(const std::array<std::string_view, size>& names, const Json& json) {
  const std::string wanted = json;
  for (std::size_t i = 0; i < size; ++i) {
    if (names[i] == wanted) return static_cast<Kind>(i);
  }
  throw Damage{"nothing is called '" + wanted + "'"};
}

TextSpan span_of(const Json& json, std::size_t at, const Document& document) {
  const TextSpan span{json.at(at), json.at(at + 1)};
  if (span.begin > span.end || span.end > document.text.utf8.size()) throw Damage{"a span leads out of the text"};
  return span;
}

Json file_json(const FileStamp& file, const std::string& member) {
  Json json = {{"source", file.source}, {"path", file.path}};
  if (!member.empty()) json["member"] = member;
  json["size"] = file.size;
  json["hash"] = file.hash;
  return json;
}

Json encoding_json(const EncodingDecision& encoding) {
  return {{"name", encoding.name}, {"reason", encoding.reason}, {"confidence", encoding.confidence}, {"second", encoding.second}, {"replaced", encoding.replaced}};
}

void write_metadata(const Metadata& known, Json& json) {
  json["title"] = known.title;
  json["title_origin"] = name(known.title_origin);
  json["date"] = known.date ? Json(known.date->to_string()) : Json(nullptr);
  json["date_origin"] = name(known.date_origin);
  json["kind"] = name(known.kind);
  json["kind_origin"] = name(known.kind_origin);
  json["kind_evidence"] = known.kind_evidence;
  json["language"] = known.language;
  json["language_origin"] = name(known.language_origin);
  json["language_confidence"] = known.language_confidence;
  json["publisher"] = known.publisher;
  json["format"] = known.format;
  json["encoding"] = encoding_json(known.encoding);
  const auto kept = known.fields.find(kept_file);
  if (kept != known.fields.end()) json["file"] = Json::parse(kept->second, nullptr, false);
  if (kept == known.fields.end() || json["file"].is_discarded()) json["file"] = file_json(known.file, known.member);
  json["fields"] = Json::object();
  for (const auto& [key, value] : known.fields) {
    if (key != kept_file) json["fields"][key] = value;
  }
  json["warnings"] = known.warnings;
}

void write_layout(const Document& document, Json& json) {
  json["blocks"] = json["marks"] = json["divisions"] = Json::array();
  for (const Block& block : document.blocks) json["blocks"].push_back({name_in(block_names, block.kind), block.span.begin, block.span.end, block.level});
  for (const Mark& mark : document.marks) json["marks"].push_back({name_in(mark_names, mark.kind), mark.span.begin, mark.span.end, mark.note});
  for (const Division& part : document.divisions) {
    json["divisions"].push_back({name_in(division_names, part.kind), part.span.begin, part.span.end, part.label, part.confidence});
  }
}

void write_derived(const Document& document, const ExportOptions& options, Json& json) {
  json["paragraphs"] = json["sentences"] = json["mentions"] = Json::array();
  for (const Paragraph& paragraph : document.paragraphs) json["paragraphs"].push_back({paragraph.span.begin, paragraph.span.end});
  for (const Sentence& sentence : document.sentences) json["sentences"].push_back({sentence.span.begin, sentence.span.end});
  for (const Annotation& mention : document.annotations) {
    json["mentions"].push_back({{"label", document.labels[mention.label]},
                                {"span", {mention.span.begin, mention.span.end}},
                                {"text", document.text_of(mention.span)},
                                {"rule", document.rules[mention.rule]},
                                {"negated", mention.negated},
                                {"confidence", mention.confidence}});
  }
  if (!options.tokens) return;
  json["tokens"] = Json::array();
  for (const Token& token : document.tokens) json["tokens"].push_back({token.span.begin, token.span.end, document.term(token)});
}

template <class Value>
Value parsed(std::optional<Value> value, const char* what) {
  if (!value) throw Damage{std::string(what) + " is none that is known"};
  return *value;
}

void read_metadata(const Json& json, Metadata& known) {
  known.id = json.at("id");
  known.title = json.at("title");
  known.title_origin = parsed(parse_origin(json.at("title_origin").get<std::string>()), "title_origin");
  if (!json.at("date").is_null()) {
    const auto date = Date::parse(json["date"].get<std::string>());
    if (!date) throw Damage{"'" + json["date"].get<std::string>() + "' is no date"};
    known.date = *date;
  }
  known.date_origin = parsed(parse_origin(json.at("date_origin").get<std::string>()), "date_origin");
  known.kind = parsed(parse_kind(json.at("kind").get<std::string>()), "kind");
  known.kind_origin = parsed(parse_origin(json.at("kind_origin").get<std::string>()), "kind_origin");
  known.kind_evidence = json.at("kind_evidence");
  known.language = json.at("language");
  known.language_origin = parsed(parse_origin(json.at("language_origin").get<std::string>()), "language_origin");
  known.language_confidence = json.at("language_confidence");
  known.publisher = json.at("publisher");
  known.format = json.at("format");
  const Json& encoding = json.at("encoding");
  known.encoding = {encoding.at("name"), encoding.at("reason"), encoding.at("confidence"), encoding.at("second"), encoding.at("replaced")};
  for (const auto& [key, value] : json.at("fields").items()) known.fields[key] = value;
  known.fields[kept_file] = json.at("file").dump();
  known.warnings = json.at("warnings").get<std::vector<std::string>>();
}

void read_layout(const Json& json, Document& document) {
  for (const Json& one : json.at("blocks")) {
    document.blocks.push_back({kind_in<BlockKind>(block_names, one.at(0)), span_of(one, 1, document), one.at(3)});
  }
  for (const Json& one : json.at("marks")) {
    document.marks.push_back({kind_in<MarkKind>(mark_names, one.at(0)), span_of(one, 1, document), one.at(3)});
  }
  for (const Json& one : json.at("divisions")) {
    Division part;
    part.kind = kind_in<DivisionKind>(division_names, one.at(0));
    part.span = span_of(one, 1, document);
    part.label = one.at(3);
    part.confidence = one.at(4);
    document.divisions.push_back(std::move(part));
  }
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

std::string export_line(const Document& document, const ExportOptions& options) {
  Json json = {{"concord", export_version}, {"id", document.metadata.id}};
  write_metadata(document.metadata, json);
  json["text"] = document.text.utf8;
  write_layout(document, json);
  write_derived(document, options, json);
  return dump(json);
}

std::string export_failure_line(const ExportedFailure& failure) {
  Json json = {{"concord", export_version}, {"id", failure.id}};
  json["failed"] = {{"reason", failure.reason}, {"message", failure.message}, {"remedy", failure.remedy}};
  json["file"] = file_json(failure.file, failure.member);
  return dump(json);
}

bool looks_exported(std::string_view line) { return line.starts_with(beginning); }

Status read_export_line(std::string_view line, const std::string& where, Document& document) {
  try {
    const Json json = Json::parse(line);
    if (json.at("concord") != export_version) throw Damage{"it is an export of version '" + json.at("concord").get<std::string>() + "'"};
    if (json.contains("failed")) {
      const Json& failed = json["failed"];
      const auto reason = parse_failure(failed.at("reason").get<std::string>());
      Error error = make_failure(reason.value_or(ReadFailure::record), json.at("id"), failed.at("message"), failed.at("remedy"));
      error.reason = failed.at("reason");
      return error;
    }
    document.text.utf8 = json.at("text");
    if (document.text.utf8.size() > max_text_bytes) throw Damage{"its text is too long"};
    document.text.map = OffsetMap::none(static_cast<std::uint32_t>(document.text.utf8.size()));
    read_metadata(json, document.metadata);
    read_layout(json, document);
    return {};
  } catch (const Json::exception& fault) {
    return make_failure(ReadFailure::record, where, std::string("the exported document cannot be read: ") + fault.what(), "export it again");
  } catch (const Damage& damage) {
    return make_failure(ReadFailure::record, where, "the exported document cannot be read: " + damage.what, "export it again");
  }
}

}  // namespace concord
