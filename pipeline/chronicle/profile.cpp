#include "pipeline/chronicle/profile.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "corpus/text/stop_words.h"
#include "pipeline/chronicle/date_finder.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/scoring.h"
#include "pipeline/cooccur/token_counts.h"

namespace concord {
namespace {

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool blank = static_cast<unsigned char>(c) <= 0x20;
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : c;
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

/// A sentence that holds the actor, with what it shows.
struct Candidate {
  std::uint32_t document = 0;
  std::uint32_t sentence = 0;
  std::uint32_t length = 0;              // tokens
  std::set<std::string> features;        // labels, "year:1996", "kind:report", words
  ProfilePassage passage;
};

bool is_content(const Document& document, const Token& token) {
  const std::string_view term = document.term(token);
  return token.kind == TokenKind::word && term.size() > 2 && !(term[0] >= '0' && term[0] <= '9') && !is_stop_word(term, "en");
}

class Builder {
 public:
  Builder(const Snapshot& snapshot, const Label& label, const DocumentSet& documents, const ProfileOptions& options)
      : x_snapshot(snapshot), x_documents(documents), x_options(options) {
    x_profile.label = label;
  }

  Result<Profile> run() {
    if (Status status = read_documents(); !status) return status.error();
    finish_names();
    count_shares();
    if (Status status = count_bonds(); !status) return status.error();
    find_words();
    choose_passages();
    find_only_here();
    return std::move(x_profile);
  }

 private:
  // --- One pass over the documents that hold the actor -----------------------------------------------------------------

  Status read_documents() {
    const auto postings = x_snapshot.postings(Field::label, x_profile.label.id);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      if (!x_documents.contains(number)) continue;
      auto document = x_snapshot.document(number, Part::all);
      if (!document) return document.error();
      read(number, *document);
    }
    return {};
  }

  void read(DocNo number, const Document& document) {
    const auto index = static_cast<std::uint32_t>(x_profile.documents.size());
    const Metadata& metadata = document.metadata;
    const std::string date = metadata.date ? metadata.date->to_string() : "";
    x_profile.documents.push_back({number, metadata.id, metadata.title, date, metadata.kind});
    if (!date.empty()) {
      if (x_profile.first.empty() || date < x_profile.first) x_profile.first = date;
      x_profile.last = std::max(x_profile.last, date);
    }
    std::set<std::uint32_t> sentences;
    std::uint64_t mentions = 0;
    for (const Annotation& annotation : document.annotations) {
      if (document.labels[annotation.label] != x_profile.label.id) continue;
      ++mentions;
      x_profile.negated += annotation.negated ? 1 : 0;
      add_name(document, annotation, index, date);
      const std::uint32_t sentence = sentence_of(document, annotation.tokens.begin);
      if (sentences.insert(sentence).second) add_candidate(document, index, sentence, annotation.span);
    }
    x_profile.mentions += mentions;
    x_profile.sentences += sentences.size();
    x_mentions_in[number] = mentions;
    for (const std::uint32_t sentence : sentences) count_words(document, document.sentences[sentence].tokens);
    add_roles(document, index);
  }

  void add_name(const Document& document, const Annotation& annotation, std::uint32_t index, const std::string& date) {
    const std::string written = one_line(document.text_of(annotation.span));
    Spelling& spelling = x_names[fold_term(written)];
    ++spelling.forms[written];
    ++spelling.name.count;
    if (spelling.last_document != index) ++spelling.name.documents;
    spelling.last_document = index;
    spelling.name.rule = std::string(document.rules[annotation.rule]);
    spelling.name.confidence = annotation.confidence;
    if (date.empty()) return;
    if (spelling.name.first.empty() || date < spelling.name.first) spelling.name.first = date;
    spelling.name.last = std::max(spelling.name.last, date);
  }

