// Words: where the words, numbers and document symbols of a text are.
//
// Unicode's word boundaries (UAX 29, as ICU 72 applies them), and on top of
// them what this field writes as one word. The same for every language, so
// that a name in a lexicon, a query and a text fall into the same words:
//   - hyphenated compounds are one word when a side has a letter (cease-fire,
//     Su-27, mid-1995, 15-day), numbers joined by a hyphen are two (1992-1997);
//   - an elided article is a word of its own (d'Ivoire: d' Ivoire; l'accord),
//     any other apostrophe inside stays (O'Brien, N'Djamena, Qur'an);
//   - a final possessive 's is a word of its own (Rabbani's: Rabbani 's);
//   - a full stop that lost its space separates (agreement.The), one inside an
//     abbreviation does not (U.N, a.m);
//   - document symbols are one symbol: S/1997/510, A/52/219-S/1997/510,
//     S/RES/968 (1994), E/CN.4/1996/95/Add.1; so are web and mail addresses;
//   - underscores round a word do not belong to it;
//   - what is longer than max_word_bytes is cut there.
// Punctuation yields nothing. It folds nothing: see fold.h.
//
// Most text is cut by tables, ICU is asked only for stretches (between two
// spaces) of scripts that need a dictionary or of emoji sequences.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"

namespace concord {

inline constexpr std::uint32_t max_word_bytes = 255;

struct Word {
  TextSpan span;
  TokenKind kind = TokenKind::word;
  friend bool operator==(const Word&, const Word&) = default;
};

/// One thread; a copy is cheap (ICU's iterators are opened when first needed).
class WordScanner {
 public:
  /// `tables`: the fast path. `icu`: its slow twin, for tests: every boundary asked of ICU.
  enum class Method : std::uint8_t { tables, icu };

  explicit WordScanner(Method method = Method::tables);
  ~WordScanner();
  WordScanner(const WordScanner& other);
  WordScanner& operator=(const WordScanner& other);
  WordScanner(WordScanner&&) noexcept;
  WordScanner& operator=(WordScanner&&) noexcept;

  /// Appends the words inside `within`, ascending, as if it were the whole text. Spans point into `text`.
  /// Requires: text is well-formed UTF-8 and `within` begins and ends between characters.
  void scan(std::string_view text, TextSpan within, std::vector<Word>& out);

  /// The same in parts: start(), then scan() until it says that nothing came. Each call appends about `most` words, or
  /// a few more. `text` must outlive the calls.
  void start(std::string_view text, TextSpan within);
  bool scan(std::size_t most, std::vector<Word>& out);

 private:
  struct Engine;
  std::unique_ptr<Engine> x_engine;
};

/// The words of a short text: an alias, a query.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// The folded terms of a short text, in order: what the tokens of a document with this text would be.
[[nodiscard]] std::vector<std::string> terms_of(std::string_view text);

/// The term of one word: folded, white space inside (S/RES/968 <line end> (1994)) one space.
void append_term(std::string_view surface, std::string& out);

}  // namespace concord
