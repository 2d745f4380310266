// Mail: a message (.eml) or a mailbox (.mbox) to documents.
//
// The text of a message is its plain text; where it has none, the HTML through the reader for web pages. Subject, date and
// correspondents become metadata. What is attached is handed on, to be read like a member of an archive; pictures,
// signatures and calendars are none and only named in the warnings. In a mailbox a line "From " after a blank line begins a
// message ("mboxrd": RFC 4155 and Jonathan de Boyne Pollard's description), messages are numbered from 1.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "corpus/read/byte_stream.h"
#include "corpus/read/readers.h"

namespace concord {

/// Receives what is attached: its name, unique in the message, and its bytes.
using AttachmentSink = std::function<Status(const std::string& name, std::string bytes)>;

/// The message as a document to `sink`, then each attachment. A message without any text is a failure of reason "empty".
/// `with_source`: spans may point into the bytes of the file.
[[nodiscard]] Status read_message(std::string_view message, const SourceContext& context, bool with_source, const DocumentSink& sink,
                                  const AttachmentSink& attached);

/// Calls `take(bytes, number)` for each message. One that is larger than limits.record_bytes is an Error to the sink.
[[nodiscard]] Status for_each_message(ByteStream& mailbox, const SourceContext& context, const DocumentSink& sink,
                                      const std::function<Status(const std::string& message, std::uint64_t number)>& take);

}  // namespace concord
