// Ledger: what every file looked like when it was read, as terms of Field::file. Reindexing compares with it.
//
// A walk over the terms gives the whole ledger without touching a document: a
// file of one document or of ten thousand is one term. Terms (US is U+001F;
// control characters, '%' and bytes that are no UTF-8 are written %XX):
//
//   "f" US source US path US size US mtime_ns US inode US hash US "d" or "x"   documents of the file, or failures
//   "p" US source US path                                                       the same: to remove all of a file
//   "i" US id                                                                   the document with exactly this id
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

struct LedgerEntry {
  FileStamp stamp;
  std::uint32_t documents = 0;  ///< how many documents the file gave
  std::uint32_t failures = 0;   ///< how many of its members (or the file as a whole: 1) could not be read
};

/// A document that could not be read, remembered with its reason.
struct FailedDocument {
  std::string id;
  FileStamp file;
  std::string member;
  ErrorCode code = ErrorCode::bad_data;
  std::string kind;    ///< the reader's name for it: "no-text-layer"; may be empty
  std::string reason;
  std::string remedy;
  friend bool operator==(const FailedDocument&, const FailedDocument&) = default;
};

/// Every file of the snapshot, by source and path.
[[nodiscard]] Result<std::vector<LedgerEntry>> read_ledger(const Snapshot& snapshot);

/// Every failure, in the order in which they were added.
[[nodiscard]] Result<std::vector<FailedDocument>> read_failures(const Snapshot& snapshot);

/// The number of the document with exactly this id (its latest version), or no_more_documents.
[[nodiscard]] DocNo find_document(const Snapshot& snapshot, std::string_view id);

/// Terms of Field::file. All three stand under each document and each failure.
[[nodiscard]] std::array<std::string, 3> file_terms(const Metadata& metadata, bool failed);
[[nodiscard]] std::string ledger_term(const FileStamp& stamp, bool failed);
[[nodiscard]] std::string path_term(std::string_view source, std::string_view path);
[[nodiscard]] std::string id_term(std::string_view id);

/// A failure travels as a document of state "failed": its reason is the first warning.
[[nodiscard]] Document to_document(const FailedDocument& failure);
[[nodiscard]] FailedDocument to_failure(const Document& document);

}  // namespace concord
