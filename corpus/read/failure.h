// Failure: why a document could not be read, as a stable code with a remedy.
//
// The code is what the index remembers, `concord failures` lists and scripts
// match on: it is frozen. The Error around it names the file and the detail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/document/result.h"

namespace concord {

/// On disk as its name; frozen.
enum class ReadFailure : std::uint8_t {
  empty,           ///< no bytes, or no text in them
  binary,          ///< not a text and not a format that is read
  too_large,       ///< more bytes than ReadLimits::file_bytes
  undecodable,     ///< no encoding makes text of the bytes
  no_text_layer,   ///< a PDF of scanned pages, read without OCR
  helper_missing,  ///< an outside program is not installed
  damaged,         ///< the format's own structure is broken (truncated PDF, bad zip, broken JSON line)
  limit,           ///< a limit of depth, ratio, count, time or memory was reached
  vanished,        ///< listed, and gone when it was to be read
  permission,      ///< not readable for this user
  encrypted,       ///< needs a password
  symlink,         ///< a link that leads out of the source's folder
  io,              ///< the disk or the network failed
  record,          ///< a record of a JSON Lines, CSV or manifest file that cannot be used
};

[[nodiscard]] std::string_view name(ReadFailure failure);  ///< "no-text-layer"
[[nodiscard]] std::optional<ReadFailure> parse_failure(std::string_view name);

/// The Error of a failure: code and remedy follow from the reason; `remedy` replaces the usual one when it is not
/// empty.
[[nodiscard]] Error make_failure(ReadFailure failure, std::string where, std::string message, std::string remedy = {});

}  // namespace concord
