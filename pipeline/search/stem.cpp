#include "pipeline/search/stem.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include <libstemmer.h>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

struct CloseStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, CloseStemmer>;

std::string stem_of(sb_stemmer* stemmer, std::string_view word) {
  const auto* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()), static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

/// The first characters of a word, which stemming leaves alone: one of a short word ("dying" and "die"), else two.
std::string_view head_of(std::string_view word) {
  const std::size_t first = decode_utf8(word, 0).length;
  if (first >= word.size() || word.size() < 5) return word.substr(0, first);
  return word.substr(0, first + decode_utf8(word, first).length);
}

}  // namespace

Result<Expansion> expand_stem(const Snapshot& snapshot, Field field, std::string_view word,
                              const std::vector<std::string>& languages, std::size_t limit) {
  std::vector<Stemmer> stemmers;
  std::vector<std::string> stems;
  for (const std::string& language : languages) {
    Stemmer stemmer(sb_stemmer_new(language.c_str(), "UTF_8"));
    if (!stemmer) continue;
    stems.push_back(stem_of(stemmer.get(), word));
    stemmers.push_back(std::move(stemmer));
  }
  if (stemmers.empty()) {
    return Error{ErrorCode::usage, "", "there is no stemmer for the languages of this search", "use a wildcard, or name another language"};
  }
  Expansion expansion;
  if (word.empty()) return expansion;
  for_each_with_prefix(snapshot, field, head_of(word), [&](const TermEntry& entry) {
    bool same = entry.term == word;
    for (std::size_t i = 0; i < stemmers.size() && !same; ++i) same = stem_of(stemmers[i].get(), entry.term) == stems[i];
    if (same) expansion.forms.push_back({std::string(entry.term), entry.document_count});
    return true;
  });
  expansion.found = expansion.forms.size();
  if (expansion.forms.size() > limit) expansion.forms.resize(limit);
  return expansion;
}

}  // namespace concord
