#include "pipeline/chronicle/profile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/chronicle/profile_evidence.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/scoring.h"
#include "pipeline/cooccur/token_counts.h"

namespace concord {
namespace {

constexpr double significant_llr = 10.83;  // p < 0.001

/// What is counted of the evidence against the whole collection.
class Counter {
 public:
  Counter(const Snapshot& snapshot, const DocumentSet& documents, const ProfileOptions& options, ProfileEvidence evidence)
      : x_snapshot(snapshot), x_documents(documents), x_options(options), x_evidence(std::move(evidence)), x_profile(x_evidence.profile) {}

  Result<Profile> run() {
    x_holding.resize(x_evidence.features.size());
    for (const ProfileCandidate& candidate : x_evidence.candidates) {
      for (const TermNo feature : candidate.features) x_holding[feature].push_back(&candidate);
    }
    count_shares();
    if (Status status = count_bonds(); !status) return status.error();
    find_words();
    x_profile.passages = covering_passages(x_evidence, x_options.passages);
    x_profile.voice = telling_words(x_evidence, x_options.voice);
    find_interests();
    find_support();
    find_only_here();
    return std::move(x_profile);
  }

 private:
  // --- Years and kinds --------------------------------------------------------------------------------------------------

  void count_shares() {
    const auto tokens = tokens_by_document(x_snapshot, x_documents);
    x_profile.documents_with = x_profile.documents.size();
    x_profile.documents_all = x_documents.size();
    for (DocNo number = 0; number < tokens.size(); ++number) x_profile.tokens_all += x_documents.contains(number) ? tokens[number] : 0;
    for (const auto& [key, shares] : {std::pair("year=", &x_profile.years), std::pair("kind=", &x_profile.kinds)}) {
      for (const std::string& value : values_of(key)) {
        ProfileShare share = share_of(value, tokens);
        if (share.documents > 0) shares->push_back(std::move(share));
      }
    }
  }

  [[nodiscard]] std::vector<std::string> values_of(std::string_view key) const {
    std::vector<std::string> values;
    x_snapshot.terms(Field::meta, key, [&](const TermEntry& entry) {
      if (!entry.term.starts_with(key)) return false;
      values.emplace_back(entry.term);
      return true;
    });
    return values;
  }

  template <class Tokens>
  [[nodiscard]] ProfileShare share_of(const std::string& value, const Tokens& tokens) const {
    ProfileShare share;
    share.name = value.substr(value.find('=') + 1);
    const auto postings = x_snapshot.postings(Field::meta, value);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      if (!x_documents.contains(number)) continue;
      ++share.documents;
      share.tokens += tokens[number];
      const auto mentions = x_evidence.mentions_in.find(number);
      if (mentions == x_evidence.mentions_in.end()) continue;
      ++share.documents_with;
      share.mentions += mentions->second;
    }
    return share;
  }

  // --- Themes and companions ---------------------------------------------------------------------------------------------

  Status count_bonds() {
    for (const auto& [axis, bonds] : {std::pair("theme", &x_profile.themes), std::pair("actor", &x_profile.companions)}) {
      auto rows = parse_axis(x_snapshot, x_profile.label.id);
      if (!rows) return rows.error();
      auto columns = parse_axis(x_snapshot, axis);
      if (!columns) return columns.error();
      CountOptions counting;
      counting.documents = x_documents;
      counting.apart = true;  // a theme in the actor's own name is no bond
      const auto counts = count_cooccurrence(x_snapshot, *rows, *columns, counting);
      if (!counts) return counts.error();
      x_profile.all_sentences = counts->whole.total;
      add_bonds(*counts, *bonds);
    }
    return {};
  }

