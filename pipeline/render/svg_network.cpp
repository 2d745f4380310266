#include "pipeline/render/svg_network.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "pipeline/render/svg_canvas.h"

namespace concord {
namespace {

constexpr double pi = 3.14159265358979323846;
constexpr std::size_t most_with_forces = 2000;

using Places = std::vector<std::pair<double, double>>;

Places on_a_circle(const Network& network) {
  std::vector<std::size_t> order(network.nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(network.nodes[a].component, network.nodes[a].community) < std::pair(network.nodes[b].component, network.nodes[b].community);
  });
  Places places(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const double angle = 2 * pi * static_cast<double>(i) / static_cast<double>(order.size());
    places[order[i]] = {std::cos(angle), std::sin(angle)};
  }
  return places;
}

void push_apart(const Places& places, double ideal, Places& forces) {
  for (std::size_t a = 0; a < places.size(); ++a) {
    for (std::size_t b = a + 1; b < places.size(); ++b) {
      const double dx = places[a].first - places[b].first;
      const double dy = places[a].second - places[b].second;
      const double squared = std::max(dx * dx + dy * dy, 1e-6);
      const double force = ideal * ideal / squared;
      forces[a].first += dx * force;
      forces[a].second += dy * force;
      forces[b].first -= dx * force;
      forces[b].second -= dy * force;
    }
  }
}

void pull_together(const Network& network, const Places& places, double ideal, double heaviest, Places& forces) {
  for (const NetworkEdge& edge : network.edges) {
    const double dx = places[edge.source].first - places[edge.target].first;
    const double dy = places[edge.source].second - places[edge.target].second;
    const double force = std::sqrt(dx * dx + dy * dy) / ideal * (0.4 + 0.6 * edge.weight / heaviest);
    forces[edge.source].first -= dx * force;
    forces[edge.source].second -= dy * force;
    forces[edge.target].first += dx * force;
    forces[edge.target].second += dy * force;
  }
  // A weak pull to the middle keeps components from drifting away.
  for (std::size_t i = 0; i < places.size(); ++i) {
    forces[i].first -= 1.2 * places[i].first;
    forces[i].second -= 1.2 * places[i].second;
  }
}

void fit_into_square(Places& places) {
  double least_x = 0, least_y = 0, most_x = 0, most_y = 0;
  for (const auto& [x, y] : places) {
    least_x = std::min(least_x, x);
    least_y = std::min(least_y, y);
    most_x = std::max(most_x, x);
    most_y = std::max(most_y, y);
  }
  for (auto& [x, y] : places) {
    x = most_x > least_x ? (x - least_x) / (most_x - least_x) : 0.5;
    y = most_y > least_y ? (y - least_y) / (most_y - least_y) : 0.5;
  }
}

double heaviest_edge(const Network& network) {
  double heaviest = 1e-12;
  for (const NetworkEdge& edge : network.edges) heaviest = std::max(heaviest, edge.weight);
  return heaviest;
}

// "A", ..., "Z", "27", ...
std::string community_letter(std::uint32_t community) {
  return community < 26 ? std::string(1, static_cast<char>('A' + community)) : std::to_string(community + 1);
}

void draw_node(SvgCanvas& canvas, const Network& network, std::size_t i, double x, double y, double radius) {
  const NetworkNode& node = network.nodes[i];
  const std::string_view colour = series_colour(node.community);
  const std::string style = fmt::format("fill=\"{}\" stroke=\"black\" stroke-width=\"1\"", colour);
  const std::string letter = community_letter(node.community);
  const std::string tip = fmt::format("{}: in {} units, degree {}, community {}", node.id, node.count, node.degree, letter);
  if (network.two_mode && node.mode != network.nodes[0].mode) {
    canvas.rectangle(x - radius, y - radius, 2 * radius, 2 * radius, style, tip);
  } else {
    canvas.circle(x, y, radius, style, tip);
  }
  canvas.text(x, y + 4, letter, "middle", 11, 0, is_dark(colour) ? "fill=\"white\"" : "fill=\"black\"");
}

struct Box {
  double left, top, right, bottom;
  [[nodiscard]] double shared_with(const Box& other) const {
    const double width = std::min(right, other.right) - std::max(left, other.left);
    const double height = std::min(bottom, other.bottom) - std::max(top, other.top);
    return width > 0 && height > 0 ? width * height : 0;
  }
};

struct LabelPlace {
  double x = 0;
  double base = 0;
  std::string_view anchor;
};

// Where a label stands so that it covers least of what is there: above its node, below it, right or left of it.
class LabelPlacer {
 public:
  LabelPlacer(double width, double height) : x_width(width), x_height(height) {}

