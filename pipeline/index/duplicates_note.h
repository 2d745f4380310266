// The file beside a commit that keeps what was found of its duplicates, so that no query has to find it again.
//
// "duplicates_N" beside "segments_N". Derived from the commit and bound to it by its name: without the file, or
// with one that is damaged or of another commit, a reader finds the groups itself. So it is written after the commit and
// no manifest covers it. What stands in `note` is duplicates.cpp's affair.
//
//   file := "CCD" version(byte = 1) commit(text) note(text) checksum(8, of all bytes before it)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/document/result.h"
#include "pipeline/index/file_layer.h"

namespace concord {

inline constexpr std::string_view duplicates_prefix = "duplicates_";

[[nodiscard]] std::string duplicates_note_bytes(std::string_view commit, std::string_view note);

/// The note of the commit; empty when there is none. Error: bad_data when it is not as it was written, io.
[[nodiscard]] Result<std::string> read_duplicates_note(FileLayer& files, const std::string& folder, std::uint64_t generation,
                                                       std::string_view commit);

}  // namespace concord