  void add_bonds(const CooccurrenceCounts& counts, std::vector<ProfileBond>& bonds) {
    ScoreOptions scoring;
    scoring.measures = {find_measure("npmi"), find_measure("llr")};
    scoring.min_count = x_options.min_together;
    for (const ScoredPair& pair : score_pairs(counts, counts.whole, scoring).pairs) {
      const std::string& label = counts.columns[pair.column];
      if (pair.p_adjusted > x_options.max_p || pair.scores[0] <= 0) continue;
      x_bound[label] = {pair.scores[0], pair.scores[1], counts.whole.column_totals[pair.column]};
      if (bonds.size() >= x_options.bonds) continue;
      ProfileBond bond{label, pair.cells.both, counts.whole.column_totals[pair.column], pair.scores[0], pair.scores[1], pair.p_adjusted, 0, {}};
      bond.documents = static_cast<std::uint32_t>(x_evidence.meetings[label].sentences_in.size());
      bond.passages = passages_of(label, 2, [](const ProfileCandidate&) { return 0; });
      bonds.push_back(std::move(bond));
    }
  }

  /// Sentences of different documents that hold the actor and the label: those of least `rank`, then of a length that reads well.
  template <class Rank>
  [[nodiscard]] std::vector<ProfilePassage> passages_of(const std::string& label, std::size_t most, Rank rank) const {
    std::vector<const ProfileCandidate*> fitting;
    const TermNo feature = x_evidence.features.find(label);
    if (feature < x_holding.size()) fitting = x_holding[feature];
    const auto key = [&](const ProfileCandidate* one) { return std::pair(rank(*one), std::abs(static_cast<int>(one->length) - 28)); };
    std::stable_sort(fitting.begin(), fitting.end(), [&](const ProfileCandidate* a, const ProfileCandidate* b) { return key(a) < key(b); });
    std::vector<ProfilePassage> passages;
    std::set<std::uint32_t> documents;
    for (const ProfileCandidate* candidate : fitting) {
      if (passages.size() < most && documents.insert(candidate->passage.document).second) passages.push_back(candidate->passage);
    }
    return passages;
  }

  // --- What it says and wants ---------------------------------------------------------------------------------------------

  void find_interests() {
    std::map<std::string, ProfileInterest> interests;
    for (const ProfileCandidate& candidate : x_evidence.candidates) {
      if (!candidate.stance) continue;
      const auto stance = static_cast<std::size_t>(*candidate.stance);
      ++x_profile.stance_sentences;
      ++x_profile.stances[stance];
      for (const TermNo number : candidate.features) {
        const std::string_view feature = x_evidence.features[number];
        if (!feature.starts_with("theme:")) continue;
        ProfileInterest& interest = interests[std::string(feature)];
        ++interest.by_stance[stance];
        ++interest.together;
        if (interest.passages.size() < 3) interest.passages.push_back(candidate.spoken);
      }
    }
    for (auto& [label, interest] : interests) {
      interest.label = label;
      x_profile.interests.push_back(std::move(interest));
    }
    const auto wish = [](const ProfileInterest& one) { return one.together - one.by_stance[static_cast<std::size_t>(Stance::states)]; };
    std::stable_sort(x_profile.interests.begin(), x_profile.interests.end(),
                     [&](const ProfileInterest& a, const ProfileInterest& b) { return std::pair(wish(b), b.together) < std::pair(wish(a), a.together); });
  }

  // --- On whom it rests ---------------------------------------------------------------------------------------------------

  struct Bound {
    double npmi = 0;
    double llr = 0;
    std::uint64_t alone = 0;
  };

  void find_support() {
    add_parts();
    for (const auto& [label, meetings] : x_evidence.meetings) {
      if (label.starts_with("place:")) add_place(label, meetings);
      if (label.starts_with("actor:")) add_group(label, meetings);
    }
    auto& support = x_profile.support;
    const auto key = [](const ProfileSupport& one) { return std::tuple(one.kind, -static_cast<long>(one.cues), -one.npmi, -static_cast<long>(one.together)); };
    std::stable_sort(support.begin(), support.end(), [&](const ProfileSupport& a, const ProfileSupport& b) { return key(a) < key(b); });
    std::array<std::size_t, 4> of_kind{};
    std::erase_if(support, [&](const ProfileSupport& one) { return ++of_kind[static_cast<std::size_t>(one.kind)] > x_options.support; });
  }

