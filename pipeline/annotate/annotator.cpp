#include "pipeline/annotate/annotator.h"

namespace concord {

Status Annotator::operator()(Document& document) {
  if (Status status = x_normaliser(document); !status) return status;
  if (x_options.clean) {
    if (Status status = x_cleaner(document); !status) return status;
  }
  if (Status status = x_language_finder(document); !status) return status;
  if (Status status = x_segmenter(document); !status) return status;
  if (Status status = x_structure_finder(document); !status) return status;
  if (Status status = x_tokeniser(document); !status) return status;
  return x_options.tagger ? x_options.tagger(document) : Status{};
}

}  // namespace concord
