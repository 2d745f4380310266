#include "pipeline/cli/proposed_words.h"

#include <algorithm>

#include "corpus/text/fold.h"
#include "pipeline/cooccur/overview.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/expansion.h"

namespace concord {
namespace {

constexpr std::size_t most_documents = 200;

std::vector<std::string> labels_that_begin(const Snapshot& snapshot, std::string_view begin, std::size_t left_out) {
  std::vector<std::string> words;
  for (const Label& label : snapshot.catalogue().labels()) {
    if (label.id.starts_with(begin)) words.push_back(label.id.substr(left_out));
  }
  return words;
}

/// "kind=re" of the index -> "report", "resolution", each with `lead` before it.
std::vector<std::string> values_that_begin(const Snapshot& snapshot, const std::string& key, std::string_view begin, const std::string& lead, std::size_t most) {
  std::vector<std::string> words;
  for_each_with_prefix(snapshot, Field::meta, key + "=" + fold_term(begin), [&](const TermEntry& entry) {
    words.push_back(lead + std::string(entry.term.substr(key.size() + 1)));
    return words.size() < most;
  });
  return words;
}

/// As the documents spell them; the index knows them folded.
std::vector<std::string> ids_that_begin(const Snapshot& snapshot, std::string_view begin) {
  std::vector<std::string> ids = values_that_begin(snapshot, "id", begin, "", most_documents);
  for (std::string& id : ids) {
    const DocNo number = snapshot.postings(Field::meta, "id=" + id)->next();
    if (number == no_more_documents) continue;
    if (const auto document = snapshot.document(number, Part::metadata)) id = document->metadata.id;
  }
  return ids;
}

std::vector<std::string> query_words(const Collection& collection, const Snapshot& snapshot, std::string_view begin) {
  std::vector<std::string> words;
  const auto colon = begin.find(':');
  if (colon != std::string_view::npos) {
    words = labels_that_begin(snapshot, begin, 0);
    if (!words.empty()) return words;
    const std::string field(begin.substr(0, colon));
    return values_that_begin(snapshot, field == "language" ? "lang" : field == "publisher" ? "source" : field, begin.substr(colon + 1), field + ":", most_documents);
  }
  for (const auto& [name, text] : collection.config().queries) words.push_back("@" + name);
  for (const std::string& name : field_names(snapshot)) words.push_back(name + ":");
  std::erase_if(words, [&](const std::string& word) { return !word.starts_with(begin); });
  return words;
}

}  // namespace

const std::vector<std::string>& proposed_kinds() {
  static const std::vector<std::string> kinds = {"actor", "theme", "field", "kind", "lang", "source", "axis", "query", "document"};
  return kinds;
}

std::vector<std::string> proposed_words(const Collection& collection, const Snapshot& snapshot, std::string_view kind, std::string_view begin) {
  if (kind == "query") return query_words(collection, snapshot, begin);
  if (kind == "document") return ids_that_begin(snapshot, begin);
  if (kind == "kind" || kind == "lang" || kind == "source") return values_that_begin(snapshot, std::string(kind), begin, "", most_documents);
  if (kind == "actor" || kind == "theme") {
    const std::string family = std::string(kind) + ":";
    return labels_that_begin(snapshot, family + std::string(begin), family.size());
  }
  std::vector<std::string> words;
  if (kind == "field") {
    words = metadata_fields(snapshot);
  } else {
    words = labels_that_begin(snapshot, begin, 0);
    words.insert(words.begin(), {"actor", "theme"});
  }
  std::erase_if(words, [&](const std::string& word) { return !word.starts_with(begin); });
  return words;
}

}  // namespace concord
