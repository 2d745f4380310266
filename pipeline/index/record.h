// Record: a Document as one compressed binary value: what the index stores of it.
//
// Four sections, each compressed on its own (zstd) and with its own checksum,
// so that a list of titles need not decompress the texts. Format (all numbers
// varints unless said; frozen, see index_format):
//
//   record   := "CR" version(byte = 1) 4 * { raw_size packed_size checksum(4 bytes) } header_checksum(4 bytes)
//               metadata text tokens annotations
//   checksum := low 32 bits, little-endian, of the XXH3-64 of the packed bytes (of the header: of all before it)
//
// Tokens are a byte each where they can be: the gap to the token before (3
// bits) and the length (5 bits). The term of a token is not stored where it is
// the lower case of the ASCII bytes it stands on.
//
// Decoding gives the document back, except that terms, labels and rules that no
// token or annotation uses are dropped and the others are numbered in the order
// of their first use. Damage of any kind is an Error.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// One thread an object; a worker keeps one for all its documents.
class RecordEncoder {
 public:
  RecordEncoder();
  ~RecordEncoder();
  RecordEncoder(RecordEncoder&&) noexcept;
  RecordEncoder& operator=(RecordEncoder&&) noexcept;

  /// Replaces `record`. Requires: spans and numbers of the document are in range.
  Status encode(const Document& document, std::string& record);

 private:
  struct State;
  std::unique_ptr<State> x_state;
};

/// The wanted parts of the document; the others stay empty. `where` names the document in an error (bad_data).
[[nodiscard]] Result<Document> decode_record(std::string_view record, Part parts, std::string_view where);

namespace detail {
/// One section, already decompressed: 0 metadata, 1 text, 2 tokens (needs the text in `document`), 3 annotations. False
/// when it is damaged. For the decoder and its fuzzer.
bool decode_section(int section, std::string_view raw, Document& document);
}  // namespace detail

}  // namespace concord
