#include <algorithm>
#include <tuple>

#include "corpus/text/ascii.h"
#include "corpus/text/fold.h"
#include "corpus/text/stop_words.h"
#include "lexicons/learned_aliases.h"
#include "pipeline/chronicle/backing.h"
#include "pipeline/chronicle/profile_evidence.h"

namespace concord {
namespace {

void widen(std::string& first, std::string& last, const std::string& date) {
  if (date.empty()) return;
  if (first.empty() || date < first) first = date;
  last = std::max(last, date);
}

void make_set(std::vector<TermNo>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

bool inside(const TokenRange& tokens, const TokenRange& range) { return tokens.begin >= range.begin && tokens.begin < range.end; }

/// "document: CNR = Commission on National Reconciliation (byte 812)": the two sides, or nothing for rules of the lexicon.
bool read_learned_rule(std::string_view rule, std::string& written, std::string& stands_for) {
  constexpr std::string_view begin = "document: ";
  const std::size_t equals = rule.find(" = ");
  const std::size_t byte = rule.rfind(" (byte ");
  if (!rule.starts_with(begin) || equals == std::string_view::npos || byte == std::string_view::npos || byte < equals) return false;
  written = one_line(rule.substr(begin.size(), equals - begin.size()));
  stands_for = one_line(rule.substr(equals + 3, byte - equals - 3));
  return true;
}

}  // namespace

bool is_content_term(std::string_view term) { return term.size() > 2 && !is_ascii_digit(term[0]) && !is_stop_word(term, "en"); }

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

ProfileReader::ProfileReader(const Label& label, const ProfileSources& sources) : x_sources(sources) {
  x_evidence.profile.label = label;
  if (sources.lexicon == nullptr) return;
  for (OfficeRules& office : offices_of(*sources.lexicon, label)) {
    x_evidence.profile.offices.push_back(std::move(office.office));
    x_office_rules.push_back(std::move(office.rules));
  }
  for (const Entry& entry : sources.lexicon->entries()) {
    if (entry.label() != label.id) continue;
    if (entry.from) x_evidence.profile.existed_from = entry.from->to_string();
    if (entry.to) x_evidence.profile.existed_to = entry.to->to_string();
  }
}

void ProfileReader::read(DocNo number, Document& document) {
  Profile& profile = x_evidence.profile;
  add_document(number, document.metadata);
  const std::vector<SideMention> places = x_sources.places == nullptr ? std::vector<SideMention>() : x_sources.places->find(document);
  std::set<std::uint32_t> sentences;
  std::uint64_t mentions = 0;
  for (const Annotation& annotation : document.annotations) {
    if (document.labels[annotation.label] != profile.label.id) continue;
    ++mentions;
    profile.negated += annotation.negated ? 1 : 0;
    add_name(document, annotation);
    const std::uint32_t sentence = sentence_of(document, annotation.tokens.begin);
    if (sentences.insert(sentence).second) add_sentence(document, sentence, annotation, places);
  }
  profile.mentions += mentions;
  profile.sentences += sentences.size();
  x_evidence.mentions_in[number] = mentions;
  x_evidence.sentences_read += document.sentences.size();
  count_words(document, sentences);
  add_places(document, places);
  add_roles(document);
  add_offices(document);
  add_learned(document);
}

ProfileEvidence ProfileReader::finish() {
  finish_names();
  finish_learned();
  return std::move(x_evidence);
}

void ProfileReader::add_document(DocNo number, const Metadata& metadata) {
  Profile& profile = x_evidence.profile;
  x_index = static_cast<std::uint32_t>(profile.documents.size());
  x_date = metadata.date ? metadata.date->to_string() : "";
  profile.documents.push_back({number, metadata.id, metadata.title, x_date, metadata.kind});
  widen(profile.first, profile.last, x_date);
}

void ProfileReader::add_name(const Document& document, const Annotation& annotation) {
  const std::string written = one_line(document.text_of(annotation.span));
  Spelling& spelling = x_names[fold_term(written)];
  ++spelling.forms[written];
  ++spelling.name.count;
  if (spelling.last_document != x_index) ++spelling.name.documents;
  spelling.last_document = x_index;
  spelling.name.rule = std::string(document.rules[annotation.rule]);
  spelling.name.confidence = annotation.confidence;
  widen(spelling.name.first, spelling.name.last, x_date);
}

void ProfileReader::add_feature(ProfileCandidate& candidate, std::string_view kind, std::string_view name) {
  x_feature.assign(kind).append(name);
  candidate.features.push_back(x_evidence.features.intern(x_feature));
}

void ProfileReader::add_sentence(const Document& document, std::uint32_t sentence, const Annotation& mention, const std::vector<SideMention>& places) {
  const TokenRange tokens = document.sentences[sentence].tokens;
  ProfileCandidate candidate;
  candidate.length = tokens.size();
  const Profile& profile = x_evidence.profile;
  for (const Annotation& annotation : document.annotations) {
    const std::string_view label = document.labels[annotation.label];
    if (!inside(annotation.tokens, tokens)) continue;
    if (label != profile.label.id) {
      add_feature(candidate, {}, label);
      continue;
    }
    if (const auto stance = stance_of(document, tokens, annotation.tokens); stance && !candidate.stance) {
      candidate.stance = stance->stance;
      const TextSpan word = text_span(document, stance->word);
      candidate.spoken = {x_index, place_of(document, stance->word.begin), quote(document, document.sentences[sentence].span, word), {}};
    }
    candidate.backing = candidate.backing || backing_near(document, tokens, annotation.tokens).has_value();
  }
  for (const SideMention& place : places) {
    if (inside(place.tokens, tokens)) add_feature(candidate, "place:", x_sources.places->entries()[place.entry].name);
  }
  make_set(candidate.features);
  for (const TermNo feature : candidate.features) {
    ProfileMeetings& meetings = x_evidence.meetings[std::string(x_evidence.features[feature])];
    ++meetings.sentences_in[x_index];
    meetings.cues += candidate.backing ? 1 : 0;
  }
  if (document.metadata.date) add_feature(candidate, "year:", Date::year(document.metadata.date->begin_year()).to_string());
  add_feature(candidate, "kind:", concord::name(document.metadata.kind));
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const std::string_view term = document.term(document.tokens[t]);
    if (document.tokens[t].kind == TokenKind::word && is_content_term(term)) add_feature(candidate, "word:", term);
  }
  make_set(candidate.features);
  candidate.passage = {x_index, place_of(document, tokens.begin), quote(document, document.sentences[sentence].span, mention.span), {}};
  x_evidence.candidates.push_back(std::move(candidate));
}

void ProfileReader::count_words(const Document& document, const std::set<std::uint32_t>& sentences) {
  std::vector<std::uint32_t> counts(document.terms.size(), 0);
  for (const std::uint32_t sentence : sentences) {
    const TokenRange tokens = document.sentences[sentence].tokens;
    x_evidence.profile.tokens_here += tokens.size();
    for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) ++counts[document.tokens[t].term];
  }
  for (TermNo term = 0; term < counts.size(); ++term) {
    if (counts[term] > 0) x_evidence.words[std::string(document.terms[term])] += counts[term];
  }
}

