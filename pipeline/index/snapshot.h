// Snapshot: one commit of the index, open for reading. Search and statistics see the index only through this.
//
// Immutable: commits made later do not show. One Snapshot may be shared by
// threads; each cursor belongs to one thread. Pure interface, so that search
// and co-occurrence are tested in memory (tests/support/memory_snapshot.h).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/catalogue.h"
#include "pipeline/index/fields.h"

namespace concord {

/// Number of a document in one Snapshot, 0 .. end()-1, ascending in the order of ingestion. Deleted ones are gaps.
using DocNo = std::uint32_t;
inline constexpr DocNo no_more_documents = UINT32_MAX;

/// Walks the documents that hold one term, ascending; deleted documents do not show.
class Postings {
 public:
  virtual ~Postings() = default;
  /// The next document, or no_more_documents. Requires: not at the end already.
  virtual DocNo next() = 0;
  /// The first document at or after `target` and after the present one.
  virtual DocNo advance(DocNo target) = 0;
  [[nodiscard]] virtual DocNo document() const = 0;
  [[nodiscard]] virtual std::uint32_t frequency() const = 0;
  /// Appends the positions in the present document, ascending, to `out`. Once a document at most.
  virtual void positions(std::vector<std::uint32_t>& out) = 0;
};

/// What a term of the dictionary is worth. document_count may count deleted documents until the next merge;
/// exact counts come from walking the postings.
struct TermEntry {
  std::string_view term;  ///< valid during the call only
  std::uint32_t document_count = 0;
};

/// Which parts of a stored document are wanted; the others stay empty.
enum class Part : std::uint8_t {
  metadata = 1,
  text = 2,
  tokens = 4,
  annotations = 8,
  all = 15,
  spans = 16,  ///< the tokens as places only, without terms and kinds: a tenth of the cost. `tokens` gives all of them
};
[[nodiscard]] constexpr Part operator|(Part a, Part b) {
  return static_cast<Part>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
[[nodiscard]] constexpr bool wants(Part wanted, Part part) {
  return (static_cast<std::uint8_t>(wanted) & static_cast<std::uint8_t>(part)) != 0;
}

enum class ListPart : std::uint8_t;  // posting_list.h
struct PostingList;
class ListReader;

class Snapshot {
 public:
  virtual ~Snapshot() = default;

  /// What provenance prints: "7 (2026-11-22T08:00:00Z)".
  [[nodiscard]] virtual std::string id() const = 0;
  /// One past the largest document number.
  [[nodiscard]] virtual DocNo end() const = 0;
  /// Whether some of those numbers may be deleted documents: counts of terms are then too large (see TermEntry).
  [[nodiscard]] virtual bool has_gaps() const { return true; }
  /// The labels (id, name, type, parents) and the hash of the lexicons the documents were tagged with.
  [[nodiscard]] virtual const Catalogue& catalogue() const = 0;

  /// The documents with `term`; a cursor without documents when there is none.
  [[nodiscard]] virtual std::unique_ptr<Postings> postings(Field field, std::string_view term) const = 0;

  /// Calls `visit` for each term of the field from `from` on, in byte order of UTF-8, until it returns false.
  virtual void terms(Field field, std::string_view from, const std::function<bool(const TermEntry&)>& visit) const = 0;

  /// The whole list of a term at once: `list` is replaced. For counting, where each document of a list is wanted; the
  /// default goes through postings().
  virtual void read_list(Field field, std::string_view term, ListPart part, PostingList& list) const;

  /// Like terms(), with a reader of each term's list: one pass over a field and its lists. Terms without documents may be
  /// visited. The default goes through terms() and postings().
  virtual void for_each_list(Field field, std::string_view from,
                             const std::function<bool(std::string_view term, ListReader& reader)>& visit) const;

  /// The stored document. Error: bad_data when the record is damaged, naming the document.
  [[nodiscard]] virtual Result<Document> document(DocNo number, Part parts) const = 0;

  /// The first damage that a cursor or a walk over terms has met: they then end early, and what was computed from
  /// them is not to be shown. Ask after the last read of a query, before the first line of its answer.
  [[nodiscard]] virtual Status health() const { return {}; }

  /// What was noted of duplicates when the commit was made, for duplicates.h; empty when nothing was, or it is damaged.
  [[nodiscard]] virtual std::string duplicates_note() const { return {}; }
};

}  // namespace concord
