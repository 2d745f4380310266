// PostingsOf: what is indexed of a document. The one definition, shared by the index writer and the in-memory snapshot.
//
// A posting is a field, a term and the positions of the term in the document
// (see fields.h for what a position means in each field). Each pair of field
// and term comes once. The document's terms are interned already, so positions
// are grouped by a counting sort: the cost is a few nanoseconds a token.
// The file ledger (Field::file) is not here: ledger.h.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/index/fields.h"
#include "pipeline/index/sketch.h"

namespace concord {

struct Posting {
  Field field = Field::word;
  std::string_view term;
  std::span<const std::uint32_t> positions;  ///< ascending; empty where the field has none
};

/// One thread an object; keep it for many documents, it reuses its memory.
class PostingsOf {
 public:
  /// All postings of `document`, by field, valid until the next call. Requires: the stages up to the tagger have run;
  /// annotations ascend by their first token.
  std::span<const Posting> operator()(const Document& document);

 private:
  struct Mention;
  void add_words(const Document& document);
  void add_title(const Document& document);
  void add_labels(const Document& document);
  void add_units(const Document& document);
  void add_sizes(const Document& document);
  void add_meta(const Document& document);
  void add_content(const Document& document);
  void add_meta(std::string_view key, std::string_view value);
  /// Groups x_numbers/x_values by number and emits a posting for each group that is not empty.
  void group(Field field, const Vocabulary& names);
  void put(Field field, std::string_view term, std::span<const std::uint32_t> positions);

  std::vector<Posting> x_postings;
  std::vector<std::vector<std::uint32_t>> x_stores;  // positions of one group() each
  std::size_t x_stores_used = 0;
  std::vector<TermNo> x_numbers;
  std::vector<std::uint32_t> x_values;
  std::vector<std::uint32_t> x_begins;
  Vocabulary x_title, x_labels, x_units, x_meta;
  std::string x_scratch;
  Sketcher x_sketcher;
  std::string x_content;
};

/// Calls `sink(const Posting&)` for each posting of the document.
template <class Sink>
void for_each_posting(const Document& document, Sink&& sink) {
  PostingsOf postings;
  for (const Posting& posting : postings(document)) sink(posting);
}

/// The words of a title, in order: pieces between white space without the punctuation around them, folded.
[[nodiscard]] std::vector<std::string> title_words(std::string_view title);

}  // namespace concord
