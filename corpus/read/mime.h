// Mime: a message of Internet mail taken apart (RFC 5322, 2045 to 2047, 2231): header fields, parts, transfer encodings.
//
// Knows nothing of documents: mail.h chooses what is the text and what is attached. Tolerant as mail readers are: a part
// without an end boundary reaches to the end, an unknown encoding is taken as it stands. Never more output than input.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/document/date.h"
#include "corpus/document/offset_map.h"
#include "corpus/document/result.h"

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

/// One part that holds no others.
struct MimePart {
  MimeHeaders headers;
  MimeValue type;           ///< value "text/plain" where nothing is said
  MimeValue disposition;    ///< "inline", "attachment" or empty
  std::string_view content; ///< still in its transfer encoding; a part of the message
  std::size_t begin = 0;    ///< of content in the message
  bool alternative = false; ///< stands in a multipart/alternative that has a better one
};

struct MimeLimits {
  std::uint32_t depth = 20;
  std::uint32_t parts = 1000;
};

/// The parts in order. The message must outlive them. Error: limit.
[[nodiscard]] Result<std::vector<MimePart>> parse_mime_parts(std::string_view message, const MimeLimits& limits = {});

/// Content out of its transfer encoding, with the way back to the message's bytes (none for base64).
struct MimeContent {
  std::string bytes;
  OffsetMap map;
};
[[nodiscard]] MimeContent decode_content(const MimePart& part);

/// The name that a part gives itself (filename, else name); may be empty.
[[nodiscard]] std::string part_name(const MimePart& part);

/// "Sun, 21 Jul 1996 10:00:00 +0500": the day as it was for the writer (RFC 5322, 3.3 and 4.3).
[[nodiscard]] std::optional<Date> parse_mail_date(std::string_view text);

[[nodiscard]] std::string decode_base64(std::string_view text);

}  // namespace concord
