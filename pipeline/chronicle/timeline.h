// Timeline: what happened when, out of the dated sentences of a collection, with every source.
//
// An event is a date and the sentences that tell it. Sentences of one date are one event when they say the same: their
// words and labels, weighted by rarity, are near enough (cosine), or they name the same text. Two events that say the
// same with different days are a conflict: both are kept and point at each other, nothing is averaged.
// A document tells of its own time, of the past, or of what is to come; each source says which.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/chronicle/date_finder.h"
#include "pipeline/chronicle/quote.h"
#include "pipeline/chronicle/reference_finder.h"
#include "pipeline/chronicle/side_lexicon.h"
#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/passages.h"

namespace concord {

/// From where a document looks at an event.
enum class Outlook : std::uint8_t { own_time, past, ahead, unknown };
[[nodiscard]] std::string_view name(Outlook outlook);

struct EventSource {
  std::uint32_t document = 0;  ///< index into Timeline::documents
  std::uint32_t sentence = 0;
  Locus place;
  Quote quote;                 ///< the sentence, its date marked
  std::string before, after;   ///< the neighbours in its paragraph
  DateRelation relation = DateRelation::on;
  Outlook outlook = Outlook::unknown;
  std::string resolved;        ///< what was concluded for the date
};

struct Event {
  Date date;
  std::vector<EventSource> sources;  ///< the one that is shown first, then by document and place
  std::vector<std::string> actors, themes, places;  ///< ids of labels; names of places; most frequent first
  std::string text;                  ///< the text whose date it is: "S/RES/968 (1994)"; empty for others
  std::vector<std::uint32_t> conflicts;  ///< other events that say the same of another day
  std::uint32_t documents = 0;
};

struct TimelineDocument {
  DocNo number = 0;
  std::string id, title, date;
  Kind kind = Kind::other;
};

struct Timeline {
  std::vector<TimelineDocument> documents;
  std::vector<Event> events;        ///< by first day, then last, then rank
  std::uint64_t sentences = 0;      ///< read
  std::uint64_t dated_sentences = 0;
  std::uint64_t misread_dates = 0;  ///< left out: "resolution 1030 (1995) of 14 December 1935"
};

struct TimelineOptions {
  std::optional<Date> from, to;      ///< of the events
  int own_time_days = 183;           ///< how far back a document's own time reaches
  double same = 0.28;                ///< least cosine of two sentences of one day that are one event; higher for vaguer dates
  double conflict = 0.50;            ///< least cosine of two that disagree on the day
  int conflict_days = 40;            ///< how far apart they may be
};

/// `matches`: only sentences that hold one; all sentences when empty. Cost: one pass over the stored documents of the set.
[[nodiscard]] Result<Timeline> build_timeline(const Snapshot& snapshot, const DocumentSet& documents, const MatchFinder& matches, ReferenceFinder& references,
                                              SideLexicon& places, const TimelineOptions& options = {});

/// The `most` events told by most documents, still in the order of time; all for 0.
[[nodiscard]] std::vector<std::uint32_t> leading_events(const Timeline& timeline, std::size_t most, std::uint32_t min_documents = 1);

}  // namespace concord
