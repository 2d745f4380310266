#include "pipeline/search/document_counts.h"

#include <algorithm>

namespace concord {
namespace {

std::uint32_t walk(const Snapshot& snapshot, Field field, std::string_view term) {
  const auto postings = snapshot.postings(field, term);
  std::uint32_t count = 0;
  while (postings->next() != no_more_documents) ++count;
  return count;
}

/// Every document that is not deleted has one state.
bool has_gaps(const Snapshot& snapshot) {
  std::uint64_t living = 0;
  snapshot.terms(Field::state, "", [&](const TermEntry& entry) {
    living += walk(snapshot, Field::state, entry.term);
    return true;
  });
  return living < snapshot.end();
}

}  // namespace

DocumentCounts::DocumentCounts(const Snapshot& snapshot) : x_snapshot(snapshot), x_walk(has_gaps(snapshot)) {}

std::uint32_t DocumentCounts::of(Field field, std::string_view term) const {
  const std::uint32_t count = document_count(x_snapshot, field, term);
  return count > 0 && x_walk ? walk(x_snapshot, field, term) : count;
}

void DocumentCounts::correct(Field field, Expansion& expansion) const {
  if (!x_walk) return;
  for (Form& form : expansion.forms) form.documents = walk(x_snapshot, field, form.term);
  expansion.found -= std::erase_if(expansion.forms, [](const Form& form) { return form.documents == 0; });
}

}  // namespace concord
