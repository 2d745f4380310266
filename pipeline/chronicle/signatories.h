// Signatories: who signed a treaty, for whom, and who stood by, out of its block of signatures.
//
// Two manners of writing: "(Signed) NAME" with the capacity below it, and a heading ("For the Government:", "In the
// presence of:") with names below it; headings that stand together take the names that follow in their order. Columns that a
// conversion has interleaved are told apart by a capacity that is written twice in one line. Nothing is guessed of a name
// that is not there: a capacity without a name is no signatory, unless it says that it signed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

enum class SigningRole : std::uint8_t { party, witness, guarantor, observer, mediator };
[[nodiscard]] std::string_view name(SigningRole role);

struct Signatory {
  std::string name;      ///< as written, without title: "E. Sh. Rakhmonov", "A. TURAJONZODAH"; empty in "(Signed) for the Government"
  std::string capacity;  ///< "For the Government of ...", "Head of the delegation of ..."; may be empty
  SigningRole role = SigningRole::party;
  TextSpan span;         ///< of the name; of "for the Government" where there is none
};

struct Signing {
  std::vector<Signatory> signatories;  ///< in the order of the text
  std::string done;                    ///< "Done at Moscow on 27 June 1997": place and day as written; may be empty
};

/// Reads the division `signatures`; nothing for documents without one.
[[nodiscard]] Signing read_signing(const Document& document);

/// The same of a block of text; spans count from `offset`.
[[nodiscard]] Signing read_signing(std::string_view block, std::uint32_t offset = 0);

}  // namespace concord
