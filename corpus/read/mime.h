// Mime: a message of Internet mail taken apart (RFC 2045, 2046): its parts and their transfer encodings.
//
// Knows nothing of documents: mail.h chooses what is the text and what is attached. Tolerant as mail readers are: a part
// without an end boundary reaches to the end, an unknown encoding is taken as it stands. Never more output than input.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/offset_map.h"
#include "corpus/document/result.h"
#include "corpus/read/mime_headers.h"

namespace concord {

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

}  // namespace concord
