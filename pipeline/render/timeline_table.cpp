#include "pipeline/render/timeline_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace concord {
namespace {

std::string list_of(const std::vector<std::string>& names, std::size_t most) {
  std::vector<std::string> shown(names.begin(), names.begin() + static_cast<long>(std::min(names.size(), most)));
  return fmt::format("{}", fmt::join(shown, ", "));
}

std::string ids_of(const std::vector<std::string>& labels) {
  std::vector<std::string> ids;
  for (const std::string& label : labels) ids.push_back(label.substr(label.find(':') + 1));
  return list_of(ids, ids.size());
}

StyledText styled(const Quote& quote) {
  StyledText text{quote.text, {}};
  if (quote.mark_end > quote.mark_begin) text.spans.push_back({quote.mark_begin, quote.mark_end, Style::match});
  return text;
}

std::string sources_of(const Timeline& timeline, const Event& event) {
  std::vector<std::string> sources;
  for (const EventSource& source : event.sources) {
    const std::string place = locus_text(source.place);
    const std::string text = timeline.documents[source.document].id + (place.empty() ? "" : ", " + place);
    if (std::find(sources.begin(), sources.end(), text) == sources.end()) sources.push_back(text);
  }
  return fmt::format("{}", fmt::join(sources, "; "));
}

std::string conflicts_of(const Timeline& timeline, const Event& event) {
  std::vector<std::string> others;
  for (const std::uint32_t other : event.conflicts) {
    others.push_back(timeline.events[other].date.to_string() + " in " + timeline.documents[timeline.events[other].sources[0].document].id);
  }
  return fmt::format("{}", fmt::join(others, "; "));
}

std::string grounds_of(const Event& event) {
  std::set<std::string> grounds;
  for (const EventSource& source : event.sources) {
    if (source.resolved.empty()) return {};
    grounds.insert(source.resolved);
  }
  return fmt::format("{}", fmt::join(grounds, "; "));
}

std::string calendar_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    if (c == '\n') escaped += "\\n";
    else if (static_cast<unsigned char>(c) >= 0x20) escaped += c;
  }
  return escaped;
}

/// Lines of at most 75 octets, cut between characters; a line that goes on begins with a blank.
std::string folded_line(std::string_view line) {
  std::string folded;
  std::size_t room = 75;
  while (line.size() > room) {
    std::size_t cut = room;
    while (cut > 0 && (static_cast<unsigned char>(line[cut]) & 0xC0U) == 0x80U) --cut;
    folded += std::string(line.substr(0, cut)) + "\r\n ";
    line.remove_prefix(cut);
    room = 74;
  }
  return folded + std::string(line) + "\r\n";
}

}  // namespace

std::string locus_text(const Locus& place) {
  std::vector<std::string> parts;
  if (!place.page.empty()) parts.push_back("p. " + place.page);
  if (!place.article.empty()) parts.push_back("art. " + place.article);
  if (!place.section.empty()) parts.push_back("para. " + place.section);
  if (parts.empty() && place.paragraph > 0) parts.push_back(fmt::format("¶ {}", place.paragraph));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string date_text(const Event& event) {
  const DateRelation relation = event.sources[0].relation;
  const bool same = std::all_of(event.sources.begin(), event.sources.end(), [&](const EventSource& source) { return source.relation == relation; });
  const int year = event.date.begin_year();
  const bool decade = year % 10 == 0 && event.date.begin % 10000 == 101 && event.date.end == (year + 9) * 10000 + 1231;
  const std::string date = decade ? fmt::format("{}s", year) : event.date.to_string();
  return same && relation != DateRelation::on ? std::string(name(relation)) + " " + date : date;
}

std::string outlooks_text(const Event& event) {
  std::map<Outlook, std::size_t> counts;
  for (const EventSource& source : event.sources) ++counts[source.outlook];
  std::vector<std::string> parts;
  for (const auto& [outlook, count] : counts) parts.push_back(counts.size() == 1 ? std::string(name(outlook)) : fmt::format("{} {}", name(outlook), count));
  return fmt::format("{}", fmt::join(parts, ", "));
}

Table event_table(const Timeline& timeline, const std::vector<std::uint32_t>& shown) {
  Table table;
  table.name = "events";
  // Below its row on a terminal: the sentence first, then what stands behind it.
  const auto below = [](const char* name) { return Column{name, Align::left, 0, true, Overflow::below}; };
  table.columns = {{"date"}, {"documents", Align::right}, below("event"), below("actors"), below("themes"), below("places"), {"told"}, below("sources"), below("text"), below("concluded"), below("conflicts")};
  for (const std::uint32_t number : shown) {
    const Event& event = timeline.events[number];
    table.rows.push_back({date_text(event), std::int64_t{event.documents}, styled(event.sources[0].quote), ids_of(event.actors), ids_of(event.themes), list_of(event.places, event.places.size()),
                          outlooks_text(event), sources_of(timeline, event), event.text, grounds_of(event), conflicts_of(timeline, event)});
  }
  return table;
}

Table period_table(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period) {
  Table table;
  table.name = "periods";
  table.columns = {{"period"}, {"events", Align::right}, {"documents", Align::right}, {"conflicts", Align::right}, {"leading_event", Align::left, 0, true}};
  std::map<std::string, std::vector<std::uint32_t>> events;
  std::uint64_t wider = 0;
  for (const std::uint32_t number : shown) {
    const auto name = period_name(timeline.events[number].date, period);
    if (name) events[*name].push_back(number);
    else ++wider;
  }
  for (const auto& [name, numbers] : events) {
    std::set<std::uint32_t> documents;
    std::int64_t conflicts = 0;
    std::uint32_t leading = numbers[0];
    for (const std::uint32_t number : numbers) {
      const Event& event = timeline.events[number];
      for (const EventSource& source : event.sources) documents.insert(source.document);
      conflicts += event.conflicts.empty() ? 0 : 1;
      if (event.documents > timeline.events[leading].documents) leading = number;
    }
    table.rows.push_back({name, static_cast<std::int64_t>(numbers.size()), static_cast<std::int64_t>(documents.size()), conflicts, styled(timeline.events[leading].sources[0].quote)});
  }
  if (wider > 0) table.notes.push_back(fmt::format("{} events reach over more than one such period and are left out", wider));
  return table;
}

std::string event_calendar(const Timeline& timeline, const std::vector<std::uint32_t>& shown) {
  std::string calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Concord//Timeline//EN\r\nCALSCALE:GREGORIAN\r\n";
  for (const std::uint32_t number : shown) {
    const Event& event = timeline.events[number];
    const TimelineDocument& first = timeline.documents[event.sources[0].document];
    calendar += "BEGIN:VEVENT\r\n";
    calendar += folded_line(fmt::format("UID:{}-{}-{}@concord", event.date.begin, event.sources[0].sentence, calendar_text(first.id)));
    calendar += "DTSTAMP:19700101T000000Z\r\n";
    calendar += fmt::format("DTSTART;VALUE=DATE:{}\r\nDTEND;VALUE=DATE:{}\r\n", event.date.begin, day_after(event.date.end, 1));
    calendar += folded_line("SUMMARY:" + calendar_text(event.sources[0].quote.text));
    calendar += folded_line("DESCRIPTION:" + calendar_text(date_text(event) + "\n" + sources_of(timeline, event)));
    if (!event.places.empty()) calendar += folded_line("LOCATION:" + calendar_text(event.places[0]));
    calendar += "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
  }
  return calendar + "END:VCALENDAR\r\n";
}

}  // namespace concord
