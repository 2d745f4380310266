// Clause: a part of a query bound to a snapshot: an iterator over documents that knows where in each it stands.
//
// Two steps, so that positions are read only where they can matter: advance()
// proposes documents (what each word's list allows), matches() settles one.
// Inside IN the same clause is asked region by region (holds_in). Internal to
// search; the public face is answer.h. One thread.
//
// A document number is passed along everywhere because a clause may stand
// further on: it then simply has nothing in that document.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/index/snapshot.h"
#include "pipeline/search/occurrence.h"

namespace concord {

/// What is wanted of an occurrence of several words: the stretch from first to last, or each word to be marked.
enum class Detail : std::uint8_t { stretches, marks };

class Clause {
 public:
  virtual ~Clause() = default;

  /// The first document at or after `target` that may match; never goes back.
  DocNo advance(DocNo target) {
    if (!x_started || x_document < target) {
      x_started = true;
      x_document = seek(target);
    }
    return x_document;
  }
  [[nodiscard]] bool stands_at(DocNo document) const { return x_started && x_document == document; }

  /// Whether `document` matches. Requires for this and all below: the clause was advanced to `document`.
  [[nodiscard]] virtual bool matches(DocNo document) = 0;
  /// Appends where it matches. Requires: matches(document). Tidy only after tidy().
  virtual void occurrences(DocNo document, Detail detail, Occurrences& out) = 0;
  /// Adds for each scored leaf how often it stands in the document. Requires: matches(document).
  virtual void tally(DocNo document, std::vector<std::uint32_t>& counts) = 0;
  /// How many occurrences there are. Requires: matches(document).
  [[nodiscard]] virtual std::uint32_t count(DocNo document);

  /// Numbers of the regions in which it holds, ascending.
  [[nodiscard]] virtual std::vector<std::uint32_t> holds_in(DocNo document, const Regions& regions) = 0;
  /// Appends its occurrences in the chosen regions, in which it holds.
  virtual void occurrences_in(DocNo document, const Regions& regions, const std::vector<std::uint32_t>& chosen, Detail detail,
                              Occurrences& out) = 0;

  /// Documents it may propose, about; the cheapest leads.
  [[nodiscard]] virtual std::uint64_t cost() const = 0;
  /// Whether settling a document needs positions: such clauses are asked last.
  [[nodiscard]] virtual bool reads_positions() const { return true; }
  /// The leaves whose occurrences can never coincide: one word each, of different terms. Empty when that is not known.
  [[nodiscard]] virtual std::vector<std::string> single_words() const { return {}; }
  /// Whether it is one token long wherever it stands; append_places() then gives where, ascending, without repetition.
  [[nodiscard]] virtual bool has_places() const { return false; }
  /// Requires: has_places(), matches(document).
  [[nodiscard]] virtual bool append_places(DocNo, std::vector<std::uint32_t>&) { return false; }

 protected:
  virtual DocNo seek(DocNo target) = 0;

 private:
  DocNo x_document = 0;
  bool x_started = false;
};

using ClausePtr = std::unique_ptr<Clause>;

/// What clauses share while one answer is read: the last stored document, and the first error.
class StoredDocuments {
 public:
  explicit StoredDocuments(const Snapshot& snapshot) : x_snapshot(snapshot) {}
  /// The text of a document with its sentences and divisions; nothing when it cannot be read, and status() then says why.
  [[nodiscard]] const Document* text(DocNo number);
  [[nodiscard]] const Status& status() const { return x_status; }
  /// Keeps the first error.
  void report(const Status& status) {
    if (x_status && !status) x_status = status;
  }
  [[nodiscard]] const Snapshot& snapshot() const { return x_snapshot; }

 private:
  const Snapshot& x_snapshot;
  std::optional<DocNo> x_number;
  Document x_document;
  Status x_status;
};

/// A term of a field, and how its positions become occurrences.
struct TermChoice {
  Field field = Field::word;
  std::string term;
  std::uint64_t documents = 0;
  bool affirmed_only = false;  ///< of a label: without its negated mentions
};

/// Any of the terms: a word, a wildcard, a label. Labels span from label to label_end, words one token.
[[nodiscard]] ClausePtr make_terms(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf);
/// A condition on the whole document: any of the terms, positions ignored. Scored as `leaf` unless that is no_leaf.
inline constexpr std::uint32_t no_leaf = UINT32_MAX;
[[nodiscard]] ClausePtr make_condition(const Snapshot& snapshot, std::vector<TermChoice> terms, std::uint32_t leaf = no_leaf);
/// `inner` as a condition on the whole document: no occurrences (a title's positions are not the text's).
[[nodiscard]] ClausePtr make_condition(ClausePtr inner);
[[nodiscard]] ClausePtr make_everything(const Snapshot& snapshot);
/// Occurrences of `inner` that are spelled exactly so, token by token. Requires: they have surfaces.size() tokens.
[[nodiscard]] ClausePtr make_exact(ClausePtr inner, StoredDocuments& stored, std::vector<std::string> surfaces, std::uint32_t leaf);
/// Divisions of a unit with this label, from the stored document.
[[nodiscard]] ClausePtr make_division(const Snapshot& snapshot, StoredDocuments& stored, std::string unit, std::string label, std::uint32_t leaf);
/// Requires: gaps.size() + 1 == items.size().
[[nodiscard]] ClausePtr make_sequence(std::vector<ClausePtr> items, std::vector<Gap> gaps, std::uint32_t leaf);
[[nodiscard]] ClausePtr make_near(ClausePtr first, ClausePtr second, std::uint32_t distance, bool ordered, std::uint32_t leaf);
[[nodiscard]] ClausePtr make_and(std::vector<ClausePtr> parts, std::vector<ClausePtr> excluded, const Snapshot& snapshot);
[[nodiscard]] ClausePtr make_or(std::vector<ClausePtr> parts);
[[nodiscard]] ClausePtr make_not(ClausePtr part, const Snapshot& snapshot);

/// Where the regions of IN come from.
class RegionSource {
 public:
  virtual ~RegionSource() = default;
  [[nodiscard]] virtual std::vector<TokenRange> stretches(DocNo document) = 0;
};
[[nodiscard]] std::unique_ptr<RegionSource> regions_of_unit(const Snapshot& snapshot, std::string_view unit);
[[nodiscard]] std::unique_ptr<RegionSource> regions_of(ClausePtr clause);

[[nodiscard]] ClausePtr make_inside(ClausePtr part, std::unique_ptr<RegionSource> regions);
/// The part where it stands outside of every region.
[[nodiscard]] ClausePtr make_outside(ClausePtr part, std::unique_ptr<RegionSource> regions);
/// The part in documents in which it never holds within one region.
[[nodiscard]] ClausePtr make_never_inside(ClausePtr part, std::unique_ptr<RegionSource> regions);

}  // namespace concord
