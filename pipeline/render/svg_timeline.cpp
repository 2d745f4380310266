#include "pipeline/render/svg_timeline.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "pipeline/render/markup.h"

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

/// What is drawn: the bars of the periods between the first and the last, and how many events have no place among them.
struct Drawing {
  std::map<std::string, Bar> bars;
  std::vector<std::string> periods;
  std::string first, last;
  std::size_t wide = 0;     // events whose date is wider than a period
  std::size_t outside = 0;  // events beyond the one per cent cut at each end
};

/// The first and last period to draw: a single slip of a date must not make a picture of a thousand empty years.
void choose_periods(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period, Drawing& drawing) {
  std::vector<std::string> names;
  for (const std::uint32_t number : shown) {
    if (const auto name = period_name(timeline.events[number].date, period)) names.push_back(*name);
    else ++drawing.wide;
  }
  if (names.empty()) return;
  std::sort(names.begin(), names.end());
  drawing.first = names[names.size() / 100];
  drawing.last = names[names.size() - 1 - names.size() / 100];
  drawing.periods = periods_between(drawing.first, drawing.last, period);
}

void fill_bars(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period, Drawing& drawing) {
  for (const std::uint32_t number : shown) {
    const auto name = period_name(timeline.events[number].date, period);
    if (!name) continue;
    if (*name < drawing.first || *name > drawing.last) {
      ++drawing.outside;
      continue;
    }
    Bar& bar = drawing.bars[*name];
    ++bar.events;
    if (timeline.events[number].documents <= bar.documents) continue;
    bar.documents = timeline.events[number].documents;
    bar.leading = number;
  }
}

std::string_view noun(Period period) {
  switch (period) {
    case Period::month: return "month";
    case Period::quarter: return "quarter";
    case Period::year: return "year";
    default: return "decade";
  }
}

std::string title_of(const Drawing& drawing, Period period) {
  std::string title = fmt::format("Events by {}: {} to {}", noun(period), drawing.first, drawing.last);
  if (drawing.wide > 0) title += fmt::format("; {} with a wider date not drawn", drawing.wide);
  if (drawing.outside > 0) title += fmt::format("; {} outside of these years not drawn", drawing.outside);
  return title;
}

constexpr double left = 36, top = 26, height = 150, width = 1000;

/// Two lines across, at half of the highest bar and at its top.
std::string grid(std::size_t most, std::string_view ink) {
  std::string svg;
  for (const std::size_t tick : {most / 2, most}) {
    if (tick == 0) continue;
    const double y = top + height * (1 - static_cast<double>(tick) / static_cast<double>(most));
    svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#888888\" stroke-opacity=\"0.35\"/>", left, width - 8, y);
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"11\" text-anchor=\"end\" {}>{}</text>", left - 5, y + 4, ink, tick);
  }
  return svg;
}

std::string year_label(double x, const std::string& year, std::string_view ink) {
  return fmt::format("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\" stroke=\"#888888\" stroke-opacity=\"0.5\"/>", x, top + height, top + height + 6) +
         fmt::format("<text x=\"{:.1f}\" y=\"{}\" font-size=\"12\" {}>{}</text>", x + 2, top + height + 20, ink, year);
}

}  // namespace

std::string svg_timeline(const Timeline& timeline, const std::vector<std::uint32_t>& shown, Period period, SvgFrame frame) {
  Drawing drawing;
  choose_periods(timeline, shown, period, drawing);
  if (drawing.periods.empty()) return {};
  fill_bars(timeline, shown, period, drawing);
  std::size_t most = 1;
  for (const auto& [name, bar] : drawing.bars) most = std::max(most, bar.events);
  const bool own = frame == SvgFrame::own_file;
  const std::string ink = own ? "fill=\"#1b1d21\"" : "fill=\"currentColor\"";
  const std::string fill = own ? "fill=\"#3b7ab8\"" : "style=\"fill:var(--bar)\"";
  const std::string title = markup_escaped(title_of(drawing, period));
  std::string svg = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" font-family=\"Noto Sans, DejaVu Sans, sans-serif\">", width,
                                top + height + 40);
  svg += "<title>" + title + "</title>";
  if (own) svg += "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>";
  svg += fmt::format("<text x=\"{}\" y=\"15\" font-size=\"13\" {}>{}</text>", left, ink, title);
  svg += grid(most, ink);
  const double step = (width - left - 8) / static_cast<double>(drawing.periods.size());
  std::string labelled;
  double free_from = 0;  // where the last label ends
  for (std::size_t i = 0; i < drawing.periods.size(); ++i) {
    const std::string& name = drawing.periods[i];
    const double x = left + step * static_cast<double>(i);
    const std::string year = name.substr(0, 4);
    if (year != labelled && x >= free_from && (i == 0 || step * 14 > 30 || std::stoi(year) % 5 == 0)) {
      svg += year_label(x, year, ink);
      labelled = year;
      constexpr double label_width = 34;
      free_from = x + label_width;
    }
    const auto bar = drawing.bars.find(name);
    if (bar == drawing.bars.end()) continue;
    const double tall = height * static_cast<double>(bar->second.events) / static_cast<double>(most);
    const std::string words = fmt::format("{}: {} events. {}", name, bar->second.events, cut(timeline.events[bar->second.leading].sources[0].quote.text, 160));
    svg += fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}><title>{}</title></rect>", x, top + height - tall, std::max(1.0, step - 1), tall, fill,
                       markup_escaped(words));
  }
  return svg + "</svg>\n";
}

}  // namespace concord
