#include "pipeline/chronicle/timeline.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "corpus/text/ascii.h"
#include "corpus/text/stop_words.h"
#include "pipeline/chronicle/event_merger.h"

namespace concord {
namespace {

Outlook outlook_of(const Date& event, const Metadata& metadata, int own_days) {
  if (!metadata.date) return Outlook::unknown;
  if (event.begin > metadata.date->end) return Outlook::ahead;
  return days_between(event.end, metadata.date->begin) <= own_days ? Outlook::own_time : Outlook::past;
}

/// Tokens of a dated sentence that belong to one of its dates: all of it, or, where it names many, those around it.
TokenRange stretch_of(const Document& document, std::uint32_t sentence, const std::vector<DateMention>& dates, std::size_t i) {
  const TokenRange all = document.sentences[sentence].tokens;
  std::size_t count = 0;
  for (const DateMention& date : dates) count += date.sentence == sentence ? 1 : 0;
  if (count <= 2 && all.size() <= 60) return all;
  constexpr std::uint32_t around = 16;
  TokenRange range = {dates[i].tokens.begin > around ? dates[i].tokens.begin - around : 0, dates[i].tokens.end + around};
  if (i > 0) range.begin = std::max(range.begin, dates[i - 1].tokens.end);
  if (i + 1 < dates.size()) range.end = std::min(range.end, std::max(dates[i].tokens.end, dates[i + 1].tokens.begin));
  range.begin = std::max(range.begin, all.begin);
  range.end = std::min(range.end, all.end);
  return range;
}

std::string neighbour(const Document& document, std::uint32_t sentence, std::uint32_t other) {
  if (other >= document.sentences.size() || document.paragraphs.empty()) return {};
  if (paragraph_of(document, sentence) != paragraph_of(document, other)) return {};
  return quote(document, document.sentences[other].span).text;
}

/// The text whose date a mention is: "resolution 968 (1994) of 16 December 1994", or a named text that is of this day.
std::string text_dated(const DateMention& date, const std::vector<Reference>& references, const Document& document, const SideLexicon& texts) {
  const TextSpan sentence = document.sentences[date.sentence].span;
  for (const Reference& one : references) {
    if (!sentence.contains(one.span) || !one.doubt.empty()) continue;
    if (const Entry* entry = texts.entry(one.id)) {
      const auto day = entry->identifiers.find("date");
      if (day != entry->identifiers.end() && day->second == date.value.to_string()) return one.id;
    }
    if (one.id.find("/RES/") == std::string::npos || one.span.end > date.span.begin) continue;
    const std::string_view between = std::string_view(document.text.utf8).substr(one.span.end, date.span.begin - one.span.end);
    if (between.size() <= 5 && between.find("of") != std::string_view::npos) return one.id;
  }
  return {};
}

/// A resolution carries its year; a date of another one was misread.
bool contradicts(const std::string& text, const Date& date) {
  const std::size_t open = text.rfind('(');
  if (text.find("/RES/") == std::string::npos || open == std::string::npos || text.size() < open + 6) return false;
  return text.substr(open + 1, 4) != Date::year(date.begin_year()).to_string();
}

/// "my last report of 12 May", "letter dated 25 January": the date of a paper, which the next paper has another of.
bool is_of_a_paper(const Document& document, const DateMention& date) {
  static constexpr std::array<std::string_view, 6> papers = {"report", "reports", "letter", "letters", "note", "rapport"};
  const std::uint32_t from = date.tokens.begin > 4 ? date.tokens.begin - 4 : 0;
  for (std::uint32_t t = from; t < date.tokens.begin; ++t) {
    if (std::find(papers.begin(), papers.end(), document.term(document.tokens[t])) != papers.end()) return true;
  }
  return false;
}

bool is_content(const Document& document, const Token& token) {
  const std::string_view term = document.term(token);
  return token.kind == TokenKind::word && term.size() > 2 && !is_ascii_digit(term[0]) && month_word(term).month == 0 && !is_stop_word(term, "en");
}

/// Heads, captions and stamps ("Distr.: General 5 May 2000") are dated and tell nothing: a sentence has words in small letters.
bool tells(const Document& document, std::uint32_t sentence) {
  const TokenRange tokens = document.sentences[sentence].tokens;
  constexpr int least = 3;
  int small = 0;
  for (std::uint32_t t = tokens.begin; t < tokens.end && small < least; ++t) {
    const std::string_view surface = document.text_of(document.tokens[t].span);
    const auto first = static_cast<unsigned char>(surface.empty() ? ' ' : surface[0]);
    const bool capital = (first >= 'A' && first <= 'Z') || (first == 0xD0 && surface.size() > 1 && static_cast<unsigned char>(surface[1]) < 0xB0);
    const bool letter = (first >= 'a' && first <= 'z') || first >= 0x80;
    small += letter && !capital ? 1 : 0;
  }
  return small >= least;
}

class Builder {
 public:
  Builder(const Snapshot& snapshot, ReferenceFinder& references, SideLexicon& places, const TimelineOptions& options)
      : x_snapshot(snapshot), x_references(references), x_places(places), x_options(options) {}

