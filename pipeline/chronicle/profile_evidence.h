// ProfileEvidence: what one pass over the documents of an actor collects, before anything is counted against the rest.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/vocabulary.h"
#include "pipeline/chronicle/profile.h"

namespace concord {

/// A sentence that holds the actor, with what it shows.
struct ProfileCandidate {
  std::uint32_t length = 0;              ///< tokens
  std::vector<TermNo> features;          ///< of ProfileEvidence::features, ascending, each once
  ProfilePassage passage;
  std::optional<Stance> stance;          ///< what the actor does by a word in it
  ProfilePassage spoken;                 ///< the same with that word marked
  bool backing = false;                  ///< it speaks of support, control, loyalty beside the actor
};

/// Counts of one label or place beside the actor.
struct ProfileMeetings {
  std::map<std::uint32_t, std::uint64_t> sentences_in;  ///< by document
  std::uint64_t cues = 0;
};

struct ProfileEvidence {
  Profile profile;                                   ///< names, mentions, documents, roles, offices, learned names are in it
  std::vector<ProfileCandidate> candidates;          ///< in the order of the documents
  Vocabulary features;                               ///< labels, "place:Garm", "year:1996", "kind:report", "word:quota"
  std::set<std::string> own_names;                   ///< folded spellings of the actor
  std::map<DocNo, std::uint64_t> mentions_in;
  std::map<std::string, std::uint64_t> words;        ///< terms of its sentences
  std::map<std::string, ProfileMeetings> meetings;   ///< by label or "place:..."
  std::map<std::string, std::uint64_t> place_sentences;  ///< sentences of its documents that name the place
  std::map<std::string, std::string> place_countries;
  std::uint64_t sentences_read = 0;                  ///< of its documents
};

/// Reads document after document; those of one actor, in the order of the collection. One thread.
class ProfileReader {
 public:
  ProfileReader(const Label& label, const ProfileSources& sources);
  void read(DocNo number, Document& document);
  [[nodiscard]] ProfileEvidence finish();

 private:
  struct Spelling {
    ProfileName name;
    std::map<std::string, std::uint64_t> forms;
    std::uint32_t last_document = UINT32_MAX;
  };

  void add_document(DocNo number, const Metadata& metadata);
  void add_name(const Document& document, const Annotation& annotation);
  void add_sentence(const Document& document, std::uint32_t sentence, const Annotation& mention, const std::vector<SideMention>& places);
  void count_words(const Document& document, const std::set<std::uint32_t>& sentences);
  void add_feature(ProfileCandidate& candidate, std::string_view kind, std::string_view name);
  void add_roles(const Document& document);
  void add_offices(const Document& document);
  void add_learned(const Document& document);
  void add_places(const Document& document, const std::vector<SideMention>& places);
  ProfileLearned& learned(const std::string& written, const std::string& stands_for, bool defined, Locus place);
  void finish_names();
  void finish_learned();

  ProfileSources x_sources;
  ProfileEvidence x_evidence;
  std::uint32_t x_index = 0;      // of the present document
  std::string x_feature;          // to put one together
  std::string x_date;             // its date
  std::map<std::string, Spelling> x_names;                                 // by folded spelling
  std::map<std::pair<std::string, std::string>, ProfileLearned> x_learned;  // by written form and what it stands for
  std::vector<std::vector<std::string>> x_office_rules;                    // of each office, as annotations name them
};

/// The offices of an actor of the lexicon, each with the rules that find it, as annotations name them.
struct OfficeRules {
  ProfileOffice office;
  std::vector<std::string> rules;
};
[[nodiscard]] std::vector<OfficeRules> offices_of(const Lexicon& lexicon, const Label& label);

/// Greedy choice for coverage, in the order of time.
[[nodiscard]] std::vector<ProfilePassage> covering_passages(const ProfileEvidence& evidence, std::size_t most);
/// The same among the sentences in which it speaks: by stance, then time.
[[nodiscard]] std::vector<ProfileStance> telling_words(const ProfileEvidence& evidence, std::size_t most);

/// Terms that say something: no stop words, digits, very short ones.
[[nodiscard]] bool is_content_term(std::string_view term);
/// White space folded to single blanks.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace concord
