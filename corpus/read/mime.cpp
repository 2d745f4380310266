#include "corpus/read/mime.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/read/failure.h"
#include "corpus/text/ascii.h"
#include "corpus/text/decode.h"
#include "corpus/text/safe_text.h"

namespace concord {
namespace {

constexpr std::string_view blanks = " \t\r\n";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// The byte that `mark` and two hexadecimal digits at `at` stand for; -1 when they do not.
int escaped_byte(std::string_view text, std::size_t at, char mark) {
  if (at + 2 >= text.size() || text[at] != mark) return -1;
  const int high = hex_value(text[at + 1]);
  const int low = hex_value(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

std::string to_utf8(std::string bytes, std::string_view charset) {
  auto decoded = decode(std::move(bytes), {"", is_known_encoding(charset) ? std::string(charset) : std::string(), "mail header"});
  return decoded ? decoded->text.utf8 : std::string();
}

std::string unescape(std::string_view text, char mark) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = escaped_byte(text, i, mark);
    if (byte >= 0) i += 2;
    bytes += byte >= 0 ? static_cast<char>(byte) : text[i];
  }
  return bytes;
}

// ---- encoded words

struct EncodedWord {
  std::string charset;
  std::string bytes;
  std::size_t end = 0;
};

/// "=?charset?Q?text?=" at `at` (RFC 2047); nothing when there is none.
std::optional<EncodedWord> encoded_word(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != "=?") return std::nullopt;
  const std::size_t charset_end = text.find('?', at + 2);
  if (charset_end == std::string_view::npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return std::nullopt;
  const std::size_t content = charset_end + 3;
  const std::size_t end = text.find("?=", content);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view encoded = text.substr(content, end - content);
  EncodedWord word{std::string(text.substr(at + 2, charset_end - at - 2)), {}, end + 2};
  word.charset = word.charset.substr(0, word.charset.find('*'));  // a language may follow (RFC 2231)
  const char encoding = text[charset_end + 1];
  if (encoding == 'B' || encoding == 'b') {
    word.bytes = decode_base64(encoded);
  } else if (encoding == 'Q' || encoding == 'q') {
    std::string spaced(encoded);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    word.bytes = unescape(spaced, '=');
  } else {
    return std::nullopt;
  }
  return word;
}

/// Words of one charset are decoded together: some writers cut inside a character.
std::string decode_words(std::string_view text) {
  std::string out;
  std::string plain;
  EncodedWord pending;
  const auto flush_word = [&] {
    out += to_utf8(std::move(pending.bytes), pending.charset);
    pending = {};
  };
  const auto flush_plain = [&] {
    out += to_utf8(std::move(plain), "");
    plain.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    if (auto word = encoded_word(text, at)) {
      const bool joins = !pending.charset.empty() && trimmed(plain).empty();
      if (joins) plain.clear();
      if (!joins || ascii_lower(pending.charset) != ascii_lower(word->charset)) flush_word();
      flush_plain();
      pending.charset = std::move(word->charset);
      pending.bytes += word->bytes;
      at = word->end;
      continue;
    }
    if (!pending.charset.empty() && blanks.find(text[at]) == std::string_view::npos) flush_word();
    plain += text[at++];
  }
  flush_word();
  flush_plain();
  return safe_line(trimmed(out));
}

// ---- parameters

/// Cuts `text` at `separator` outside of quotes and comments' parentheses are left alone.
std::vector<std::string> split_outside_quotes(std::string_view text, char separator) {
  std::vector<std::string> pieces(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && quoted && i + 1 < text.size()) {
      pieces.back() += text[++i];
      continue;
    }
    if (c == '"') {
      quoted = !quoted;
      continue;
    }
    if (c == separator && !quoted) {
      pieces.emplace_back();
    } else {
      pieces.back() += c;
    }
  }
  return pieces;
}

/// The pieces of "filename*0*", "filename*1", ... (RFC 2231, 3 and 4).
struct Continued {
  std::map<unsigned, std::pair<std::string, bool>> pieces;  // number -> text, percent-encoded
};

std::string join_continued(const Continued& continued) {
  std::string charset;
  std::string bytes;
  for (const auto& [number, piece] : continued.pieces) {
    std::string_view text = piece.first;
    if (!piece.second) {
      bytes += text;
      continue;
    }
    if (number == 0 && charset.empty()) {
      const std::size_t first = text.find('\'');
      const std::size_t second = first == std::string_view::npos ? first : text.find('\'', first + 1);
      if (second != std::string_view::npos) {
        charset = text.substr(0, first);
        text.remove_prefix(second + 1);
      }
    }
    bytes += unescape(text, '%');
  }
  return to_utf8(std::move(bytes), charset);
}

MimeValue parse_value(std::string_view text) {
  MimeValue value;
  std::map<std::string, Continued> continued;
  bool first = true;
  for (const std::string& piece : split_outside_quotes(text, ';')) {
    const std::string_view part = trimmed(piece);
    if (std::exchange(first, false)) {
      value.value = ascii_lower(part.substr(0, part.find_first_of(" \t(")));
      continue;
    }
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    std::string name = ascii_lower(trimmed(part.substr(0, equals)));
    const std::string_view content = trimmed(part.substr(equals + 1));
    const std::size_t star = name.find('*');
    if (star == std::string::npos) {
      value.parameters.emplace(std::move(name), content);
      continue;
    }
    unsigned number = 0;
    for (std::size_t i = star + 1; i < name.size() && name[i] >= '0' && name[i] <= '9' && number < 10000; ++i) {
      number = number * 10 + static_cast<unsigned>(name[i] - '0');
    }
    continued[name.substr(0, star)].pieces.emplace(number, std::pair(std::string(content), name.back() == '*'));
  }
  for (const auto& [name, pieces] : continued) value.parameters[name] = join_continued(pieces);
  return value;
}

// ---- parts

/// The stretches between the lines "--boundary", and whether the closing one was met is no matter.
std::vector<std::pair<std::size_t, std::size_t>> split_parts(std::string_view body, const std::string& boundary) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  const std::string delimiter = "--" + boundary;
  std::optional<std::size_t> begin;
  for (std::size_t line = 0; line < body.size();) {
    const std::size_t end = std::min(body.find('\n', line), body.size());
    if (body.substr(line, delimiter.size()) == delimiter) {
      const std::string_view rest = trimmed(body.substr(line + delimiter.size(), end - line - delimiter.size()));
      if (rest.empty() || rest == "--") {
        // The line end before the delimiter belongs to it.
        std::size_t last = line;
        if (last > 0 && body[last - 1] == '\n') --last;
        if (last > 0 && last < line && body[last - 1] == '\r') --last;
        if (begin) parts.emplace_back(*begin, std::max(*begin, last));
        begin.reset();
        if (rest == "--") return parts;
        begin = std::min(end + 1, body.size());
      }
    }
    line = end + 1;
  }
  if (begin) parts.emplace_back(*begin, body.size());
  return parts;
}

