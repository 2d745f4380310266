// SourceSettings: what the configuration and the manifest say about the documents of one source.
//
// Precedence, strongest first: the manifest's row (or the record's own fields),
// the path rules of concord.yaml, the defaults of the source, the document's
// own metadata, a guess. For title, date and language the document's own
// metadata are stronger than a default of the source: a default is for what says nothing.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/collection/collection.h"
#include "corpus/document/document.h"
#include "corpus/read/manifest.h"
#include "corpus/read/reader.h"

namespace concord {

class SourceSettings {
 public:
  /// Reads the source's manifest: the configured one, else manifest.csv or manifest.jsonl in its folder.
  /// `faults` gets one Error for each row that cannot be used; the others count.
  static Result<SourceSettings> load(const CollectionConfig& config, const CollectionSource& source, std::vector<Error>& faults);

  [[nodiscard]] const CollectionSource& source() const { return x_source; }
  /// How files of this source are read.
  [[nodiscard]] const ReadOptions& read_options() const { return x_read; }
  [[nodiscard]] ReadOptions& read_options() { return x_read; }
  /// The source as the folder walk takes it; its manifest is not a document.
  [[nodiscard]] SourceFolder walk() const;

  /// Completes the metadata of a document that was read: manifest, rules, defaults, id. Guesses come later (guess.h).
  void apply(Document& document) const;

  /// XXH3-64 of the manifest's row of a path; 0 when it has none. A row that changed means that the file is read again.
  [[nodiscard]] std::uint64_t row_hash(const std::string& path) const;
  /// Rows whose file the walk did not show; the paths that it did show ascend.
  [[nodiscard]] std::vector<Error> rows_without_file(const std::vector<std::string>& seen) const;

 private:
  SourceSettings(const CollectionConfig& config, const CollectionSource& source);

  CollectionSource x_source;
  std::vector<PathRule> x_kinds;
  std::string x_default_language;
  std::string x_manifest_path;  // absolute; empty = none
  std::optional<Manifest> x_manifest;
  ReadOptions x_read;
};

}  // namespace concord
