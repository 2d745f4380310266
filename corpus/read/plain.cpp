// Plain text: the decoded bytes as they are. Form feeds are page borders; furniture that was copied along with the
// text of a web page is marked.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/read/furniture.h"
#include "corpus/read/readers.h"

namespace concord {
namespace {

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t\r\f");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r\f") - begin + 1);
}

struct Line {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // before the line end
};

/// Calls take(line) for each line until it says stop.
template <class Take>
void for_each_line(std::string_view text, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!take(Line{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)})) return;
    begin = end + 1;
  }
}

/// The first line that is not blank, when it stands alone and is short: a heading by its place.
void guess_title(std::string_view text, Metadata& metadata) {
  constexpr std::size_t longest = 160;
  std::string_view first;
  bool alone = false;
  for_each_line(text, [&](Line line) {
    const std::string_view content = trimmed(text.substr(line.begin, line.end - line.begin));
    if (first.empty()) {
      first = content;
      return first.size() <= longest;
    }
    alone = content.empty();
    return false;
  });
  if (!alone || first.empty() || first.size() > longest || first.back() == '.' || first.back() == ',') return;
  metadata.title = first;
  metadata.title_origin = Origin::guess;
}

void divide_into_pages(std::string_view text, Document& document) {
  if (text.find('\f') == std::string_view::npos) return;
  std::uint32_t begin = 0;
  int number = 1;
  while (begin < text.size()) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find('\f', begin), text.size()));
    document.divisions.push_back({DivisionKind::page, std::to_string(number++), {begin, end}, {}, 100});
    begin = end + 1;
  }
}

/// Marks lines that announce furniture. After a comment form or a cookie banner in the last part of a text only more of
/// the kind follows: everything from there on is marked.
void mark_furniture(std::string_view text, Document& document) {
  constexpr std::uint32_t tail_share = 6;
  const auto tail_begin = static_cast<std::uint32_t>(text.size() - text.size() / tail_share);
  bool in_tail = false;
  for_each_line(text, [&](Line line) {
    const std::string_view content = text.substr(line.begin, line.end - line.begin);
    if (trimmed(content).empty()) return true;
    const std::string_view note = furniture_of_line(content);
    if (note.empty() && !in_tail) return true;
    in_tail = in_tail || (line.begin >= tail_begin && (note == "comment form" || note == "cookie banner"));
    document.marks.push_back({MarkKind::boilerplate,
                              {line.begin, line.end},
                              std::string(note.empty() ? "after a comment form or cookie banner" : note)});
    return true;
  });
}

}  // namespace

void fill_plain(DecodedText decoded, const SourceContext& context, Document& document) {
  document.metadata.encoding = std::move(decoded.decision);
  document.text = std::move(decoded.text);
  const std::string_view text = document.text.utf8;
  if (document.metadata.title.empty()) guess_title(text, document.metadata);
  divide_into_pages(text, document);
  if (!context.options.keep_boilerplate) mark_furniture(text, document);
}

Result<Document> read_plain(std::string bytes, const SourceContext& context) {
  auto decoded = decode_for(context, std::move(bytes), "", "");
  if (!decoded) return decoded.error();
  Document document = begin_document(context, "text");
  fill_plain(std::move(*decoded), context, document);
  return document;
}

}  // namespace concord
