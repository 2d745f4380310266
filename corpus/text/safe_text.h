// Safe text: what a document says, fit to be shown on one line of a terminal.
//
// A document may hold escape sequences and characters that turn the reading
// direction about, and so make a terminal show what is not there or do what
// nobody asked for. Shown text goes through here; stored text never does.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// One line: escape sequences (ECMA-48: ESC and C1 introducers with their parameters) taken out whole; other controls,
/// line ends and tabs one space for each run; bidirectional controls, zero-width and other invisible format characters
/// taken out (joiners stay, Persian and emoji need them); ill-formed bytes and noncharacters U+FFFD.
[[nodiscard]] std::string safe_line(std::string_view text);

/// The same, but line feeds and tabs stay: for text that is shown over several lines.
[[nodiscard]] std::string safe_lines(std::string_view text);

/// The same, but what a program of ours puts in stays too: colours (SGR) and links (OSC 8). The last guard before a
/// terminal, for a text that was put together of safe parts.
[[nodiscard]] std::string safe_styled(std::string_view text);

}  // namespace concord
