#include "pipeline/ingest/run_note.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "pipeline/ingest/stamp_age.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

Json source_json(const SourceState& source) {
  const ManifestStamp& manifest = source.manifest;
  Json json = {{"name", source.name}, {"settings", source.settings}};
  if (manifest.hash != 0) json["manifest"] = {manifest.size, manifest.mtime_ns, manifest.inode, manifest.hash};
  return json;
}

SourceState source_of(const Json& json) {
  SourceState source{json.at("name"), json.at("settings"), {}};
  if (!json.contains("manifest")) return source;
  const Json& stamp = json["manifest"];
  source.manifest = {stamp.at(0), stamp.at(1), stamp.at(2), stamp.at(3)};
  return source;
}

}  // namespace

ManifestStamp stamp_of_manifest(const std::string& path) {
  struct stat file {};
  if (::stat(path.c_str(), &file) != 0) return {};
  ManifestStamp stamp;
  stamp.size = static_cast<std::uint64_t>(file.st_size);
  stamp.mtime_ns = trusted_time(std::int64_t{file.st_mtim.tv_sec} * 1'000'000'000 + file.st_mtim.tv_nsec);
  stamp.inode = file.st_ino;
  return stamp;
}

const SourceState* RunNote::source(std::string_view name) const {
  const auto at = std::find_if(sources.begin(), sources.end(), [&](const SourceState& source) { return source.name == name; });
  return at == sources.end() ? nullptr : &*at;
}

std::string RunNote::goal() const {
  std::string all;
  for (const SourceState& source : sources) all += fmt::format("{}\n{}\n{:x}\n", source.name, source.settings, source.manifest.hash);
  return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

std::string RunNote::to_json() const {
  Json json = {{"lexicons", lexicons}, {"sources", Json::array()}};
  for (const SourceState& source : sources) json["sources"].push_back(source_json(source));
  if (stopped) json["stopped"] = {stopped->goal, stopped->source, stopped->path};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunNote RunNote::from_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    RunNote note;
    note.lexicons = json.at("lexicons");
    for (const Json& source : json.at("sources")) note.sources.push_back(source_of(source));
    if (json.contains("stopped")) note.stopped = StoppedAt{json["stopped"].at(0), json["stopped"].at(1), json["stopped"].at(2)};
    return note;
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace concord
