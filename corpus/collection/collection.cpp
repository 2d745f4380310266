#include "corpus/collection/collection.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "corpus/collection/strict_yaml.h"

namespace concord {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kind_names = {"report", "treaty", "resolution", "statement", "study", "news", "other"};

/// Absolute form of a path typed in concord.yaml.
std::string resolve(const std::string& typed, const std::string& folder) {
  fs::path path = typed;
  if (path.is_relative()) path = fs::path(folder) / path;
  std::string normal = path.lexically_normal().string();
  while (normal.size() > 1 && normal.back() == '/') normal.pop_back();
  return normal;
}

Result<ColumnMapping> parse_columns(const StrictMap& map) {
  ColumnMapping columns;
  Reading reading(map);
  reading.text("id", columns.id).text("title", columns.title).text("text", columns.text).text("date", columns.date);
  reading.text("kind", columns.kind).text("language", columns.language).text("source", columns.publisher);
  columns.documents = true;
  return reading.finish(columns);
}

Result<CollectionSource> parse_source(const StrictMap& map, const std::string& folder) {
  CollectionSource source;
  std::string kind;
  Reading reading(map);
  reading.required("path", source.path).text("name", source.name).list("include", source.include);
  reading.list("exclude", source.exclude).text("manifest", source.manifest).text("kind", kind);
  reading.text("language", source.language).text("encoding", source.encoding).text("source", source.publisher);
  reading.table("fields", source.fields);
  if (const auto columns = reading.map("columns")) {
    auto parsed = parse_columns(*columns);
    if (!parsed) return parsed.error();
    source.columns = *parsed;
  }
  if (auto done = reading.finish(source); !done) return done.error();
  if (!kind.empty()) {
    source.kind = parse_kind(kind);
    if (!source.kind) return map.unknown_value("kind", kind, kind_names);
  }
  source.path = resolve(source.path, folder);
  std::error_code failure;
  const bool is_folder = fs::is_directory(source.path, failure);
  if (!source.manifest.empty()) source.manifest = resolve(source.manifest, is_folder ? source.path : folder);
  if (source.name.empty()) source.name = fs::path(source.path).filename().string();
  return source;
}

Result<std::vector<PathRule>> parse_rules(const std::vector<StrictMap>& maps, const std::string& value_key) {
  std::vector<PathRule> rules;
  for (const StrictMap& map : maps) {
    PathRule rule;
    Reading reading(map);
    reading.required("path", rule.glob).required(value_key, rule.value);
    if (auto done = reading.finish(rule); !done) return done.error();
    if (value_key == "kind" && !parse_kind(rule.value)) return map.unknown_value("kind", rule.value, kind_names);
    rules.push_back(std::move(rule));
  }
  return rules;
}

/// "512 MB", "2GB", "1048576" in bytes; nothing when it is no size.
std::optional<std::uint64_t> parse_size(const std::string& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (digits == 0 || digits > 15) return std::nullopt;
  const std::uint64_t number = std::stoull(text.substr(0, digits));
  std::string unit = text.substr(digits);
  std::erase(unit, ' ');
  if (unit.empty() || unit == "B") return number;
  if (unit == "KB" || unit == "kB") return number << 10;
  if (unit == "MB") return number << 20;
  if (unit == "GB") return number << 30;
  return std::nullopt;
}

Status unique_names(const std::vector<CollectionSource>& sources, const std::string& where) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (sources[i].name != sources[j].name) continue;
      return Error{ErrorCode::configuration, where, fmt::format("two sources are named '{}'", sources[i].name),
                   "give one of them a `name:` of its own"};
    }
  }
  return {};
}

Result<std::string> read_text_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::no_input, path, "cannot be read", "check that it exists and its permissions"};
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Status write_text_file(const std::string& path, std::string_view text) {
  const std::string part = path + ".part";
  {
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.flush();
    if (!file) {
      return Error{ErrorCode::cannot_create, path, "cannot be written", "check the folder's permissions and free space"};
    }
  }
  std::error_code failure;
  fs::rename(part, path, failure);
  if (failure) return Error{ErrorCode::cannot_create, path, failure.message(), ""};
  return {};
}