  /// Organisations and people that the lexicon counts to it.
  void add_parts() {
    for (const Label& label : x_snapshot.catalogue().labels()) {
      if (std::find(label.parents.begin(), label.parents.end(), x_profile.label.id) == label.parents.end()) continue;
      ProfileSupport part{ProfileSupport::Kind::part, label.name, label.type, mentions_of(label.id), 0, 0, 0, 0, {}};
      if (part.together == 0) continue;
      if (const auto met = x_evidence.meetings.find(label.id); met != x_evidence.meetings.end()) {
        part.cues = met->second.cues;
        part.passages = cue_passages(label.id);
      }
      x_profile.support.push_back(std::move(part));
    }
  }

  [[nodiscard]] std::uint64_t mentions_of(const std::string& label) const {
    std::uint64_t count = 0;
    const auto postings = x_snapshot.postings(Field::label, label);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) count += x_documents.contains(number) ? postings->frequency() : 0;
    return count;
  }

  [[nodiscard]] std::vector<ProfilePassage> cue_passages(const std::string& label) const {
    return passages_of(label, 2, [](const ProfileCandidate& one) { return one.backing ? 0 : 1; });
  }

  static std::uint64_t sum(const ProfileMeetings& meetings) {
    std::uint64_t total = 0;
    for (const auto& [document, count] : meetings.sentences_in) total += count;
    return total;
  }

  void add_place(const std::string& label, const ProfileMeetings& meetings) {
    const std::uint64_t together = sum(meetings);
    const std::uint64_t alone = x_evidence.place_sentences[label];
    if (together < 2 && meetings.cues == 0) return;
    if (!Contingency::are_margins(together, x_profile.sentences, alone, x_evidence.sentences_read)) return;
    const Contingency cells = Contingency::from_margins(together, x_profile.sentences, alone, x_evidence.sentences_read);
    if (signed_llr(cells) <= 0 && meetings.cues == 0) return;
    x_profile.support.push_back({ProfileSupport::Kind::place, label.substr(6), x_evidence.place_countries[label], together, alone, npmi(cells), signed_llr(cells), meetings.cues, cue_passages(label)});
  }

  /// Groups that stand with it more often than chance, or beside a word of support; states and organisations of states only with such a word.
  void add_group(const std::string& id, const ProfileMeetings& meetings) {
    static const std::set<std::string, std::less<>> carriers = {"armed-organisation", "party", "movement", "civil-society", "ethnic-or-regional-group", "media", "company"};
    const Label* label = x_snapshot.catalogue().find(id);
    const bool outside = label != nullptr && (label->type == "state" || label->type == "igo");
    if (label == nullptr || (!outside && !carriers.contains(label->type)) || is_kin(*label) || is_of_another(*label)) return;
    const auto bound = x_bound.find(id);
    if (meetings.cues == 0 && (outside || bound == x_bound.end())) return;
    ProfileSupport one{outside ? ProfileSupport::Kind::backer : ProfileSupport::Kind::group, label->name, label->type, sum(meetings), 0, 0, 0, meetings.cues, cue_passages(id)};
    if (bound != x_bound.end()) {
      one.npmi = bound->second.npmi;
      one.llr = bound->second.llr;
      one.alone = bound->second.alone;
    }
    x_profile.support.push_back(std::move(one));
  }

  /// "Armed forces of the Government": what is part of another actor than of those that this one is part of.
  [[nodiscard]] bool is_of_another(const Label& label) const {
    const auto& mine = x_profile.label.parents;
    return std::any_of(label.parents.begin(), label.parents.end(), [&](const std::string& id) {
      const Label* parent = x_snapshot.catalogue().find(id);
      return parent != nullptr && parent->type != "state" && parent->type != "igo" && id != x_profile.label.id && std::find(mine.begin(), mine.end(), id) == mine.end();
    });
  }

  /// What it is part of, what is part of it, and the country itself.
  [[nodiscard]] bool is_kin(const Label& label) const {
    const auto& mine = x_profile.label.parents;
    return std::find(mine.begin(), mine.end(), label.id) != mine.end() || std::find(label.parents.begin(), label.parents.end(), x_profile.label.id) != label.parents.end() ||
           (label.type == "state" && label.country == x_profile.label.country);
  }

  // --- Words, and what one source only says ------------------------------------------------------------------------------