  Status read(DocNo number, const std::vector<TokenRange>* matches) {
    auto document = x_snapshot.document(number, Part::all);
    if (!document) return document.error();
    const Metadata& metadata = document->metadata;
    const auto index = static_cast<std::uint32_t>(x_timeline.documents.size());
    x_timeline.documents.push_back({number, metadata.id, metadata.title, metadata.date ? metadata.date->to_string() : "", metadata.kind});
    const auto dates = find_dates(*document);
    const auto references = x_references.find(*document);
    const auto places = x_places.find(*document);
    x_timeline.sentences += document->sentences.size();
    std::uint32_t last_dated = UINT32_MAX;
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const std::uint32_t sentence = dates[i].sentence;
      if (!is_wanted(*document, sentence, dates[i].value, matches)) continue;
      if (sentence != last_dated) ++x_timeline.dated_sentences;
      last_dated = sentence;
      add(*document, index, dates, i, references, places);
    }
    add_cited(*document, index, references, matches);
    return {};
  }

  Timeline finish() {
    take_cited();
    merge_events(x_tellings, x_options, x_timeline);
    return std::move(x_timeline);
  }

 private:
  bool is_wanted(const Document& document, std::uint32_t sentence, const Date& date, const std::vector<TokenRange>* matches) const {
    if (x_options.from && date.end < x_options.from->begin) return false;
    if (x_options.to && date.begin > x_options.to->end) return false;
    // The document's own date at its head tells of nothing.
    if (document.sentences[sentence].tokens.size() < 5 || !tells(document, sentence)) return false;
    return is_matched(document.sentences[sentence].tokens, matches);
  }

  static bool is_matched(const TokenRange& tokens, const std::vector<TokenRange>* matches) {
    if (matches == nullptr) return true;
    return std::any_of(matches->begin(), matches->end(), [&](const TokenRange& match) { return match.begin < tokens.end && tokens.begin < match.end; });
  }

  void add(const Document& document, std::uint32_t index, const std::vector<DateMention>& dates, std::size_t i, const std::vector<Reference>& references,
           const std::vector<SideMention>& places) {
    const DateMention& date = dates[i];
    Telling telling;
    telling.date = date.value;
    telling.text = text_dated(date, references, document, x_references.texts());
    if (contradicts(telling.text, date.value)) {
      ++x_timeline.misread_dates;
      return;
    }
    telling.of_a_paper = is_of_a_paper(document, date);
    telling.source = source_of(document, index, date.sentence, date.tokens.begin, date.span, date.value);
    telling.source.relation = date.relation;
    telling.source.resolved = date.resolved;
    const TokenRange stretch = stretch_of(document, date.sentence, dates, i);
    add_labels(document, stretch, telling);
    for (const SideMention& place : places) {
      if (place.tokens.begin < stretch.begin || place.tokens.begin >= stretch.end) continue;
      const Entry& entry = x_places.entries()[place.entry];
      telling.features.push_back(entry.label());
      telling.places.push_back(entry.name);
    }
    for (const Reference& reference : references) {
      if (document.sentences[date.sentence].span.contains(reference.span)) telling.features.push_back(reference.id);
    }
    for (std::uint32_t t = stretch.begin; t < stretch.end; ++t) {
      if (is_content(document, document.tokens[t])) telling.features.emplace_back(document.term(document.tokens[t]));
    }
    x_tellings.push_back(with_sorted_features(std::move(telling)));
  }

  static Telling with_sorted_features(Telling telling) {
    std::sort(telling.features.begin(), telling.features.end());
    telling.features.erase(std::unique(telling.features.begin(), telling.features.end()), telling.features.end());
    return telling;
  }

  static void add_labels(const Document& document, TokenRange stretch, Telling& telling) {
    for (const Annotation& annotation : document.annotations) {
      if (annotation.tokens.begin < stretch.begin || annotation.tokens.begin >= stretch.end) continue;
      const std::string_view label = document.labels[annotation.label];
      telling.features.emplace_back(label);
      (label.starts_with("actor:") ? telling.actors : telling.themes).emplace_back(label);
    }
  }

  [[nodiscard]] EventSource source_of(const Document& document, std::uint32_t index, std::uint32_t sentence, std::uint32_t token, TextSpan marked, const Date& date) const {
    EventSource source;
    source.document = index;
    source.sentence = sentence;
    source.place = place_of(document, token);
    source.quote = quote(document, document.sentences[sentence].span, marked);
    if (sentence > 0) source.before = neighbour(document, sentence, sentence - 1);
    source.after = neighbour(document, sentence, sentence + 1);
    source.outlook = outlook_of(date, document.metadata, x_options.own_time_days);
    return source;
  }