  void add_candidate(const Document& document, std::uint32_t index, std::uint32_t sentence, TextSpan mention) {
    const TokenRange tokens = document.sentences[sentence].tokens;
    Candidate candidate;
    candidate.document = index;
    candidate.sentence = sentence;
    candidate.length = tokens.size();
    for (const Annotation& annotation : document.annotations) {
      if (annotation.tokens.begin < tokens.begin || annotation.tokens.begin >= tokens.end) continue;
      const std::string_view label = document.labels[annotation.label];
      if (label != x_profile.label.id) candidate.features.emplace(label);
    }
    for (const std::string& label : candidate.features) {
      auto& meeting = x_meetings[label];
      ++meeting[index];
    }
    if (document.metadata.date) candidate.features.insert("year:" + Date::year(document.metadata.date->begin_year()).to_string());
    candidate.features.insert("kind:" + std::string(name(document.metadata.kind)));
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
      if (is_content(document, document.tokens[t])) candidate.features.emplace("word:" + std::string(document.term(document.tokens[t])));
    }
    candidate.passage = {index, place_of(document, tokens.begin), quote(document, document.sentences[sentence].span, mention), {}};
    x_candidates.push_back(std::move(candidate));
  }

  void count_words(const Document& document, TokenRange tokens) {
    x_profile.tokens_here += tokens.size();
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) ++x_words[std::string(document.term(document.tokens[t]))];
  }

  /// Signatories whose name or capacity holds a mention of the actor.
  void add_roles(const Document& document, std::uint32_t index) {
    const Signing signing = read_signing(document);
    if (signing.signatories.empty()) return;
    std::set<std::string> names;  // as this document's mentions are written
    for (const Annotation& annotation : document.annotations) {
      if (document.labels[annotation.label] == x_profile.label.id) names.insert(fold_term(one_line(document.text_of(annotation.span))));
    }
    for (const Signatory& one : signing.signatories) {
      const std::string name = fold_term(one.name);
      const std::string capacity = fold_term(one.capacity);
      const bool meant = std::any_of(names.begin(), names.end(), [&](const std::string& each) {
        return each.size() > 2 && (name.find(each) != std::string::npos || capacity.find(each) != std::string::npos);
      });
      if (meant) x_profile.roles.push_back({index, one.role, one.name, one.capacity});
    }
  }

  // --- What is counted over the whole -----------------------------------------------------------------------------------

  void finish_names() {
    for (auto& [folded, spelling] : x_names) {
      std::uint64_t most = 0;
      for (const auto& [written, count] : spelling.forms) {
        if (count > most) spelling.name.written = written;
        most = std::max(most, count);
      }
      x_profile.names.push_back(std::move(spelling.name));
    }
    std::stable_sort(x_profile.names.begin(), x_profile.names.end(), [](const ProfileName& a, const ProfileName& b) { return a.count > b.count; });
  }

  void count_shares() {
    const auto tokens = tokens_by_document(x_snapshot, x_documents);
    x_profile.documents_with = x_profile.documents.size();
    x_profile.documents_all = x_documents.size();
    for (DocNo number = 0; number < tokens.size(); ++number) x_profile.tokens_all += x_documents.contains(number) ? tokens[number] : 0;
    for (const auto& [key, shares] : {std::pair("year=", &x_profile.years), std::pair("kind=", &x_profile.kinds)}) {
      std::vector<std::string> values;
      x_snapshot.terms(Field::meta, key, [&, begin = std::string_view(key)](const TermEntry& entry) {
        if (!entry.term.starts_with(begin)) return false;
        values.emplace_back(entry.term);
        return true;
      });
      for (const std::string& value : values) {
        ProfileShare share;
        share.name = value.substr(5);
        const auto postings = x_snapshot.postings(Field::meta, value);
        for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
          if (!x_documents.contains(number)) continue;
          ++share.documents;
          share.tokens += tokens[number];
          const auto mentions = x_mentions_in.find(number);
          if (mentions == x_mentions_in.end()) continue;
          ++share.documents_with;
          share.mentions += mentions->second;
        }
        if (share.documents > 0) shares->push_back(std::move(share));
      }
    }
  }

  Status count_bonds() {
    for (const auto& [axis, bonds] : {std::pair("theme", &x_profile.themes), std::pair("actor", &x_profile.companions)}) {
      auto rows = parse_axis(x_snapshot, x_profile.label.id);
      if (!rows) return rows.error();
      auto columns = parse_axis(x_snapshot, axis);
      if (!columns) return columns.error();
      CountOptions counting;
      counting.documents = x_documents;
      const auto counts = count_cooccurrence(x_snapshot, *rows, *columns, counting);
      if (!counts) return counts.error();
      x_profile.all_sentences = counts->whole.total;
      ScoreOptions scoring;
      scoring.measures = {find_measure("npmi"), find_measure("llr")};
      scoring.min_count = x_options.min_together;
      const ScoredPairs scored = score_pairs(*counts, counts->whole, scoring);
      for (const ScoredPair& pair : scored.pairs) {
        const std::string& label = counts->columns[pair.column];
        if (bonds->size() >= x_options.bonds || pair.p_adjusted > x_options.max_p || pair.scores[0] <= 0) continue;
        ProfileBond bond{label, pair.cells.both, counts->whole.column_totals[pair.column], pair.scores[0], pair.scores[1], pair.p_adjusted, 0, {}};
        bond.documents = static_cast<std::uint32_t>(x_meetings[label].size());
        bond.passages = passages_of(label, 2);
        bonds->push_back(std::move(bond));
      }
    }
    return {};
  }

  /// Short sentences of different documents that hold the actor and the label.
  std::vector<ProfilePassage> passages_of(const std::string& label, std::size_t most) const {
    std::vector<const Candidate*> fitting;
    for (const Candidate& candidate : x_candidates) {
      if (candidate.features.contains(label)) fitting.push_back(&candidate);
    }
    std::stable_sort(fitting.begin(), fitting.end(), [](const Candidate* a, const Candidate* b) {
      return std::abs(static_cast<int>(a->length) - 28) < std::abs(static_cast<int>(b->length) - 28);
    });
    std::vector<ProfilePassage> passages;
    std::set<std::uint32_t> documents;
    for (const Candidate* candidate : fitting) {
      if (passages.size() < most && documents.insert(candidate->document).second) passages.push_back(candidate->passage);
    }
    return passages;
  }

  void find_words() {
    const FrequencyTable all = word_frequencies(x_snapshot, restricted(), {});
    const std::uint64_t elsewhere = x_profile.tokens_all - std::min(x_profile.tokens_all, x_profile.tokens_here);
    if (x_profile.tokens_here == 0 || elsewhere == 0) return;
    std::set<std::string> own;  // words of its own names say nothing
    for (const auto& [folded, spelling] : x_names) {
      for (std::size_t at = 0; at < folded.size();) {
        const std::size_t end = std::min(folded.find_first_of(" -", at), folded.size());
        own.insert(folded.substr(at, end - at));
        at = end + 1;
      }
      own.insert(folded);
    }
    for (const FrequencyItem& item : all.items) {
      const auto here = x_words.find(item.name);
      if (here == x_words.end() || here->second < 3 || own.contains(item.name) || item.name.size() < 3 || is_stop_word(item.name, "en") || (item.name[0] >= '0' && item.name[0] <= '9')) continue;
      const RelativeFrequencies frequencies{here->second, item.total - std::min(item.total, here->second), x_profile.tokens_here, elsewhere};
      const ProfileWord word{item.name, frequencies.count_1, frequencies.count_2, log_ratio(frequencies), four_cell_llr(frequencies)};
      if (word.llr >= 10.83) x_profile.words.push_back(word);  // p < 0.001
    }
    // Strong and not rare: by G2, which grows with both.
    std::stable_sort(x_profile.words.begin(), x_profile.words.end(), [](const ProfileWord& a, const ProfileWord& b) { return a.llr > b.llr; });
    if (x_profile.words.size() > x_options.words) x_profile.words.resize(x_options.words);
  }

  Slices restricted() const {
    Slices slices = Slices::whole(x_snapshot);
    slices.restrict_to(x_documents);
    return slices;
  }

  // --- Passages -----------------------------------------------------------------------------------------------------------

  void choose_passages() {
    std::map<std::string, double> weights;
    for (const Candidate& candidate : x_candidates) {
      for (const std::string& feature : candidate.features) ++weights[feature];
    }
    // What many sentences share matters, each further one less; words weigh a tenth of a label.
    for (auto& [feature, weight] : weights) weight = std::sqrt(weight) * (feature.starts_with("word:") ? (weight < 2 ? 0 : 0.1) : feature.starts_with("year:") ? 1.5 : 1);
    std::set<std::string> shown;
    std::set<std::size_t> taken;
    std::map<std::uint32_t, int> from_document;
    for (std::size_t n = 0; n < x_options.passages; ++n) {
      double best = 0;
      std::size_t chosen = x_candidates.size();
      for (std::size_t i = 0; i < x_candidates.size(); ++i) {
        const Candidate& candidate = x_candidates[i];
        if (taken.contains(i) || candidate.length < 8 || candidate.length > 70) continue;
        double gain = 0;
        for (const std::string& feature : candidate.features) gain += shown.contains(feature) ? 0 : weights[feature];
        gain /= std::sqrt(static_cast<double>(candidate.length) + 10) * (1 + from_document[candidate.document]);
        if (gain > best) {
          best = gain;
          chosen = i;
        }
      }
      if (chosen == x_candidates.size()) break;
      taken.insert(chosen);
      ++from_document[x_candidates[chosen].document];
      take(x_candidates[chosen], weights, shown);
    }
    std::stable_sort(x_profile.passages.begin(), x_profile.passages.end(), [&](const ProfilePassage& a, const ProfilePassage& b) {
      return x_profile.documents[a.document].date < x_profile.documents[b.document].date;
    });
  }

  void take(const Candidate& candidate, std::map<std::string, double>& weights, std::set<std::string>& shown) {
    std::vector<std::string> fresh;
    for (const std::string& feature : candidate.features) {
      if (shown.insert(feature).second && !feature.starts_with("word:")) fresh.push_back(feature);
    }
    std::stable_sort(fresh.begin(), fresh.end(), [&](const std::string& a, const std::string& b) { return weights[a] > weights[b]; });
    ProfilePassage passage = candidate.passage;
    for (std::size_t i = 0; i < std::min<std::size_t>(fresh.size(), 4); ++i) passage.shows += (i == 0 ? "" : ", ") + fresh[i];
    x_profile.passages.push_back(std::move(passage));
  }

  void find_only_here() {
    if (x_profile.documents.size() < 2) return;
    for (const auto& [label, documents] : x_meetings) {
      if (documents.size() != 1 || documents.begin()->second < 2) continue;
      ProfileBond bond;
      bond.label = label;
      bond.together = documents.begin()->second;
      bond.documents = 1;
      bond.passages = passages_of(label, 1);
      x_profile.only_here.push_back(std::move(bond));
    }
    std::stable_sort(x_profile.only_here.begin(), x_profile.only_here.end(), [](const ProfileBond& a, const ProfileBond& b) { return a.together > b.together; });
  }

  struct Spelling {
    ProfileName name;
    std::map<std::string, std::uint64_t> forms;
    std::uint32_t last_document = UINT32_MAX;
  };

  const Snapshot& x_snapshot;
  const DocumentSet& x_documents;
  const ProfileOptions& x_options;
  Profile x_profile;
  std::map<std::string, Spelling> x_names;  // by folded spelling
  std::map<DocNo, std::uint64_t> x_mentions_in;
  std::map<std::string, std::uint64_t> x_words;
  std::map<std::string, std::map<std::uint32_t, std::uint64_t>> x_meetings;  // label -> document -> sentences
  std::vector<Candidate> x_candidates;
};

}  // namespace

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

Result<Profile> build_profile(const Snapshot& snapshot, const std::string& id, const DocumentSet& documents, const ProfileOptions& options) {
  const Label* label = snapshot.catalogue().find(id);
  if (label == nullptr) return Error{ErrorCode::usage, id, "is not in the catalogue of this index", "run 'concord reindex' when the lexicon has changed"};
  return Builder(snapshot, *label, documents, options).run();
}

}  // namespace concord
