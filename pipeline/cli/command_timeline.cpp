// concord timeline: what happened when, with every source; conflicts side by side.
#include <fmt/format.h>

#include <memory>

#include "pipeline/chronicle/timeline.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/side_lexicons.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/render/svg_timeline.h"
#include "pipeline/render/timeline_page.h"
#include "pipeline/render/timeline_table.h"

namespace concord {
namespace {

struct Arguments {
  std::string query;
  std::string since, until;
  std::string grain = "day";
  std::uint64_t limit = 60;
  std::uint64_t min_documents = 1;
  bool conflicts = false;
  std::string html, svg, calendar;
  FilterArguments filters;
};

Result<std::optional<Date>> date_option(const std::string& typed, const char* option) {
  if (typed.empty()) return std::optional<Date>();
  const auto date = Date::parse(typed);
  if (!date) return Error{ErrorCode::usage, option, fmt::format("'{}' is no date", typed), "write 1996, 1996-07 or 1996-07-21"};
  return std::optional(date);
}

/// What the query restricts: documents always, sentences where it says something of places.
Result<MatchFinder> places_of_query(const Arguments& typed, Session& session) {
  if (typed.query.empty()) return MatchFinder();
  const auto has_places = query_has_places(*session.snapshot, typed.query, session.reading);
  if (!has_places) return has_places.error();
  return *has_places ? session.matches(typed.query) : MatchFinder();
}

Result<Timeline> timeline_of(const Arguments& typed, Session& session, Context& context) {
  const auto collection = context.collection();
  if (!collection) return collection.error();
  auto texts = side_lexicon(*collection, "texts");
  if (!texts) return texts.error();
  auto places = side_lexicon(*collection, "places");
  if (!places) return places.error();
  TimelineOptions options;
  const auto from = date_option(typed.since, "--since");
  if (!from) return from.error();
  const auto to = date_option(typed.until, "--until");
  if (!to) return to.error();
  options.from = *from;
  options.to = *to;
  auto documents = session.documents(session.filter);
  if (!documents) return documents.error();
  if (!typed.query.empty()) {
    const auto asked = session.documents(typed.query);
    if (!asked) return asked.error();
    *documents &= *asked;
  }
  const auto matches = places_of_query(typed, session);
  if (!matches) return matches.error();
  ReferenceFinder references(std::move(*texts));
  return build_timeline(*session.snapshot, *documents, *matches, references, *places, options);
}

Provenance provenance_of_timeline(const Arguments& typed, const Timeline& timeline, Session& session, Context& context) {
  Provenance entries = provenance_of(*session.snapshot, context.command_line(), session.filter);
  if (!typed.query.empty()) entries.emplace_back("query", typed.query);
  entries.emplace_back("documents", std::to_string(timeline.documents.size()));
  entries.emplace_back("sentences", std::to_string(timeline.sentences));
  entries.emplace_back("dated_sentences", std::to_string(timeline.dated_sentences));
  entries.emplace_back("events", std::to_string(timeline.events.size()));
  const TimelineOptions options;
  entries.emplace_back("one_event", fmt::format("cosine of words, labels, places and references, weighted ln(1+N/df), at least {}", options.same));
  return entries;
}

Status write_pages(const Arguments& typed, const Timeline& timeline, const std::vector<std::uint32_t>& all, const Snapshot& snapshot, const Provenance& provenance) {
  const Period period = typed.grain == "day" ? Period::month : parse_period(typed.grain).value_or(Period::month);
  if (!typed.html.empty()) {
    const std::string title = typed.query.empty() ? "Chronology" : "Chronology: " + typed.query;
    if (Status status = write_file(typed.html, render_timeline_page(timeline, all, snapshot.catalogue(), title, provenance)); !status) return status;
  }
  if (!typed.svg.empty()) {
    if (Status status = write_file(typed.svg, svg_timeline(timeline, all, period, SvgFrame::own_file)); !status) return status;
  }
  return typed.calendar.empty() ? Status{} : write_file(typed.calendar, event_calendar(timeline, all));
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters);
  if (!session) return context.fail(session.error());
  const auto timeline = timeline_of(typed, *session, context);
  if (!timeline) return context.fail(timeline.error());
  if (Status status = session->snapshot->health(); !status) return context.fail(status.error());
  const auto wanted = [&](std::size_t most) {
    auto events = leading_events(*timeline, most, static_cast<std::uint32_t>(typed.min_documents));
    if (typed.conflicts) std::erase_if(events, [&](std::uint32_t number) { return timeline->events[number].conflicts.empty(); });
    return events;
  };
  const auto all = wanted(0);
  const Provenance provenance = provenance_of_timeline(typed, *timeline, *session, context);
  if (Status status = write_pages(typed, *timeline, all, *session->snapshot, provenance); !status) return context.fail(status.error());
  Table table;
  if (typed.grain == "day") {
    const auto shown = typed.conflicts ? all : wanted(typed.limit);
    table = event_table(*timeline, shown);
    if (shown.size() < all.size()) table.notes.push_back(fmt::format("the {} of {} events that most documents tell; --limit 0 shows all", shown.size(), all.size()));
  } else {
    table = period_table(*timeline, all, *parse_period(typed.grain));
  }
  if (timeline->misread_dates > 0) {
    table.notes.push_back(fmt::format("left out as misread: {} of a resolution that carries another year", timeline->misread_dates == 1 ? "one date" : fmt::format("{} dates", timeline->misread_dates)));
  }
  add_provenance(table, provenance);
  return answer_table(context, *session, std::move(table));
}

}  // namespace