  // --- Texts that are cited without their date -------------------------------------------------------------------------

  /// The first passage of a document that names a text whose day the lexicon of texts knows.
  void add_cited(const Document& document, std::uint32_t index, const std::vector<Reference>& references, const std::vector<TokenRange>* matches) {
    std::set<std::string_view> named;
    for (const Reference& reference : references) {
      const Entry* entry = x_references.texts().entry(reference.id);
      if (entry == nullptr || !reference.resolved.empty() || named.contains(reference.id)) continue;
      const auto written = entry->identifiers.find("date");
      const auto date = written == entry->identifiers.end() ? std::nullopt : Date::parse(written->second);
      // The Charter of 1945 is no event of a process of the nineties.
      constexpr int days_back = 3653;
      if (!date || !document.metadata.date || days_between(date->begin, document.metadata.date->begin) > days_back) continue;
      if ((x_options.from && date->end < x_options.from->begin) || (x_options.to && date->begin > x_options.to->end)) continue;
      const auto token = static_cast<std::uint32_t>(std::partition_point(document.tokens.begin(), document.tokens.end(), [&](const Token& one) { return one.span.end <= reference.span.begin; }) -
                                                    document.tokens.begin());
      const std::uint32_t sentence = sentence_of(document, std::min(token, static_cast<std::uint32_t>(document.tokens.size() - 1)));
      if (!is_matched(document.sentences[sentence].tokens, matches)) continue;
      named.insert(reference.id);
      Telling telling;
      telling.date = *date;
      telling.text = reference.id;
      telling.cited = true;
      telling.source = source_of(document, index, sentence, token, reference.span, *date);
      telling.source.resolved = "date of the text in the lexicon of texts";
      add_labels(document, document.sentences[sentence].tokens, telling);
      telling.features = {reference.id};
      x_cited.push_back(std::move(telling));
    }
  }

  [[nodiscard]] bool is_dated(const std::string& id, const Date& date) const {
    const Entry* entry = id.starts_with("text:") ? x_references.texts().entry(id) : nullptr;
    const auto day = entry == nullptr ? std::map<std::string, std::string>::const_iterator() : entry->identifiers.find("date");
    return entry != nullptr && day != entry->identifiers.end() && day->second == date.to_string();
  }

  /// Only texts that no dated sentence tells of: else the sentences with their own dates speak.
  void take_cited() {
    std::set<std::string> told;
    for (const Telling& telling : x_tellings) {
      told.insert(telling.text);
      // The Declaration that was signed with the Agreement: its sentence stands there already.
      for (const std::string& feature : telling.features) {
        if (is_dated(feature, telling.date)) told.insert(feature);
      }
    }
    for (Telling& telling : x_cited) {
      if (!told.contains(telling.text)) x_tellings.push_back(std::move(telling));
    }
  }

  const Snapshot& x_snapshot;
  ReferenceFinder& x_references;
  SideLexicon& x_places;
  const TimelineOptions& x_options;
  Timeline x_timeline;
  std::vector<Telling> x_tellings;
  std::vector<Telling> x_cited;
};

}  // namespace

std::string_view name(Outlook outlook) {
  static constexpr std::array<std::string_view, 4> names = {"own time", "past", "ahead", "undated source"};
  return names[static_cast<std::size_t>(outlook)];
}

Result<Timeline> build_timeline(const Snapshot& snapshot, const DocumentSet& documents, const MatchFinder& matches, ReferenceFinder& references, SideLexicon& places,
                                const TimelineOptions& options) {
  Builder builder(snapshot, references, places, options);
  std::map<DocNo, std::vector<TokenRange>> matched;
  if (matches) {
    const Status found = matches([&](DocNo number, std::span<const TokenRange> ranges) { matched[number].assign(ranges.begin(), ranges.end()); });
    if (!found) return found.error();
  }
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (!documents.contains(number)) continue;
    const auto ranges = matched.find(number);
    if (matches && ranges == matched.end()) continue;
    if (const Status read = builder.read(number, matches ? &ranges->second : nullptr); !read) return read.error();
  }
  return builder.finish();
}

std::vector<std::uint32_t> leading_events(const Timeline& timeline, std::size_t most, std::uint32_t min_documents) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < timeline.events.size(); ++i) {
    if (timeline.events[i].documents >= min_documents) order.push_back(i);
  }
  if (most == 0 || order.size() <= most) return order;
  const auto key = [&](std::uint32_t i) {
    const Event& event = timeline.events[i];
    const int vague = static_cast<int>(event.date.precision);
    return std::tuple(-static_cast<long>(event.documents), event.conflicts.empty() ? 1 : 0, vague, -static_cast<long>(event.sources.size()),
                      -static_cast<long>(event.actors.size() + event.themes.size()), i);
  };
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
  order.resize(most);
  std::sort(order.begin(), order.end());
  return order;
}

}  // namespace concord
