// Symbols: things that are written as one sign though they hold punctuation: document symbols and addresses.
//
// Document symbols as the United Nations and the OSCE form them (ST/SGB
// "UN document symbols": body / subsidiary body / kind / number / modification):
// S/1997/510, A/52/219-S/1997/510, S/RES/968 (1994), E/CN.4/1996/95/Add.1,
// PC.DEC/97. Hand-written, one pass, no back-tracking over more than a symbol.
#pragma once

#include <cstdint>
#include <string_view>

namespace concord {

/// End of the document symbol that begins at `begin`, or `begin` when there is none. Requires: limit <= text.size().
[[nodiscard]] std::uint32_t document_symbol_end(std::string_view text, std::uint32_t begin, std::uint32_t limit);

/// End of the web address that begins at `begin` (its scheme or "www." is known to stand there): up to white space,
/// a quote or a bracket that was not opened inside, without the punctuation of the sentence.
[[nodiscard]] std::uint32_t web_address_end(std::string_view text, std::uint32_t begin, std::uint32_t limit);

/// End of the mail address whose '@' stands at `at`, or `at` when no domain follows.
[[nodiscard]] std::uint32_t mail_address_end(std::string_view text, std::uint32_t at, std::uint32_t limit);

/// True when the full stop at `stop`, between two letters, has lost its space: "agreement.The", not "U.N" or "Ph.D".
[[nodiscard]] bool has_lost_its_space(std::string_view text, std::uint32_t stop, std::uint32_t limit);

}  // namespace concord
