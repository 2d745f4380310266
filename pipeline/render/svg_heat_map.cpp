#include "pipeline/render/svg_heat_map.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "pipeline/render/svg_canvas.h"

namespace concord {
namespace {

constexpr double cell = 26;

// The items with the largest sums of positive scores, largest first.
std::vector<std::uint32_t> strongest(const ScoredPairs& scored, std::uint32_t ScoredPair::*side, std::size_t most) {
  std::map<std::uint32_t, double> sums;
  for (const ScoredPair& pair : scored.pairs) {
    const double score = pair.scores[0];
    sums[pair.*side] += std::isfinite(score) ? std::max(0.0, score) : 0;
  }
  std::vector<std::pair<double, std::uint32_t>> order;
  for (const auto& [item, sum] : sums) order.emplace_back(-sum, item);
  std::sort(order.begin(), order.end());
  std::vector<std::uint32_t> items;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) items.push_back(order[i].second);
  return items;
}

double room_for(const std::vector<std::string>& names, const std::vector<std::uint32_t>& items) {
  double width = 0;
  for (const std::uint32_t item : items) width = std::max(width, text_width(names[item], 11));
  return width;
}

// What the shades mean: from nothing (or less) to the strongest pair.
void draw_scale(SvgCanvas& canvas, double largest) {
  constexpr int steps = 5;
  double x = 16;
  for (int i = 0; i < steps; ++i) {
    const double share = static_cast<double>(i) / (steps - 1);
    const std::string figure = fmt::format("{:.2g}", share * largest);
    canvas.rectangle(x, 28, 14, 14, fmt::format("fill=\"{}\" stroke=\"#999999\"", shade(share)));
    canvas.text(x + 18, 39, figure, "start", 10);
    x += 30 + text_width(figure, 10);
  }
  canvas.text(x, 39, "in the cells: how often both are met", "start", 10);
}

}  // namespace

std::string svg_heat_map(const CooccurrenceCounts& counts, const ScoredPairs& scored, std::string_view measure, std::size_t most) {
  const std::vector<std::uint32_t> rows = strongest(scored, &ScoredPair::row, most);
  const std::vector<std::uint32_t> columns = strongest(scored, &ScoredPair::column, most);
  const double left = room_for(counts.rows, rows) + 20;
  const double top = room_for(counts.columns, columns) * 0.75 + 70;
  std::string title = fmt::format("{}: {} of {} rows, {} of {} columns", measure, rows.size(), counts.rows.size(), columns.size(),
                                  counts.columns.size());
  if (counts.whole.total != 0) title += fmt::format("; N = {}", counts.whole.total);  // windows have one for each row
  SvgCanvas canvas(std::max(left + cell * static_cast<double>(columns.size()) + 120, std::max(text_width(title, 13) + 40, 560.0)),
                   top + cell * static_cast<double>(rows.size()) + 20, title);
  canvas.text(16, 20, title, "start", 13);
  double largest = 0;
  for (const ScoredPair& pair : scored.pairs) largest = std::max(largest, std::isfinite(pair.scores[0]) ? pair.scores[0] : 0);
  draw_scale(canvas, largest);
  std::map<std::uint32_t, std::size_t> row_at, column_at;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    row_at[rows[i]] = i;
    canvas.text(left - 6, top + cell * (static_cast<double>(i) + 0.65), counts.rows[rows[i]], "end");
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    column_at[columns[i]] = i;
    canvas.text(left + cell * (static_cast<double>(i) + 0.6), top - 6, counts.columns[columns[i]], "start", 11, -45);
  }
  for (const ScoredPair& pair : scored.pairs) {
    const auto row = row_at.find(pair.row);
    const auto column = column_at.find(pair.column);
    const double score = pair.scores[0];
    if (row == row_at.end() || column == column_at.end() || !std::isfinite(score)) continue;
    const double share = largest > 0 ? std::max(0.0, score) / largest : 0;
    const double x = left + cell * static_cast<double>(column->second);
    const double y = top + cell * static_cast<double>(row->second);
    canvas.rectangle(x, y, cell - 1, cell - 1, fmt::format("fill=\"{}\"", score < 0 ? "#ffffff" : shade(share)),
                     fmt::format("{} and {}: {} {:.3f}, both {} (expected {:.1f}), adjusted p {:.2g}", counts.rows[pair.row],
                                 counts.columns[pair.column], measure, score, pair.cells.both, pair.cells.expected(), pair.p_adjusted));
    canvas.text(x + cell / 2, y + cell * 0.62, fmt::format("{}", pair.cells.both), "middle", 9, 0,
                share > 0.55 ? "fill=\"white\"" : "fill=\"black\"");
  }
  return canvas.take();
}

}  // namespace concord
