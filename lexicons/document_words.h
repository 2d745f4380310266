// DocumentWords: the words of a document as whoever learns names from it reads them, by number of the token.
//
// Views into the document, which must outlive this and not change its text.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/text/utf8.h"

namespace concord {

class DocumentWords {
 public:
  explicit DocumentWords(const Document& document) : x_document(document) {}

  [[nodiscard]] std::string_view surface(std::uint32_t token) const { return x_document.text_of(x_document.tokens[token].span); }
  [[nodiscard]] std::string_view term(std::uint32_t token) const { return x_document.term(x_document.tokens[token]); }
  [[nodiscard]] std::string_view text(TokenRange tokens) const { return x_document.text_of(span(tokens)); }
  [[nodiscard]] TextSpan span(TokenRange tokens) const {
    return {x_document.tokens[tokens.begin].span.begin, x_document.tokens[tokens.end - 1].span.end};
  }
  // The signs before a token, after the one before it.
  [[nodiscard]] std::string_view before(std::uint32_t token) const {
    const std::uint32_t from = token == 0 ? 0 : x_document.tokens[token - 1].span.end;
    return x_document.text_of({from, x_document.tokens[token].span.begin});
  }

 private:
  const Document& x_document;
};

/// Words that join the words of a name and are no part of its initials, in several languages.
inline constexpr std::array<std::string_view, 22> link_words = {
    "para", "por", "pour", "del", "do", "da", "y", "e", "of", "for", "and", "the", "on",
    "in", "to", "de", "la", "du", "des", "et", "по", "и"};

[[nodiscard]] inline bool is_link_word(std::string_view term) { return std::find(link_words.begin(), link_words.end(), term) != link_words.end(); }

[[nodiscard]] inline char32_t first_letter(std::string_view word) { return word.empty() ? U' ' : decode_utf8(word, 0).point; }

}  // namespace concord
