// MimeBytes: bytes written in ASCII: "=E9" and "%E9" (RFC 2045, 6.7; RFC 2231, 4), base64 (RFC 2045, 6.8).
#pragma once

#include <string>
#include <string_view>

namespace concord {

/// The byte that `mark` and two hexadecimal digits at `at` stand for; -1 when they do not.
[[nodiscard]] int escaped_byte(std::string_view text, std::size_t at, char mark);

/// Each escape replaced by its byte; a mark without two digits stays.
[[nodiscard]] std::string unescape(std::string_view text, char mark);

/// What is no digit of base64 is passed over, as RFC 2045 wants.
[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace concord
