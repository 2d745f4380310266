#include "pipeline/annotate/structure_finder.h"

#include <algorithm>
#include <string_view>

#include "corpus/text/ascii.h"
#include "pipeline/annotate/part_opening.h"

namespace concord {
namespace {

bool is_structured(Kind kind) { return kind == Kind::treaty || kind == Kind::resolution || kind == Kind::report; }

/// Openings in the order of the text, filtered to those that continue a series.
class Series {
 public:
  [[nodiscard]] bool takes(const PartOpening& opening) {
    switch (opening.kind) {
      case DivisionKind::article: return continues(opening.number, x_article, 1, true);
      case DivisionKind::section:
        if (!continues(opening.number, x_section, 0, false)) return false;
        return true;
      case DivisionKind::annex:
        x_article = 0;
        x_section = 0;
        x_paragraph = 0;
        return opening.certain;
      case DivisionKind::numbered_paragraph: return opening.label.find('.') != std::string::npos ? nests(opening) : continues(opening.number, x_paragraph, 3, opening.certain);
      default: return false;
    }
  }

 private:
  /// The next number, or one a little on; 1 begins anew.
  bool continues(int number, int& last, int gap, bool may_restart) {
    const bool next = number > last && number <= last + 1 + (last == 0 ? 0 : gap);
    const bool again = number == 1 && may_restart;
    if (!next && !again) return false;
    last = number;
    return true;
  }

  bool nests(const PartOpening& opening) {
    if (opening.number != x_paragraph && opening.number != x_paragraph + 1 && opening.number != x_article) return false;
    x_paragraph = opening.number;
    return true;
  }

  int x_article = 0;
  int x_section = 0;
  int x_paragraph = 0;
};

struct Opened {
  PartOpening opening;
  std::uint32_t at = 0;
};

/// How far each kind reaches: to the next part of its own kind or of a wider one.
bool ends(DivisionKind open, DivisionKind next) {
  if (open == next || next == DivisionKind::annex || next == DivisionKind::signatures) return true;
  if (open == DivisionKind::numbered_paragraph) return next == DivisionKind::article || next == DivisionKind::section;
  if (open == DivisionKind::article) return next == DivisionKind::section;
  return false;
}

std::uint32_t trimmed_end(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (end > begin && is_ascii_blank(text[end - 1])) --end;
  return end;
}

void add_divisions(Document& document, const std::vector<Opened>& parts, DivisionKind kind) {
  const std::string_view text = document.text.utf8;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].opening.kind != kind) continue;
    auto end = static_cast<std::uint32_t>(text.size());
    for (std::size_t next = i + 1; next < parts.size(); ++next) {
      if (!ends(kind, parts[next].opening.kind)) continue;
      end = parts[next].at;
      break;
    }
    document.divisions.push_back({kind, parts[i].opening.label, {parts[i].at, trimmed_end(text, parts[i].at, end)}, {}, 100});
  }
}

/// From the first long sentence behind the title to the first part.
void add_preamble(Document& document, const std::vector<Opened>& parts) {
  if (document.metadata.kind == Kind::report || parts.empty()) return;
  const std::uint32_t end = parts[0].at;
  for (const Paragraph& paragraph : document.paragraphs) {
    if (paragraph.span.begin >= end) return;
    const std::string_view text = document.text_of(paragraph.span);
    const bool long_enough = text.size() > 90 || text.ends_with(',') || text.ends_with(':');
    if (paragraph.kind == BlockKind::heading || !long_enough) continue;
    if (end - paragraph.span.begin < 60) return;  // a title on the same line
    document.divisions.push_back({DivisionKind::preamble, {}, {paragraph.span.begin, trimmed_end(document.text.utf8, paragraph.span.begin, end)}, {}, 100});
    return;
  }
}

/// Parts at the begins of sentences; in treaties also inside of them, where the text has lost its lines.
std::vector<Opened> parts_of(const Document& document) {
  const std::string_view text = document.text.utf8;
  std::vector<Opened> parts;
  Series series;
  std::uint32_t last_end = 0;
  for (const Sentence& sentence : document.sentences) {
    if (sentence.span.begin < last_end) continue;
    last_end = sentence.span.end;
    const PartOpening opening = read_opening(text.substr(sentence.span.begin, 200));
    if (opening.kind != DivisionKind::page && series.takes(opening)) parts.push_back({opening, sentence.span.begin});
    if (document.metadata.kind != Kind::treaty) continue;
    const std::string_view whole = text.substr(sentence.span.begin, sentence.span.size());
    for (std::size_t at = article_inside(whole, 0); at != std::string_view::npos; at = article_inside(whole, at)) {
      const PartOpening inside = read_opening(whole.substr(at, 200));
      if (inside.kind == DivisionKind::article && series.takes(inside)) parts.push_back({inside, sentence.span.begin + static_cast<std::uint32_t>(at)});
    }
  }
  return parts;
}

/// Signatures stand behind the last part before the first annex; without annexes not in the first third, and anywhere behind it without parts.
void add_signatures(std::string_view text, std::vector<Opened>& parts) {
  std::uint32_t from = 0;
  bool annexes = false;
  for (const Opened& part : parts) {
    annexes = part.opening.kind == DivisionKind::annex;
    if (annexes) break;
    from = std::max(from, part.at);
  }
  if (!annexes || from == 0) from = std::max(from, static_cast<std::uint32_t>(text.size() / 3));
  const std::uint32_t at = signatures_begin(text, from);
  if (at >= text.size()) return;
  const auto behind = std::partition_point(parts.begin(), parts.end(), [&](const Opened& part) { return part.at < at; });
  parts.insert(behind, {{DivisionKind::signatures, {}, 0, true}, at});
}

}  // namespace

Status StructureFinder::operator()(Document& document) {
  if (!is_structured(document.metadata.kind)) return {};
  std::erase_if(document.divisions, [](const Division& division) { return division.kind != DivisionKind::page; });
  const std::string_view text = document.text.utf8;
  std::vector<Opened> parts = parts_of(document);
  if (document.metadata.kind == Kind::treaty) add_signatures(text, parts);
  for (const DivisionKind kind : {DivisionKind::article, DivisionKind::section, DivisionKind::numbered_paragraph, DivisionKind::annex}) add_divisions(document, parts, kind);
  add_preamble(document, parts);
  add_divisions(document, parts, DivisionKind::signatures);
  return {};
}

}  // namespace concord
