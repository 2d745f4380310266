// FileFormat: what the bytes of a file are, by signature first and by name where the bytes leave it open.
#pragma once

#include <cstdint>
#include <string_view>

namespace concord {

enum class FileFormat : std::uint8_t {
  text,
  markdown,
  html,
  tei,
  xml,
  pdf,
  docx,
  odt,
  epub,
  rtf,
  doc,
  mail,
  mbox,
  json_lines,
  csv,
  tsv,
  archive,     ///< zip, tar, 7z ...: several members
  compressed,  ///< gz, zst, xz, bz2: one member
  unreadable,  ///< pictures, programs, fonts, databases, office formats that no reader is there for
  empty,
};

[[nodiscard]] std::string_view name(FileFormat format);

/// `head`: the first bytes, 4 KiB or all of them. `file_name`: the last part of the path; its extension decides among
/// text formats.
[[nodiscard]] FileFormat detect_format(std::string_view head, std::string_view file_name);

/// What bytes are that no reader takes: "a JPEG picture"; empty when they may be text.
[[nodiscard]] std::string_view name_unreadable(std::string_view head);

/// How many of the first bytes detect_format wants to see.
inline constexpr std::size_t format_head_bytes = 4096;

}  // namespace concord
