#include "pipeline/cli/document_choice.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "pipeline/index/ledger.h"

namespace concord {
namespace {

/// Ids as the index folds them.
std::vector<std::string> known_ids(const Snapshot& snapshot) {
  std::vector<std::string> ids;
  snapshot.terms(Field::meta, "id=", [&](const TermEntry& entry) {
    if (!entry.term.starts_with("id=")) return false;
    ids.emplace_back(entry.term.substr(3));
    return true;
  });
  return ids;
}

/// The id as the document spells it.
std::string spelled(const Snapshot& snapshot, const std::string& id) {
  const DocNo number = snapshot.postings(Field::meta, "id=" + id)->next();
  if (number == no_more_documents) return id;
  const auto document = snapshot.document(number, Part::metadata);
  return document ? document->metadata.id : id;
}

}  // namespace

Result<DocNo> choose_document(const Snapshot& snapshot, const std::string& typed) {
  const DocNo exact = find_document(snapshot, typed);
  if (exact != no_more_documents) return exact;
  const std::vector<std::string> ids = known_ids(snapshot);
  const std::string folded = fold_term(typed);
  std::vector<std::string> fitting;
  std::copy_if(ids.begin(), ids.end(), std::back_inserter(fitting), [&](const std::string& id) { return id.find(folded) != std::string::npos; });
  if (fitting.size() == 1) {
    const auto postings = snapshot.postings(Field::meta, "id=" + fitting[0]);
    return postings->next();
  }
  const auto meant = nearest(folded, ids);
  std::string remedy = meant ? fmt::format("did you mean '{}'?", spelled(snapshot, *meant)) : "'concord search \"*\"' lists documents";
  if (fitting.size() > 1) {
    remedy = fmt::format("{} ids contain it:", fitting.size());
    for (std::size_t i = 0; i < std::min<std::size_t>(fitting.size(), 5); ++i) remedy += " " + spelled(snapshot, fitting[i]);
    if (fitting.size() > 5) remedy += " ...";
  }
  return Error{ErrorCode::usage, "", fmt::format("there is no document '{}'", typed), remedy};
}

}  // namespace concord
