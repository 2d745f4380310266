#include "pipeline/render/styled_text.h"

#include <algorithm>

#include "corpus/text/safe_text.h"
#include "corpus/text/width.h"

namespace concord {
namespace {

std::string_view escape_of(Style style) {
  switch (style) {
    case Style::match: return "\x1b[1;31m";
    case Style::actor: return "\x1b[36m";
    case Style::theme: return "\x1b[33m";
    case Style::negated: return "\x1b[4;33m";
    case Style::dim: return "\x1b[2m";
    case Style::strong: return "\x1b[1m";
    case Style::plain: return "";
  }
  return "";
}

}  // namespace

void StyledText::append(std::string_view more, Style style) {
  spans.push_back({text.size(), text.size() + more.size(), style});
  text += more;
}

std::string painted(const StyledText& styled, bool colour) {
  if (!colour) return styled.text;
  std::string text;
  std::size_t at = 0;
  for (const StyledSpan& span : styled.spans) {
    text.append(styled.text, at, span.begin - at).append(escape_of(span.style));
    text.append(styled.text, span.begin, span.end - span.begin).append("\x1b[0m");
    at = span.end;
  }
  text.append(styled.text, at);
  return styled.link.empty() ? text : "\x1b]8;;" + styled.link + "\x1b\\" + text + "\x1b]8;;\x1b\\";
}

std::string with_marks(const StyledText& styled) {
  std::string marked;
  std::size_t at = 0;
  for (const StyledSpan& span : styled.spans) {
    if (span.style != Style::match) continue;
    marked.append(styled.text, at, span.begin - at).append("«").append(styled.text, span.begin, span.end - span.begin);
    marked += "»";
    at = span.end;
  }
  return marked.append(styled.text, at);
}

StyledText made_safe(const StyledText& styled) {
  const std::string_view text = styled.text;
  StyledText safe;
  safe.link = safe_line(styled.link);
  std::size_t at = 0;
  for (const StyledSpan& span : styled.spans) {
    safe.append(safe_line(text.substr(at, span.begin - at)));
    safe.append(safe_line(text.substr(span.begin, span.end - span.begin)), span.style);
    at = span.end;
  }
  safe.append(safe_line(text.substr(at)));
  return safe;
}

StyledText cut(const StyledText& styled, std::size_t begin, std::size_t end) {
  StyledText part;
  part.text = styled.text.substr(begin, end - begin);
  part.link = styled.link;
  for (StyledSpan span : styled.spans) {
    span.begin = std::clamp(span.begin, begin, end) - begin;
    span.end = std::clamp(span.end, begin, end) - begin;
    if (span.begin < span.end) part.spans.push_back(span);
  }
  return part;
}

std::vector<StyledText> wrapped(const StyledText& styled, std::size_t width) {
  if (width == 0) return {styled};
  std::vector<StyledText> lines;
  const std::string& text = styled.text;
  std::size_t line_begin = 0;
  std::size_t line_end = 0;  // after the last word that fits
  std::size_t columns = 0;
  for (std::size_t word = text.find_first_not_of(' '); word < text.size();) {
    const std::size_t end = std::min(text.find(' ', word), text.size());
    const std::size_t needed = display_width(std::string_view(text).substr(word, end - word));
    const bool first = line_end == line_begin;
    if (!first && columns + 1 + needed > width) {
      lines.push_back(cut(styled, line_begin, line_end));
      line_begin = word;
      columns = needed;
    } else {
      if (first) line_begin = word;
      columns += (first ? 0 : word - line_end) + needed;
    }
    line_end = end;
    word = text.find_first_not_of(' ', end);
  }
  if (line_end > line_begin) lines.push_back(cut(styled, line_begin, line_end));
  return lines;
}

}  // namespace concord
