#include "corpus/read/mime_headers.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/read/mime_bytes.h"
#include "corpus/text/ascii.h"
#include "corpus/text/decode.h"
#include "corpus/text/safe_text.h"

namespace concord {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string to_utf8(std::string bytes, std::string_view charset) {
  auto decoded = decode(std::move(bytes), {"", is_known_encoding(charset) ? std::string(charset) : std::string(), "mail header"});
  return decoded ? decoded->text.utf8 : std::string();
}

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
    for (std::size_t i = star + 1; i < name.size() && is_ascii_digit(name[i]) && number < 10000; ++i) {
      number = number * 10 + static_cast<unsigned>(name[i] - '0');
    }
    continued[name.substr(0, star)].pieces.emplace(number, std::pair(std::string(content), name.back() == '*'));
  }
  for (const auto& [name, pieces] : continued) value.parameters[name] = join_continued(pieces);
  return value;
}

}  // namespace

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

}  // namespace concord
