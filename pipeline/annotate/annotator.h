// Annotator: all stages between reader and index, in their order. What a worker of the pipeline owns.
//
//   Normaliser -> Cleaner -> LanguageFinder -> Segmenter -> StructureFinder -> Tokeniser -> tagger
//
// One thread; a copy is a worker's own. What a copy yields depends only on the
// document and the options, never on the documents it has seen.
#pragma once

#include <functional>
#include <string>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/annotate/cleaner.h"
#include "pipeline/annotate/language_finder.h"
#include "pipeline/annotate/normaliser.h"
#include "pipeline/annotate/segmenter.h"
#include "pipeline/annotate/structure_finder.h"
#include "pipeline/annotate/tokeniser.h"

namespace concord {

struct AnnotatorOptions {
  bool clean = true;                        ///< false: only the marks that the reader gave
  std::function<Status(Document&)> tagger;  ///< last stage; none when empty. Copied with each copy of the annotator
};

class Annotator {
 public:
  explicit Annotator(AnnotatorOptions options = {}) : x_options(std::move(options)) {}

  /// Fills every layer of the document. Error: what a stage says; the layers are then undefined.
  Status operator()(Document& document);

  /// The terms of the last document under lasting numbers; valid until the next document.
  [[nodiscard]] KnownTerms known_terms() const { return x_tokeniser.known_terms(); }

 private:
  AnnotatorOptions x_options;
  Normaliser x_normaliser;
  Cleaner x_cleaner;
  LanguageFinder x_language_finder;
  Segmenter x_segmenter;
  StructureFinder x_structure_finder;
  Tokeniser x_tokeniser;
};

}  // namespace concord