  void add_node(double x, double y, double radius) { x_taken.push_back({x - radius, y - radius, x + radius, y + radius}); }

  LabelPlace place(double x, double y, double radius, double label_width) {
    const double middle = std::clamp(x, label_width / 2 + 2, std::max(label_width / 2 + 2, x_width - label_width / 2 - 2));
    const std::array<LabelPlace, 4> ways = {{{middle, y - radius - 3, "middle"},
                                             {middle, y + radius + 12, "middle"},
                                             {x + radius + 4, y + 4, "start"},
                                             {x - radius - 4, y + 4, "end"}}};
    const LabelPlace* best = nullptr;
    double least = 0;
    for (const LabelPlace& way : ways) {
      const double covered = covered_by(box_of(way, label_width));
      if (best != nullptr && covered >= least) continue;
      least = covered;
      best = &way;
    }
    x_taken.push_back(box_of(*best, label_width));
    return *best;
  }

 private:
  static Box box_of(const LabelPlace& place, double width) {
    const double left = place.anchor == "start" ? place.x : place.anchor == "end" ? place.x - width : place.x - width / 2;
    return {left, place.base - 10, left + width, place.base + 3};
  }
  [[nodiscard]] double covered_by(const Box& label) const {
    if (label.left < 0 || label.right > x_width || label.top < 30 || label.bottom > x_height) return 1e9;  // outside, or on the title
    double covered = 0;
    for (const Box& box : x_taken) covered += box.shared_with(label);
    return covered;
  }
  double x_width, x_height;
  std::vector<Box> x_taken;
};

}  // namespace

std::vector<std::pair<double, double>> network_layout(const Network& network) {
  Places places = on_a_circle(network);
  const std::size_t size = places.size();
  if (size > 1 && size <= most_with_forces) {
    const double ideal = 1.6 / std::sqrt(static_cast<double>(size));
    const double heaviest = heaviest_edge(network);
    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
      Places forces(size, {0, 0});
      push_apart(places, ideal, forces);
      pull_together(network, places, ideal, heaviest, forces);
      const double reach = 0.12 * (1 - static_cast<double>(round) / rounds) + 0.002;
      for (std::size_t i = 0; i < size; ++i) {
        const double length = std::hypot(forces[i].first, forces[i].second);
        if (length < 1e-12) continue;
        const double step = std::min(length, reach) / length;
        places[i].first += forces[i].first * step;
        places[i].second += forces[i].second * step;
      }
    }
  }
  fit_into_square(places);
  return places;
}

std::string svg_network(const Network& network) {
  const double side = std::clamp(120 * std::sqrt(static_cast<double>(network.nodes.size()) + 1), 400.0, 2000.0);
  constexpr double margin = 110;
  const std::string title = fmt::format("{} nodes, {} edges, {} communities (letters), modularity {:.3f}", network.nodes.size(),
                                        network.edges.size(), network.communities, network.modularity);
  SvgCanvas canvas(side + 2 * margin, side + 2 * margin, title);
  canvas.text(16, 24, title, "start", 13);
  const auto places = network_layout(network);
  const auto x = [&](std::size_t i) { return margin + side * places[i].first; };
  const auto y = [&](std::size_t i) { return margin + side * places[i].second; };
  const double heaviest = heaviest_edge(network);
  for (const NetworkEdge& edge : network.edges) {
    canvas.line(x(edge.source), y(edge.source), x(edge.target), y(edge.target),
                fmt::format("stroke=\"#777777\" stroke-opacity=\"0.55\" stroke-width=\"{:.2f}\"", 0.5 + 4.5 * edge.weight / heaviest));
  }
  std::uint64_t largest = 1;
  for (const NetworkNode& node : network.nodes) largest = std::max(largest, node.count);
  const auto radius = [&](std::size_t i) {
    return 7 + 15 * std::sqrt(static_cast<double>(network.nodes[i].count) / static_cast<double>(largest));
  };
  LabelPlacer labels(side + 2 * margin, side + 2 * margin);
  std::vector<std::size_t> order(network.nodes.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return network.nodes[a].count > network.nodes[b].count; });
  for (const std::size_t i : order) {
    draw_node(canvas, network, i, x(i), y(i), radius(i));
    labels.add_node(x(i), y(i), radius(i));
  }
  for (const std::size_t i : order) {
    const std::string& id = network.nodes[i].id;
    const LabelPlace place = labels.place(x(i), y(i), radius(i), text_width(id, 11));
    canvas.text(place.x, place.base, id, place.anchor, 11, 0, "paint-order=\"stroke\" stroke=\"white\" stroke-width=\"3\"");
  }
  return canvas.take();
}

}  // namespace concord
