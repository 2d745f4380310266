// DocumentManifest: a table beside the documents that says what each is: path, id, title, date, kind, source, language,
// and more.
//
// CSV (with a header; ',' ';' or tab) or JSON Lines, by its name. A row that
// cannot be used is an Error with its line, and the other rows hold. What the manifest says
// outranks what a document says of itself. A path names a file of the source,
// or "file#member" one document of an archive or a file of records.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"
#include "corpus/read/reader.h"
#include "corpus/read/record_columns.h"

namespace concord {

struct ManifestEntry {
  std::uint64_t line = 0;
  std::string path;
  std::string id = {};
  std::string title = {};
  std::optional<Date> date = {};
  std::optional<Kind> kind = {};
  std::string publisher = {};
  std::string language = {};
  std::map<std::string, std::string> fields = {};  ///< every other column
};

/// Immutable once parsed; shared by threads. Invariant: paths and ids are unique.
class DocumentManifest {
 public:
  /// `name` stands in errors and its extension decides the format. Error: a table without a path column, or
  /// undecodable.
  [[nodiscard]] static Result<DocumentManifest> parse(std::string bytes, const std::string& name,
                                                      const RecordColumns& columns = {});
  [[nodiscard]] static Result<DocumentManifest> load(const std::string& file, const RecordColumns& columns = {});

  /// The rows that could not be used: no path, bad date, kind that nobody knows (with the nearest), id or path twice.
  [[nodiscard]] const std::vector<Error>& row_errors() const { return x_errors; }
  [[nodiscard]] const std::vector<ManifestEntry>& entries() const { return x_entries; }

  /// By the path below the source; nullptr when no row names it.
  [[nodiscard]] const ManifestEntry* find(std::string_view path) const;

  /// Puts into a document's metadata what the row for it says; nothing when there is no row.
  void describe(Metadata& metadata) const;

  /// An Error for each row whose file `exists` denies: the file is gone or the path misspelt.
  [[nodiscard]] std::vector<Error> missing(const std::function<bool(std::string_view path)>& exists) const;

 private:
  struct Row;
  explicit DocumentManifest(std::string name) : x_name(std::move(name)) {}
  void add(Row row);
  [[nodiscard]] Status check(const Row& row, ManifestEntry& entry) const;
  [[nodiscard]] Status take(RecordField field, const std::string& value, ManifestEntry& entry) const;
  [[nodiscard]] Error error_at(std::uint64_t line, std::string message, std::string remedy = {}) const;
  [[nodiscard]] Status parse_csv(std::string_view text, const RecordColumns& columns);
  void parse_json_lines(std::string_view text, const RecordColumns& columns);

  std::string x_name;
  std::vector<ManifestEntry> x_entries;
  std::vector<Error> x_errors;
  std::unordered_map<std::string, std::size_t> x_by_path;
  std::unordered_map<std::string, std::size_t> x_by_id;
};

}  // namespace concord