/// `yaml` with one more entry under `sources:`, which may be a block list, `[]` or missing.
std::string with_source(const std::string& yaml, const std::string& entry) {
  std::vector<std::string> lines;
  std::istringstream stream(yaml);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  const auto key = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.starts_with("sources:"); });
  if (key == lines.end()) {
    lines.insert(lines.end(), {"sources:", "  " + entry});
  } else if (key->find("[]") != std::string::npos) {
    *key = "sources:";
    lines.insert(key + 1, "  " + entry);
  } else {
    // The list ends before the next line that begins a key; comments after its last entry stay after the new one.
    auto last = key;
    for (auto line = key + 1; line != lines.end(); ++line) {
      const char first = line->empty() ? '#' : line->front();
      if (first != ' ' && first != '#' && first != '-') break;
      if (first != '#') last = line;
    }
    const bool flush_left = last != key && (key + 1)->starts_with("-");
    lines.insert(last + 1, flush_left ? entry : "  " + entry);
  }
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

/// The settings that change what is indexed, one after the other.
class SettingsHash {
 public:
  SettingsHash& add(std::string_view part) {
    x_settings += part;
    x_settings += '\0';
    return *this;
  }
  SettingsHash& add(const std::vector<std::string>& parts) {
    for (const std::string& part : parts) add(part);
    return add("|");
  }
  SettingsHash& add(const std::vector<PathRule>& rules) {
    for (const PathRule& rule : rules) add(rule.glob).add(rule.value);
    return add("|");
  }
  [[nodiscard]] std::string hex() const { return fmt::format("{:016x}", XXH3_64bits(x_settings.data(), x_settings.size())); }

 private:
  std::string x_settings;
};

}  // namespace

Result<CollectionConfig> Collection::parse(std::string_view yaml, const std::string& folder) {
  auto root = StrictMap::parse(yaml, folder + "/concord.yaml");
  if (!root) return root.error();
  CollectionConfig config;
  std::string ocr;
  std::string max_size;
  std::vector<std::string> lexicons;
  Reading reading(*root);
  reading.text("name", config.name).list("lexicons", lexicons).list("languages", config.languages);
  reading.text("ocr", ocr).list("ocr-languages", config.ocr_languages).flag("keep-boilerplate", config.keep_boilerplate);
  reading.flag("learn-names", config.learn_names).text("max-file-size", max_size).number("workers", config.workers);
  reading.number("checkpoint-minutes", config.checkpoint_minutes).table("queries", config.queries);
  const auto kinds = reading.maps("kinds");
  const auto encodings = reading.maps("encodings");
  const auto sources = reading.maps("sources");
  if (auto done = reading.finish(config); !done) return done.error();

  if (!lexicons.empty()) config.lexicons.clear();
  for (const std::string& lexicon : lexicons) {
    config.lexicons.push_back(lexicon == "bundled" ? lexicon : resolve(lexicon, folder));
  }
  if (!ocr.empty() && ocr != "auto" && ocr != "never") return root->unknown_value("ocr", ocr, {"auto", "never"});
  config.ocr = ocr == "auto" ? OcrMode::automatic : OcrMode::never;
  if (!max_size.empty()) {
    const auto bytes = parse_size(max_size);
    if (!bytes) return root->unknown_value("max-file-size", max_size, {"512 MB"});
    config.max_file_bytes = *bytes;
  }
  auto kind_rules = parse_rules(kinds, "kind");
  if (!kind_rules) return kind_rules.error();
  config.kinds = std::move(*kind_rules);
  auto encoding_rules = parse_rules(encodings, "encoding");
  if (!encoding_rules) return encoding_rules.error();
  config.encodings = std::move(*encoding_rules);
  for (const StrictMap& map : sources) {
    auto source = parse_source(map, folder);
    if (!source) return source.error();
    config.sources.push_back(std::move(*source));
  }
  if (auto unique = unique_names(config.sources, folder + "/concord.yaml"); !unique) return unique.error();
  return config;
}

