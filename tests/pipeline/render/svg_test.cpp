// The three pictures: that they hold what they should, inside their borders, and that nothing depends on colour alone.
#include <gtest/gtest.h>

#include <cmath>
#include <regex>

#include "pipeline/render/svg_canvas.h"
#include "pipeline/render/svg_heat_map.h"
#include "pipeline/render/svg_network.h"
#include "pipeline/render/svg_trend.h"

namespace concord {
namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

double attribute(const std::string& svg, const std::string& name) {
  std::smatch match;
  EXPECT_TRUE(std::regex_search(svg, match, std::regex(name + "=\"([0-9.]+)\""))) << name;
  return std::stod(match[1]);
}

// Every shape and text lies inside the picture.
void expect_inside(const std::string& svg) {
  const double width = attribute(svg, " width"), height = attribute(svg, " height");
  const std::regex place(" (x|y|cx|cy|x1|x2|y1|y2)=\"(-?[0-9.]+)\"");
  for (std::sregex_iterator at(svg.begin(), svg.end(), place), end; at != end; ++at) {
    const bool across = (*at)[1].str().find('x') != std::string::npos;
    const double value = std::stod((*at)[2]);
    EXPECT_GE(value, 0) << (*at)[0];
    EXPECT_LE(value, across ? width : height) << (*at)[0];
  }
}

// Lightness as a black-and-white printer has it (ITU-R BT.709).
double lightness(const std::string& colour) {
  const auto part = [&](std::size_t at) { return static_cast<double>(std::stoi(colour.substr(at, 2), nullptr, 16)); };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5);
}

TEST(Svg, LettersAreWhiteOnDarkAndBlackOnLight) {
  EXPECT_TRUE(is_dark("#000000"));
  EXPECT_TRUE(is_dark("#0072b2"));
  EXPECT_FALSE(is_dark("#f0e442"));
  EXPECT_FALSE(is_dark("#ffffff"));
}

TEST(Svg, ShadesDarkenEvenlyInGrey) {
  double before = 256;
  for (int step = 0; step <= 20; ++step) {
    const double now = lightness(shade(step / 20.0));
    EXPECT_LT(now, before) << step;
    EXPECT_LT(before - now, 40) << step;
    before = now;
  }
  EXPECT_EQ(shade(-1), shade(0));
  EXPECT_EQ(shade(2), shade(1));
}

CooccurrenceCounts some_counts() {
  CooccurrenceCounts counts;
  counts.rows = {"actor:объединённая оппозиция", "actor:<un>"};
  counts.columns = {"theme:truce", "theme:амнистия", "theme:return"};
  counts.whole.total = 100;
  return counts;
}

ScoredPair pair_of(std::uint32_t row, std::uint32_t column, std::uint64_t both, double score) {
  return {row, column, Contingency::from_margins(both, 20, 30, 100), {score}, 0.01, 0.02};
}

TEST(Svg, HeatMapWritesTheCountInEachCell) {
  const ScoredPairs scored{{pair_of(0, 1, 15, 0.9), pair_of(1, 0, 9, 0.3), pair_of(1, 2, 2, -0.2)}, 3, 0};
  const std::string svg = svg_heat_map(some_counts(), scored, "npmi");
  expect_inside(svg);
  EXPECT_EQ(count(svg, "<rect"), 9U);  // the ground, five shades of the scale and three cells
  EXPECT_NE(svg.find("npmi: 2 of 2 rows, 3 of 3 columns; N = 100"), std::string::npos);
  EXPECT_NE(svg.find("actor:объединённая оппозиция"), std::string::npos);
  EXPECT_NE(svg.find("actor:&lt;un&gt;"), std::string::npos);
  for (const char* figure : {">15<", ">9<", ">2<"}) EXPECT_NE(svg.find(figure), std::string::npos) << figure;
  EXPECT_EQ(svg, svg_heat_map(some_counts(), scored, "npmi"));
}

TEST(Svg, HeatMapSaysWhatItLeavesOut) {
  const ScoredPairs scored{{pair_of(0, 1, 15, 0.9), pair_of(1, 0, 9, 0.3)}, 2, 0};
  EXPECT_NE(svg_heat_map(some_counts(), scored, "npmi", 1).find("1 of 2 rows, 1 of 3 columns"), std::string::npos);
}

TEST(Svg, HeatMapOfNothingIsAPictureStill) {
  const std::string svg = svg_heat_map(some_counts(), {}, "npmi");
  expect_inside(svg);
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
}

Trend line(std::vector<double> rates) {
  Trend trend;
  std::uint64_t year = 1993;
  for (const double rate : rates) {
    TrendPoint point;
    point.name = std::to_string(year++);
    point.per_million = rate;
    point.documents = std::isnan(rate) ? 0 : 4;
    point.tokens = std::isnan(rate) ? 0 : 1000000;
    point.count = std::isnan(rate) ? 0 : static_cast<std::uint64_t>(rate);
    trend.points.push_back(point);
  }
  return trend;
}

TEST(Svg, TrendBreaksTheLineAtAGap) {
  const Axis items = {{"theme:мир", ItemKind::labels, {"theme:мир"}, {}}};
  const std::string svg = svg_trend(items, {line({5, 9, NAN, 7, 3})});
  expect_inside(svg);
  EXPECT_EQ(count(svg, "<polyline"), 2U);
  EXPECT_NE(svg.find("1995: no documents"), std::string::npos);
  EXPECT_NE(svg.find("theme:мир"), std::string::npos);
}

TEST(Svg, TrendLinesDifferWithoutTheirColours) {
  Axis items;
  std::vector<Trend> trends;
  for (int i = 0; i < 12; ++i) {
    items.push_back({"theme:" + std::to_string(i), ItemKind::labels, {}, {}});
    trends.push_back(line({1.0 + i, 2.0 + i, 4.0}));
  }
  const std::string svg = svg_trend(items, trends);
  const std::regex polyline("<polyline[^>]*stroke-dasharray=\"([^\"]*)\"");
  std::vector<std::string> looks;
  for (std::sregex_iterator at(svg.begin(), svg.end(), polyline), end; at != end; ++at) {
    looks.push_back((*at)[1].str() + " marker " + std::to_string(looks.size() % 3));
  }
  std::sort(looks.begin(), looks.end());
  EXPECT_EQ(looks.size(), 12U);
  EXPECT_EQ(std::adjacent_find(looks.begin(), looks.end()), looks.end());
}

TEST(Svg, NetworkTellsModesByShapeAndCommunitiesByLetter) {
  Network network;
  network.two_mode = true;
  network.communities = 2;
  network.nodes = {{"actor:оппозиция", "actor", 9, 1, 1, 0, 0, 0}, {"actor:un", "actor", 4, 1, 1, 0, 1, 1},
                   {"theme:truce", "theme", 5, 1, 1, 0, 0, 0}, {"theme:law", "theme", 2, 1, 1, 0, 1, 1}};
  network.edges = {{0, 2, 1, 3, 0.01}, {1, 3, 1, 2, 0.01}};
  const std::string svg = svg_network(network);
  expect_inside(svg);
  EXPECT_EQ(count(svg, "<circle"), 2U);
  EXPECT_EQ(count(svg, "<rect"), 3U);  // the ground and two themes
  EXPECT_EQ(count(svg, ">A</text>"), 2U);
  EXPECT_EQ(count(svg, ">B</text>"), 2U);
  EXPECT_EQ(svg, svg_network(network));
}

}  // namespace
}  // namespace concord
