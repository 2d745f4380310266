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
#include <string>
#include <string_view>
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
  /// The source as the folder walk takes it.
  [[nodiscard]] SourceFolder walk() const;

  /// Completes the metadata of a document that was read: manifest, rules, defaults, id. Guesses come later (guess.h).
  void apply(Document& document) const;

  /// True for the manifest itself, which is no document.
  [[nodiscard]] bool is_manifest(const std::string& path) const;
  /// XXH3-64 of the manifest's bytes; 0 without one. When it changes the files of the source are read again.
  [[nodiscard]] std::uint64_t manifest_hash() const { return x_manifest_hash; }
  /// Rows of the manifest whose file `exists` denies.
  [[nodiscard]] std::vector<Error> rows_without_file(const std::function<bool(std::string_view path)>& exists) const;

 private:
  SourceSettings(const CollectionConfig& config, const CollectionSource& source);
  void apply_kind_rules(Metadata& known) const;
  [[nodiscard]] std::string default_id(const Metadata& known) const;

  CollectionSource x_source;
  std::vector<PathRule> x_kinds;
  std::string x_default_language;
  bool x_is_folder = false;
  bool x_is_first = false;  // of the configuration's sources
  std::uint64_t x_manifest_hash = 0;
  std::string x_manifest_path;  // absolute; empty = none
  std::optional<DocumentManifest> x_manifest;
  ReadOptions x_read;
};

}  // namespace concord
