#include "pipeline/annotate/sentence_rules.h"

#include <algorithm>

#include "corpus/text/ascii.h"
#include "corpus/text/fold.h"
#include "corpus/text/properties.h"
#include "corpus/text/symbols.h"
#include "corpus/text/utf8.h"
#include "pipeline/annotate/abbreviations.h"

namespace concord {
namespace {

constexpr std::uint32_t longest_word = 40;  // bytes looked at before a stop

char32_t point_at(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  return at < limit ? decode_utf8(text, at).point : U'\0';
}

bool belongs_to_word(char32_t point) {
  return is_letter(point) || is_digit(point) || point == '.' || point == '\'' || point == '-' || point == 0x2019;
}

// The word that ends at `end`: letters, digits, inner stops, hyphens. At most longest_word bytes of it.
std::string_view word_before(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  std::uint32_t at = end;
  while (at > begin && end - at < longest_word) {
    const Decoded decoded = decode_utf8_before(text, at);
    if (!belongs_to_word(decoded.point)) break;
    at -= decoded.length;
  }
  return text.substr(at, end - at);
}

std::string_view word_after(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = begin;
  while (at < limit && at - begin < longest_word) {
    const Decoded decoded = decode_utf8(text, at);
    if (!is_letter(decoded.point)) break;
    at += decoded.length;
  }
  return text.substr(begin, at - begin);
}

std::uint32_t past_opening(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  while (at < limit) {
    const Decoded decoded = decode_utf8(text, at);
    const bool opens = decoded.point == '"' || decoded.point == '\'' || decoded.point == '(' || decoded.point == '[' ||
                       decoded.point == 0xAB || (decoded.point >= 0x2018 && decoded.point <= 0x201E);
    if (!opens) break;
    at += decoded.length;
  }
  return at;
}

bool all_of(std::string_view word, std::string_view allowed) {
  return !word.empty() && word.find_first_not_of(allowed) == std::string_view::npos;
}
bool is_roman(std::string_view word) {
  return word.size() <= 6 && all_of(word, "IVXLC");
}

bool is_single_letter(std::string_view word) {
  if (word.empty()) return false;
  const Decoded decoded = decode_utf8(word, 0);
  return decoded.length == word.size() && is_letter(decoded.point);
}

// U.N, S.E, e.g: single letters with stops between.
bool is_acronym(std::string_view word) {
  bool letter_next = true;
  std::uint32_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded decoded = decode_utf8(word, at);
    if (letter_next ? !is_letter(decoded.point) : decoded.point != '.') return false;
    letters += letter_next ? 1U : 0U;
    letter_next = !letter_next;
    at += decoded.length;
  }
  return letters >= 2 && !letter_next;
}

// "4", "1.2", "IV", "a", "(12)", "“3": what stands before the stop numbers what follows it.
bool is_numbering(std::string_view so_far) {
  so_far.remove_prefix(past_opening(so_far, 0, static_cast<std::uint32_t>(so_far.size())));
  if (!so_far.empty() && so_far.back() == ')') so_far.remove_suffix(1);
  if (so_far.empty() || so_far.size() > 8) return false;
  return all_of(so_far, "0123456789.") || is_roman(so_far) || is_single_letter(so_far);
}

// Raised figures set as plain ones (agreement.12 The), superscripts, or figures in brackets: where they end.
std::uint32_t footnote_end(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  std::uint32_t end = at;
  const bool bracket = end < limit && text[end] == '[';
  if (bracket) ++end;
  const std::uint32_t figures = end;
  while (end < limit && end - figures < 9) {
    const Decoded decoded = decode_utf8(text, end);
    const bool raised = decoded.point == 0xB9 || decoded.point == 0xB2 || decoded.point == 0xB3 ||
                        (decoded.point >= 0x2070 && decoded.point <= 0x2079);
    if (!raised && !(decoded.point >= '0' && decoded.point <= '9')) break;
    if (!raised && end - figures >= 3) return at;  // four plain figures are a number
    end += decoded.length;
  }
  if (end == figures) return at;
  if (!bracket) return end;
  return end < limit && text[end] == ']' ? end + 1 : at;
}

std::uint32_t past_space(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  while (at < limit) {
    const Decoded decoded = decode_utf8(text, at);
    if (!is_space(decoded.point)) break;
    at += decoded.length;
  }
  return at;
}

std::uint32_t before_space(std::string_view text, std::uint32_t begin, std::uint32_t at) {
  while (at > begin) {
    const Decoded decoded = decode_utf8_before(text, at);
    if (!is_space(decoded.point)) break;
    at -= decoded.length;
  }
  return at;
}

bool is_wide_stop(std::string_view text, const Stop& stop) {
  return decode_utf8(text, stop.begin).point >= 0x2E80;
}

}  // namespace

