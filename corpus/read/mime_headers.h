// MimeHeaders: the header of a message or part (RFC 5322, 2.2; RFC 2047, 2231): fields, encoded words, values with parameters.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace concord {

/// A value with parameters: "text/plain; charset=koi8-r".
struct MimeValue {
  std::string value;                                      ///< lower case, without parameters: "text/plain"
  std::map<std::string, std::string, std::less<>> parameters;  ///< names in lower case; RFC 2231 joined and decoded
};

struct MimeHeaders {
  std::vector<std::pair<std::string, std::string>> fields;  ///< name in lower case, value unfolded, as it stands
  std::size_t body = 0;                                     ///< where the body begins

  /// The first field of this name; empty when there is none.
  [[nodiscard]] std::string_view raw(std::string_view name) const;
  /// The same with encoded words ("=?koi8-r?B?...?=") and bytes beyond ASCII decoded, on one line.
  [[nodiscard]] std::string text(std::string_view name) const;
  [[nodiscard]] MimeValue value(std::string_view name) const;
};
[[nodiscard]] MimeHeaders parse_mime_headers(std::string_view message);

/// Encoded words ("=?koi8-r?B?...?=", RFC 2047) and bytes beyond ASCII decoded, on one line.
[[nodiscard]] std::string decode_words(std::string_view text);

}  // namespace concord
