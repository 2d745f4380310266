#include "pipeline/index/commit_file.h"

#include <algorithm>
#include <charconv>
#include <array>

#include <boost/crc.hpp>

#include "corpus/text/ascii.h"
#include "pipeline/index/bytes.h"
#include "pipeline/index/fields.h"
#include "pipeline/index/index_folder.h"

namespace concord {
namespace {

constexpr std::uint32_t lucene_format = static_cast<std::uint32_t>(-9);

std::uint32_t crc32(std::string_view bytes) {
  boost::crc_32_type crc;
  crc.process_bytes(bytes.data(), bytes.size());
  return crc.checksum();
}

void read_map(ByteReader& reader, std::map<std::string, std::string, std::less<>>& map) {
  for (std::uint64_t left = reader.big_endian(4); left > 0 && reader.ok(); --left) {
    std::string key(reader.text());
    map[std::move(key)] = reader.text();
  }
}

SegmentEntry read_segment(ByteReader& reader) {
  SegmentEntry entry;
  entry.name = reader.text();
  entry.document_count = static_cast<std::uint32_t>(reader.big_endian(4));
  entry.deletion_generation = static_cast<std::int64_t>(reader.big_endian(8));
  entry.store_name = entry.name;
  const auto store_offset = static_cast<std::uint32_t>(reader.big_endian(4));
  if (store_offset != UINT32_MAX) {
    entry.store_offset = store_offset;
    entry.store_name = reader.text();
    if (reader.byte() != 0) reader.fail();  // we write no compound files
  }
  reader.byte();  // norms in one file: we have none
  const auto norms = static_cast<std::uint32_t>(reader.big_endian(4));
  if (norms != UINT32_MAX) {
    for (std::uint32_t i = 0; i < norms && reader.ok(); ++i) reader.big_endian(8);
  }
  if (reader.byte() == 1) reader.fail();  // compound
  reader.big_endian(4);                   // number of deleted documents
  reader.byte();                          // has positions
  std::map<std::string, std::string, std::less<>> diagnostics;
  read_map(reader, diagnostics);
  return entry;
}

}  // namespace

CommitFile CommitFile::parse(std::string_view bytes) {
  CommitFile commit;
  if (bytes.size() < 8) return commit;
  ByteReader tail(bytes.substr(bytes.size() - 8));
  bytes.remove_suffix(8);
  const std::uint64_t stored = tail.big_endian(8);
  const std::uint32_t crc = crc32(bytes);
  ByteReader reader(bytes);
  if (reader.big_endian(4) != lucene_format) return commit;
  reader.big_endian(8);  // version
  reader.big_endian(4);  // counter of names
  for (std::uint64_t left = reader.big_endian(4); left > 0 && reader.ok(); --left) commit.segments.push_back(read_segment(reader));
  read_map(reader, commit.user_data);
  if (!reader.ok() || !reader.at_end()) return commit;
  if (stored == crc) commit.state = State::whole;
  if (stored == std::uint64_t{crc} - 1) commit.state = State::unfinished;
  return commit;
}

std::string base36(std::uint64_t number) {
  std::string digits;
  do {
    digits += "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
    number /= 36;
  } while (number > 0);
  std::reverse(digits.begin(), digits.end());
  return digits;
}

std::optional<std::uint64_t> commit_generation(std::string_view file_name) {
  constexpr std::string_view prefix = "segments_";
  if (!file_name.starts_with(prefix) || file_name.size() == prefix.size() || file_name.size() > prefix.size() + 12) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : file_name.substr(prefix.size())) {
    const bool digit = is_ascii_digit(c);
    if (!digit && !is_ascii_lower(c)) return std::nullopt;
    number = number * 36 + static_cast<std::uint64_t>(digit ? c - '0' : c - 'a' + 10);
  }
  return number;
}

