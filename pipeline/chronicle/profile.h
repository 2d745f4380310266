// Profile: who an actor is in a collection: names met, when and where spoken of, bound to what and whom, signing what, and
// the passages that show it.
//
// Counts come from the postings and are exact; each rate has its denominator. Association is counted in sentences (npmi, G2
// with adjusted p). Typical words are those of the sentences that hold the actor against all other sentences (log ratio
// among those with a significant G2). Passages are chosen greedily for coverage: each next one adds most that the ones before do
// not show (themes, companions, years, kinds, words), not simply most of everything.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "lexicons/catalogue.h"
#include "pipeline/chronicle/quote.h"
#include "pipeline/chronicle/signatories.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/passages.h"

namespace concord {

/// One spelling, as it stands in the texts.
struct ProfileName {
  std::string written;
  std::uint64_t count = 0;
  std::uint32_t documents = 0;
  std::string first, last;   ///< dates of the documents; empty where none is dated
  std::string rule;          ///< the alias or pattern that found it; what a document taught says so
  int confidence = 100;
};

/// A year or a kind, with what it is counted in.
struct ProfileShare {
  std::string name;
  std::uint64_t mentions = 0;
  std::uint64_t documents_with = 0;
  std::uint64_t documents = 0;
  std::uint64_t tokens = 0;
  [[nodiscard]] double per_million() const { return tokens == 0 ? 0 : 1e6 * static_cast<double>(mentions) / static_cast<double>(tokens); }
};

struct ProfilePassage {
  std::uint32_t document = 0;  ///< index into Profile::documents
  Locus place;
  Quote quote;                 ///< the actor marked
  std::string shows;           ///< what it was chosen for: "theme:elections, actor:osce, 1999"
};

/// A theme or another actor in the same sentences.
struct ProfileBond {
  std::string label;
  std::uint64_t together = 0;  ///< sentences
  std::uint64_t alone = 0;     ///< sentences that hold it at all
  double npmi = 0;
  double llr = 0;
  double p_adjusted = 1;
  std::uint32_t documents = 0; ///< in which the two meet
  std::vector<ProfilePassage> passages;  ///< one or two
};

struct ProfileWord {
  std::string word;
  std::uint64_t here = 0;
  std::uint64_t elsewhere = 0;
  double log_ratio = 0;
  double llr = 0;
};

/// The actor in a block of signatures.
struct ProfileRole {
  std::uint32_t document = 0;
  SigningRole role = SigningRole::party;
  std::string name;      ///< of the person that signs; empty where the block names none
  std::string capacity;
};

struct ProfileDocument {
  DocNo number = 0;
  std::string id, title, date;
  Kind kind = Kind::other;
};

struct Profile {
  Label label;
  std::uint64_t mentions = 0, negated = 0;
  std::uint64_t sentences = 0, all_sentences = 0;
  std::uint64_t documents_with = 0, documents_all = 0;
  std::uint64_t tokens_here = 0, tokens_all = 0;   ///< of the sentences that hold it, of all
  std::string first, last;
  std::vector<ProfileName> names;                  ///< most frequent first
  std::vector<ProfileShare> years, kinds;
  std::vector<ProfileBond> themes, companions;     ///< significant ones, strongest by npmi first
  std::vector<ProfileBond> only_here;              ///< bonds that a single document tells of, of those it tells twice or more
  std::vector<ProfileWord> words;
  std::vector<ProfileRole> roles;
  std::vector<ProfilePassage> passages;            ///< in the order of time
  std::vector<ProfileDocument> documents;          ///< that hold the actor
};

struct ProfileOptions {
  std::size_t passages = 12;
  std::size_t bonds = 15;          ///< themes and companions each
  std::size_t words = 25;
  std::uint64_t min_together = 3;
  double max_p = 0.05;
};

/// `id`: of a label of the catalogue. Cost: the stored documents that hold it, once, and the counts of its sentences.
[[nodiscard]] Result<Profile> build_profile(const Snapshot& snapshot, const std::string& id, const DocumentSet& documents, const ProfileOptions& options = {});

/// The label that was meant: an id with or without its family, or a name; a usage error with the nearest known one.
[[nodiscard]] Result<Label> find_actor(const Catalogue& catalogue, const std::string& typed);

}  // namespace concord
