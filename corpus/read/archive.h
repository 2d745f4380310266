// Archive: the members of zip, tar and 7z files, and what gz, zst, xz and bz2 files hold, one after the other, in
// memory.
//
// Nothing is ever written to disk, so a member's path is only a name. Every
// format is decoded in this process (no outside program is started for a
// filter), and all members of a file, however deep, draw on one budget.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "corpus/document/result.h"
#include "corpus/read/byte_stream.h"
#include "corpus/read/reader.h"

namespace concord {

/// What a file may still unpack. One for a file on disk, shared by the archives inside it.
struct UnpackBudget {
  std::uint64_t packed = 0;    ///< bytes of the file on disk
  std::uint64_t unpacked = 0;  ///< bytes given out so far
  std::uint32_t members = 0;
};

/// Receives a member: its name (shown_name) and its bytes, which may be left unread.
using MemberSink = std::function<Status(const std::string& name, ByteStream& bytes)>;

/// An archive on disk (`location`) or, when that is empty, in `bytes`. Members come in the order in which they are
/// stored; folders and links are passed over. An Error of the sink ends the reading and is returned. Errors: damaged,
/// encrypted, limit.
[[nodiscard]] Status for_each_member(const std::string& location, std::string_view bytes, const ReadLimits& limits,
                                     UnpackBudget& budget, const std::string& where, const MemberSink& sink);

}  // namespace concord