class PartParser {
 public:
  PartParser(std::string_view message, const MimeLimits& limits) : x_message(message), x_limits(limits) {}

  Status parse(std::size_t begin, std::size_t end, std::uint32_t depth, std::string_view usual_type) {
    if (depth > x_limits.depth) return too_much("its parts nest deeper than " + std::to_string(x_limits.depth));
    MimePart part;
    part.headers = parse_mime_headers(x_message.substr(begin, end - begin));
    part.type = part.headers.value("content-type");
    if (part.type.value.find('/') == std::string::npos) part.type.value = usual_type;
    part.disposition = part.headers.value("content-disposition");
    const std::size_t body = begin + part.headers.body;
    const auto boundary = part.type.parameters.find("boundary");
    if (part.type.value.starts_with("multipart/") && boundary != part.type.parameters.end() && !boundary->second.empty()) {
      return parse_container(part.type.value, boundary->second, body, end, depth);
    }
    if (part.type.value.starts_with("multipart/")) part.type.value = usual_type;
    if (x_parts.size() >= x_limits.parts) return too_much("it has more than " + std::to_string(x_limits.parts) + " parts");
    part.content = x_message.substr(body, end - body);
    part.begin = body;
    x_parts.push_back(std::move(part));
    return {};
  }

  std::vector<MimePart>& parts() { return x_parts; }

