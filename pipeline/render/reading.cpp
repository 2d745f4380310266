#include "pipeline/render/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace concord {
namespace {

Style style_of(const Document& document, const Annotation& annotation) {
  if (annotation.negated) return Style::negated;
  return document.labels[annotation.label].starts_with("actor:") ? Style::actor : Style::theme;
}

/// The style of every byte of `span`: later (inner) emphases over earlier ones.
std::vector<Style> paint_bytes(TextSpan span, const std::vector<Emphasis>& emphases) {
  std::vector<Style> styles(span.size(), Style::plain);
  for (const Emphasis& emphasis : emphases) {
    const std::uint32_t begin = std::clamp(emphasis.span.begin, span.begin, span.end) - span.begin;
    const std::uint32_t end = std::clamp(emphasis.span.end, span.begin, span.end) - span.begin;
    std::fill(styles.begin() + begin, styles.begin() + std::max(begin, end), emphasis.style);
  }
  return styles;
}

/// First mark that ends after `offset`.
std::vector<Mark>::const_iterator mark_at(const Document& document, std::uint32_t offset) {
  return std::partition_point(document.marks.begin(), document.marks.end(), [&](const Mark& mark) { return mark.span.end <= offset; });
}

std::vector<Emphasis> label_emphases(const Document& document, TextSpan span) {
  std::vector<Emphasis> emphases;
  for (const Annotation& annotation : document.annotations) {
    if (annotation.span.overlaps(span)) emphases.push_back({annotation.span, style_of(document, annotation)});
  }
  return emphases;
}

/// "actors uto ×2, unmot · themes ceasefire, ombudsman (negated)"
std::string label_line(const Document& document, TextSpan span) {
  std::map<std::string, std::vector<std::string>> names;  // family -> labels in order of appearance
  std::map<std::string, int> counts;
  for (const Annotation& annotation : document.annotations) {
    if (!annotation.span.overlaps(span)) continue;
    const std::string label(document.labels[annotation.label]);
    const auto colon = label.find(':');
    const std::string shown = label.substr(colon + 1) + (annotation.negated ? " (negated)" : "");
    if (counts[label.substr(0, colon) + shown]++ == 0) names[label.substr(0, colon)].push_back(shown);
  }
  std::string line;
  for (const auto& [family, labels] : names) {
    line += (line.empty() ? "" : " · ") + family + "s ";
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const int count = counts[family + labels[i]];
      line += (i == 0 ? "" : ", ") + labels[i] + (count > 1 ? fmt::format(" ×{}", count) : "");
    }
  }
  return line;
}

void append_lines(std::string& out, const StyledText& styled, std::size_t width, std::size_t indent, bool colour) {
  const std::size_t room = width == 0 ? 0 : std::max<std::size_t>(width, indent + 20) - indent;
  for (const StyledText& line : wrapped(made_safe(styled), room)) {
    out.append(indent, ' ');
    out += (colour ? painted(line, true) : with_marks(line)) + "\n";
  }
}

void append_dim(std::string& out, const std::string& line, const ReadingOptions& options, std::size_t indent) {
  StyledText styled;
  styled.append(line, Style::dim);
  append_lines(out, styled, options.width, indent, options.colour);
}

void append_page(std::string& out, const Division& page, const ReadingOptions& options) {
  const std::string note = page.confidence < 100 ? fmt::format(" (read by OCR, confidence {} %)", page.confidence) : "";
  append_dim(out, fmt::format("── p. {}{} ──", page.label, note), options, 0);
  out += "\n";
}

/// A rule with the page's label where a page begins before `offset`; of pages that are left out only the last.
void append_pages(std::string& out, const Document& document, std::uint32_t offset, std::size_t& next, const ReadingOptions& options) {
  const Division* last = nullptr;
  for (; next < document.divisions.size(); ++next) {
    const Division& division = document.divisions[next];
    if (division.kind != DivisionKind::page) continue;
    if (division.span.begin > offset) break;
    if (last != nullptr && !options.only) append_page(out, *last, options);
    last = &division;
  }
  if (last != nullptr) append_page(out, *last, options);
}

