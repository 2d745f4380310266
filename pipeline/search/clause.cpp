#include "pipeline/search/clause.h"

namespace concord {

std::uint32_t Clause::count(DocNo document) {
  Occurrences all;
  occurrences(document, Detail::stretches, all);
  for (Occurrence& o : all) o.leaf = 0;  // two words of the query at one place are one occurrence
  tidy(all);
  return static_cast<std::uint32_t>(all.size());
}

}  // namespace concord
