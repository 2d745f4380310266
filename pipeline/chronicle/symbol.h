// Symbol: the number under which an organisation keeps a document, in one spelling.
//
// Grammar as the United Nations form them (ST/SGB "UN document symbols"): body / organ / kind / year or session /
// number / modification. Known by form: S/1996/754, S/26311, S/PRST/1994/56, S/RES/968 (1994), A/49/240, A/RES/49/240,
// E/CN.4/1996/95/Add.1; of the OSCE PC.DEC/97, MC(6).DEC/5. A joint symbol (A/52/219-S/1997/510) is one document.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace concord {

struct DocumentSymbol {
  std::string id;     ///< canonical: one space before "(1994)", no other
  std::string also;   ///< of a joint symbol the other one; the Security Council's stands first
  std::string doubt;  ///< of one whose form is right and whose numbers cannot be: "symbols carry a year since 1994 only"
};

/// Nothing when the text is no symbol at all (a web address, "and/or").
[[nodiscard]] std::optional<DocumentSymbol> parse_symbol(std::string_view text);

/// "S/RES/968 (1994)". An empty year leaves the parenthesis out.
[[nodiscard]] std::string resolution_symbol(std::string_view number, std::string_view year);

/// A garbled symbol with the usual misreadings of scanned pages undone ($ and § for S, l and I for 1, O for 0), when that makes one.
[[nodiscard]] std::optional<std::string> reread_symbol(std::string_view written);

/// The text without modification: S/1996/754 of S/1996/754/Add.1.
[[nodiscard]] std::string_view symbol_base(std::string_view id);

}  // namespace concord
