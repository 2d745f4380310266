// Normaliser: the text into normal form, and every span the reader gave with it.
//
// First of the stages; the others rely on well-formed NFC. Text that is normal
// already (nearly all is) is left as it is. The offset map is composed, so it
// still leads to the source's bytes; replaced characters are counted in
// metadata.encoding.replaced.
#pragma once

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

class Normaliser {
 public:
  /// Error: limit when the text is larger than max_text_bytes.
  Status operator()(Document& document) const;
};

}  // namespace concord
