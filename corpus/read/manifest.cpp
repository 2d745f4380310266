#include "corpus/read/manifest.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/document/nearest.h"
#include "corpus/read/byte_stream.h"
#include "corpus/read/failure.h"
#include "corpus/read/record_columns.h"
#include "corpus/read/typed_date.h"
#include "corpus/text/ascii.h"
#include "corpus/text/csv.h"
#include "corpus/text/decode.h"

namespace concord {

/// A row as typed.
struct DocumentManifest::Row {
  struct Cell {
    std::optional<RecordField> meaning;  ///< nothing: kept under the column's own name
    std::string column;
    std::string value;
  };
  std::uint64_t line = 0;
  std::vector<Cell> cells;
};

namespace {

/// "./reports\\a.pdf" as the walk names it: "reports/a.pdf".
std::string normal_path(std::string path) {
  std::replace(path.begin(), path.end(), '\\', '/');
  while (path.compare(0, 2, "./") == 0) path.erase(0, 2);
  return path;
}

constexpr std::array<RecordField, 7> manifest_fields = {RecordField::path, RecordField::id,       RecordField::title,
                                                        RecordField::date, RecordField::kind,     RecordField::language,
                                                        RecordField::publisher};

constexpr std::array<std::string_view, 7> kind_names = {"report", "treaty", "resolution", "statement",
                                                        "study",  "news",   "other"};

std::string kind_remedy(const std::string& typed) {
  for (const std::string_view kind : kind_names) {
    if (edit_distance(typed, kind) <= 2) return "did you mean '" + std::string(kind) + "'?";
  }
  return "use report, treaty, resolution, statement, study, news or other";
}

constexpr int deepest_value = 100;

/// Whether brackets nest deeper than `limit`; those inside strings are counted too, which no honest row has so many of.
bool nests_deeper(std::string_view json, int limit) {
  int depth = 0;
  for (const char c : json) {
    if (c == '[' || c == '{') ++depth;
    if (c == ']' || c == '}') --depth;
    if (depth > limit) return true;
  }
  return false;
}

Error record_error(const Error& error) {
  return make_failure(ReadFailure::record, error.where, error.message, error.remedy);
}

}  // namespace

Error DocumentManifest::error_at(std::uint64_t line, std::string message, std::string remedy) const {
  return make_failure(ReadFailure::record, x_name + ":" + std::to_string(line), std::move(message), std::move(remedy));
}

Status DocumentManifest::check(const Row& row, ManifestEntry& entry) const {
  entry.line = row.line;
  for (const Row::Cell& cell : row.cells) {
    if (cell.value.empty()) continue;
    if (!cell.meaning) {
      entry.fields[cell.column] = cell.value;
    } else if (Status taken = take(*cell.meaning, cell.value, entry); !taken) {
      return taken;
    }
  }
  if (entry.path.empty()) return error_at(row.line, "the row names no file", "fill in its path");
  return {};
}

Status DocumentManifest::take(RecordField field, const std::string& value, ManifestEntry& entry) const {
  switch (field) {
    case RecordField::path:
      entry.path = normal_path(value);
      break;
    case RecordField::id:
      entry.id = value;
      break;
    case RecordField::title:
      entry.title = value;
      break;
    case RecordField::language:
      entry.language = ascii_lower(value.substr(0, value.find_first_of("-_")));
      break;
    case RecordField::publisher:
      entry.publisher = value;
      break;
    case RecordField::date: {
      bool doubt = false;
      entry.date = parse_typed_date(value, doubt);
      if (!entry.date) return error_at(entry.line, "'" + value + "' is no date", "write 1996-07-21, 1996-07 or 1996");
      if (doubt) return error_at(entry.line, "'" + value + "' can be read in two ways", "write the date as 1996-07-21");
      break;
    }
    case RecordField::kind: {
      const std::string typed = ascii_lower(value);
      entry.kind = parse_kind(typed);
      if (!entry.kind) return error_at(entry.line, "there is no kind '" + value + "'", kind_remedy(typed));
      break;
    }
    case RecordField::text:
      break;
  }
  return {};
}

void DocumentManifest::add(Row row) {
  ManifestEntry entry;
  if (Status checked = check(row, entry); !checked) {
    x_errors.push_back(checked.error());
    return;
  }
  if (const auto twin = x_by_path.find(entry.path); twin != x_by_path.end()) {
    x_errors.push_back(error_at(
        row.line, "'" + entry.path + "' stands in line " + std::to_string(x_entries[twin->second].line) + " already",
        "keep one of the two"));
    return;
  }
  if (const auto twin = x_by_id.find(entry.id); !entry.id.empty() && twin != x_by_id.end()) {
    x_errors.push_back(error_at(
        row.line,
        "the id '" + entry.id + "' stands in line " + std::to_string(x_entries[twin->second].line) + " already",
        "give each document an id of its own"));
    return;
  }
  x_by_path.emplace(entry.path, x_entries.size());
  if (!entry.id.empty()) x_by_id.emplace(entry.id, x_entries.size());
  x_entries.push_back(std::move(entry));
}

Status DocumentManifest::parse_csv(std::string_view text, const RecordColumns& columns) {
  CsvReader reader(text, guess_separator(text), x_name + ":");
  const auto header = reader.next();
  if (!header) return record_error(header.error());
  std::vector<Row::Cell> names;
  if (header->has_value()) {
    for (const CsvCell& cell : (*header)->cells) {
      const std::string_view name = trimmed(cell.text);
      names.push_back({meaning_of(name, columns, manifest_fields), std::string(name), {}});
    }
  }
  const bool has_path = std::any_of(names.begin(), names.end(), [](const Row::Cell& cell) { return cell.meaning == RecordField::path; });
  if (!has_path) {
    return error_at(1, "the table has no column 'path'", "name the column with the files 'path' in the first line");
  }
  for (;;) {
    const auto row = reader.next();
    if (!row) {
      x_errors.push_back(record_error(row.error()));
      return {};
    }
    if (!row->has_value()) return {};
    const auto& cells = (*row)->cells;
    if (cells.size() > names.size()) {
      x_errors.push_back(error_at(
          (*row)->line, std::to_string(cells.size()) + " cells under " + std::to_string(names.size()) + " columns",
          "put quotes around cells that hold the separator"));
      continue;
    }
    Row typed{(*row)->line, {}};
    for (std::size_t i = 0; i < cells.size(); ++i) {
      typed.cells.push_back({names[i].meaning, names[i].column, std::string(trimmed(cells[i].text))});
    }
    add(std::move(typed));
  }
}

void DocumentManifest::parse_json_lines(std::string_view text, const RecordColumns& columns) {
  std::uint64_t number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (trimmed(line).empty()) continue;
    // Depth counted first: printing what nests a hundred thousand deep would take the stack.
    const auto value = nests_deeper(line, deepest_value) ? nlohmann::json() : nlohmann::json::parse(line, nullptr, false);
    if (!value.is_object()) {
      x_errors.push_back(error_at(number, "the line is no JSON object"));
      continue;
    }
    Row row{number, {}};
    for (const auto& [key, cell] : value.items()) {
      if (cell.is_null()) continue;
      const std::string typed = cell.is_string() ? cell.get<std::string>() : cell.dump();
      row.cells.push_back({meaning_of(key, columns, manifest_fields), key, std::string(trimmed(typed))});
    }
    add(std::move(row));
  }
}

