// Export format: everything the index holds of a document or of a failure as one line of JSON, written and read back.
//
// `concord export --all` writes it, and a JSON Lines file of such lines is read
// as what it was exported from: text, layout, metadata with their origins. What
// is derived (sentences, mentions, tokens) stands there for other programs and is
// found anew when the line is read. docs/export.md has the grammar and an example.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

/// The value of the key "concord" of each line; lines of another version are refused.
inline constexpr std::string_view export_version = "export 1";

struct ExportOptions {
  bool tokens = false;  ///< also [begin, end, folded term] of every token
};

/// Without a line feed. Where the file lay is in "file"; a document that was itself read from an export keeps what stood there.
[[nodiscard]] std::string export_line(const Document& document, const ExportOptions& options = {});

/// A document that could not be read.
struct ExportedFailure {
  std::string id;
  FileStamp file;
  std::string member;
  std::string reason;   ///< its stable code: "no-text-layer"
  std::string message;
  std::string remedy;
};
[[nodiscard]] std::string export_failure_line(const ExportedFailure& failure);

/// True when a line of JSON Lines may be one of an export: cheap, by its first bytes.
[[nodiscard]] bool looks_exported(std::string_view line);

/// The document that was exported, as a reader gives it; `document` brings the stamp and the member of the file that it is read
/// from now. Error: bad_data naming `where`; or the failure that was exported.
[[nodiscard]] Status read_export_line(std::string_view line, const std::string& where, Document& document);

}  // namespace concord
