// SourceSettings: what the configuration and the manifest say about the documents of one source.
//
// Precedence, strongest first: the manifest's row (or the record's own fields),
// the path rules of concord.yaml, the defaults of the source, the document's
// own metadata, a guess. For title, date and language the document's own
// metadata are stronger than a default of the source: a default is for what says nothing.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/collection/collection.h"
#include "corpus/document/document.h"
#include "corpus/read/manifest.h"
#include "corpus/read/reader.h"
#include "pipeline/ingest/run_note.h"

namespace concord {

class SourceSettings {
 public:
  /// Looks at the source's manifest (the configured one, else manifest.csv or manifest.jsonl in its folder) without reading
  /// it when it is as `before` says. Error: no_input when there must be one and it cannot be read.
  static Result<SourceSettings> open(const CollectionConfig& config, const CollectionSource& source, const ManifestStamp& before);

  /// Reads and parses the manifest; nothing without one, or when it is loaded already. `faults` gets one Error for each row
  /// that cannot be used; the others count. Requires: called before apply().
  Status load_manifest(std::vector<Error>& faults);

  [[nodiscard]] const CollectionSource& source() const { return x_source; }
  /// How files of this source are read.
  [[nodiscard]] const ReadOptions& read_options() const { return x_read; }
  [[nodiscard]] ReadOptions& read_options() { return x_read; }
  /// The source as the folder walk takes it.
  [[nodiscard]] SourceFolder walk() const;

  /// Completes the metadata of a document that was read: manifest, rules, defaults, id. Guesses come later (guess.h).
  void apply(Document& document) const;

  /// The id of a document that has none of its own: its place.
  [[nodiscard]] std::string default_id(const Metadata& known) const;
  /// True when no rule of the configuration and no row of the manifest tells the two paths apart. Requires: the manifest is
  /// loaded.
  [[nodiscard]] bool treats_alike(std::string_view path, std::string_view other) const;

  /// True for what belongs to the collection and is no document: the manifest; below a folder, each "concord.yaml" and the lexicons
  /// of the configuration. A file that is a source by its own name is a document.
  [[nodiscard]] bool is_no_document(const std::string& path) const;
  /// What the manifest looks like now; hash 0 without one.
  [[nodiscard]] const ManifestStamp& manifest_stamp() const { return x_manifest_stamp; }
  [[nodiscard]] const std::string& manifest_path() const { return x_manifest_path; }
  /// The manifest's bytes, where they had to be read.
  [[nodiscard]] const std::string& manifest_bytes() const { return x_manifest_bytes; }
  /// Rows of the manifest that name no file of the source. Requires: loaded.
  [[nodiscard]] std::vector<Error> rows_without_file() const;
  /// The paths of rows that differ between the manifest of before (its bytes) and the one loaded; of "file#member" the
  /// file too. Nothing when the one of before cannot be understood.
  [[nodiscard]] std::optional<std::set<std::string, std::less<>>> changed_rows(std::string before) const;

 private:
  SourceSettings(const CollectionConfig& config, const CollectionSource& source);
  Status read_manifest();
  void apply_kind_rules(Metadata& known) const;

  CollectionSource x_source;
  std::vector<PathRule> x_kinds;
  std::string x_default_language;
  bool x_is_folder = false;
  bool x_is_first = false;  // of the configuration's sources
  ManifestStamp x_manifest_stamp;
  std::string x_manifest_path;   // absolute; empty = none
  std::string x_manifest_bytes;  // empty until read
  std::optional<DocumentManifest> x_manifest;
  std::vector<std::string> x_lexicons;  // absolute
  ReadOptions x_read;
};

}  // namespace concord
