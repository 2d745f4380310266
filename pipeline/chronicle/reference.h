// Reference: one place in a document where another text is named: by its symbol, its number in words, or its name.
//
// All three lead into one space of identifiers, so that "resolution 968 (1994)", "S/RES/968 (1994)" and
// "Resolution No. 968 of 16 December 1994" are one text:
//   S/1996/754, S/RES/968 (1994), A/RES/49/240, PC.DEC/97   symbols, in canonical form
//   text:general-agreement                                   names, an entry of the lexicon of texts
// What does not parse is kept as it stands with the doubt about it; nothing is repaired.
#pragma once

#include <cstdint>
#include <string>

#include "corpus/document/span.h"

namespace concord {

struct Reference {
  TextSpan span;
  std::string id;       ///< canonical
  std::string also;     ///< the other half of a joint symbol: A/52/219 of A/52/219-S/1997/510
  std::string part;     ///< "annex I", "para. 12", as written behind it; may be empty
  std::string doubt;    ///< why it may not be what it says; empty for none
  std::string perhaps;  ///< of a garbled symbol: what it would be with the usual misreadings undone; only a hint
  std::string resolved = {};  ///< of "the Agreement", "the protocol of 21 July": what the name was concluded from
};

}  // namespace concord