void ProfileReader::add_places(const Document& document, const std::vector<SideMention>& places) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> named;  // sentence, entry
  for (const SideMention& place : places) named.insert({sentence_of(document, place.tokens.begin), place.entry});
  for (const auto& [sentence, number] : named) {
    const Entry& entry = x_sources.places->entries()[number];
    ++x_evidence.place_sentences["place:" + entry.name];
    x_evidence.place_countries["place:" + entry.name] = entry.country;
  }
}

/// Signatories whose name or capacity holds a mention of the actor.
void ProfileReader::add_roles(const Document& document) {
  const Signing signing = read_signing(document);
  if (signing.signatories.empty()) return;
  std::set<std::string> names;  // as this document's mentions are written
  for (const Annotation& annotation : document.annotations) {
    if (document.labels[annotation.label] == x_evidence.profile.label.id) names.insert(fold_term(one_line(document.text_of(annotation.span))));
  }
  for (const Signatory& one : signing.signatories) {
    const std::string name = fold_term(one.name);
    const std::string capacity = fold_term(one.capacity);
    const bool meant = std::any_of(names.begin(), names.end(), [&](const std::string& each) {
      return each.size() > 2 && (name.find(each) != std::string::npos || capacity.find(each) != std::string::npos);
    });
    if (meant) x_evidence.profile.roles.push_back({x_index, one.role, one.name, one.capacity});
  }
}

