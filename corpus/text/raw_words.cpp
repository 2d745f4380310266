#include "corpus/text/raw_words.h"

#include <algorithm>
#include <array>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "corpus/text/utf8.h"

namespace concord {
namespace {

// A stretch for ICU ends at a space, or where a text without spaces has gone on for so long.
constexpr std::uint32_t longest_stretch = 4096;

std::uint8_t flag_of_byte(unsigned char byte) {
  return byte_kind[byte] & RawWord::inside;
}

bool is_word_class(WordClass c) {
  return c == WordClass::letter || c == WordClass::hebrew || c == WordClass::numeric || c == WordClass::join;
}
bool is_letter_class(WordClass c) {
  return c == WordClass::letter || c == WordClass::hebrew;
}

std::uint8_t flag_of(WordClass c) {
  if (is_letter_class(c)) return RawWord::letter;
  if (c == WordClass::numeric) return RawWord::digit;
  return c == WordClass::join ? RawWord::underscore : std::uint8_t{0};
}

std::uint8_t flag_of_middle(char32_t point) {
  if (point == '.') return RawWord::stop;
  return point == '\'' || point == 0x2019 ? RawWord::apostrophe : std::uint8_t{0};
}

unsigned char byte_at(std::string_view text, std::uint32_t at) {
  return static_cast<unsigned char>(text[at]);
}

}  // namespace

#if defined(__SSE2__)
bool WordBlock::load(std::string_view of, std::uint32_t at) {
  if (at + std::size_t{size} > of.size()) return false;
  text = of.data();
  begin = at;
  letters = digits = underscores = beyond_ascii = 0;
  const auto mask = [](__m128i bytes) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(bytes)));
  };
  for (std::uint32_t part = 0; part < size; part += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + at + part));
    const __m128i lower = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    // Bytes beyond ASCII are negative here, so smaller than any letter or figure.
    const __m128i is_letter =
        _mm_and_si128(_mm_cmpgt_epi8(lower, _mm_set1_epi8('a' - 1)), _mm_cmplt_epi8(lower, _mm_set1_epi8('z' + 1)));
    const __m128i is_digit =
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(bytes, _mm_set1_epi8('9' + 1)));
    letters |= mask(is_letter) << part;
    digits |= mask(is_digit) << part;
    underscores |= mask(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('_'))) << part;
    beyond_ascii |= mask(bytes) << part;
  }
  return true;
}
#else
bool WordBlock::load(std::string_view of, std::uint32_t at) {
  if (at + std::size_t{size} > of.size()) return false;
  text = of.data();
  begin = at;
  letters = digits = underscores = beyond_ascii = 0;
  for (std::uint32_t i = 0; i < size; ++i) {
    const std::uint8_t kind = byte_kind[static_cast<unsigned char>(text[at + i])];
    const std::uint64_t bit = std::uint64_t{1} << i;
    letters |= (kind & RawWord::letter) != 0 ? bit : 0;
    digits |= (kind & RawWord::digit) != 0 ? bit : 0;
    underscores |= (kind & RawWord::underscore) != 0 ? bit : 0;
    beyond_ascii |= static_cast<unsigned char>(text[at + i]) >= 0x80 ? bit : 0;
  }
  return true;
}
#endif

RawWords::RawWords(bool only_icu) : x_only_icu(only_icu) {}

void RawWords::start(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  x_block.text = nullptr;  // another text may lie at the same place
  x_text = text;
  x_end = end;
  seek(begin);
}

void RawWords::seek(std::uint32_t at) {
  x_at = at;
  x_queue.clear();
  x_queue_at = 0;
  if (x_only_icu && at < x_end) {
    if (x_icu == nullptr) x_icu = std::make_unique<IcuWords>();
    x_icu->segments(x_text, at, x_end, x_queue);
    x_at = x_end;
  }
}

bool RawWords::next_by_rules(RawWord& word) {
  for (;;) {
    if (from_queue(word)) return true;
    const Found found = find_start();
    if (found == Found::nothing) return false;
    if (found == Found::hard) {
      ask_icu(x_at);
      continue;
    }
    word = {x_at, x_at, 0};
    Step step = Step::inside;
    while (step == Step::inside) step = grow(word);
    if (step == Step::hard) {
      ask_icu(word.begin);
      continue;
    }
    word.end = x_at;
    if ((word.flags & (RawWord::letter | RawWord::digit)) != 0) return true;
  }
}

bool RawWords::from_queue(RawWord& word) {
  if (x_queue_at == x_queue.size()) return false;
  word = x_queue[x_queue_at++];
  return true;
}