void append_paragraph(std::string& out, const Document& document, std::size_t number, const ReadingOptions& options) {
  const Paragraph& paragraph = document.paragraphs[number];
  std::vector<Emphasis> emphases;
  if (options.labels) emphases = label_emphases(document, paragraph.span);
  for (const TextSpan match : options.matches) emphases.push_back({match, Style::match});
  if (paragraph.kind == BlockKind::heading) emphases.insert(emphases.begin(), {paragraph.span, Style::strong});
  const StyledText text = passage(document, paragraph.span, emphases);
  if (text.text.empty()) return;
  const std::size_t indent = options.paragraph_numbers ? 6 : paragraph.kind == BlockKind::list_item ? 2 : 0;
  std::string block;
  append_lines(block, text, options.width, indent, options.colour);
  if (options.paragraph_numbers) {
    const std::string label = fmt::format("{:>4}  ", number + 1);
    block.replace(0, indent, options.colour ? "\x1b[2m" + label + "\x1b[0m" : label);
  }
  out += block;
  const std::string labels = options.labels ? label_line(document, paragraph.span) : "";
  if (!labels.empty()) append_dim(out, "└ " + labels, options, indent);
  out += "\n";
}

std::string with_origin(std::string_view value, Origin origin) {
  return origin == Origin::guess ? fmt::format("{} (a guess)", value) : std::string(value);
}

}  // namespace

StyledText passage(const Document& document, TextSpan span, const std::vector<Emphasis>& emphases) {
  const std::string_view text = document.text.utf8;
  const std::vector<Style> styles = paint_bytes(span, emphases);
  StyledText out;
  Style current = Style::plain;
  auto mark = mark_at(document, span.begin);
  bool blank = false;
  for (std::uint32_t i = span.begin; i < span.end; ++i) {
    while (mark != document.marks.end() && mark->span.end <= i) ++mark;
    if (mark != document.marks.end() && mark->span.begin <= i) {
      const bool joins = mark->kind == MarkKind::line_hyphen || mark->kind == MarkKind::soft_hyphen;
      blank = blank || (!joins && mark->kind != MarkKind::footnote_mark);
      i = mark->span.end - 1;
      continue;
    }
    const char c = text[i];
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
      blank = true;
      continue;
    }
    const Style style = styles[i - span.begin];
    if (blank && !out.text.empty()) {
      const bool inside = style == current && style != Style::plain;
      if (inside) out.spans.back().end += 1;
      out.text += ' ';
    }
    blank = false;
    if (style != current || (style != Style::plain && out.spans.back().end != out.text.size())) {
      if (style != Style::plain) out.spans.push_back({out.text.size(), out.text.size(), style});
      current = style;
    }
    out.text += c;
    if (style != Style::plain) out.spans.back().end = out.text.size();
  }
  return out;
}

std::string render_head(const Document& document, const ReadingOptions& options) {
  const Metadata& known = document.metadata;
  std::string out;
  StyledText title;
  title.append(known.title.empty() ? known.id : known.title, Style::strong);
  title.link = options.link;
  append_lines(out, title, options.width, 0, options.colour);
  std::vector<std::string> facts = {known.id, with_origin(name(known.kind), known.kind_origin)};
  if (known.date) facts.push_back(with_origin(known.date->to_string(), known.date_origin));
  if (!known.publisher.empty()) facts.push_back(known.publisher);
  const auto languages = known.fields.find("languages");  // of a document in several
  if (languages != known.fields.end() || !known.language.empty()) facts.push_back(languages != known.fields.end() ? languages->second : known.language);
  facts.push_back(fmt::format("{}, {} ({})", known.format, known.encoding.name, known.encoding.reason));
  append_dim(out, fmt::format("{}", fmt::join(facts, " · ")), options, 0);
  if (known.kind_origin == Origin::guess) append_dim(out, "kind guessed from: " + known.kind_evidence, options, 0);
  if (known.encoding.confidence < 50) append_dim(out, fmt::format("encoding uncertain ({} %), next best {}", known.encoding.confidence, known.encoding.second), options, 0);
  for (const std::string& warning : known.warnings) append_dim(out, "warning: " + warning, options, 0);
  return out + "\n";
}

std::string render_reading(const Document& document, const ReadingOptions& options) {
  std::string out = render_head(document, options);
  if (options.raw) {
    const TextSpan span = options.only.value_or(TextSpan{0, static_cast<std::uint32_t>(document.text.utf8.size())});
    return out + std::string(document.text_of(span)) + "\n";
  }
  std::size_t next_page = 0;
  for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
    const TextSpan span = document.paragraphs[i].span;
    if (options.only && !span.overlaps(*options.only)) continue;
    append_pages(out, document, span.begin, next_page, options);
    append_paragraph(out, document, i, options);
  }
  return out;
}

}  // namespace concord
