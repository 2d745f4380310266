// Reader: a file, or the bytes of one, to documents.
//
// What a file is, is decided by its first bytes and, where those leave it open
// (text, Markdown, CSV), by its name. A file of records or an archive gives
// several documents, in order; one that cannot be read gives an Error in its
// place and the others follow. Nothing here prints, and nothing is cut short: a
// limit that is reached is an Error or a warning in the document's metadata.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "corpus/read/file_source.h"

namespace concord {

/// What no file may exceed. The defaults let every honest document pass.
struct ReadLimits {
  std::uint64_t file_bytes = std::uint64_t{512}
                             << 20U;  ///< of a document that is read whole (not of JSON Lines or archives)
  std::uint64_t record_bytes = std::uint64_t{64} << 20U;   ///< of one line of JSON Lines, one message of a mailbox
  std::uint64_t unpacked_bytes = std::uint64_t{8} << 30U;  ///< of all members of an archive together
  std::uint32_t archive_ratio = 300;                       ///< unpacked to packed bytes, once 16 MiB are unpacked
  std::uint32_t archive_members = 200000;
  std::uint32_t archive_depth = 3;                        ///< archives inside archives
  std::uint32_t nesting = 2000;                           ///< of HTML and XML elements
  std::uint32_t pages = 20000;                            ///< of a PDF
  std::uint32_t helper_seconds = 300;                     ///< wall clock of one helper program
  std::uint64_t helper_memory = std::uint64_t{2} << 30U;  ///< its address space
};

/// Which columns (CSV) or fields (JSON Lines) hold what. Empty = the usual names are tried ("text", "body", "date"
/// ...).
struct RecordColumns {
  std::string id = {}, title = {}, text = {}, date = {}, kind = {}, language = {}, publisher = {};
  bool documents = false;  ///< a CSV file is one document a row; without it only when it has a column "text" or "body"
};

/// Reading of pages that are pictures only.
struct OcrOptions {
  bool enabled = false;
  std::vector<std::string> languages = {"eng"};  ///< tesseract's names
  unsigned resolution = 300;                     ///< dots an inch
  unsigned parallel = 1;                         ///< pages of one document at a time
  std::string cache_folder = {};                 ///< results by content; empty = no cache
  /// Called before the first page that is not in the cache is read, and when pages are done: document, pages done (those
  /// of the cache are), pages to do. From the reading thread.
  std::function<void(const std::string& where, unsigned done, unsigned total)> progress = {};
};

struct ReadOptions {
  std::string encoding = {};  ///< of every file, whatever it says; empty = decide
  std::vector<std::pair<std::string, std::string>> encodings =
      {};                         ///< glob on the path -> encoding; the first match wins
  bool keep_boilerplate = false;  ///< navigation, banners ... are text like any other
  RecordColumns columns = {};
  OcrOptions ocr = {};
  ReadLimits limits = {};
  /// Asked before a member of an archive, a message or what is attached to one is read: true when it is to be passed over.
  /// The stamp's hash is that of the member's bytes, as in its document. Members that are files of records are not asked for.
  std::function<bool(const FileStamp& stamp, const std::string& member)> pass_over = {};
};

/// Receives each document, or why there is none. An Error that it returns stops the reading.
using DocumentSink = std::function<Status(Result<Document>)>;

/// Every document of a listed file, in order. What cannot be read goes to the sink as an Error; the Status is an error
/// only when the sink's was. The stamp of each document has the hash and what was seen when the file was opened. Any
/// thread.
[[nodiscard]] Status read_file(const FileEntry& file, const ReadOptions& options, const DocumentSink& sink);

/// Standard input or another descriptor, as a file of this name ("-" says nothing of its format).
[[nodiscard]] Status read_descriptor(int descriptor, const std::string& name, const ReadOptions& options,
                                     const DocumentSink& sink);

/// The document in `bytes`, which `stamp` and, for a part of an archive, `member` describe. Error for bytes that hold
/// several documents (JSON Lines, mail, archives): use read_file.
[[nodiscard]] Result<Document> read_document(std::string bytes, const FileStamp& stamp, const ReadOptions& options,
                                             const std::string& member = {});

}  // namespace concord
