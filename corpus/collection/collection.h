// Collection: a folder with a concord.yaml: which documents it holds, how they are read, what is looked for in them.
//
// Parsed strictly: an unknown key is an error that names file, line and the
// nearest known key, because a misspelt option that is silently ignored gives
// wrong numbers. Relative paths are relative to the collection's folder.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/metadata.h"
#include "corpus/document/result.h"

namespace concord {

/// Which columns (CSV) or fields (JSON Lines) hold what. Empty = the usual names are tried.
struct ColumnMapping {
  std::string id, title, text, date, kind, language, publisher;
  bool documents = false;  ///< a CSV file is read as one document a row, not as one text
};

/// A folder or a file, and how what it holds is read.
struct CollectionSource {
  std::string name;                  ///< unique; default: last part of the path
  std::string path;                  ///< absolute after parsing
  std::vector<std::string> include;  ///< globs on the path below the source; empty = everything
  std::vector<std::string> exclude;
  std::string manifest;              ///< absolute; empty = manifest.csv or manifest.jsonl in the folder if there is one
  std::optional<Kind> kind;
  std::string language;
  std::string encoding;
  std::string publisher;
  std::map<std::string, std::string> fields;  ///< given to each document that has no such field of its own
  ColumnMapping columns;
};

/// First rule whose glob matches "path below the source" wins.
struct PathRule {
  std::string glob;
  std::string value;
};

enum class OcrMode : std::uint8_t { never, automatic };

struct CollectionConfig {
  std::string name;
  std::vector<CollectionSource> sources;
  std::vector<PathRule> kinds;
  std::vector<PathRule> encodings;
  std::vector<std::string> lexicons = {"bundled"};  ///< "bundled", or absolute paths of files and folders
  std::vector<std::string> languages;               ///< expected ones, first is the default of undecided texts
  OcrMode ocr = OcrMode::never;
  std::vector<std::string> ocr_languages = {"eng"};
  bool keep_boilerplate = false;
  bool learn_names = true;                          ///< abbreviations that a document defines count in that document
  std::uint64_t max_file_bytes = std::uint64_t{512} << 20;
  unsigned workers = 0;                             ///< 0 = one a core
  unsigned checkpoint_minutes = 5;                  ///< a long run commits this often
  std::map<std::string, std::string> queries;       ///< saved queries, used as @name
};

class Collection {
 public:
  /// Finds concord.yaml in `folder` or the nearest folder above it and reads it.
  static Result<Collection> find(const std::string& folder);
  /// Reads FOLDER/concord.yaml.
  static Result<Collection> open(const std::string& folder);
  /// Makes `folder` with a commented concord.yaml. Error: cannot_create when one is there already.
  static Result<Collection> create(const std::string& folder, std::string_view name);
  /// For tests and for `open`: `yaml` as if it stood in FOLDER/concord.yaml.
  static Result<CollectionConfig> parse(std::string_view yaml, const std::string& folder);

  enum class Write { file, nothing };
  /// Appends a source, to concord.yaml too (comments and layout kept) unless nothing is to be written; nothing happens when
  /// the path is a source already.
  Status add_source(const std::string& path, Write write = Write::file);

  [[nodiscard]] const CollectionConfig& config() const { return x_config; }
  [[nodiscard]] const std::string& folder() const { return x_folder; }
  [[nodiscard]] std::string config_path() const { return x_folder + "/concord.yaml"; }
  [[nodiscard]] std::string state_folder() const { return x_folder + "/.concord"; }  ///< index, caches, logs
  [[nodiscard]] std::string index_folder() const { return state_folder() + "/index"; }
  [[nodiscard]] std::string ocr_cache_folder() const { return state_folder() + "/ocr"; }
  /// XXH3-64 of the settings that change what is indexed of the source's documents, hexadecimal: not of where it lies, which
  /// files are taken, comments, workers or saved queries.
  [[nodiscard]] std::string reading_hash(const CollectionSource& source) const;

 private:
  Collection(std::string folder, CollectionConfig config)
      : x_folder(std::move(folder)), x_config(std::move(config)) {}

  std::string x_folder;  // absolute
  CollectionConfig x_config;
};

/// The text of a new concord.yaml.
[[nodiscard]] std::string collection_template(std::string_view name);

}  // namespace concord
