#include "pipeline/render/svg_trend.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "pipeline/render/svg_canvas.h"

namespace concord {
namespace {

constexpr std::size_t most_series = 12;
// Three markers by four dashes: twelve lines that differ on paper without colour.
constexpr std::array<std::string_view, 4> dashes = {"", "7 3", "2 3", "9 3 2 3"};
std::string_view dash_of(std::size_t series) { return dashes[series / 3 % dashes.size()]; }

std::uint64_t occurrences(const Trend& trend) {
  return std::accumulate(trend.points.begin(), trend.points.end(), std::uint64_t{0},
                         [](std::uint64_t sum, const TrendPoint& point) { return sum + point.count; });
}

std::vector<std::size_t> drawn(const std::vector<Trend>& trends) {
  std::vector<std::size_t> order(trends.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return occurrences(trends[a]) > occurrences(trends[b]); });
  order.resize(std::min(order.size(), most_series));
  return order;
}

// A number with one, two or five before the zeros, so that about five steps fill the axis.
double nice_step(double largest) {
  const double rough = largest / 5;
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough) return factor * power;
  }
  return 10 * power;
}

struct Plot {
  double left = 70, top = 40, width = 640, height = 300, largest = 1;
  std::size_t periods = 1;
  [[nodiscard]] double x(std::size_t i) const {
    return left + (periods == 1 ? width / 2 : width * static_cast<double>(i) / static_cast<double>(periods - 1));
  }
  [[nodiscard]] double y(double rate) const { return top + height * (1 - rate / largest); }
};

void draw_axes(SvgCanvas& canvas, const Plot& plot, const std::vector<TrendPoint>& points) {
  const std::size_t every = std::max<std::size_t>(1, (points.size() + 19) / 20);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (points[i].is_gap()) {
      const double wide = plot.periods > 1 ? plot.width / static_cast<double>(plot.periods - 1) : plot.width;
      canvas.rectangle(plot.x(i) - wide / 2, plot.top, wide, plot.height, "fill=\"#eeeeee\"", points[i].name + ": no documents");
    }
    if (i % every == 0) canvas.text(plot.x(i), plot.top + plot.height + 14, points[i].name, "end", 10, -35);
  }
  const double step = nice_step(plot.largest);
  for (double rate = 0; rate <= plot.largest * 1.0001; rate += step) {
    canvas.line(plot.left, plot.y(rate), plot.left + plot.width, plot.y(rate), "stroke=\"#dddddd\"");
    canvas.text(plot.left - 6, plot.y(rate) + 4, fmt::format("{:g}", rate), "end");
  }
  canvas.text(16, plot.top + plot.height / 2, "per million tokens", "middle", 11, -90);
}

void draw_marker(SvgCanvas& canvas, double x, double y, std::size_t series, std::string_view tip) {
  const std::string style = fmt::format("fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"", series % 3 == 2 ? "white" : series_colour(series),
                                        series_colour(series));
  if (series % 3 == 1) {
    canvas.rectangle(x - 3, y - 3, 6, 6, style, tip);
  } else {
    canvas.circle(x, y, 3, style, tip);
  }
}

void draw_series(SvgCanvas& canvas, const Plot& plot, const Trend& trend, const std::string& item, std::size_t series) {
  const std::string style = fmt::format("stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"", series_colour(series),
                                        dash_of(series));
  std::string run;
  for (std::size_t i = 0; i <= trend.points.size(); ++i) {
    if (i == trend.points.size() || trend.points[i].is_gap()) {
      if (!run.empty()) canvas.polyline(run, style);
      run.clear();
      continue;
    }
    const TrendPoint& point = trend.points[i];
    const double rate = std::isnan(point.per_million) ? 0 : point.per_million;
    run += fmt::format("{:.1f},{:.1f} ", plot.x(i), plot.y(rate));
    draw_marker(canvas, plot.x(i), plot.y(rate), series, fmt::format("{}, {}: {} in {} tokens", item, point.name, point.count, point.tokens));
  }
}

}  // namespace

std::string svg_trend(const Axis& items, const std::vector<Trend>& trends) {
  const std::vector<std::size_t> order = drawn(trends);
  Plot plot;
  double legend = 0, largest = 0;
  for (const std::size_t i : order) {
    legend = std::max(legend, text_width(items[i].name, 11));
    plot.periods = std::max<std::size_t>(1, trends[i].points.size());
    for (const TrendPoint& point : trends[i].points) largest = std::max(largest, std::isnan(point.per_million) ? 0 : point.per_million);
  }
  if (largest > 0) plot.largest = std::ceil(largest / nice_step(largest)) * nice_step(largest);
  const std::string title = order.size() < trends.size() ? fmt::format("Trend: the {} most frequent of {}", order.size(), trends.size()) : "Trend";
  SvgCanvas canvas(plot.left + plot.width + legend + 70, plot.top + plot.height + 70, title);
  canvas.text(plot.left, 22, title, "start", 14);
  if (!order.empty()) draw_axes(canvas, plot, trends[order[0]].points);
  for (std::size_t series = 0; series < order.size(); ++series) {
    const std::size_t i = order[series];
    draw_series(canvas, plot, trends[i], items[i].name, series);
    const double y = plot.top + 10 + 18 * static_cast<double>(series);
    const double x = plot.left + plot.width + 18;
    canvas.line(x, y, x + 26, y, fmt::format("stroke=\"{}\" stroke-width=\"2\" stroke-dasharray=\"{}\"", series_colour(series), dash_of(series)));
    draw_marker(canvas, x + 13, y, series, "");
    canvas.text(x + 32, y + 4, items[i].name);
  }
  return canvas.take();
}

}  // namespace concord
