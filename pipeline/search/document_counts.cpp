#include "pipeline/search/document_counts.h"

#include <algorithm>

#include "pipeline/index/posting_list.h"

namespace concord {
namespace {

std::uint32_t walk(const Snapshot& snapshot, Field field, std::string_view term) {
  PostingList list;
  snapshot.read_list(field, term, ListPart::documents, list);
  return static_cast<std::uint32_t>(list.documents.size());
}

}  // namespace

DocumentCounts::DocumentCounts(const Snapshot& snapshot) : x_snapshot(snapshot), x_walk(snapshot.has_gaps()) {}

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
