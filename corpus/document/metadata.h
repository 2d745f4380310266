// Metadata: what is known about a document as a whole, and how it is known.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/date.h"

namespace concord {

/// The kinds of text that the statistics compare. On disk as its name; frozen.
enum class Kind : std::uint8_t { report, treaty, resolution, statement, study, news, other };

/// Who said so. A guess is never passed off as knowledge: it is shown as one.
enum class Origin : std::uint8_t {
  unknown,
  manifest,       ///< a row of the manifest, or a field of a JSON Lines record
  configuration,  ///< a rule of concord.yaml
  document,       ///< the document's own metadata (PDF info, HTML meta, docProps)
  guess,          ///< derived from the text or the name; the rule is in `kind_evidence` and the like
};

[[nodiscard]] std::string_view name(Kind kind);
[[nodiscard]] std::string_view name(Origin origin);
[[nodiscard]] std::optional<Kind> parse_kind(std::string_view name);
[[nodiscard]] std::optional<Origin> parse_origin(std::string_view name);

/// How the bytes of a source became text.
struct EncodingDecision {
  std::string name = "UTF-8";    ///< IANA name of the encoding used
  std::string reason;            ///< "valid UTF-8", "BOM", "declared in <meta>", "detected", "configuration"
  int confidence = 100;          ///< 0..100; below 50 the document is listed as uncertain
  std::string second;            ///< next best candidate of a detection; may be empty
  std::uint32_t replaced = 0;    ///< ill-formed sequences that became U+FFFD
  friend bool operator==(const EncodingDecision&, const EncodingDecision&) = default;
};

/// What a file on disk looked like when it was read: the ledger that reindexing compares with.
struct FileStamp {
  std::string path;             ///< as the source names it, relative to the source's root, '/' separators
  std::string source;           ///< name of the source in concord.yaml
  std::uint64_t size = 0;       ///< bytes
  std::int64_t mtime_ns = 0;    ///< nanoseconds since 1970
  std::uint64_t inode = 0;
  std::uint64_t hash = 0;       ///< XXH3-64 of the bytes; of a member of an archive or a message: of its own
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

struct Metadata {
  std::string id;      ///< unique in the collection: from the manifest, else "path" or "path#member"
  std::string title;
  Origin title_origin = Origin::unknown;
  std::optional<Date> date;
  Origin date_origin = Origin::unknown;
  Kind kind = Kind::other;
  Origin kind_origin = Origin::unknown;
  std::string kind_evidence;   ///< for a guess: what it rests on ("heading 'Report of the Secretary-General'")
  std::string language;        ///< BCP 47 primary tag ("en", "ru", "tg"); empty = unknown
  Origin language_origin = Origin::unknown;
  int language_confidence = 0; ///< 0..100
  std::string publisher;       ///< the manifest's `source` column: UN, OSCE, ...
  std::string format;          ///< "text", "markdown", "html", "pdf", "docx", ...
  EncodingDecision encoding;
  FileStamp file;
  std::string member;          ///< of an archive or JSON Lines file: member path or line number; may be empty
  std::map<std::string, std::string> fields;  ///< every other manifest column, as typed
  std::vector<std::string> warnings;          ///< "3 of 12 pages without a text layer", ...
};

}  // namespace concord
