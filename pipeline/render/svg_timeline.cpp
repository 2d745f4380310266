#include "pipeline/render/svg_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/render/html_page.h"

namespace concord {
namespace {

struct Bar {
  std::size_t events = 0;
  std::size_t documents = 0;  // most of one event
  std::uint32_t leading = 0;
};

std::string cut(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

}  // namespace

std::string svg_timeline(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period, SvgFrame frame) {
  std::map<std::string, Bar> bars;
  std::vector<std::string> names_of_events;
  std::size_t wide = 0;
  for (const std::uint32_t number : shown) {
    const auto name = period_name(timeline.events[number].date, period);
    if (!name) ++wide;
    else names_of_events.push_back(*name);
  }
  if (names_of_events.empty()) return {};
  std::sort(names_of_events.begin(), names_of_events.end());
  const std::string first = names_of_events[names_of_events.size() / 100];
  const std::string last = names_of_events[names_of_events.size() - 1 - names_of_events.size() / 100];
  std::size_t outside = 0;
  for (const std::uint32_t number : shown) {
    const auto name = period_name(timeline.events[number].date, period);
    if (!name) continue;
    if (*name < first || *name > last) {
      ++outside;
      continue;
    }
    Bar& bar = bars[*name];
    ++bar.events;
    if (timeline.events[number].documents <= bar.documents) continue;
    bar.documents = timeline.events[number].documents;
    bar.leading = number;
  }
  const auto periods = periods_between(first, last, period);
  std::size_t most = 1;
  for (const auto& [name, bar] : bars) most = std::max(most, bar.events);
  constexpr double left = 36, top = 26, height = 150, width = 1000;
  const double step = (width - left - 8) / static_cast<double>(periods.size());
  std::string svg = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" font-family=\"Noto Sans, DejaVu Sans, sans-serif\">", width,
                                top + height + 40, width, top + height + 40);
  const std::string title = fmt::format("Events by {}: {} to {}{}{}", period == Period::month ? "month" : period == Period::quarter ? "quarter" : period == Period::year ? "year" : "decade", first, last,
                                        wide > 0 ? fmt::format("; {} with a wider date not drawn", wide) : "", outside > 0 ? fmt::format("; {} outside of these years not drawn", outside) : "");
  svg += "<title>" + html_escaped(title) + "</title>";
  const bool own = frame == SvgFrame::own_file;
  if (own) svg += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>";
  const std::string ink = own ? "fill=\"#1b1d21\"" : "fill=\"currentColor\"";
  svg += fmt::format("<text x=\"{}\" y=\"15\" font-size=\"13\" {}>{}</text>", left, ink, html_escaped(title));
  for (const std::size_t tick : {most / 2, most}) {
    if (tick == 0) continue;
    const double y = top + height * (1 - static_cast<double>(tick) / static_cast<double>(most));
    svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#888888\" stroke-opacity=\"0.35\"/><text x=\"{3:.1f}\" y=\"{4:.1f}\" font-size=\"11\" text-anchor=\"end\" {5}>{6}</text>", left,
                       width - 8, y, left - 5, y + 4, ink, tick);
  }
  const std::string fill = own ? "fill=\"#3b7ab8\"" : "style=\"fill:var(--bar)\"";
  std::string labelled;
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const double x = left + step * static_cast<double>(i);
    const std::string year = periods[i].substr(0, 4);
    if (year != labelled && (i == 0 || step * 14 > 30 || std::stoi(year) % 5 == 0)) {
      svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" stroke=\"#888888\" stroke-opacity=\"0.5\"/><text x=\"{3:.1f}\" y=\"{4}\" font-size=\"12\" {5}>{6}</text>", x, top + height,
                         top + height + 6, x + 2, top + height + 20, ink, year);
      labelled = year;
    }
    const auto bar = bars.find(periods[i]);
    if (bar == bars.end()) continue;
    const double tall = height * static_cast<double>(bar->second.events) / static_cast<double>(most);
    svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}><title>{}</title></rect>", x, top + height - tall, std::max(1.0, step - 1), tall, fill,
                       html_escaped(fmt::format("{}: {} events. {}", periods[i], bar->second.events, cut(timeline.events[bar->second.leading].sources[0].quote.text, 160))));
  }
  return svg + "</svg>\n";
}

}  // namespace concord
