// UnitSpace: the units that are counted, numbered through: the n-th sentence of document d has one number in the whole.
//
// Made for one snapshot, one kind of unit and the documents that pass the
// filter, so its size is the N of every contingency table. A narrower
// filter (only units that hold a match) is a bit for each unit. Sentences and
// paragraphs hold every token; articles and other divisions leave text outside,
// which then belongs to no unit.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/bit_rank.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/posting_list.h"

namespace concord {

enum class UnitKind : std::uint8_t { sentence, paragraph, document, page, article, section, numbered_paragraph };

[[nodiscard]] std::string_view name(UnitKind kind);
[[nodiscard]] std::optional<UnitKind> parse_unit(std::string_view name);

/// Number of a unit in one UnitSpace, ascending with document and place.
using UnitNo = std::uint32_t;

/// Where a unit stands: what a passage is looked up by.
struct UnitPlace {
  DocNo document = 0;
  std::uint32_t unit = 0;  ///< n-th of its kind in the document, from 0
  friend auto operator<=>(const UnitPlace&, const UnitPlace&) = default;
};

class UnitSpace {
 public:
  /// Error: limit, when there are 2^32 units or more.
  [[nodiscard]] static Result<UnitSpace> build(const Snapshot& snapshot, UnitKind kind, const DocumentSet& documents);

  /// Keeps only the units in which a match begins.
  [[nodiscard]] Status keep_units_with(const MatchFinder& matches);

  [[nodiscard]] UnitKind kind() const { return x_kind; }
  /// Numbers run from 0 to end() - 1, units that were not kept included.
  [[nodiscard]] UnitNo end() const { return x_begins.back(); }
  /// N: the units that are counted.
  [[nodiscard]] std::uint64_t size() const { return x_size; }
  [[nodiscard]] bool contains(DocNo document) const { return x_begins[document] != x_begins[document + 1]; }
  [[nodiscard]] UnitNo begin_of(DocNo document) const { return x_begins[document]; }
  [[nodiscard]] UnitNo end_of(DocNo document) const { return x_begins[document + 1]; }
  [[nodiscard]] bool is_kept(UnitNo unit) const { return x_kept.empty() || x_kept[unit]; }
  [[nodiscard]] DocNo documents_end() const { return static_cast<DocNo>(x_begins.size() - 1); }
  [[nodiscard]] UnitPlace place_of(UnitNo unit) const;

  /// Reads where the units begin and end, once; needed before locate(). Nothing to do for documents.
  void read_bounds(const Snapshot& snapshot);
  /// First token of each unit of the document. Requires: read_bounds() was called; not for documents.
  [[nodiscard]] std::span<const std::uint32_t> first_tokens(DocNo document) const {
    return std::span(x_first_tokens).subspan(begin_of(document), end_of(document) - begin_of(document));
  }
  /// Appends the units that hold the positions (ascending tokens of `document`), one for each position; positions
  /// outside all units and in units that are not kept are left out. Requires: read_bounds() was called.
  void locate(DocNo document, std::span<const std::uint32_t> positions, std::vector<UnitNo>& out) const;
  /// The same for all positions of a list, of any documents.
  void locate(const PostingList& list, std::vector<UnitNo>& out) const;
  /// The same by a search among the first tokens: the slow twin of locate(), and its way where units leave text outside.
  void locate_by_search(DocNo document, std::span<const std::uint32_t> positions, std::vector<UnitNo>& out) const;

 private:
  void rank_tokens(const Snapshot& snapshot);
  void locate_tokens(std::span<const std::uint64_t> tokens, std::vector<UnitNo>& out) const;

  UnitSpace(UnitKind kind, DocNo documents) : x_kind(kind), x_begins(std::size_t{documents} + 1, 0) {}

  UnitKind x_kind;
  std::vector<UnitNo> x_begins;  // of each document, and the end of the last
  std::uint64_t x_size = 0;
  std::vector<bool> x_kept;      // empty: all
  bool x_has_bounds = false;
  std::vector<std::uint32_t> x_first_tokens;  // of each unit
  std::vector<std::uint32_t> x_end_tokens;    // divisions only: one past the last token
  // Units that share out all tokens: the tokens of all documents numbered through, with a bit where a unit begins.
  std::vector<std::uint64_t> x_token_begins;  // of each document
  BitRank x_starts;
  std::vector<UnitNo> x_unit_at;  // of each start; empty when no unit is empty, so that the n-th start is unit n
};

}  // namespace concord