  /// Words of its own names say nothing.
  [[nodiscard]] std::set<std::string> own_words() const {
    std::set<std::string> own = x_evidence.own_names;
    for (const std::string& folded : x_evidence.own_names) {
      for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" -", at), folded.size());
        own.insert(folded.substr(at, end - at));
        at = end + 1;
      }
    }
    return own;
  }

  void find_words() {
    Slices slices = Slices::whole(x_snapshot);
    slices.restrict_to(x_documents);
    const std::uint64_t elsewhere = x_profile.tokens_all - std::min(x_profile.tokens_all, x_profile.tokens_here);
    if (x_profile.tokens_here == 0 || elsewhere == 0) return;
    const std::set<std::string> own = own_words();
    for (const FrequencyItem& item : word_frequencies(x_snapshot, slices, {}).items) {
      const auto here = x_evidence.words.find(item.name);
      if (here == x_evidence.words.end() || here->second < 3 || own.contains(item.name) || !is_content_term(item.name)) continue;
      const RelativeFrequencies frequencies{here->second, item.total - std::min(item.total, here->second), x_profile.tokens_here, elsewhere};
      const ProfileWord word{item.name, frequencies.count_1, frequencies.count_2, log_ratio(frequencies), four_cell_llr(frequencies)};
      if (word.llr >= significant_llr) x_profile.words.push_back(word);
    }
    // Strong and not rare: by G2, which grows with both.
    std::stable_sort(x_profile.words.begin(), x_profile.words.end(), [](const ProfileWord& a, const ProfileWord& b) { return a.llr > b.llr; });
    if (x_profile.words.size() > x_options.words) x_profile.words.resize(x_options.words);
  }

  void find_only_here() {
    if (x_profile.documents.size() < 2) return;
    for (const auto& [label, meetings] : x_evidence.meetings) {
      const auto& documents = meetings.sentences_in;
      if (label.starts_with("place:") || documents.size() != 1 || documents.begin()->second < 2) continue;
      ProfileBond bond;
      bond.label = label;
      bond.together = documents.begin()->second;
      bond.documents = 1;
      bond.passages = passages_of(label, 1, [](const ProfileCandidate&) { return 0; });
      x_profile.only_here.push_back(std::move(bond));
    }
    std::stable_sort(x_profile.only_here.begin(), x_profile.only_here.end(), [](const ProfileBond& a, const ProfileBond& b) { return a.together > b.together; });
  }

  const Snapshot& x_snapshot;
  const DocumentSet& x_documents;
  const ProfileOptions& x_options;
  ProfileEvidence x_evidence;
  std::vector<std::vector<const ProfileCandidate*>> x_holding;  // the sentences with each feature
  Profile& x_profile;                     // that of the evidence
  std::map<std::string, Bound> x_bound;   // significant ones by label
};

}  // namespace

std::string_view name(ProfileSupport::Kind kind) {
  static constexpr std::array<std::string_view, 4> names = {"part of it", "group", "place", "from outside"};
  return names[static_cast<std::size_t>(kind)];
}

Result<Label> find_actor(const Catalogue& catalogue, const std::string& typed) {
  const std::string folded = fold_term(typed);
  std::vector<std::string> known;
  for (const Label& label : catalogue.labels()) {
    if (label.id == typed || label.id == "actor:" + typed || fold_term(label.name) == folded) return label;
    if (label.id.starts_with("actor:")) known.push_back(label.id.substr(6));
  }
  const auto meant = nearest(folded, known);
  return Error{ErrorCode::usage, "ACTOR", "no actor is called '" + typed + "'", meant ? "did you mean '" + *meant + "'?" : "'concord stats --top 100' lists actors"};
}

Result<Profile> build_profile(const Snapshot& snapshot, const std::string& id, const DocumentSet& documents, const ProfileSources& sources, const ProfileOptions& options) {
  const Label* label = snapshot.catalogue().find(id);
  if (label == nullptr) return Error{ErrorCode::usage, id, "is not in the catalogue of this index", "run 'concord reindex' when the lexicon has changed"};
  ProfileReader reader(*label, sources);
  const auto postings = snapshot.postings(Field::label, id);
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    if (!documents.contains(number)) continue;
    auto document = snapshot.document(number, Part::all);
    if (!document) return document.error();
    reader.read(number, *document);
  }
  return Counter(snapshot, documents, options, reader.finish()).run();
}

}  // namespace concord