Command timeline_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "timeline";
  command.group = "Chronicle";
  command.summary = "What happened when: dated sentences as events, with every source, conflicts side by side";
  command.details =
      "Every sentence with a date tells an event. Sentences of one date that say the same are one event with several sources; events that say the same of "
      "different days are a conflict: both are shown. `told` says from where the sources look: their own time (half a year back), the past, or ahead. Vague dates are "
      "intervals (\"end of 1992\" is its last quarter); a year or month that the text leaves out is concluded, and `concluded` says from what.\n\n"
      "A QUERY keeps the sentences in which it matches. --from and --to are the dates of the documents, --since and --until those of the events.";
  command.options = {
      {"QUERY", "", "Only sentences that match; conditions such as kind:report select documents", &typed->query},
      {"--since", "DATE", "Events from this day, month or year on", &typed->since},
      {"--until", "DATE", "Events up to this day, month or year", &typed->until},
      {"--grain", "GRAIN", "day: one row an event; month, quarter, year: one row a period", &typed->grain, {"day", "month", "quarter", "year"}},
      {"--min-documents", "N", "Only events that so many documents tell", &typed->min_documents},
      {"--conflicts", "", "Only events on whose day the sources differ", &typed->conflicts},
      {"--limit", "N", "The events that most documents tell (60); 0 for all. Files always hold all", &typed->limit},
      {"--html", "FILE", "Write a page to scroll, filter and open", &typed->html, {}, false, "file"},
      {"--svg", "FILE", "Draw the events by month (or by --grain)", &typed->svg, {}, false, "file"},
      {"--ics", "FILE", "Write a calendar (iCalendar)", &typed->calendar, {}, false, "file"},
  };
  for (Option& option : filter_options(typed->filters)) command.options.push_back(std::move(option));
  command.examples = {
      {"concord timeline --html chronology.html", "the whole collection as a page"},
      {"concord timeline 'actor:uto AND theme:ceasefire' --since 1994 --until 1997-06", "what is told of the two in one document's sentences"},
      {"concord timeline --conflicts --format csv --limit 0", "where sources differ on the day"},
      {"concord timeline --grain year", "how many events each year has"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
