// Markup: text made safe to stand in XML, SVG and HTML, between tags or inside quotes.
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The five signs that mean something are written as entities; control characters other than tab and line ends, which
/// XML 1.0 (section 2.2) has no way to write, are left out.
[[nodiscard]] std::string markup_escaped(std::string_view text);

}  // namespace concord
