// SvgCanvas: the few shapes that the pictures are made of. Plain SVG 1.1, no script, fonts named that have Cyrillic.
//
// Colours are told apart without seeing hue as well: fills go from light to
// dark, series differ in dash and marker, groups in a letter.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace concord {

class SvgCanvas {
 public:
  SvgCanvas(double width, double height, std::string_view title);

  void line(double x1, double y1, double x2, double y2, std::string_view style);
  void rectangle(double x, double y, double width, double height, std::string_view style, std::string_view tooltip = {});
  void circle(double x, double y, double radius, std::string_view style, std::string_view tooltip = {});
  /// `anchor`: start, middle or end. `turn`: degrees around the point.
  void text(double x, double y, std::string_view content, std::string_view anchor = "start", double size = 11, double turn = 0,
            std::string_view style = {});
  void polyline(std::string_view points, std::string_view style);

  [[nodiscard]] std::string take();

 private:
  void tooltip(std::string_view content);
  std::string x_svg;
};

/// 0 light .. 1 dark, even in lightness (the viridis family turned round): readable in grey and by colour-blind people.
[[nodiscard]] std::string shade(double share);
/// Okabe and Ito's (2008) eight colours.
[[nodiscard]] std::string_view series_colour(std::size_t number);
/// Whether white is easier to read on "#rrggbb" than black.
[[nodiscard]] bool is_dark(std::string_view colour);
/// Width of a text in pixels, about: for room in margins.
[[nodiscard]] double text_width(std::string_view text, double size);

}  // namespace concord
