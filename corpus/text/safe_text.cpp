#include "corpus/text/safe_text.h"

#include "corpus/text/utf8.h"

namespace concord {
namespace {

// Turns the direction of reading, or is not seen at all.
bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x061C || c == 0x180E || c == 0x200B || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE007F);
}

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

bool in(std::string_view text, std::size_t at, unsigned low, unsigned high) {
  return at < text.size() && static_cast<unsigned char>(text[at]) >= low &&
         static_cast<unsigned char>(text[at]) <= high;
}

// A control sequence: parameters 30..3F, intermediates 20..2F, one final byte 40..7E.
std::size_t sequence_end(std::string_view text, std::size_t at) {
  while (in(text, at, 0x30, 0x3F)) ++at;
  while (in(text, at, 0x20, 0x2F)) ++at;
  return in(text, at, 0x40, 0x7E) ? at + 1 : at;
}

// A control string (window title, device control): up to BEL, ST, or the end of the line, which no honest one crosses.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] == '\n') return at;
    if (text[at] == '\a') return at + 1;
    if (text[at] == '\x1B') return at + 1 < text.size() && text[at + 1] == '\\' ? at + 2 : at;
    if (text.substr(at, 2) == "\xC2\x9C") return at + 2;
  }
  return at;
}

// Past the escape sequence whose introducer (ESC x as `kind`, or the C1 control of the same meaning) ends at `at`.
std::size_t escape_end(std::string_view text, char kind, std::size_t at) {
  switch (kind) {
    case '[':
      return sequence_end(text, at);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return string_end(text, at);
    default:
      return at;
  }
}

// One past an escape sequence that begins at `at`, or `at`.
std::size_t past_escape(std::string_view text, std::size_t at, const Decoded& decoded) {
  if (decoded.point == 0x1B) {
    std::size_t next = at + 1;
    while (in(text, next, 0x20, 0x2F)) ++next;  // ESC ( B and its like
    if (!in(text, next, 0x30, 0x7E)) return next;
    return next == at + 1 ? escape_end(text, text[next], next + 1) : next + 1;
  }
  if (decoded.point >= 0x80 && decoded.point < 0xA0) {
    return escape_end(text, static_cast<char>(decoded.point - 0x40), at + decoded.length);
  }
  return at;
}

enum class Keep { nothing, lines, lines_and_styles };

// A colour or a link: "ESC [ 1 ; 31 m", "ESC ] 8 ; ; ... ESC \\".
bool is_style(std::string_view sequence) {
  if (sequence.starts_with("\x1B]8;")) return sequence.ends_with("\x1B\\");
  return sequence.starts_with("\x1B[") && sequence.ends_with('m') &&
         sequence.find_first_not_of("0123456789;", 2) == sequence.size() - 1;
}

std::string made_safe(std::string_view text, Keep keep) {
  const bool keep_lines = keep != Keep::nothing;
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    if (const std::size_t past = past_escape(text, at, decoded); past != at) {
      if (keep == Keep::lines_and_styles && is_style(text.substr(at, past - at))) out += text.substr(at, past - at);
      at = past;
      continue;
    }
    at += decoded.length;
    const bool kept = keep_lines && (decoded.point == '\n' || decoded.point == '\t');
    if (is_control(decoded.point) && !kept) {
      space = true;
    } else if (!is_invisible(decoded.point)) {
      if (space && !out.empty() && out.back() != ' ' && decoded.point != ' ' && decoded.point != '\n')
        out.push_back(' ');
      space = false;
      append_utf8(is_noncharacter(decoded.point) ? 0xFFFD : decoded.point, out);
    }
  }
  return out;
}

}  // namespace

std::string safe_line(std::string_view text) {
  return made_safe(text, Keep::nothing);
}
std::string safe_lines(std::string_view text) {
  return made_safe(text, Keep::lines);
}
std::string safe_styled(std::string_view text) {
  return made_safe(text, Keep::lines_and_styles);
}

}  // namespace concord
