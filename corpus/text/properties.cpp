#include "corpus/text/properties.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

UChar32 icu_point(char32_t point) {
  return static_cast<UChar32>(point);
}

// Scripts without spaces between words, which ICU cuts by dictionary, and Hangul, which it keeps apart from letters.
bool needs_dictionary(UChar32 c) {
  if (u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT) return true;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HANGUL:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
      return true;
    default:
      // The prolonged sound mark and its like belong to both kana.
      return u_getIntPropertyValue(c, UCHAR_WORD_BREAK) == U_WB_KATAKANA || c == 0x30FC || c == 0xFF70 || c == 0xFF9E ||
             c == 0xFF9F;
  }
}

}  // namespace

WordClass Properties::word_of_icu(char32_t point) {
  const UChar32 c = icu_point(point);
  if (needs_dictionary(c)) return WordClass::hard;
  if (c == ':' || c == 0xFE55 || c == 0xFF1A) return WordClass::other;  // as CLDR 42: a colon joins in Swedish only
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
      return WordClass::newline;
    case U_WB_WSEGSPACE:
      return WordClass::space;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
      return WordClass::extend;
    case U_WB_ALETTER:
      return WordClass::letter;
    case U_WB_HEBREW_LETTER:
      return WordClass::hebrew;
    case U_WB_NUMERIC:
      return WordClass::numeric;
    case U_WB_EXTENDNUMLET:
      return WordClass::join;
    case U_WB_MIDLETTER:
      return WordClass::mid_letter;
    case U_WB_MIDNUM:
      return WordClass::mid_number;
    case U_WB_MIDNUMLET:
      return WordClass::mid_both;
    case U_WB_SINGLE_QUOTE:
      return WordClass::single_quote;
    case U_WB_DOUBLE_QUOTE:
      return WordClass::double_quote;
    case U_WB_ZWJ:
    case U_WB_REGIONAL_INDICATOR:
      return WordClass::hard;
    default:
      return WordClass::other;
  }
}

SentenceClass Properties::sentence_of_icu(char32_t point) {
  switch (u_getIntPropertyValue(icu_point(point), UCHAR_SENTENCE_BREAK)) {
    case U_SB_CR:
    case U_SB_LF:
      return SentenceClass::line_end;
    case U_SB_SEP:
      return SentenceClass::paragraph_end;
    case U_SB_SP:
      return SentenceClass::space;
    case U_SB_EXTEND:
    case U_SB_FORMAT:
      return SentenceClass::extend;
    case U_SB_LOWER:
      return SentenceClass::lower;
    case U_SB_UPPER:
      return SentenceClass::upper;
    case U_SB_OLETTER:
      return SentenceClass::letter;
    case U_SB_NUMERIC:
      return SentenceClass::numeric;
    case U_SB_ATERM:
      return SentenceClass::full_stop;
    case U_SB_STERM:
      return SentenceClass::terminator;
    case U_SB_CLOSE:
      return SentenceClass::close;
    case U_SB_SCONTINUE:
      return SentenceClass::continues;
    default:
      return SentenceClass::other;
  }
}

Properties::Properties() {
  for (char32_t c = 0; c < table_size; ++c) {
    x_word[c] = word_of_icu(c);
    x_sentence[c] = sentence_of_icu(c);
    const SentenceClass sentence = x_sentence[c];
    if (sentence != SentenceClass::full_stop && sentence != SentenceClass::terminator &&
        sentence != SentenceClass::paragraph_end) {
      continue;
    }
    std::string utf8;
    append_utf8(c, utf8);
    x_may_end[static_cast<unsigned char>(utf8[0])] = true;
  }
  for (std::size_t lead = 0xE3; lead <= 0xF4; ++lead) x_may_end[lead] = true;
}

const Properties& Properties::get() {
  static const Properties properties;
  return properties;
}

bool is_upper(char32_t point) {
  if (point < 0x80) return point >= 'A' && point <= 'Z';
  return u_isUUppercase(icu_point(point)) != 0 || u_istitle(icu_point(point)) != 0;
}
bool is_lower(char32_t point) {
  if (point < 0x80) return point >= 'a' && point <= 'z';
  return u_isULowercase(icu_point(point)) != 0;
}
bool is_letter(char32_t point) {
  if (point < 0x80) return is_upper(point) || is_lower(point);
  return u_isalpha(icu_point(point)) != 0;
}
bool is_digit(char32_t point) {
  if (point < 0x80) return point >= '0' && point <= '9';
  return u_isdigit(icu_point(point)) != 0;
}
bool is_space(char32_t point) {
  return u_isUWhiteSpace(icu_point(point)) != 0;
}

}  // namespace concord
