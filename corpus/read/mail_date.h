// MailDate: the day that a message names in its header.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/document/date.h"

namespace concord {

/// "Sun, 21 Jul 1996 10:00:00 +0500": the day as it was for the writer (RFC 5322, 3.3 and 4.3).
[[nodiscard]] std::optional<Date> parse_mail_date(std::string_view text);

}  // namespace concord
