// RawWords: the word-like segments of UAX 29 inside a stretch of text, one after the other.
//
// The rules WB1..WB13 run over a table of classes, byte by byte for ASCII. At
// a character whose boundaries need a dictionary or pairing (WordClass::hard)
// the stretch up to the next space is given to ICU: a boundary stands on both
// sides of a space whatever is round it, so both answers are exact. Internal
// to corpus/text; WordScanner builds on it.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "corpus/text/properties.h"

namespace concord {

/// A segment with at least one letter or digit, and what is in it (a union of the flags).
struct RawWord {
  static constexpr std::uint8_t letter = 1;
  static constexpr std::uint8_t digit = 2;
  static constexpr std::uint8_t apostrophe = 4;
  static constexpr std::uint8_t stop = 8;
  static constexpr std::uint8_t underscore = 16;
  static constexpr std::uint8_t inside = letter | digit | underscore;

  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t flags = 0;
  friend bool operator==(const RawWord&, const RawWord&) = default;
};

/// ICU's word BreakIterator over UTF-8.
class IcuWords {
 public:
  IcuWords();
  ~IcuWords();
  IcuWords(const IcuWords&) = delete;
  IcuWords& operator=(const IcuWords&) = delete;
  /// Appends the word-like segments of text[begin, end), taken as a whole text.
  void segments(std::string_view text, std::uint32_t begin, std::uint32_t end, std::vector<RawWord>& out);

 private:
  struct Iterator;
  std::unique_ptr<Iterator> x_iterator;
};

/// What a byte is to a word: the flag of a letter, digit or underscore; 0 when it ends any word (all other ASCII, the
/// colon too); 32 when it may stand inside one, 64 when it belongs to a character beyond ASCII: then the rules decide.
[[nodiscard]] constexpr std::array<std::uint8_t, 256> word_bytes() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = RawWord::letter;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = RawWord::letter;
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = RawWord::digit;
  for (unsigned c = 0x80; c <= 0xFF; ++c) table[c] = 64;
  for (const unsigned c : {0x22U, 0x27U, 0x2CU, 0x2EU, 0x3BU}) table[c] = 32;  // " ' , . ;
  table['_'] = RawWord::underscore;
  return table;
}
inline constexpr std::array<std::uint8_t, 256> byte_kind = word_bytes();

/// Sixty-four bytes of text and which of them are letters, figures, underscores (of ASCII) or beyond ASCII, bit by bit.
struct WordBlock {
  static constexpr std::uint32_t size = 64;
  std::uint32_t begin = 0;
  const char* text = nullptr;  ///< the text whose bytes these are; null: none
  std::uint64_t letters = 0;
  std::uint64_t digits = 0;
  std::uint64_t underscores = 0;
  std::uint64_t beyond_ascii = 0;

  [[nodiscard]] std::uint64_t word() const { return letters | digits | underscores; }
  /// Makes this the block that holds `at`. False at the end of the text, where no whole block is left.
  bool covers(std::string_view of, std::uint32_t at) {
    if (text == of.data() && at - begin < size) return true;
    return load(of, at / size * size);
  }
  [[nodiscard]] std::uint8_t flags(std::uint32_t from, std::uint32_t length) const {
    const std::uint64_t run = (length >= size ? ~std::uint64_t{0} : (std::uint64_t{1} << length) - 1) << from;
    return static_cast<std::uint8_t>(((letters & run) != 0 ? RawWord::letter : 0) |
                                     ((digits & run) != 0 ? RawWord::digit : 0) |
                                     ((underscores & run) != 0 ? RawWord::underscore : 0));
  }
  bool load(std::string_view of, std::uint32_t at);
};

class RawWords {
 public:
  /// only_icu: nothing by table (the slow twin).
  explicit RawWords(bool only_icu);

  /// Requires: text outlives the calls of next(); [begin, end) lies between characters.
  void start(std::string_view text, std::uint32_t begin, std::uint32_t end);
  bool next(RawWord& word) {
    if (x_queue_at == x_queue.size()) {
      // The common case without a call: a word of ASCII with space or a bracket behind it.
      while (x_at < x_end && x_block.covers(x_text, x_at)) {
        const std::uint64_t starts = (x_block.word() | x_block.beyond_ascii) >> (x_at - x_block.begin);
        if (starts == 0) {
          x_at = x_block.begin + WordBlock::size;
          continue;
        }
        x_at += static_cast<std::uint32_t>(std::countr_zero(starts));
        if (x_at >= x_end) return false;  // the block goes on behind the stretch
        const std::uint32_t from = x_at - x_block.begin;
        const std::uint64_t not_word = ~x_block.word() >> from;
        if (not_word == 0) break;  // runs on into the next block
        const auto length = static_cast<std::uint32_t>(std::countr_zero(not_word));
        const std::uint32_t end = std::min(x_at + length, x_end);
        const bool ends = end == x_end || byte_kind[static_cast<unsigned char>(x_text[end])] == 0;
        if (length == 0 || !ends) break;
        const std::uint8_t flags = x_block.flags(from, end - x_at);
        const std::uint32_t begin = x_at;
        x_at = end;
        if ((flags & (RawWord::letter | RawWord::digit)) == 0) continue;
        word = {begin, end, flags};
        return true;
      }
    }
    return next_by_rules(word);
  }
  /// Goes on from `at`, as if the text began there.
  void seek(std::uint32_t at);
  [[nodiscard]] bool only_icu() const { return x_only_icu; }

 private:
  enum class Step : std::uint8_t { inside, ended, hard };
  enum class Found : std::uint8_t { word, hard, nothing };

  bool next_by_rules(RawWord& word);
  Found find_start();
  Step grow(RawWord& word);
  Step grow_past_ascii(RawWord& word);
  Step grow_over_middle(RawWord& word, WordClass middle, char32_t point, std::uint32_t length);
  [[nodiscard]] WordClass class_after(std::uint32_t at) const;
  void ask_icu(std::uint32_t from);
  bool from_queue(RawWord& word);

  const Properties* x_properties = &Properties::get();
  std::unique_ptr<IcuWords> x_icu;  // opened when first needed
  std::vector<RawWord> x_queue;     // what ICU found and next() has not given yet
  std::size_t x_queue_at = 0;
  WordBlock x_block;
  std::string_view x_text;
  std::uint32_t x_at = 0;
  std::uint32_t x_end = 0;
  WordClass x_last = WordClass::other;  // of the last base character of the word in hand
  bool x_only_icu = false;
};

}  // namespace concord
