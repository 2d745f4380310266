// CommitFile: what a "segments_N" file says: the segments of one commit and its user data (Lucene 2.9/3.0, format -9).
//
// Lucene++ writes it, we read it ourselves: bounds-checked, and able to tell a
// commit that was never finished (Lucene stores the checksum less one until the
// very last step) from one that was damaged afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"
#include "pipeline/index/manifest.h"

namespace concord {

struct SegmentEntry {
  std::string name;               ///< "_0"
  std::uint32_t document_count = 0;
  std::int64_t deletion_generation = -1;  ///< -1: none; else the file "_0_G.del", G in base 36
  std::string store_name;         ///< whose .fdt and .fdx hold the documents
  std::uint32_t store_offset = 0; ///< number of the first document there
};

struct CommitFile {
  enum class State { whole, unfinished, damaged };
  State state = State::damaged;
  std::vector<SegmentEntry> segments;
  std::map<std::string, std::string, std::less<>> user_data;

  [[nodiscard]] static CommitFile parse(std::string_view bytes);
};

/// The number in base 36, as Lucene names files: 35 is "z".
[[nodiscard]] std::string base36(std::uint64_t number);
/// The N of "segments_N"; nothing for another name.
[[nodiscard]] std::optional<std::uint64_t> commit_generation(std::string_view file_name);

/// One whole commit of a folder: its parts agree with each other.
struct Commit {
  std::uint64_t generation = 0;
  CommitFile file;
  Manifest manifest;
};

/// The newest acknowledged commit, or the one wanted. A commit that a crash left unfinished is passed over; one that was
/// damaged later is not, but an error. Errors: no_input (no index here), bad_data (damaged, or another format), io.
[[nodiscard]] Result<Commit> find_commit(FileLayer& files, const std::string& folder, std::optional<std::uint64_t> wanted = {});

/// The commit that questions are answered from: the newest, or the one that the newest names instead (key_answers) while a
/// new generation is not finished. Errors as find_commit.
[[nodiscard]] Result<Commit> find_answering_commit(FileLayer& files, const std::string& folder);

/// The generation that the commit names to be answered from instead of itself.
[[nodiscard]] std::optional<std::uint64_t> answers_from(const CommitFile& commit);

/// Error::reason of an index that another version of the format wrote.
inline constexpr std::string_view other_format = "other-format";

/// User data of every commit of ours.
inline constexpr std::string_view key_format = "concord.format";
inline constexpr std::string_view key_commit = "concord.commit";
inline constexpr std::string_view key_time = "concord.time";
inline constexpr std::string_view key_config = "concord.config";
inline constexpr std::string_view key_run = "concord.run";
inline constexpr std::string_view key_catalogue = "concord.catalogue";
inline constexpr std::string_view key_kept = "concord.kept";
inline constexpr std::string_view key_answers = "concord.answers";  ///< absent in most

}  // namespace concord