 private:
  static Status too_much(std::string what) { return make_failure(ReadFailure::limit, "", std::move(what)); }

  Status parse_container(const std::string& type, const std::string& boundary, std::size_t body, std::size_t end, std::uint32_t depth) {
    const std::size_t first = x_parts.size();
    const std::string_view usual = type == "multipart/digest" ? "message/rfc822" : "text/plain";
    for (const auto& [from, to] : split_parts(x_message.substr(body, end - body), boundary)) {
      if (Status parsed = parse(body + from, body + to, depth + 1, usual); !parsed) return parsed;
    }
    if (type == "multipart/alternative") choose_among(first);
    return {};
  }

  /// Plain text is the one to read; without it the HTML; without both all stay.
  void choose_among(std::size_t first) {
    for (const std::string_view wanted : {"text/plain", "text/html"}) {
      const auto best = std::find_if(x_parts.begin() + static_cast<std::ptrdiff_t>(first), x_parts.end(), [&](const MimePart& part) {
        return part.type.value == wanted && !part.alternative && !trimmed(part.content).empty() && part.disposition.value != "attachment";
      });
      if (best == x_parts.end()) continue;
      for (std::size_t i = first; i < x_parts.size(); ++i) {
        const bool other_form = x_parts[i].type.value.starts_with("text/") && x_parts[i].disposition.value != "attachment";
        if (&x_parts[i] != &*best && other_form) x_parts[i].alternative = true;
      }
      return;
    }
  }

  std::string_view x_message;
  const MimeLimits& x_limits;
  std::vector<MimePart> x_parts;
};

// ---- transfer encodings

constexpr std::array<std::int8_t, 256> values64 = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < digits.size(); ++i) values[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
  return values;
}();

/// RFC 2045, 6.7: "=XX" is a byte, "=" at a line's end joins it to the next, blanks before a line end are none.
MimeContent decode_quoted_printable(const MimePart& part) {
  MimeContent content;
  const std::string_view text = part.content;
  const auto base = static_cast<std::uint32_t>(part.begin);
  std::size_t copied = 0;
  const auto put = [&](std::size_t from, std::size_t to, std::string_view instead) {
    const auto at = [&](std::size_t offset) { return base + static_cast<std::uint32_t>(offset); };
    if (from > copied) content.map.append(static_cast<std::uint32_t>(from - copied), at(copied), at(from), true);
    content.bytes += text.substr(copied, from - copied);
    if (!instead.empty()) content.map.append(static_cast<std::uint32_t>(instead.size()), at(from), at(to), false);
    content.bytes += instead;
    copied = to;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '=') {
      ++i;
      continue;
    }
    const int byte = escaped_byte(text, i, '=');
    if (byte >= 0) {
      const char c = static_cast<char>(byte);
      put(i, i + 3, std::string_view(&c, 1));
      i += 3;
      continue;
    }
    const std::size_t next = text.find_first_not_of(" \t\r", i + 1);
    if (next != std::string_view::npos && text[next] == '\n') {
      put(i, next + 1, {});
      i = next + 1;
    } else {
      ++i;
    }
  }
  put(text.size(), text.size(), {});
  return content;
}

int month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  const std::string folded = ascii_lower(name.substr(0, 3));
  const auto at = std::find(months.begin(), months.end(), folded);
  return at == months.end() ? 0 : static_cast<int>(at - months.begin()) + 1;
}

int small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

