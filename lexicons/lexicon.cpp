#include "lexicons/lexicon.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <new>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "lexicons/lexicon_reader.h"

namespace concord {

namespace fs = std::filesystem;

std::string Finding::to_string() const {
  constexpr std::string_view words[] = {"error", "warning", "note"};
  std::string line = fmt::format("{}: {}: {}", where, words[static_cast<std::size_t>(severity)], message);
  if (!remedy.empty()) line += "; " + remedy;
  return line;
}

namespace {

/// The largest lexicon file that is read.
constexpr std::uintmax_t max_file_bytes = 256U << 20U;

// "/usr/share/concord/lexicons/actors/un.yaml" -> "actors/un.yaml"
std::string short_name(const std::string& path) {
  const fs::path whole(path);
  const std::string parent = whole.parent_path().filename().string();
  const std::string file = whole.filename().string();
  return parent.empty() || parent == "." || parent == ".." ? file : parent + "/" + file;
}

Result<std::string> bytes_of(const std::string& path) {
  std::error_code fault;
  const std::uintmax_t size = fs::file_size(path, fault);
  if (fault) return Error{ErrorCode::no_input, path, "cannot read the lexicon: " + fault.message(), "check the path and its permissions"};
  if (size > max_file_bytes) {
    return Error{ErrorCode::limit, path, fmt::format("{} bytes are more than a lexicon file may have ({})", size, max_file_bytes), "split the file"};
  }
  std::ifstream stream(path, std::ios::binary);
  std::string bytes(size, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!stream) return Error{ErrorCode::no_input, path, "cannot read the lexicon", "check the path and its permissions"};
  return bytes;
}

bool is_yaml(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

// Files of a folder in the order of their paths' bytes: the same on every machine.
Result<std::vector<std::string>> files_of(const std::string& path) {
  std::error_code fault;
  const fs::file_status status = fs::status(path, fault);
  if (!fs::exists(status)) {
    return Error{ErrorCode::no_input, path, "no such lexicon file or folder", "check 'lexicons:' in concord.yaml or the path you typed"};
  }
  if (!fs::is_directory(status)) return std::vector<std::string>{path};
  std::vector<std::string> files;
  for (auto at = fs::recursive_directory_iterator(path, fault); !fault && at != fs::recursive_directory_iterator(); at.increment(fault)) {
    if (at->is_regular_file(fault) && is_yaml(at->path())) files.push_back(at->path().string());
  }
  if (fault) return Error{ErrorCode::io, path, "cannot list the folder: " + fault.message(), "check its permissions"};
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

// Puts files together: includes before the file that includes them, extensions and overrides by id.
class LexiconBuilder {
 public:
  /// `memory`: sources by path; files are looked for there first. With `only_memory` the disk is never touched.
  LexiconBuilder(const std::vector<LexiconSource>& memory, bool only_memory) : x_only_memory(only_memory) {
    for (const LexiconSource& source : memory) x_memory[normal(source.path)] = &source.content;
  }

  void add(const std::string& path) {
    try {
      add_file(path, nullptr);
    } catch (const std::bad_alloc&) {
      fail(too_big_for_memory(path));
    }
  }

  void fail(const Error& error) { x_findings.push_back({Severity::error, error.where, error.message, error.remedy, error.code}); }

  void note_empty(const std::string& folder) {
    x_findings.push_back({Severity::warning, folder, "the folder holds no lexicon", "put files *.yaml into it, or take it out of the list"});
  }

  LexiconReading finish() {
    std::vector<Label> labels;
    for (std::size_t i = 0; i < x_lexicon.x_entries.size(); ++i) {
      const Entry& entry = x_lexicon.x_entries[i];
      std::vector<std::string> parents;
      for (const std::string& parent : entry.parents) parents.push_back(entry.family + ":" + parent);
      labels.push_back({entry.label(), entry.name, entry.type, parents, entry.country, entry.track, entry.definition});
      for (Rule& rule : x_rules[i]) {
        rule.entry = static_cast<std::uint32_t>(i);
        x_lexicon.x_rules.push_back(std::move(rule));
      }
    }
    x_lexicon.x_catalogue = Catalogue(std::move(labels), hash());
    return {std::move(x_lexicon), std::move(x_findings)};
  }

 private:
  static std::string normal(const std::string& path) { return fs::path(path).lexically_normal().string(); }

  // `from`: the phrase that includes this path; none for a path that was asked for.
  void add_file(const std::string& path, const ContextPhrase* from) {
    const std::string key = normal(path);
    if (const auto at = std::find(x_open.begin(), x_open.end(), key); at != x_open.end()) return report_cycle(at, key, *from);
    if (!x_done.insert(key).second) return;
    const auto known = x_memory.find(key);
    if (known == x_memory.end() && x_only_memory) {
      return fail({ErrorCode::no_input, where(from, path), "cannot find the included lexicon '" + path + "'", "check the path; it starts at the including file"});
    }
    Result<std::string> bytes = known != x_memory.end() ? Result<std::string>(*known->second) : bytes_of(path);
    if (!bytes) {
      Error error = bytes.error();
      if (from != nullptr) error.where = where(from, path), error.message += " ('" + path + "')";
      return fail(error);
    }
    read(path, key, *bytes);
  }

  [[nodiscard]] std::string where(const ContextPhrase* from, const std::string& path) const {
    return from == nullptr ? path : x_lexicon.place_path(from->place);
  }

  void report_cycle(std::vector<std::string>::iterator at, const std::string& key, const ContextPhrase& from) {
    std::string chain;
    for (; at != x_open.end(); ++at) chain += short_name(*at) + " -> ";
    fail({ErrorCode::configuration, x_lexicon.place_path(from.place), "files include each other in a circle: " + chain + short_name(key),
          "take one 'include' out"});
  }

  void read(const std::string& path, const std::string& key, const std::string& bytes) {
    const auto file = static_cast<std::uint32_t>(x_lexicon.x_files.size());
    x_lexicon.x_files.push_back({path, short_name(path), {}, {}});
    ReadFile content = read_lexicon_file(bytes, file, path, x_findings);
    x_lexicon.x_files[file].family = content.family;
    x_lexicon.x_files[file].title = content.title;
    x_hashed += fmt::format("{}\n{}\n", short_name(path), bytes.size());
    x_hashed += fmt::format("{:016x}", XXH3_64bits(bytes.data(), bytes.size()));
    x_open.push_back(key);
    for (const ContextPhrase& include : content.includes) {
      add_file((fs::path(path).parent_path() / include.text).lexically_normal().string(), &include);
    }
    x_open.pop_back();
    for (ReadEntry& entry : content.entries) add_entry(std::move(entry));
  }

  void add_entry(ReadEntry read) {
    if (read.entry.id.empty()) return;  // already a finding
    const auto [at, is_new] = x_by_label.try_emplace(read.entry.label(), x_lexicon.x_entries.size());
    if (is_new) {
      if (read.mode == EntryMode::extend) {
        report(read.entry, fmt::format("'{}' extends an entry that is not there", read.entry.id),
               "drop 'extend: true', or load the file that has the entry before this one");
      }
      x_lexicon.x_entries.push_back(std::move(read.entry));
      x_rules.push_back(std::move(read.rules));
      return;
    }
    const std::size_t index = at->second;
    if (read.mode == EntryMode::extend) return extend(index, std::move(read));
    if (read.mode == EntryMode::define) {
      return report(read.entry, fmt::format("id '{}' is used already at {}", read.entry.id, x_lexicon.place_path(x_lexicon.x_entries[index].place)),
                    "choose another id, or write 'extend: true' to add to that entry or 'override: true' to replace it");
    }
    x_lexicon.x_entries[index] = std::move(read.entry);
    x_rules[index] = std::move(read.rules);
  }

  void report(const Entry& entry, std::string message, std::string remedy) {
    x_findings.push_back({Severity::error, x_lexicon.place_path(entry.place), std::move(message), std::move(remedy)});
  }

  void extend(std::size_t index, ReadEntry read) {
    std::vector<Rule>& rules = x_rules[index];
    for (const std::string& text : read.removed) {
      if (std::erase_if(rules, [&](const Rule& rule) { return rule.text == text; }) == 0) {
        report(read.entry, fmt::format("'remove' names '{}', which '{}' does not have", text, read.entry.id), "copy the alias as it is written there");
      }
    }
    for (Rule& rule : read.rules) {
      const auto same = [&](const Rule& other) { return other.text == rule.text && other.kind == rule.kind; };
      std::erase_if(rules, same);  // written again: the later one holds
      rules.push_back(std::move(rule));
    }
    merge(x_lexicon.x_entries[index], read);
  }

  // What the extension gives takes the place of what was; lists grow.
  static void merge(Entry& entry, const ReadEntry& read) {
    const auto given = [&](const char* key) { return std::find(read.keys.begin(), read.keys.end(), key) != read.keys.end(); };
    const auto take = [&](auto& mine, const auto& theirs, const char* key) { if (given(key)) mine = theirs; };
    const auto grow = [](std::vector<std::string>& mine, const std::vector<std::string>& theirs) {
      mine.insert(mine.end(), theirs.begin(), theirs.end());
    };
    take(entry.name, read.entry.name, "name");
    take(entry.type, read.entry.type, "type");
    take(entry.country, read.entry.country, "country");
    take(entry.track, read.entry.track, "track");
    take(entry.definition, read.entry.definition, "definition");
    take(entry.from, read.entry.from, "from");
    take(entry.to, read.entry.to, "to");
    take(entry.threshold, read.entry.threshold, "threshold");
    take(entry.polarity, read.entry.polarity, "polarity");
    take(entry.notes, read.entry.notes, "notes");
    for (const auto& [language, name] : read.entry.names) entry.names[language] = name;
    for (const auto& [scheme, number] : read.entry.identifiers) entry.identifiers[scheme] = number;
    grow(entry.parents, read.entry.parents);
    grow(entry.successors, read.entry.successors);
    grow(entry.sources, read.entry.sources);
    entry.exclusions.insert(entry.exclusions.end(), read.entry.exclusions.begin(), read.entry.exclusions.end());
  }

  [[nodiscard]] std::string hash() const {
    const XXH128_hash_t value = XXH3_128bits(x_hashed.data(), x_hashed.size());
    return fmt::format("{:016x}{:016x}", value.high64, value.low64);
  }

  std::map<std::string, const std::string*> x_memory;
  bool x_only_memory;
  std::vector<std::string> x_open;  // the chain of includes
  std::set<std::string> x_done;
  std::string x_hashed;
  Lexicon x_lexicon;
  std::vector<std::vector<Rule>> x_rules;  // of each entry
  std::unordered_map<std::string, std::size_t> x_by_label;
  std::vector<Finding> x_findings;
};

LexiconReading read_lexicon(const std::vector<std::string>& paths) {
  LexiconBuilder builder({}, false);
  for (const std::string& path : paths) {
    const Result<std::vector<std::string>> files = files_of(path);
    if (!files) {
      builder.fail(files.error());
      continue;
    }
    if (files->empty()) builder.note_empty(path);
    for (const std::string& file : *files) builder.add(file);
  }
  return builder.finish();
}

LexiconReading read_lexicon(std::vector<LexiconSource> sources) {
  LexiconBuilder builder(sources, true);
  for (const LexiconSource& source : sources) builder.add(source.path);
  return builder.finish();
}

namespace {

Result<Lexicon> sound(LexiconReading reading) {
  std::size_t errors = 0;
  const Finding* first = nullptr;
  for (const Finding& finding : reading.findings) {
    if (finding.severity != Severity::error) continue;
    if (errors++ == 0) first = &finding;
  }
  if (first == nullptr) return std::move(reading.lexicon);
  std::string message = first->message;
  if (errors > 1) message += fmt::format(" (and {} more errors: 'concord lexicon check' lists them)", errors - 1);
  return Error{first->code, first->where, std::move(message), first->remedy};
}

}  // namespace

Error too_big_for_memory(const std::string& where) {
  return {ErrorCode::limit, where, "the lexicon needs more memory than there is",
          "a million aliases take about 2 GB while they are read; load fewer files, or give it more memory (ulimit -v)"};
}

Result<Lexicon> Lexicon::load(const std::vector<std::string>& paths) { return sound(read_lexicon(paths)); }
Result<Lexicon> Lexicon::parse(std::vector<LexiconSource> sources) { return sound(read_lexicon(std::move(sources))); }

std::string Lexicon::place_name(const Place& place) const {
  return place.file < x_files.size() ? fmt::format("{}:{}", x_files[place.file].name, place.line) : std::string();
}

std::string Lexicon::place_path(const Place& place) const {
  if (place.file >= x_files.size()) return {};
  return fmt::format("{}:{}:{}", x_files[place.file].path, place.line, place.column);
}

std::string Lexicon::rule_text(const Rule& rule) const {
  const std::string shown = rule.kind == Rule::Kind::regex ? "/" + rule.text + "/" : rule.text;
  return place_name(rule.place) + " " + shown;
}

}  // namespace concord