void ProfileReader::add_offices(const Document& document) {
  for (std::size_t i = 0; i < x_office_rules.size(); ++i) {
    ProfileOffice& office = x_evidence.profile.offices[i];
    std::uint64_t here = 0;
    for (const Annotation& annotation : document.annotations) {
      if (document.labels[annotation.label] != office.holder) continue;
      const std::string_view rule = document.rules[annotation.rule];
      here += std::find(x_office_rules[i].begin(), x_office_rules[i].end(), rule) != x_office_rules[i].end() ? 1 : 0;
    }
    office.mentions += here;
    office.documents += here > 0 ? 1 : 0;
  }
}

ProfileLearned& ProfileReader::learned(const std::string& written, const std::string& stands_for, bool defined, Locus place) {
  ProfileLearned& one = x_learned[{written, fold_term(stands_for)}];
  if (one.written.empty()) one = {written, stands_for, defined, 0, 0, {}, {}, x_index, std::move(place)};
  one.defined = one.defined || defined;
  return one;
}

void ProfileReader::add_learned(const Document& document) {
  std::set<ProfileLearned*> here;
  const auto token_at = [&](std::uint32_t byte) {
    const auto token = std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& one) { return one.span.end <= byte; });
    return static_cast<std::uint32_t>(std::min(token, document.tokens.end() - 1) - document.tokens.begin());
  };
  if (document.tokens.empty()) return;
  for (const LearnedAlias& alias : AliasLearner::definitions(document)) {
    if (alias.label == x_evidence.profile.label.id) here.insert(&learned(one_line(alias.text), one_line(alias.long_form), true, place_of(document, token_at(alias.evidence.begin))));
  }
  std::string written;
  std::string stands_for;
  for (const Annotation& annotation : document.annotations) {
    if (document.labels[annotation.label] != x_evidence.profile.label.id || !read_learned_rule(document.rules[annotation.rule], written, stands_for)) continue;
    ProfileLearned& one = learned(written, stands_for, false, place_of(document, annotation.tokens.begin));
    ++one.mentions;
    here.insert(&one);
  }
  for (ProfileLearned* one : here) {
    ++one->documents;
    widen(one->first, one->last, x_date);
  }
}

void ProfileReader::finish_names() {
  auto& names = x_evidence.profile.names;
  for (auto& [folded, spelling] : x_names) {
    x_evidence.own_names.insert(folded);
    std::vector<std::pair<std::string, std::uint64_t>> forms(spelling.forms.begin(), spelling.forms.end());
    std::stable_sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    spelling.name.written = forms[0].first;
    for (std::size_t i = 1; i < forms.size(); ++i) spelling.name.variants.push_back(forms[i].first);
    names.push_back(std::move(spelling.name));
  }
  std::stable_sort(names.begin(), names.end(), [](const ProfileName& a, const ProfileName& b) { return a.count > b.count; });
}

void ProfileReader::finish_learned() {
  auto& list = x_evidence.profile.learned;
  for (auto& [key, one] : x_learned) list.push_back(std::move(one));
  std::stable_sort(list.begin(), list.end(), [](const ProfileLearned& a, const ProfileLearned& b) {
    return std::tuple(!a.defined, b.documents, b.mentions) < std::tuple(!b.defined, a.documents, a.mentions);
  });
}

}  // namespace concord
