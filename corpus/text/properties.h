// What the break rules need to know of a character: its Word_Break and Sentence_Break classes, by table.
//
// The tables are filled once from ICU's data for U+0000..U+33FF and for the
// bytes of ASCII; characters beyond are asked of ICU one by one. Internal to
// corpus/text and to the rules that correct the breaks.
#pragma once

#include <array>
#include <cstdint>

namespace concord {

/// Word_Break (UAX 29, table 3), with the letters that ICU breaks by dictionary or by pairs set apart as `hard`.
enum class WordClass : std::uint8_t {
  other,
  newline,
  space,
  extend,
  letter,
  hebrew,
  numeric,
  join,
  mid_letter,
  mid_number,
  mid_both,
  single_quote,
  double_quote,
  hard
};

/// Sentence_Break (UAX 29, table 4).
enum class SentenceClass : std::uint8_t {
  other,
  line_end,
  paragraph_end,
  space,
  extend,
  lower,
  upper,
  letter,
  numeric,
  full_stop,
  terminator,
  close,
  continues
};

class Properties {
 public:
  [[nodiscard]] static const Properties& get();  ///< built at the first call, about a millisecond

  [[nodiscard]] WordClass word(char32_t point) const { return point < table_size ? x_word[point] : word_of_icu(point); }
  [[nodiscard]] SentenceClass sentence(char32_t point) const {
    return point < table_size ? x_sentence[point] : sentence_of_icu(point);
  }
  /// True when a character that begins with this byte can end a sentence or a paragraph (full_stop, terminator,
  /// paragraph_end): what the search for sentence ends has to stop at.
  [[nodiscard]] bool may_end_sentence(unsigned char lead) const { return x_may_end[lead]; }

 private:
  static constexpr char32_t table_size = 0x3400;
  Properties();
  [[nodiscard]] static WordClass word_of_icu(char32_t point);
  [[nodiscard]] static SentenceClass sentence_of_icu(char32_t point);

  std::array<WordClass, table_size> x_word{};
  std::array<SentenceClass, table_size> x_sentence{};
  std::array<bool, 256> x_may_end{};
};

/// Letter case, for the rules that correct the breaks. Without context; title case counts as upper.
[[nodiscard]] bool is_upper(char32_t point);
[[nodiscard]] bool is_lower(char32_t point);
[[nodiscard]] bool is_letter(char32_t point);
[[nodiscard]] bool is_digit(char32_t point);
[[nodiscard]] bool is_space(char32_t point);  ///< White_Space, no-break spaces included

}  // namespace concord
