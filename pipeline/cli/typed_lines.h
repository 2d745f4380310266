// TypedLines: lines from a person at a terminal, with editing and history (libedit), or from a pipe.
//
// The only place that sees libedit. At a terminal Ctrl-C drops the line, Ctrl-D on an empty line ends, the arrows and
// Ctrl-R walk the history, ~/.editrc is heeded. From a pipe, and on a dumb terminal, lines are read as they come.
#pragma once

#include <memory>
#include <optional>
#include <string>

namespace concord {

class TypedLines {
 public:
  virtual ~TypedLines() = default;
  /// The next line without its end; nothing at the end of the input.
  virtual std::optional<std::string> next() = 0;
  /// Whether a person is typing: prompts and greetings are wanted.
  [[nodiscard]] virtual bool interactive() const = 0;
};

/// Of standard input. `history`: file that keeps the lines (the last 1,000, readable by the user alone); one that cannot
/// be read or written is passed over. Empty = none is kept.
[[nodiscard]] std::unique_ptr<TypedLines> open_typed_lines(const std::string& prompt, const std::string& history, bool terminal);

}  // namespace concord