Result<DocumentManifest> DocumentManifest::parse(std::string bytes, const std::string& name,
                                                 const RecordColumns& columns) {
  auto decoded = decode(std::move(bytes));
  if (!decoded) {
    Error error = decoded.error();
    error.where = name;
    return error;
  }
  DocumentManifest manifest(name);
  const std::string extension = ascii_lower(name.substr(std::min(name.rfind('.'), name.size())));
  if (extension == ".jsonl" || extension == ".ndjson") {
    manifest.parse_json_lines(decoded->text.utf8, columns);
  } else if (Status parsed = manifest.parse_csv(decoded->text.utf8, columns); !parsed) {
    return parsed.error();
  }
  return manifest;
}

Result<DocumentManifest> DocumentManifest::load(const std::string& file, const RecordColumns& columns) {
  FileStamp stamp;
  auto stream = open_file(file, stamp);
  if (!stream) return stream.error();
  auto bytes = read_all(**stream, std::uint64_t{256} << 20U, shown_name(file), stamp.size);
  if (!bytes) return bytes.error();
  const std::size_t slash = file.rfind('/');
  return parse(std::move(*bytes), shown_name(slash == std::string::npos ? file : file.substr(slash + 1)), columns);
}

const ManifestEntry* DocumentManifest::find(std::string_view path) const {
  const auto found = x_by_path.find(std::string(path));
  return found == x_by_path.end() ? nullptr : &x_entries[found->second];
}

void DocumentManifest::describe(Metadata& metadata) const {
  const bool has_member = !metadata.member.empty();
  const ManifestEntry* entry = has_member ? find(metadata.file.path + "#" + metadata.member) : find(metadata.file.path);
  const bool of_whole_file = entry == nullptr && has_member;
  if (of_whole_file) entry = find(metadata.file.path);
  if (entry == nullptr) return;
  if (!entry->id.empty()) metadata.id = of_whole_file ? entry->id + "#" + metadata.member : entry->id;
  if (!entry->title.empty() && !(of_whole_file && !metadata.title.empty())) {
    metadata.title = entry->title;
    metadata.title_origin = Origin::manifest;
  }
  if (entry->date) {
    metadata.date = entry->date;
    metadata.date_origin = Origin::manifest;
  }
  if (entry->kind) {
    metadata.kind = *entry->kind;
    metadata.kind_origin = Origin::manifest;
    metadata.kind_evidence.clear();
  }
  if (!entry->publisher.empty()) metadata.publisher = entry->publisher;
  if (!entry->language.empty()) {
    metadata.language = entry->language;
    metadata.language_origin = Origin::manifest;
    metadata.language_confidence = 100;
  }
  for (const auto& [column, value] : entry->fields) metadata.fields[column] = value;
}

std::vector<Error> DocumentManifest::missing(const std::function<bool(std::string_view path)>& exists) const {
  std::vector<Error> errors;
  for (const ManifestEntry& entry : x_entries) {
    if (exists(entry.path)) continue;
    const std::size_t member = entry.path.find('#');
    if (member != std::string::npos && exists(std::string_view(entry.path).substr(0, member))) continue;
    errors.push_back(error_at(entry.line, "there is no file '" + entry.path + "' in the source",
                              "correct the path or remove the row"));
  }
  return errors;
}

}  // namespace concord
