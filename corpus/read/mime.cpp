#include "corpus/read/mime.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "corpus/read/failure.h"
#include "corpus/read/mime_bytes.h"
#include "corpus/text/ascii.h"

namespace concord {
namespace {

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

}  // namespace

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

}  // namespace concord
