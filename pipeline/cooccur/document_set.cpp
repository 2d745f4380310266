#include "pipeline/cooccur/document_set.h"

#include <bit>
#include <cassert>

namespace concord {

DocumentSet DocumentSet::all(const Snapshot& snapshot) { return with(snapshot, Field::state, "document"); }

DocumentSet DocumentSet::with(const Snapshot& snapshot, Field field, std::string_view term) {
  DocumentSet set(snapshot.end());
  const auto postings = snapshot.postings(field, term);
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) set.insert(number);
  return set;
}

std::uint64_t DocumentSet::size() const {
  std::uint64_t count = 0;
  for (const std::uint64_t word : x_words) count += static_cast<std::uint64_t>(std::popcount(word));
  return count;
}

DocumentSet& DocumentSet::operator&=(const DocumentSet& other) {
  assert(x_end == other.x_end);
  for (std::size_t i = 0; i < x_words.size(); ++i) x_words[i] &= other.x_words[i];
  return *this;
}

DocumentSet& DocumentSet::operator|=(const DocumentSet& other) {
  assert(x_end == other.x_end);
  for (std::size_t i = 0; i < x_words.size(); ++i) x_words[i] |= other.x_words[i];
  return *this;
}

DocumentSet& DocumentSet::operator-=(const DocumentSet& other) {
  assert(x_end == other.x_end);
  for (std::size_t i = 0; i < x_words.size(); ++i) x_words[i] &= ~other.x_words[i];
  return *this;
}

}  // namespace concord
