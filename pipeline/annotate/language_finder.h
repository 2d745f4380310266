// LanguageFinder: sets metadata.language where nobody else said it, from a sample of the text.
//
// Some hundred bytes from three places tell the language of nearly every
// document; only where they disagree among themselves is more of it read. What
// a manifest, a configuration or the document itself says stands.
#pragma once

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

class LanguageFinder {
 public:
  Status operator()(Document& document) const;
};

}  // namespace concord
