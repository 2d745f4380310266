#include "pipeline/render/svg_canvas.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "pipeline/render/markup.h"

namespace concord {

SvgCanvas::SvgCanvas(double width, double height, std::string_view title) {
  x_svg = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0f}\" height=\"{1:.0f}\" viewBox=\"0 0 {0:.0f} {1:.0f}\" "
      "font-family=\"'DejaVu Sans', 'Noto Sans', 'Liberation Sans', Arial, sans-serif\">\n<title>{2}</title>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
      width, height, markup_escaped(title));
}

void SvgCanvas::tooltip(std::string_view content) {
  if (content.empty()) {
    x_svg += "/>\n";
  } else {
    x_svg += fmt::format("><title>{}</title>", markup_escaped(content));
  }
}

void SvgCanvas::line(double x1, double y1, double x2, double y2, std::string_view style) {
  fmt::format_to(std::back_inserter(x_svg), "<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" {}/>\n", x1, y1, x2, y2, style);
}

void SvgCanvas::rectangle(double x, double y, double width, double height, std::string_view style, std::string_view tip) {
  fmt::format_to(std::back_inserter(x_svg), "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" {}", x, y, width, height, style);
  tooltip(tip);
  if (!tip.empty()) x_svg += "</rect>\n";
}

void SvgCanvas::circle(double x, double y, double radius, std::string_view style, std::string_view tip) {
  fmt::format_to(std::back_inserter(x_svg), "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{:.1f}\" {}", x, y, radius, style);
  tooltip(tip);
  if (!tip.empty()) x_svg += "</circle>\n";
}

void SvgCanvas::text(double x, double y, std::string_view content, std::string_view anchor, double size, double turn, std::string_view style) {
  const std::string rotation = turn == 0 ? "" : fmt::format(" transform=\"rotate({:.0f} {:.1f} {:.1f})\"", turn, x, y);
  fmt::format_to(std::back_inserter(x_svg), "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" font-size=\"{:.0f}\"{} {}>{}</text>\n", x, y,
                 anchor, size, rotation, style, markup_escaped(content));
}

void SvgCanvas::polyline(std::string_view points, std::string_view style) {
  fmt::format_to(std::back_inserter(x_svg), "<polyline fill=\"none\" points=\"{}\" {}/>\n", points, style);
}

std::string SvgCanvas::take() {
  x_svg += "</svg>\n";
  return std::move(x_svg);
}

std::string shade(double share) {
  // Five stops from pale yellow to dark violet; lightness falls evenly.
  constexpr std::array<std::array<double, 3>, 5> stops = {{{255, 250, 205}, {166, 217, 106}, {53, 183, 121}, {49, 104, 142}, {68, 1, 84}}};
  const double at = std::clamp(share, 0.0, 1.0) * (stops.size() - 1);
  const auto low = std::min<std::size_t>(static_cast<std::size_t>(at), stops.size() - 2);
  const double part = at - static_cast<double>(low);
  const auto mix = [&](std::size_t i) { return static_cast<int>(stops[low][i] + part * (stops[low + 1][i] - stops[low][i]) + 0.5); };
  return fmt::format("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2));
}

std::string_view series_colour(std::size_t number) {
  constexpr std::array<std::string_view, 8> colours = {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#f0e442", "#000000"};
  return colours[number % colours.size()];
}

bool is_dark(std::string_view colour) {
  const auto part = [&](std::size_t at) {
    unsigned value = 0;
    std::from_chars(colour.data() + at, colour.data() + at + 2, value, 16);
    return static_cast<double>(value);
  };
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5) < 140;  // ITU-R BT.709
}

double text_width(std::string_view text, double size) {
  const auto characters = std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  return static_cast<double>(characters) * size * 0.62;
}

}  // namespace concord
