#include "pipeline/cooccur/overview.h"

#include <algorithm>

namespace concord {
namespace {

/// Documents with a term, and the sum of what its positions say or count.
struct Walk {
  std::uint32_t documents = 0;
  std::uint64_t occurrences = 0;
  std::uint64_t sum = 0;  // of the first positions: the field "size" keeps its number there
};

enum class Positions { unread, read };

Walk walk(const Snapshot& snapshot, Field field, std::string_view term, Positions positions) {
  Walk total;
  std::vector<std::uint32_t> buffer;
  const auto postings = snapshot.postings(field, term);
  while (postings->next() != no_more_documents) {
    ++total.documents;
    total.occurrences += postings->frequency();
    if (positions == Positions::unread) continue;
    buffer.clear();
    postings->positions(buffer);
    if (!buffer.empty()) total.sum += buffer.front();
  }
  return total;
}

}  // namespace

Overview overview(const Snapshot& snapshot, const std::vector<std::string>& families) {
  Overview counts;
  counts.documents = walk(snapshot, Field::state, "document", Positions::unread).documents;
  counts.failed = walk(snapshot, Field::state, "failed", Positions::unread).documents;
  counts.tokens = walk(snapshot, Field::size, "tokens", Positions::read).sum;
  counts.sentences = walk(snapshot, Field::size, "sentences", Positions::read).sum;
  counts.paragraphs = walk(snapshot, Field::size, "paragraphs", Positions::read).sum;
  for (const std::string& family : families) {
    for (const std::string& label : snapshot.catalogue().of_family(family)) {
      const Walk found = walk(snapshot, Field::label, label, Positions::unread);
      if (found.documents == 0) continue;
      const std::uint64_t negated = walk(snapshot, Field::label, label + std::string(negated_suffix), Positions::unread).occurrences;
      counts.labels.push_back({label, found.occurrences, negated, found.documents});
    }
  }
  std::sort(counts.labels.begin(), counts.labels.end(), [](const LabelCount& a, const LabelCount& b) {
    return a.mentions != b.mentions ? a.mentions > b.mentions : a.label < b.label;
  });
  return counts;
}

std::vector<std::pair<std::string, std::uint32_t>> documents_by(const Snapshot& snapshot, std::string_view field) {
  std::vector<std::string> terms;
  const std::string prefix = std::string(field) + "=";
  snapshot.terms(Field::meta, prefix, [&](const TermEntry& entry) {
    if (!entry.term.starts_with(prefix)) return false;
    terms.emplace_back(entry.term);
    return true;
  });
  std::vector<std::pair<std::string, std::uint32_t>> counts;
  for (const std::string& term : terms) {
    const std::uint32_t documents = walk(snapshot, Field::meta, term, Positions::unread).documents;
    if (documents > 0) counts.emplace_back(term.substr(prefix.size()), documents);
  }
  return counts;
}

std::vector<std::string> metadata_fields(const Snapshot& snapshot) {
  std::vector<std::string> fields;
  // One look at the first term of each field, then past all terms of it: '>' is the byte after '='.
  for (std::string from;;) {
    std::string field;
    snapshot.terms(Field::meta, from, [&](const TermEntry& entry) {
      field = entry.term.substr(0, entry.term.find('='));
      return false;
    });
    if (field.empty()) return fields;
    from = field + ">";
    fields.push_back(std::move(field));
  }
}

}  // namespace concord
