// Terminal: what standard output and standard error are, and writing to them. The only place that asks the environment.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace concord {

enum class ColourWish { automatic, always, never };

class Terminal {
 public:
  /// Reads NO_COLOR, TERM, COLUMNS and the terminal's size.
  static Terminal of_this_process();

  void wish_colour(ColourWish wish) { x_wish = wish; }
  [[nodiscard]] bool output_is_terminal() const { return x_output_terminal; }
  [[nodiscard]] bool errors_are_terminal() const { return x_error_terminal; }
  [[nodiscard]] bool colour() const;
  /// Whether hyperlinks (OSC 8) may be written: on a terminal with colours.
  [[nodiscard]] bool links() const { return x_output_terminal && !x_plain && x_wish != ColourWish::never; }
  [[nodiscard]] bool input_is_terminal() const { return x_input_terminal; }
  /// TERM=dumb: no line editing.
  [[nodiscard]] bool dumb() const { return x_dumb; }
  /// Columns of the terminal; 0 when output is none (nothing is then cut).
  [[nodiscard]] std::size_t width() const { return x_output_terminal ? x_width : 0; }

  /// Standard output; the process ends quietly when the reader has gone (`| head`). On a terminal nothing gets through that
  /// would command it, but for our colours and links, whatever a document says.
  void print(std::string_view text) const;
  /// Standard error, after clearing a progress line.
  void complain(std::string_view line) const;
  /// One line on standard error that the next call replaces; nothing when that is no terminal. Empty = clear.
  void progress(std::string_view line) const;
  /// Through $PAGER (less -FRX by default) on a terminal, else as print().
  void page(std::string_view text) const;

 private:
  [[nodiscard]] std::string made_safe(std::string_view text) const;

  bool x_input_terminal = false;
  bool x_dumb = false;
  bool x_output_terminal = false;
  bool x_error_terminal = false;
  bool x_plain = false;  // NO_COLOR or TERM=dumb
  std::size_t x_width = 80;
  ColourWish x_wish = ColourWish::automatic;
};

}  // namespace concord
