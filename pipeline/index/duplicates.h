// Duplicates: which documents of a snapshot are the same text again, or nearly.
//
// The sketches in Field::content (sketch.h) are sorted by bands of four bins (locality-sensitive hashing: Leskovec,
// Rajaraman, Ullman, Mining of Massive Datasets, 3.4), so that only texts that share a band are compared: a pair of
// similarity 0.7 shares one with probability 0.9999, of 0.5 with 0.87. What the sketches hold to be alike is then verified:
// the Jaccard similarity of the two sets of runs of three terms, from the stored documents. Pairs at or above the threshold
// make groups, also through a third text. Nothing is dropped: search shows a group as one hit with "also in", statistics
// count its first member among the documents they are asked about.
//
// Groups do not depend on the order in which documents were indexed. An ingest notes the groups of the
// default threshold beside its commit (to_note), so that nobody waits for them; without a note they are found when asked.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// Measured: two readings of one page with one word in twenty misread have 0.74 of the clean one and 0.58 of each other;
/// speeches of one delegation in two years 0.12 at most.
inline constexpr double duplicate_similarity = 0.7;
/// Below, pairs would be missed.
inline constexpr double least_duplicate_similarity = 0.5;

struct DuplicateMember {
  DocNo document = 0;
  double similarity = 1;  ///< to the first member of the group; 1: the same words in the same order, or the first itself
  friend bool operator==(const DuplicateMember&, const DuplicateMember&) = default;
};

/// Two members or more. The first is the earliest by date (undated last), then the longest, then the least id.
using DuplicateGroup = std::vector<DuplicateMember>;

/// How much was counted once.
struct CountedOnce {
  std::uint64_t documents = 0;  ///< in groups of which more than one member was selected
  std::uint64_t groups = 0;
};

class Duplicates {
 public:
  /// Groups of the snapshot at `threshold`, least_duplicate_similarity..1. Errors: usage (threshold), bad_data (a
  /// stored document is damaged). Cost: reading the note; without one a walk over the sketches and, for each
  /// document that resembles another, reading it.
  [[nodiscard]] static Result<Duplicates> find(const Snapshot& snapshot, double threshold = duplicate_similarity);

  /// By the number of their first member.
  [[nodiscard]] const std::vector<DuplicateGroup>& groups() const { return x_groups; }
  /// How many documents are in a group.
  [[nodiscard]] std::size_t size() const { return x_group_of.size(); }
  /// The group of a document; null when it is in none.
  [[nodiscard]] const DuplicateGroup* group_of(DocNo document) const;

  /// Calls `repeat` with each selected document that repeats one before it in its group that is selected too, ascending by
  /// group: what a count leaves out so that each text counts once.
  CountedOnce repeats(const std::function<bool(DocNo)>& is_selected, const std::function<void(DocNo)>& repeat) const;

  /// Groups at the default threshold and the verified pairs, as bytes for the snapshot's note. `before`: the note of an
  /// earlier commit, whose pairs need not be verified again.
  [[nodiscard]] static Result<std::string> to_note(const Snapshot& snapshot, std::string_view before);

 private:
  friend class DuplicateFinder;
  void index_members();
  std::vector<DuplicateGroup> x_groups;
  std::vector<std::pair<DocNo, std::uint32_t>> x_group_of;  // ascending
};

/// Documents that can be in no group, by why.
struct Unsketched {
  std::uint64_t too_short = 0;   ///< fewer than least_sketched_tokens
  std::uint64_t unknown = 0;     ///< indexed by a version without sketches: 'concord reindex --full'
};
[[nodiscard]] Unsketched count_unsketched(const Snapshot& snapshot);

namespace slow {
/// The definition: every pair verified, no sketches. For tests.
[[nodiscard]] Result<std::vector<DuplicateGroup>> duplicate_groups(const Snapshot& snapshot, double threshold);
}  // namespace slow

}  // namespace concord
