// NearbyWords: single words of a stored document without decoding all of its tokens.
//
// The words of a sentence are found again in its text, as the tokeniser found
// them. Where that gives another number of words (the sentence holds page
// furniture, or a word broken over two lines), the stored tokens are read.
// One document an object; one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/text/words.h"
#include "pipeline/index/snapshot.h"

namespace concord {

class NearbyWords {
 public:
  /// Requires: `document` is the stored one of this number, with its text; all outlive this.
  NearbyWords(const Snapshot& snapshot, DocNo number, const Document& document, WordScanner& scanner)
      : x_snapshot(snapshot), x_number(number), x_document(document), x_scanner(scanner) {}

  /// Appends the folded term of a token; nothing beyond the ends of the document.
  void append_term(std::uint32_t token, std::string& out);
  /// Appends the token as it is spelled, without the hyphen and line break of a word broken over two lines.
  void append_surface(std::uint32_t token, std::string& out);
  /// An error met while reading stored tokens; what was appended since is then incomplete.
  [[nodiscard]] const Status& status() const { return x_status; }

 private:
  /// Where the token stands, by its sentence alone; nothing when that cannot be told so.
  [[nodiscard]] std::optional<TextSpan> find(std::uint32_t token);
  [[nodiscard]] const Document& stored();

  const Snapshot& x_snapshot;
  DocNo x_number;
  const Document& x_document;
  WordScanner& x_scanner;
  std::vector<Word> x_words;
  std::optional<std::uint32_t> x_words_of;
  std::optional<Document> x_stored;
  Status x_status;
};

}  // namespace concord
