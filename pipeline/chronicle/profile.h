// Profile: who an actor is in a collection: names met, offices, when and where spoken of, what it says and wants, on whom it
// rests, bound to what and whom, signing what, and the passages that show it.
//
// Counts come from the postings and are exact; each rate has its denominator. Association is counted in sentences (npmi, G2
// with adjusted p). Typical words are those of the sentences that hold the actor against all other sentences (log ratio
// among those with a significant G2). Passages are chosen greedily for coverage: each next one adds most that the ones before do
// not show (themes, companions, years, kinds, words), not simply most of everything.
//
// Interests are the themes of the sentences in which the actor itself speaks or acts by a word (stance.h); its base is the
// groups, places and backers of its sentences, with the sentences that speak of support (backing.h).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "lexicons/catalogue.h"
#include "lexicons/lexicon.h"
#include "pipeline/chronicle/quote.h"
#include "pipeline/chronicle/side_lexicon.h"
#include "pipeline/chronicle/signatories.h"
#include "pipeline/chronicle/stance.h"
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
  std::vector<std::string> variants;  ///< the same in other letters ("UTO- controlled", "Uto"), most frequent first
};

/// An office with its holder and years, out of the lexicon: of a person its own, of an organisation those of its people.
struct ProfileOffice {
  std::string role;            ///< "Head of the OSCE Mission"
  std::string holder;          ///< label of the person
  std::string from, to;        ///< as the lexicon has them; empty for open ends
  std::uint64_t mentions = 0;  ///< by the name of the office, in the documents that hold the actor
  std::uint32_t documents = 0;
};

/// A short name that documents themselves explain: "CNR = Commission on National Reconciliation".
struct ProfileLearned {
  std::string written;
  std::string stands_for;
  bool defined = false;        ///< in brackets or quotes; else concluded: a surname, "the Commission"
  std::uint64_t mentions = 0;  ///< that only this explains, not the lexicon
  std::uint32_t documents = 0;
  std::string first, last;
  std::uint32_t document = 0;  ///< one that explains it, index into Profile::documents
  Locus place;                 ///< where; of a concluded one the first mention
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

/// A theme of the sentences in which the actor speaks, by what it does there.
struct ProfileInterest {
  std::string label;
  std::array<std::uint64_t, stance_count> by_stance{};  ///< sentences
  std::uint64_t together = 0;            ///< sentences of any stance
  std::vector<ProfilePassage> passages;  ///< the actor's word marked
};

struct ProfileStance {
  Stance stance = Stance::states;
  ProfilePassage passage;
};

/// What the actor rests on or works through.
struct ProfileSupport {
  enum class Kind : std::uint8_t { part, group, place, backer };
  Kind kind = Kind::group;
  std::string name;            ///< of a label or a place
  std::string note;            ///< type of the actor, country of the place
  std::uint64_t together = 0;  ///< sentences with the actor; of a part its own mentions
  std::uint64_t alone = 0;     ///< sentences that hold it at all, of the documents that hold the actor
  double npmi = 0;
  double llr = 0;
  std::uint64_t cues = 0;      ///< sentences that speak of support, control, loyalty beside the actor
  std::vector<ProfilePassage> passages;
};
[[nodiscard]] std::string_view name(ProfileSupport::Kind kind);

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
  std::string existed_from, existed_to;            ///< of the lexicon; empty where it says nothing
  std::vector<ProfileName> names;                  ///< most frequent first
  std::vector<ProfileOffice> offices;              ///< by begin, then role
  std::vector<ProfileLearned> learned;             ///< defined ones first, then by documents
  std::vector<ProfileShare> years, kinds;
  std::vector<ProfileBond> themes, companions;     ///< significant ones, strongest by npmi first
  std::vector<ProfileBond> only_here;              ///< bonds that a single document tells of, of those it tells twice or more
  std::uint64_t stance_sentences = 0;              ///< in which it speaks
  std::array<std::uint64_t, stance_count> stances{};
  std::vector<ProfileInterest> interests;          ///< all of them, most sentences of asking, offering, refusing, accusing first
  std::vector<ProfileStance> voice;                ///< telling ones, by stance, then time
  std::vector<ProfileSupport> support;             ///< by kind, strongest first
  std::vector<ProfileWord> words;
  std::vector<ProfileRole> roles;
  std::vector<ProfilePassage> passages;            ///< in the order of time
  std::vector<ProfileDocument> documents;          ///< that hold the actor
};

struct ProfileOptions {
  std::size_t passages = 12;
  std::size_t bonds = 15;          ///< themes and companions each
  std::size_t words = 25;
  std::size_t voice = 12;
  std::size_t support = 10;        ///< of each kind
  std::uint64_t min_together = 3;
  double max_p = 0.05;
};

/// What else is known: nothing of it must be there.
struct ProfileSources {
  const Lexicon* lexicon = nullptr;  ///< with which the documents were tagged: offices and years
  SideLexicon* places = nullptr;
};

/// `id`: of a label of the catalogue. Cost: the stored documents that hold it, once, and the counts of its sentences.
[[nodiscard]] Result<Profile> build_profile(const Snapshot& snapshot, const std::string& id, const DocumentSet& documents, const ProfileSources& sources = {},
                                            const ProfileOptions& options = {});

/// The label that was meant: an id with or without its family, or a name; a usage error with the nearest known one.
[[nodiscard]] Result<Label> find_actor(const Catalogue& catalogue, const std::string& typed);

}  // namespace concord