// Goes to the first character that begins a word. Marks and format characters on the way belong to what is before.
RawWords::Found RawWords::find_start() {
  while (x_at < x_end) {
    const unsigned char byte = byte_at(x_text, x_at);
    if (byte < 0x80) {
      if (flag_of_byte(byte) != 0) return Found::word;
      ++x_at;
      continue;
    }
    const Decoded decoded = decode_utf8(x_text, x_at);
    const WordClass c = x_properties->word(decoded.point);
    if (is_word_class(c)) return Found::word;
    if (c == WordClass::hard) return Found::hard;
    x_at += decoded.length;
  }
  return Found::nothing;
}

RawWords::Step RawWords::grow(RawWord& word) {
  std::uint32_t at = x_at;
  std::uint8_t flag = 0;
  while (at < x_end && (flag = flag_of_byte(byte_at(x_text, at))) != 0) {
    word.flags |= flag;
    ++at;
  }
  if (at != x_at) {
    const std::uint8_t last = flag_of_byte(byte_at(x_text, at - 1));
    x_last = last == RawWord::letter  ? WordClass::letter
             : last == RawWord::digit ? WordClass::numeric
                                      : WordClass::join;
    x_at = at;
  }
  return at == x_end || byte_kind[byte_at(x_text, at)] == 0 ? Step::ended : grow_past_ascii(word);
}

RawWords::Step RawWords::grow_past_ascii(RawWord& word) {
  const Decoded decoded = decode_utf8(x_text, x_at);
  const WordClass c = x_properties->word(decoded.point);
  switch (c) {
    case WordClass::hard:
      return Step::hard;
    case WordClass::extend:
      x_at += decoded.length;
      return Step::inside;  // WB4
    case WordClass::letter:
    case WordClass::hebrew:
    case WordClass::numeric:
    case WordClass::join:  // WB5, 8, 9, 10, 13a, 13b
      word.flags |= flag_of(c);
      x_last = c;
      x_at += decoded.length;
      return Step::inside;
    case WordClass::mid_letter:
    case WordClass::mid_number:
    case WordClass::mid_both:
    case WordClass::single_quote:
    case WordClass::double_quote:
      return grow_over_middle(word, c, decoded.point, decoded.length);
    default:
      return Step::ended;
  }
}

// WB6, 7, 7a, 7b, 7c, 11, 12: punctuation inside a word needs its like on both sides.
RawWords::Step RawWords::grow_over_middle(RawWord& word, WordClass middle, char32_t point, std::uint32_t length) {
  const WordClass after = class_after(x_at + length);
  if (after == WordClass::hard) return Step::hard;
  const bool both = middle == WordClass::mid_both || middle == WordClass::single_quote;
  const bool letters = is_letter_class(x_last) && is_letter_class(after) && (both || middle == WordClass::mid_letter);
  const bool numbers =
      x_last == WordClass::numeric && after == WordClass::numeric && (both || middle == WordClass::mid_number);
  const bool hebrew_pair =
      x_last == WordClass::hebrew && after == WordClass::hebrew && middle == WordClass::double_quote;
  if (letters || numbers || hebrew_pair) {
    word.flags |= flag_of_middle(point);
    x_at += length;
    return Step::inside;  // what follows (marks, then the letter) is taken as the next character
  }
  if (x_last == WordClass::hebrew && middle == WordClass::single_quote) {
    word.flags |= RawWord::apostrophe;
    x_at += length;
    x_last = WordClass::other;  // nothing but marks can follow
    while (x_at < x_end) {
      const Decoded mark = decode_utf8(x_text, x_at);
      if (x_properties->word(mark.point) != WordClass::extend) break;
      x_at += mark.length;
    }
    return Step::ended;
  }
  return Step::ended;
}

WordClass RawWords::class_after(std::uint32_t at) const {
  while (at < x_end) {
    const Decoded decoded = decode_utf8(x_text, at);
    const WordClass c = x_properties->word(decoded.point);
    if (c != WordClass::extend) return c;
    at += decoded.length;
  }
  return WordClass::other;
}

void RawWords::ask_icu(std::uint32_t from) {
  const std::uint32_t limit = std::min(x_end, from + longest_stretch);
  const auto is_break = [this](std::uint32_t at) {
    const unsigned char byte = byte_at(x_text, at);
    return byte == ' ' || byte == '\n' || byte == '\r';
  };
  std::uint32_t to = from;
  while (to < limit && !is_break(to)) ++to;
  while (to < x_end && (byte_at(x_text, to) & 0xC0U) == 0x80U) ++to;  // cut at the limit: to a character's end
  if (x_icu == nullptr) x_icu = std::make_unique<IcuWords>();
  x_queue.clear();
  x_queue_at = 0;
  x_icu->segments(x_text, from, to, x_queue);
  x_at = to;
}

}  // namespace concord
