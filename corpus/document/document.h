// Document: one text and its layers. Plain values, filled by the stages in the order of the fields.
//
// The text is never shortened: what a reader or the cleaning recognises as
// furniture stays in `text` and is only marked, and the tokens skip it. All
// spans are TextSpans into text.utf8. A document names its own labels and rules
// (numbers into `labels` and `rules`), so it means the same on its own, in the
// index and in another process.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/metadata.h"
#include "corpus/document/offset_map.h"
#include "corpus/document/span.h"
#include "corpus/document/vocabulary.h"

namespace concord {

/// UTF-8 in normal form C (after the normalise stage), with the way back to the source's bytes.
struct Text {
  std::string utf8;
  OffsetMap map;  ///< from utf8 to the bytes of the source; has_source() is false where there are none (PDF)
  friend bool operator==(const Text&, const Text&) = default;
};

/// What a reader knows of the layout: a paragraph, a heading, ... Where a reader gives none, the segmenter finds them.
enum class BlockKind : std::uint8_t { paragraph, heading, list_item, table_cell, quotation, preformatted, footnote };
struct Block {
  BlockKind kind = BlockKind::paragraph;
  TextSpan span;
  std::uint8_t level = 0;  ///< of a heading: 1..6
  friend bool operator==(const Block&, const Block&) = default;
};

/// Why a stretch of the text is not running text. Tokens skip marked text, except that a line_hyphen joins its two halves.
enum class MarkKind : std::uint8_t {
  running_head,
  running_foot,
  page_number,
  footnote_mark,  ///< the raised figure in the running text
  boilerplate,    ///< navigation, cookie banner, comment form, sharing links; `note` says which
  line_hyphen,    ///< "-\n" inside a word: the halves are one token
  soft_hyphen,    ///< U+00AD and its like
};
struct Mark {
  MarkKind kind = MarkKind::boilerplate;
  TextSpan span;
  std::string note;  ///< which rule, or what it rests on
  friend bool operator==(const Mark&, const Mark&) = default;
};

/// A numbered or named part: a page, an article, a numbered paragraph. Divisions of one kind do not overlap and ascend.
enum class DivisionKind : std::uint8_t { page, article, section, numbered_paragraph, annex, preamble, signatures };
struct Division {
  DivisionKind kind = DivisionKind::page;
  std::string label;          ///< "7", "Article 5", "12"
  TextSpan span;
  TokenRange tokens;          ///< filled by the tokeniser
  int confidence = 100;       ///< 0..100: of a page that was read by OCR
  friend bool operator==(const Division&, const Division&) = default;
};

struct Paragraph {
  TextSpan span;
  SentenceRange sentences;
  BlockKind kind = BlockKind::paragraph;
  friend bool operator==(const Paragraph&, const Paragraph&) = default;
};

struct Sentence {
  TextSpan span;
  TokenRange tokens;
  friend bool operator==(const Sentence&, const Sentence&) = default;
};

/// A token is a word, a number or a document symbol; punctuation is none.
enum class TokenKind : std::uint8_t { word, number, symbol };
struct Token {
  TextSpan span;                     ///< as it stands in the text, line break and hyphen included
  TermNo term = 0;                   ///< index into Document::terms: folded (case, accents), joined
  TokenKind kind = TokenKind::word;
  friend bool operator==(const Token&, const Token&) = default;
};

/// One mention of one label. Two mentions of the same label never overlap.
struct Annotation {
  TokenRange tokens;
  TextSpan span;
  TermNo label = 0;         ///< index into Document::labels: "actor:uto", "theme:ombudsman"
  TermNo rule = 0;          ///< index into Document::rules: the alias or pattern that fired, "actors/tajikistan.yaml:41 United Tajik Opposition"
  bool negated = false;     ///< inside the scope of a negation: "no ombudsman was established"
  std::uint8_t confidence = 100;  ///< 0..100; below 100 for names that the document itself taught
  friend bool operator==(const Annotation&, const Annotation&) = default;
};

struct Document {
  Metadata metadata;
  Text text;
  std::vector<Block> blocks;
  std::vector<Mark> marks;            ///< ascending, not overlapping
  std::vector<Division> divisions;    ///< by kind, then ascending
  std::vector<Paragraph> paragraphs;  ///< ascending; together they hold every token
  std::vector<Sentence> sentences;
  std::vector<Token> tokens;          ///< ascending
  std::vector<Annotation> annotations;  ///< by tokens.begin, longer first, then by label name
  Vocabulary terms;
  Vocabulary labels;
  Vocabulary rules;

  [[nodiscard]] std::string_view term(const Token& token) const { return terms[token.term]; }
  [[nodiscard]] std::string_view text_of(TextSpan span) const { return slice(text.utf8, span); }
};

/// The largest text a document may have: spans are 32 bit. Readers refuse more with ErrorCode::limit.
inline constexpr std::uint32_t max_text_bytes = 1U << 31;

}  // namespace concord
