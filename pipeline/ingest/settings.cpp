#include "pipeline/ingest/settings.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "corpus/read/glob.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

RecordColumns record_columns(const ColumnMapping& typed) {
  RecordColumns columns;
  columns.id = typed.id;
  columns.title = typed.title;
  columns.text = typed.text;
  columns.date = typed.date;
  columns.kind = typed.kind;
  columns.language = typed.language;
  columns.publisher = typed.publisher;
  columns.documents = typed.documents;
  return columns;
}

/// manifest.csv or manifest.jsonl in the source's folder; empty when there is none.
std::string manifest_beside(const std::string& folder) {
  std::error_code failure;
  for (const char* name : {"manifest.csv", "manifest.jsonl"}) {
    const fs::path path = fs::path(folder) / name;
    if (fs::is_regular_file(path, failure)) return path.string();
  }
  return {};
}

/// The path of `file` below `folder`; empty when it is not below.
std::string below(const std::string& file, const std::string& folder) {
  return file.starts_with(folder + "/") ? file.substr(folder.size() + 1) : std::string();
}

std::string path_and_member(const Metadata& known) {
  return known.member.empty() ? known.file.path : known.file.path + "#" + known.member;
}

/// All that a row says but where it stands.
bool same_content(const ManifestEntry& a, const ManifestEntry& b) {
  return a.id == b.id && a.title == b.title && a.date == b.date && a.kind == b.kind && a.publisher == b.publisher &&
         a.language == b.language && a.fields == b.fields;
}

/// Known so far, or nothing better than a guess.
bool is_open(Origin origin) { return origin == Origin::unknown || origin == Origin::guess; }

}  // namespace

SourceSettings::SourceSettings(const CollectionConfig& config, const CollectionSource& source)
    : x_source(source), x_kinds(config.kinds), x_lexicons(config.lexicons) {
  std::error_code failure;
  x_is_folder = fs::is_directory(source.path, failure);
  x_is_first = config.sources.front().name == source.name;
  x_read.encoding = source.encoding;
  for (const PathRule& rule : config.encodings) x_read.encodings.emplace_back(rule.glob, rule.value);
  x_read.keep_boilerplate = config.keep_boilerplate;
  x_read.columns = record_columns(source.columns);
  x_read.ocr.enabled = config.ocr == OcrMode::automatic;
  x_read.ocr.languages = config.ocr_languages;
  x_read.limits.file_bytes = config.max_file_bytes;
  if (!config.languages.empty()) x_default_language = config.languages.front();
  x_manifest_path = source.manifest.empty() && x_is_folder ? manifest_beside(source.path) : source.manifest;
}

Result<SourceSettings> SourceSettings::open(const CollectionConfig& config, const CollectionSource& source, const ManifestStamp& before) {
  SourceSettings settings(config, source);
  if (settings.x_manifest_path.empty()) return settings;
  ManifestStamp& now = settings.x_manifest_stamp;
  now = stamp_of_manifest(settings.x_manifest_path);
  if (now.same_stat(before)) {
    now.hash = before.hash;
    return settings;
  }
  if (auto read = settings.read_manifest(); !read) return read.error();
  return settings;
}

