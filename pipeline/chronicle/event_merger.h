// EventMerger: dated sentences made events: which say the same of one day, which say the same of another.
//
// Greedy and deterministic, in the order of the collection: a telling joins the event of its date whose first telling is
// nearest, else begins one. Nearness is the cosine of binary features (content words, labels, places, references) weighted
// by ln(1 + N/df); found through an inverted list, so the cost follows what is shared.
#pragma once

#include <string>
#include <vector>

#include "pipeline/chronicle/timeline.h"

namespace concord {

/// One dated sentence before it is part of an event.
struct Telling {
  Date date;
  EventSource source;
  std::string text;                   ///< the text whose date it is; empty for none
  bool cited = false;                 ///< it names the text, the day is the lexicon's
  bool of_a_paper = false;            ///< the date of a report or letter: no conflict with that of the next
  std::vector<std::string> features;  ///< ascending, each once
  std::vector<std::string> actors, themes, places;
};

/// Fills timeline.events. The tellings are moved from.
void merge_events(std::vector<Telling>& tellings, const TimelineOptions& options, Timeline& timeline);

}  // namespace concord
