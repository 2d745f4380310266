#include "pipeline/index/snapshot_diff.h"

#include <map>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace concord {
namespace {

std::uint64_t hash_of(const std::string& bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

/// Two documents that agree in this agree in all that a query can see.
struct Print {
  std::uint64_t text = 0;
  std::uint64_t metadata = 0;
  std::uint64_t labels = 0;
  std::int64_t mentions = 0;
  std::string title;
};

std::uint64_t print_of(const Metadata& known) {
  std::string all;
  const auto add = [&](std::string_view part) { (all += part) += '\0'; };
  add(known.title);
  add(known.date ? known.date->to_string() : std::string());
  add(name(known.kind));
  add(known.language);
  add(known.publisher);
  for (const auto& [key, value] : known.fields) {
    add(key);
    add(value);
  }
  return hash_of(all);
}

std::uint64_t print_of_labels(const Document& document) {
  std::string all;
  for (const Annotation& mention : document.annotations) {
    all += document.labels[mention.label];
    all += mention.negated ? '!' : ' ';
    all += std::to_string(mention.tokens.begin) + "-" + std::to_string(mention.tokens.end) + "\n";
  }
  return hash_of(all);
}

/// Of a document stored twice under one id the later counts, as in find_document.
Result<std::map<std::string, Print>> prints_of(const Snapshot& snapshot) {
  std::map<std::string, Print> prints;
  const auto documents = snapshot.postings(Field::state, "document");
  for (DocNo number = documents->next(); number != no_more_documents; number = documents->next()) {
    const auto document = snapshot.document(number, Part::metadata | Part::text | Part::tokens | Part::annotations);
    if (!document) return document.error();
    prints[document->metadata.id] = {hash_of(document->text.utf8), print_of(document->metadata), print_of_labels(*document),
                                     static_cast<std::int64_t>(document->annotations.size()), document->metadata.title};
  }
  if (const Status health = snapshot.health(); !health) return health.error();
  return prints;
}

std::vector<DocumentChange> changes_between(const std::map<std::string, Print>& before, const std::map<std::string, Print>& after) {
  std::vector<DocumentChange> changes;
  auto old = before.begin();
  auto now = after.begin();
  while (old != before.end() || now != after.end()) {
    if (now == after.end() || (old != before.end() && old->first < now->first)) {
      changes.push_back({DocumentChange::Kind::removed, old->first, old->second.title, false, false, -old->second.mentions});
      ++old;
    } else if (old == before.end() || now->first < old->first) {
      changes.push_back({DocumentChange::Kind::added, now->first, now->second.title, false, false, now->second.mentions});
      ++now;
    } else {
      const Print& a = old->second;
      const Print& b = now->second;
      if (a.text != b.text || a.metadata != b.metadata || a.labels != b.labels) {
        changes.push_back({DocumentChange::Kind::changed, now->first, b.title, a.text != b.text, a.metadata != b.metadata, b.mentions - a.mentions});
      }
      ++old;
      ++now;
    }
  }
  return changes;
}

void count_labels(const Snapshot& snapshot, std::uint64_t LabelChange::*mentions, std::uint64_t LabelChange::*documents, std::map<std::string, LabelChange>& counts) {
  std::vector<std::string> labels;
  snapshot.terms(Field::label, {}, [&](const TermEntry& entry) {
    labels.emplace_back(entry.term);
    return true;
  });
  for (const std::string& label : labels) {
    const auto postings = snapshot.postings(Field::label, label);
    for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
      LabelChange& count = counts[label];
      count.label = label;
      count.*mentions += postings->frequency();
      ++(count.*documents);
    }
  }
}

}  // namespace

Result<SnapshotDiff> compare_snapshots(const Snapshot& before, const Snapshot& after) {
  const auto old = prints_of(before);
  if (!old) return old.error();
  const auto now = prints_of(after);
  if (!now) return now.error();
  SnapshotDiff diff;
  diff.documents_before = old->size();
  diff.documents_after = now->size();
  diff.documents = changes_between(*old, *now);
  std::map<std::string, LabelChange> counts;
  count_labels(before, &LabelChange::mentions_before, &LabelChange::documents_before, counts);
  count_labels(after, &LabelChange::mentions_after, &LabelChange::documents_after, counts);
  for (const Snapshot* snapshot : {&before, &after}) {
    if (const Status health = snapshot->health(); !health) return health.error();
  }
  for (const auto& [label, count] : counts) {
    if (count.mentions_before != count.mentions_after || count.documents_before != count.documents_after) diff.labels.push_back(count);
  }
  return diff;
}

}  // namespace concord