Result<Collection> Collection::open(const std::string& folder) {
  std::error_code failure;
  const std::string absolute = resolve(fs::absolute(folder, failure).string(), "/");
  auto yaml = read_text_file(absolute + "/concord.yaml");
  if (!yaml) return yaml.error();
  auto config = parse(*yaml, absolute);
  if (!config) return config.error();
  return Collection(absolute, std::move(*config));
}

Result<Collection> Collection::find(const std::string& folder) {
  std::error_code failure;
  for (fs::path at = fs::absolute(folder, failure).lexically_normal();; at = at.parent_path()) {
    if (fs::exists(at / "concord.yaml", failure)) return open(at.string());
    if (at.empty() || at == at.root_path()) break;
  }
  return Error{ErrorCode::no_input, folder, "no collection here: there is no concord.yaml in this folder or above it",
               "make one with 'concord init NAME', or name it with '--collection DIR'"};
}

Result<Collection> Collection::create(const std::string& folder, std::string_view name) {
  std::error_code failure;
  const std::string absolute = resolve(fs::absolute(folder, failure).string(), "/");
  if (fs::exists(absolute + "/concord.yaml", failure)) {
    return Error{ErrorCode::cannot_create, absolute + "/concord.yaml", "there is a collection already",
                 "use it as it is, or choose another folder"};
  }
  fs::create_directories(absolute, failure);
  if (failure) return Error{ErrorCode::cannot_create, absolute, failure.message(), "choose a folder that you may write to"};
  auto written = write_text_file(absolute + "/concord.yaml", collection_template(name));
  if (!written) return written.error();
  return open(absolute);
}

Status Collection::add_source(const std::string& path, Write write) {
  std::error_code failure;
  const std::string absolute = resolve(fs::absolute(path, failure).string(), "/");
  if (!fs::exists(absolute, failure)) {
    return Error{ErrorCode::no_input, path, "there is no such file or folder", "check the spelling"};
  }
  const auto& known = x_config.sources;
  const auto is_source = [&](const CollectionSource& source) { return source.path == absolute; };
  if (std::any_of(known.begin(), known.end(), is_source)) return {};

  const std::string stem = fs::path(absolute).filename().string();
  std::string name = stem;
  const auto has_name = [&](const CollectionSource& source) { return source.name == name; };
  for (int n = 2; std::any_of(known.begin(), known.end(), has_name); ++n) name = fmt::format("{}-{}", stem, n);

  auto yaml = read_text_file(config_path());
  if (!yaml) return yaml.error();
  const std::string entry = fmt::format("- {{path: {}, name: {}}}", yaml_quoted(absolute), yaml_quoted(name));
  const std::string edited = with_source(*yaml, entry);
  auto config = parse(edited, x_folder);
  if (!config || config->sources.size() != known.size() + 1) {
    return Error{ErrorCode::configuration, config_path(), "the new source could not be added to `sources:`",
                 "add it by hand: " + entry};
  }
  if (write == Write::file) {
    if (auto written = write_text_file(config_path(), edited); !written) return written;
  }
  x_config = std::move(*config);
  return {};
}

std::string Collection::reading_hash(const CollectionSource& source) const {
  SettingsHash hash;
  hash.add(source.name).add(source.language).add(source.encoding).add(source.publisher);
  const bool first = !x_config.sources.empty() && x_config.sources.front().name == source.name;
  hash.add(first ? "first" : "");  // a document of a further source is named after it
  hash.add(source.kind ? concord::name(*source.kind) : std::string_view());
  hash.add(source.manifest);
  for (const auto& [key, value] : source.fields) hash.add(key).add(value);
  const ColumnMapping& c = source.columns;
  hash.add({c.id, c.title, c.text, c.date, c.kind, c.language, c.publisher}).add(c.documents ? "documents" : "");
  hash.add(x_config.kinds).add(x_config.encodings).add(x_config.languages).add(x_config.ocr_languages);
  hash.add(x_config.ocr == OcrMode::automatic ? "ocr" : "").add(x_config.keep_boilerplate ? "boilerplate" : "");
  hash.add(x_config.learn_names ? "learn" : "");
  return hash.hex();
}

}  // namespace concord
