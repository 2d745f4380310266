#include "corpus/text/symbols.h"

#include <algorithm>
#include <array>

#include "corpus/text/ascii.h"
#include "corpus/text/properties.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

char at_or_space(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  return at < limit ? text[at] : ' ';
}

// Runs of letters that a symbol may hold beside capitals: modifications and kinds of meeting.
bool is_symbol_word(std::string_view run) {
  static constexpr std::array<std::string_view, 16> words = {"Add", "Amend", "Conf", "Corr", "Dec", "Doc",
                                                             "Inf", "Min",   "Misc", "Prep", "Rec", "Rep",
                                                             "Res", "Rev",   "Sub",  "Summ"};
  return std::find(words.begin(), words.end(), run) != words.end();
}

// One run of letters and digits; `begin` when it is none that a symbol may hold.
std::uint32_t run_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = begin;
  bool has_lower = false;
  while (at < limit && is_ascii_alnum(text[at])) has_lower |= is_ascii_lower(text[at++]);
  return has_lower && !is_symbol_word(text.substr(begin, at - begin)) ? begin : at;
}

// A part between two slashes: runs joined by full stops, or a special session (S-10, ES-10).
std::uint32_t part_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = run_end(text, begin, limit);
  if (at == begin) return begin;
  for (;;) {
    const char next = at_or_space(text, at, limit);
    const bool session =
        next == '-' && at - begin <= 2 && text[at - 1] == 'S' && is_ascii_digit(at_or_space(text, at + 1, limit));
    if (next != '.' && !session) return at;
    const std::uint32_t end = run_end(text, at + 1, limit);
    if (end == at + 1) return at;
    at = end;
  }
}

bool holds_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_ascii_digit);
}

// " (1994)" or " (XXIX)" after the number of a resolution; a line end or no-break space may stand for the space.
std::uint32_t year_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = begin;
  if (at < limit && (text[at] == ' ' || text[at] == '\n')) {
    ++at;
  } else if (text.substr(at, std::min<std::size_t>(2, limit - at)) == "\xC2\xA0") {
    at += 2;
  }
  if (at_or_space(text, at, limit) != '(') return begin;
  std::uint32_t close = at + 1;
  const auto roman = [](char c) { return std::string_view("IVXLC").find(c) != std::string_view::npos; };
  while (close < limit && (is_ascii_digit(text[close]) || roman(text[close])) && close - at <= 8) ++close;
  return close > at + 1 && at_or_space(text, close, limit) == ')' ? close + 1 : begin;
}

// "-5" after "CEDAW/C/TJK/4": the fourth and fifth report of a state to a committee, in one paper.
std::uint32_t combined_report_end(std::string_view text, std::uint32_t begin, std::uint32_t at, std::uint32_t limit) {
  const std::string_view symbol = text.substr(begin, at - begin);
  const std::size_t number = symbol.rfind('/') + 1;
  const bool of_a_state = number > 7 && symbol.substr(number - 7, 3) == "/C/" && symbol.find_first_not_of("0123456789", number) == std::string_view::npos;
  if (!of_a_state || at_or_space(text, at, limit) != '-') return at;
  std::uint32_t end = at + 1;
  while (is_ascii_digit(at_or_space(text, end, limit))) ++end;
  return end == at + 1 ? at : end;
}

// One symbol without what may be joined to it; `begin` when there is none.
std::uint32_t single_symbol_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = part_end(text, begin, limit);
  const std::string_view body = text.substr(begin, at - begin);
  if (at == begin || body.size() > 8 || holds_digit(body) || !is_ascii_upper(body[0])) return begin;
  bool resolution = false;
  while (at_or_space(text, at, limit) == '/') {
    const std::uint32_t end = part_end(text, at + 1, limit);
    if (end == at + 1) break;
    resolution |= text.substr(at + 1, end - at - 1) == "RES";
    at = combined_report_end(text, begin, end, limit);
  }
  if (at == begin + body.size() || !holds_digit(text.substr(begin, at - begin))) return begin;
  const char next = at_or_space(text, at, limit);
  if (is_ascii_alnum(next) || next == '_') return begin;
  return resolution ? year_end(text, at, limit) : at;
}

bool belongs_to_address(std::string_view text, std::uint32_t at, Decoded& decoded) {
  decoded = decode_utf8(text, at);
  if (decoded.point < 0x80) {
    return decoded.point > ' ' && decoded.point != 0x7F &&
           std::string_view("<>\"{}|\\^`").find(text[at]) == std::string_view::npos;
  }
  const WordClass c = Properties::get().word(decoded.point);
  return c == WordClass::letter || c == WordClass::numeric || c == WordClass::extend;
}

}  // namespace

std::uint32_t document_symbol_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = single_symbol_end(text, begin, limit);
  while (at != begin && at_or_space(text, at, limit) == '-') {
    const std::uint32_t end = single_symbol_end(text, at + 1, limit);
    if (end == at + 1) break;
    at = end;
  }
  return at;
}

std::uint32_t web_address_end(std::string_view text, std::uint32_t begin, std::uint32_t limit) {
  std::uint32_t at = begin;
  std::int32_t open = 0;
  Decoded decoded;
  while (at < limit && belongs_to_address(text, at, decoded)) {
    if (text[at] == '(') ++open;
    if (text[at] == ')' && --open < 0) break;
    at += decoded.length;
  }
  while (at > begin && std::string_view(".,;:!?'*]").find(text[at - 1]) != std::string_view::npos) --at;
  return at;
}

std::uint32_t mail_address_end(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  std::uint32_t end = at + 1;
  while (end < limit && (is_ascii_alnum(text[end]) || text[end] == '.' || text[end] == '-')) ++end;
  while (end > at + 1 && !is_ascii_alnum(text[end - 1])) --end;
  const std::string_view domain = text.substr(at + 1, end - at - 1);
  return domain.find('.') != std::string_view::npos && is_ascii_alnum(domain[0]) ? end : at;
}

bool has_lost_its_space(std::string_view text, std::uint32_t stop, std::uint32_t limit) {
  if (stop == 0 || stop + 1 >= limit) return false;
  const Decoded before = decode_utf8_before(text, stop);
  const Decoded after = decode_utf8(text, stop + 1);
  if (!is_upper(after.point) || stop + 1 + after.length >= limit) return false;
  return is_lower(before.point) && is_lower(decode_utf8(text, stop + 1 + after.length).point);
}

}  // namespace concord
