#include "pipeline/search/kwic_order.h"

#include <set>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "corpus/text/collation.h"
#include "corpus/text/words.h"
#include "pipeline/flow/parallel_for.h"
#include "pipeline/search/nearby_words.h"

namespace concord {
namespace {

constexpr char next_key = '\0';  // between sort keys: below every byte of one
constexpr char at_the_end[] = "\xFF";  // what is missing sorts last

/// Sort keys of words, each made once: the lines of a page of KWIC have few different neighbours.
class WordKeys {
 public:
  explicit WordKeys(std::string_view language) : x_collation(language) {}
  const std::string& of(const std::string& words) {
    const auto [at, added] = x_keys.try_emplace(words);
    if (added) at->second = x_collation.key(words);
    return at->second;
  }

 private:
  Collation x_collation;
  std::unordered_map<std::string, std::string> x_keys;
};

/// The words whose order is asked for: folded, so that case does not part them.
std::string words_at(NearbyWords& nearby, TokenRange node, KwicKey by) {
  std::string words;
  if (by.by == KwicBy::left && node.begin >= by.token) nearby.append_term(node.begin - by.token, words);
  if (by.by == KwicBy::right) nearby.append_term(node.end + by.token - 1, words);
  for (std::uint32_t token = node.begin; by.by == KwicBy::node && token < node.end; ++token) {
    nearby.append_term(token, words);
    words += ' ';
  }
  return words;
}

void append_key(const Document& document, NearbyWords& nearby, WordKeys& keys, TokenRange node, KwicKey by, std::string& key) {
  switch (by.by) {
    case KwicBy::left:
    case KwicBy::node:
    case KwicBy::right: key += keys.of(words_at(nearby, node, by)); break;
    case KwicBy::date: key += document.metadata.date ? fmt::format("{:08}", document.metadata.date->begin) : at_the_end; break;
    case KwicBy::document: key += document.metadata.id; break;
    case KwicBy::label: {
      const auto labels = labels_on(document, node);
      key += labels.empty() ? at_the_end : labels.front();
      break;
    }
  }
  key += next_key;
}

/// What of a document the sort keys need.
Part parts_for(const std::vector<KwicKey>& sort) {
  Part parts = Part::metadata;
  for (const KwicKey key : sort) {
    if (key.by == KwicBy::left || key.by == KwicBy::node || key.by == KwicBy::right) parts = parts | Part::text;
    if (key.by == KwicBy::label) parts = parts | Part::annotations;
  }
  return parts;
}

}  // namespace

std::vector<DocumentRun> runs_of(const std::vector<DocNo>& documents) {
  std::vector<DocumentRun> runs;
  for (std::size_t i = 0; i < documents.size(); ++i) {
    if (i == 0 || documents[i] != documents[i - 1]) runs.push_back({i, i});
    runs.back().end = i + 1;
  }
  return runs;
}

std::vector<std::string> labels_on(const Document& document, TokenRange node) {
  std::set<std::string> labels;
  for (const Annotation& a : document.annotations) {
    if (a.tokens.begin < node.end && node.begin < a.tokens.end) labels.emplace(document.labels[a.label]);
  }
  return {labels.begin(), labels.end()};
}

Status add_sort_keys(const Snapshot& snapshot, const KwicOptions& options, std::vector<KwicPlace>& places) {
  const Part parts = parts_for(options.sort);
  std::vector<DocNo> documents;
  documents.reserve(places.size());
  for (const KwicPlace& place : places) documents.push_back(place.document);
  const std::vector<DocumentRun> runs = runs_of(documents);
  return parallel_for(runs.size(), 0, [&] {
    return [&, scanner = WordScanner(), keys = WordKeys(options.language)](std::size_t number) mutable -> Status {
      const auto [begin, end] = runs[number];
      const auto document = snapshot.document(places[begin].document, parts);
      if (!document) return document.error();
      NearbyWords nearby(snapshot, places[begin].document, *document, scanner);
      for (std::size_t i = begin; i < end; ++i) {
        for (const KwicKey key : options.sort) append_key(*document, nearby, keys, places[i].node, key, places[i].key);
      }
      return nearby.status();
    };
  });
}

}  // namespace concord
