// Furniture: the phrases and names by which web pages announce what is not their text.
//
// Two lists, in several languages: phrases that open a comment form, a cookie
// banner or a row of sharing links, whatever markup they stand in (also in text
// that was copied out of a page); and the words that pages use as class, id and
// role of such parts.
#pragma once

#include <string_view>

namespace concord {

/// What a line that begins like this belongs to ("comment form", "cookie banner", "sharing links", "navigation",
/// "copyright notice"); empty when it is no furniture. Lines over 600 bytes are text.
[[nodiscard]] std::string_view furniture_of_line(std::string_view line);

/// What an element with this class, id or role is; empty when the name says nothing. Names are split at
/// everything but letters and at camelCase humps.
[[nodiscard]] std::string_view furniture_of_name(std::string_view class_or_id);

}  // namespace concord
