#include "pipeline/search/nearby_words.h"

#include <algorithm>
#include <utility>

#include "pipeline/search/passages.h"

namespace concord {
namespace {

/// The text of a token without what was marked inside it: the hyphen and line break of a word broken over two lines.
void append_unmarked(const Document& document, TextSpan span, std::string& out) {
  auto mark = std::lower_bound(document.marks.begin(), document.marks.end(), span.begin,
                               [](const Mark& m, std::uint32_t begin) { return m.span.end <= begin; });
  std::uint32_t at = span.begin;
  for (; mark != document.marks.end() && mark->span.begin < span.end; ++mark) {
    if (mark->span.begin > at) out += document.text_of({at, mark->span.begin});
    at = std::max(at, mark->span.end);
  }
  if (at < span.end) out += document.text_of({at, span.end});
}

}  // namespace

void NearbyWords::append_term(std::uint32_t token, std::string& out) {
  if (const auto span = find(token)) {
    concord::append_term(x_document.text_of(*span), out);
  } else if (const Document& all = stored(); token < all.tokens.size()) {
    out += all.term(all.tokens[token]);
  }
}

void NearbyWords::append_surface(std::uint32_t token, std::string& out) {
  if (const auto span = find(token)) {
    out += x_document.text_of(*span);
  } else if (const Document& all = stored(); token < all.tokens.size()) {
    append_unmarked(x_document, all.tokens[token].span, out);
  }
}

std::optional<TextSpan> NearbyWords::find(std::uint32_t token) {
  if (x_stored || x_document.sentences.empty()) return std::nullopt;
  const std::uint32_t number = sentence_of(x_document, token);
  const Sentence& sentence = x_document.sentences[number];
  if (!sentence.tokens.contains(token)) return std::nullopt;
  if (x_words_of != number) {
    x_words.clear();
    x_scanner.scan(x_document.text.utf8, sentence.span, x_words);
    x_words_of = number;
  }
  if (x_words.size() != sentence.tokens.size()) return std::nullopt;
  return x_words[token - sentence.tokens.begin].span;
}

const Document& NearbyWords::stored() {
  if (!x_stored) {
    auto tokens = x_snapshot.document(x_number, Part::tokens);
    if (!tokens) x_status = tokens.error();
    x_stored = tokens ? std::move(*tokens) : Document();
  }
  return *x_stored;
}

}  // namespace concord