SentenceRules::Verdict SentenceRules::judge(std::string_view text, TextSpan sentence, const Stop& stop) const {
  const Verdict here{true, stop.after_close, stop.next};
  const Verdict none{};
  const std::uint32_t limit = sentence.end;
  if (stop.next >= limit) return none;
  if (stop.begin == stop.after_close) return here;  // a paragraph separator
  if (is_wide_stop(text, stop)) return {stop.breaks, stop.after_close, stop.next};

  if (stop.next == stop.after_close) {  // no space behind
    // To Unicode an opening bracket "closes" too: agreement.[3]
    const bool bracket = stop.after_close > stop.end && text[stop.after_close - 1] == '[';
    const std::uint32_t figures = footnote_end(text, stop.after_close - (bracket ? 1U : 0U), limit);
    if (figures > stop.after_close) {
      const std::uint32_t next = past_space(text, figures, limit);
      const bool word_before_it = stop.begin > sentence.begin && !is_ascii_digit(text[stop.begin - 1]);
      const bool breaks = next > figures && next < limit && word_before_it && ends_after_word(text, sentence, stop) &&
                          is_upper(point_at(text, past_opening(text, next, limit), limit));
      return breaks ? Verdict{true, figures, next} : none;
    }
    if (stop.full_stop && stop.end == stop.after_close && has_lost_its_space(text, stop.begin, limit)) {
      const std::string_view word = word_before(text, sentence.begin, stop.begin);
      const bool ordinary = word.size() >= 4 && word.find('.') == std::string_view::npos;
      return ordinary && ends_after_word(text, sentence, stop) ? here : none;
    }
    const bool asks = !stop.full_stop && is_upper(point_at(text, stop.next, limit));
    return asks && stop.breaks ? here : none;
  }

  const char32_t first = point_at(text, past_opening(text, stop.next, limit), limit);
  if (!stop.full_stop) return stop.breaks && !is_lower(first) ? here : none;
  if (!stop.breaks)
    return begins_with_number(text, sentence, stop) || (stop.end - stop.begin == 3 && is_upper(first)) ? here : none;
  return ends_after_word(text, sentence, stop) ? here : none;
}

// What the word before a full stop says: an abbreviation, an initial, a numbering, or the end of a sentence.
bool SentenceRules::ends_after_word(std::string_view text, TextSpan sentence, const Stop& stop) const {
  const std::uint32_t limit = sentence.end;
  const std::string_view word = word_before(text, sentence.begin, stop.begin);
  if (word.empty() || word.back() == '.') return true;  // after a bracket; the last of several stops
  const std::string_view so_far = text.substr(sentence.begin, stop.begin - sentence.begin);
  if (stop.end == stop.after_close && is_numbering(so_far)) return false;
  if (stop.after_close > stop.end && text[stop.end] != ')')
    return true;  // a closing quote ends more than an abbreviation

  const char32_t first = point_at(text, stop.next, limit);
  const std::string_view next_word = word_after(text, past_opening(text, stop.next, limit), limit);
  const bool starter = next_word_begins_sentences(text, stop.next, limit);
  const std::string folded = fold_term(word);
  switch (abbreviation_kind(folded, x_language)) {
    case AbbreviationKind::title:
      return false;
    case AbbreviationKind::reference: {
      const bool number = is_digit(first) || is_roman(next_word) || (is_single_letter(next_word) && !starter);
      if (number) return false;
      break;
    }
    case AbbreviationKind::either:
      return starter || stop.next == limit;
    case AbbreviationKind::none:
      break;
  }
  if (is_single_letter(word)) {
    const char32_t letter = decode_utf8(word, 0).point;
    if (is_upper(letter)) return starter && next_word.size() > 1;
    const bool cyrillic = letter >= 0x400 && letter < 0x530;
    if (!cyrillic) return true;
    const auto word_begin = static_cast<std::uint32_t>(word.data() - text.data());
    const std::uint32_t before = before_space(text, sentence.begin, word_begin);
    return before > sentence.begin && is_ascii_digit(text[before - 1]);  // 1997 г. ends, г. Душанбе does not
  }
  if (is_acronym(word)) return starter;
  if (x_language == "de" && word.size() <= 2 && all_of(word, "0123456789")) return starter;
  return true;
}

bool SentenceRules::next_word_begins_sentences(std::string_view text, std::uint32_t at, std::uint32_t limit) const {
  const std::uint32_t begin = past_opening(text, at, limit);
  const std::string_view word = word_after(text, begin, limit);
  const auto end = begin + static_cast<std::uint32_t>(word.size());
  if (is_single_letter(word) && end < limit && text[end] == '.') return false;  // an initial
  return begins_sentences(fold_term(word), x_language);
}

// "... signed in 1994. 26 prisoners": Unicode sees the small letter behind the number and goes on.
bool SentenceRules::begins_with_number(std::string_view text, TextSpan sentence, const Stop& stop) const {
  if (!is_digit(point_at(text, stop.next, sentence.end))) return false;
  const std::string_view word = word_before(text, sentence.begin, stop.begin);
  if (word.empty()) return stop.begin > sentence.begin && text[stop.begin - 1] == ')';
  if (all_of(word, "0123456789")) return word.size() >= 4;
  const bool ordinary = word.size() >= 4 && word.find('.') == std::string_view::npos;
  return ordinary && is_lower(decode_utf8(word, 0).point) && ends_after_word(text, sentence, stop);
}

}  // namespace concord