namespace {

Error no_index(const std::string& folder) { return {ErrorCode::no_input, folder, "there is no index here", "run 'concord ingest' first"}; }

Error damaged(const std::string& path, std::string_view what) {
  return {ErrorCode::bad_data, path, "the index is damaged: " + std::string(what),
          "'concord check --repair' saves what can be read and reads the rest from the sources"};
}

/// Nothing when the commit was never finished.
Result<std::optional<Commit>> read_commit(FileLayer& files, const std::string& folder, std::uint64_t generation) {
  const std::string path = folder + "/segments_" + base36(generation);
  auto bytes = read_whole(files, path);
  if (!bytes) return bytes.error();
  Commit commit;
  commit.generation = generation;
  commit.file = CommitFile::parse(*bytes);
  if (commit.file.state == CommitFile::State::unfinished) return std::optional<Commit>{};
  const std::string manifest_path = folder + "/manifest_" + base36(generation);
  auto manifest_bytes = read_whole(files, manifest_path);
  if (!manifest_bytes) {
    if (manifest_bytes.error().code != ErrorCode::no_input) return manifest_bytes.error();
    // Without its manifest a commit cannot have been finished, unless somebody took the manifest away.
    if (commit.file.state == CommitFile::State::damaged) return std::optional<Commit>{};
    // Lucene++ commits an empty list when it begins an index: nothing of ours yet.
    if (commit.file.segments.empty() && commit.file.user_data.empty()) return std::optional<Commit>{};
    return damaged(manifest_path, "the manifest of the commit is missing");
  }
  if (commit.file.state == CommitFile::State::damaged) return damaged(path, "the list of segments is not what was written");
  const auto format = commit.file.user_data.find(key_format);
  if (format == commit.file.user_data.end() || format->second != std::to_string(index_format)) {
    const std::string found = format == commit.file.user_data.end() ? "none" : format->second;
    return Error{ErrorCode::bad_data, folder,
                 "the index has format " + found + ", this program writes and reads format " + std::to_string(index_format),
                 "'concord reindex' builds it anew from the sources; or use the version of concord that wrote it", std::string(other_format)};
  }
  auto manifest = Manifest::from_bytes(*manifest_bytes, manifest_path);
  if (!manifest) return manifest.error();
  const auto id = commit.file.user_data.find(key_commit);
  if (id == commit.file.user_data.end() || id->second != manifest->commit) {
    return damaged(manifest_path, "the manifest belongs to another commit");
  }
  commit.manifest = std::move(*manifest);
  return std::optional<Commit>(std::move(commit));
}

std::vector<std::uint64_t> generations_in(const std::vector<std::string>& names) {
  std::vector<std::uint64_t> generations;
  for (const std::string& name : names) {
    if (const auto generation = commit_generation(name)) generations.push_back(*generation);
  }
  std::sort(generations.rbegin(), generations.rend());
  return generations;
}

/// The largest N of "manifest_N". Its "segments_N" was there before it, and goes after it.
std::uint64_t newest_manifest(const std::vector<std::string>& names) {
  std::uint64_t newest = 0;
  for (const std::string& name : names) {
    if (name.starts_with("manifest_")) newest = std::max(newest, commit_generation("segments_" + name.substr(9)).value_or(0));
  }
  return newest;
}

/// The newest whole commit among the names that were listed.
Result<Commit> newest_of(FileLayer& files, const std::string& folder, const std::vector<std::string>& names, std::optional<std::uint64_t> wanted) {
  const std::vector<std::uint64_t> generations = generations_in(names);
  const bool has_manifest = std::any_of(names.begin(), names.end(), [](const std::string& name) {
    return name.starts_with("manifest_") && !name.ends_with(".new");
  });
  const bool lost = has_manifest && newest_manifest(names) > (generations.empty() ? 0 : generations.front());
  if (lost && !wanted) return damaged(folder, "the list of segments of the newest commit is missing");
  const bool lone = generations.size() == 1;
  for (const std::uint64_t generation : generations) {
    if (wanted && *wanted != generation) continue;
    auto commit = read_commit(files, folder, generation);
    if (!commit) return commit.error();
    if (*commit) return std::move(**commit);
    // The commit before goes away only when the next is finished, so what stands alone was finished once: a bit of its last byte fell.
    if (lone && newest_manifest(names) == generation) return damaged(folder, "the only list of segments is not what was written");
  }
  return no_index(folder);
}

}  // namespace

Result<Commit> find_commit(FileLayer& files, const std::string& folder, std::optional<std::uint64_t> wanted) {
  // A writer may finish a commit, and remove the one before, between our listing and our reading: then we look again.
  constexpr int most_tries = 50;
  std::vector<std::uint64_t> before;
  for (int tries = 0;; ++tries) {
    std::vector<std::string> names;
    const int answer = files.list(folder, names);
    if (answer < 0) {
      const Error error = file_error("list", folder, answer);
      return error.code == ErrorCode::no_input ? no_index(folder) : error;
    }
    auto found = newest_of(files, folder, names, wanted);
    std::vector<std::uint64_t> now = generations_in(names);
    if (found || found.error().code == ErrorCode::io || tries == most_tries || (tries > 0 && now == before)) return found;
    before = std::move(now);
  }
}

std::optional<std::uint64_t> answers_from(const CommitFile& commit) {
  const auto found = commit.user_data.find(key_answers);
  if (found == commit.user_data.end()) return std::nullopt;
  std::uint64_t generation = 0;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), generation);
  return generation;
}

Result<Commit> find_answering_commit(FileLayer& files, const std::string& folder) {
  // The writer may finish between our two looks: the commit that was named may be gone then, and another is the newest.
  std::optional<std::uint64_t> before;
  for (;;) {
    auto newest = find_commit(files, folder);
    if (!newest) return newest;
    const auto named = answers_from(newest->file);
    if (!named) return newest;
    auto found = find_commit(files, folder, named);
    if (found || found.error().code != ErrorCode::no_input) return found;
    if (before == newest->generation) return damaged(folder, "the commit that questions are answered from is gone");
    before = newest->generation;
  }
}

}  // namespace concord