std::string_view MimeHeaders::raw(std::string_view name) const {
  for (const auto& [known, value] : fields) {
    if (known == name) return value;
  }
  return {};
}

std::string MimeHeaders::text(std::string_view name) const { return decode_words(raw(name)); }
MimeValue MimeHeaders::value(std::string_view name) const { return parse_value(raw(name)); }

MimeHeaders parse_mime_headers(std::string_view message) {
  MimeHeaders headers;
  std::size_t at = 0;
  while (at < message.size()) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    std::string_view line = message.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::size_t next = std::min(end + 1, message.size());
    if (line.empty()) {
      headers.body = next;
      return headers;
    }
    const bool folded = line.front() == ' ' || line.front() == '\t';
    const std::size_t colon = line.find(':');
    if (folded && !headers.fields.empty()) {
      headers.fields.back().second += ' ';
      headers.fields.back().second += trimmed(line);
    } else if (colon != std::string_view::npos && colon > 0 && line.substr(0, colon).find_first_of(" \t") == std::string_view::npos) {
      headers.fields.emplace_back(ascii_lower(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    } else if (!(at == 0 && line.starts_with("From ")) && !line.starts_with(">From ")) {
      break;  // no header: the body begins here
    }
    at = next;
  }
  headers.body = at;
  return headers;
}

Result<std::vector<MimePart>> parse_mime_parts(std::string_view message, const MimeLimits& limits) {
  PartParser parser(message, limits);
  if (Status parsed = parser.parse(0, message.size(), 1, "text/plain"); !parsed) return parsed.error();
  return std::move(parser.parts());
}

MimeContent decode_content(const MimePart& part) {
  const std::string encoding = ascii_lower(trimmed(part.headers.raw("content-transfer-encoding")));
  if (encoding == "quoted-printable") return decode_quoted_printable(part);
  MimeContent content;
  if (encoding == "base64") {
    content.bytes = decode_base64(part.content);
    content.map = OffsetMap::none(static_cast<std::uint32_t>(content.bytes.size()));
    return content;
  }
  content.bytes = part.content;
  const auto size = static_cast<std::uint32_t>(part.content.size());
  const auto begin = static_cast<std::uint32_t>(part.begin);
  if (size > 0) content.map.append(size, begin, begin + size, true);
  return content;
}

std::string part_name(const MimePart& part) {
  for (const auto& [value, name] : {std::pair(&part.disposition, "filename"), std::pair(&part.type, "name")}) {
    const auto found = value->parameters.find(name);
    if (found != value->parameters.end() && !found->second.empty()) return decode_words(found->second);
  }
  return {};
}

std::optional<Date> parse_mail_date(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = text.find_first_not_of(" \t,"); at != std::string_view::npos; at = text.find_first_not_of(" \t,", at)) {
    const std::size_t end = std::min(text.find_first_of(" \t,", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
  for (std::size_t i = 0; i + 2 < words.size(); ++i) {
    // "21 Jul 1996", or as C's asctime has it "Jul 21 10:00:00 1996".
    const bool american = month_of(words[i]) > 0 && small_number(words[i + 1]) > 0;
    const int month = month_of(words[american ? i : i + 1]);
    const int day = small_number(words[american ? i + 1 : i]);
    int year = small_number(words[american ? words.size() - 1 : i + 2]);
    if (month == 0 || day < 1 || year < 0) continue;
    if (year < 50) year += 2000;
    if (year < 1000) year += 1900;
    if (day > days_in_month(year, month)) return std::nullopt;
    return Date::day(year, month, day);
  }
  return std::nullopt;
}

std::string decode_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const char c : text) {
    if (c == '=') {  // padding: what follows begins anew
      bits = 0;
      continue;
    }
    const std::int8_t value = values64[static_cast<unsigned char>(c)];
    if (value < 0) continue;
    pending = pending << 6U | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(pending >> bits);
  }
  return bytes;
}

}  // namespace concord