Status SourceSettings::read_manifest() {
  std::ifstream file(x_manifest_path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return Error{ErrorCode::no_input, x_manifest_path, "the manifest cannot be read", "check the path in concord.yaml and its permissions"};
  x_manifest_bytes = std::move(bytes).str();
  x_manifest_stamp.hash = XXH3_64bits(x_manifest_bytes.data(), x_manifest_bytes.size());
  return {};
}

Status SourceSettings::load_manifest(std::vector<Error>& faults) {
  if (x_manifest_path.empty() || x_manifest) return {};
  if (x_manifest_bytes.empty()) {
    if (auto read = read_manifest(); !read) return read;
  }
  auto manifest = DocumentManifest::parse(x_manifest_bytes, x_manifest_path, x_read.columns);
  if (!manifest) return manifest.error();
  faults.insert(faults.end(), manifest->row_errors().begin(), manifest->row_errors().end());
  x_manifest = std::move(*manifest);
  return {};
}

SourceFolder SourceSettings::walk() const { return {x_source.name, x_source.path, x_source.include, x_source.exclude}; }

bool SourceSettings::is_no_document(const std::string& path) const {
  if (!x_manifest_path.empty() && below(x_manifest_path, x_source.path) == path) return true;
  if (!x_is_folder) return false;
  const std::string whole = x_source.path + "/" + path;
  return whole.ends_with("/concord.yaml") || std::any_of(x_lexicons.begin(), x_lexicons.end(), [&](const std::string& lexicon) {
           return whole == lexicon || !below(whole, lexicon).empty();
         });
}

void SourceSettings::apply(Document& document) const {
  Metadata& known = document.metadata;
  if (known.id == path_and_member(known)) known.id.clear();  // the reader's stand-in, good within one source only
  if (x_manifest) x_manifest->describe(known);
  if (is_open(known.kind_origin)) apply_kind_rules(known);
  if (known.language.empty() && !x_source.language.empty()) {
    known.language = x_source.language;
    known.language_origin = Origin::configuration;
    known.language_confidence = 100;
  }
  if (known.publisher.empty()) known.publisher = x_source.publisher;
  for (const auto& [key, value] : x_source.fields) known.fields.emplace(key, value);
  if (known.id.empty()) known.id = default_id(known);
}

/// The path; below a further source, with the source's name before it, since two folders may hold the same path.
std::string SourceSettings::default_id(const Metadata& known) const {
  std::string id = x_is_folder ? known.file.path : x_source.name;
  if (x_is_folder && !x_is_first) id = x_source.name + "/" + id;
  return known.member.empty() ? id : id + "#" + known.member;
}

bool SourceSettings::treats_alike(std::string_view path, std::string_view other) const {
  if (x_manifest && (x_manifest->find(path) != nullptr || x_manifest->find(other) != nullptr)) return false;
  const auto alike = [&](const std::string& glob) { return path_matches(glob, path) == path_matches(glob, other); };
  return std::all_of(x_kinds.begin(), x_kinds.end(), [&](const PathRule& rule) { return alike(rule.glob); }) &&
         std::all_of(x_read.encodings.begin(), x_read.encodings.end(), [&](const auto& rule) { return alike(rule.first); });
}

void SourceSettings::apply_kind_rules(Metadata& known) const {
  for (const PathRule& rule : x_kinds) {
    if (!path_matches(rule.glob, known.file.path)) continue;
    known.kind = *parse_kind(rule.value);  // checked when the configuration was read
    known.kind_origin = Origin::configuration;
    return;
  }
  if (x_source.kind) {
    known.kind = *x_source.kind;
    known.kind_origin = Origin::configuration;
  }
}

std::vector<Error> SourceSettings::rows_without_file() const {
  if (!x_manifest) return {};
  const auto exists = [this](std::string_view path) {
    struct stat file {};
    return ::stat((x_source.path + "/" + std::string(path)).c_str(), &file) == 0;
  };
  return x_manifest->missing(exists);
}

std::optional<std::set<std::string, std::less<>>> SourceSettings::changed_rows(std::string before) const {
  const auto old = DocumentManifest::parse(std::move(before), x_manifest_path, x_read.columns);
  if (!old || !x_manifest) return std::nullopt;
  std::set<std::string, std::less<>> changed;
  const auto differ = [&](const ManifestEntry& entry, const DocumentManifest& other) {
    const ManifestEntry* twin = other.find(entry.path);
    if (twin != nullptr && same_content(entry, *twin)) return;
    changed.insert(entry.path);
    for (std::size_t hash = entry.path.find('#'); hash != std::string::npos; hash = entry.path.find('#', hash + 1)) {
      changed.insert(entry.path.substr(0, hash));
    }
  };
  for (const ManifestEntry& entry : x_manifest->entries()) differ(entry, *old);
  for (const ManifestEntry& entry : old->entries()) differ(entry, *x_manifest);
  return changed;
}

}  // namespace concord
