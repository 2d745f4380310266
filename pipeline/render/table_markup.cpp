// Markdown and HTML tables.
#include <fmt/format.h>

#include "pipeline/render/markup.h"
#include "pipeline/render/table_formats.h"

namespace concord {
namespace {

std::string html_cell(const Value& value, int decimals) {
  const auto* styled = std::get_if<StyledText>(&value);
  if (styled == nullptr) return markup_escaped(show(value, decimals));
  std::string cell;
  std::size_t at = 0;
  for (const StyledSpan& span : styled->spans) {
    if (span.style != Style::match) continue;
    cell += markup_escaped(std::string_view(styled->text).substr(at, span.begin - at));
    cell += "<mark>" + markup_escaped(std::string_view(styled->text).substr(span.begin, span.end - span.begin)) + "</mark>";
    at = span.end;
  }
  return cell + markup_escaped(std::string_view(styled->text).substr(at));
}

std::string markdown_cell(std::string text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|' || c == '\\') escaped += '\\';
    escaped += c == '\n' ? ' ' : c;
  }
  return escaped;
}

constexpr std::string_view html_head = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title><style>
body {{ font: 15px/1.45 "Noto Sans", "DejaVu Sans", system-ui, sans-serif; margin: 1.5rem; color: #1a1a1a; background: #fff; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; }}
th, td {{ padding: .3rem .7rem; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; }}
td.right, th.right {{ text-align: right; font-variant-numeric: tabular-nums; }}
td.centre, th.centre {{ text-align: center; }}
mark {{ background: #ffe08a; padding: 0 .1em; }}
footer, .note {{ color: #555; font-size: 13px; margin-top: 1rem; }}
</style></head><body>
)";

std::string_view class_of(Align align) {
  return align == Align::right ? " class=\"right\"" : align == Align::centre ? " class=\"centre\"" : "";
}

}  // namespace

std::string render_markdown(const Table& table, const RenderOptions& options) {
  std::string text = "|";
  std::string rule = "|";
  for (const Column& column : table.columns) {
    text += " " + column.name + " |";
    rule += column.align == Align::right ? " ---: |" : column.align == Align::centre ? " :---: |" : " --- |";
  }
  text += "\n" + rule + "\n";
  for (const auto& row : table.rows) {
    text += "|";
    for (std::size_t i = 0; i < row.size(); ++i) text += " " + markdown_cell(show(row[i], table.columns[i].decimals)) + " |";
    text += "\n";
  }
  for (const std::string& note : table.notes) text += "\n" + note + "\n";
  if (options.provenance && !table.provenance.empty()) {
    text += "\n";
    for (const auto& [key, value] : table.provenance) text += fmt::format("- {}: {}\n", key, show(value, 4));
  }
  return text;
}

std::string render_html(const Table& table, const RenderOptions& options) {
  std::string page = fmt::format(html_head, markup_escaped(table.name.empty() ? "Concord" : "Concord: " + table.name));
  page += "<table><thead><tr>";
  for (const Column& column : table.columns) page += fmt::format("<th{}>{}</th>", class_of(column.align), markup_escaped(column.name));
  page += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    page += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      page += fmt::format("<td{}>{}</td>", class_of(table.columns[i].align), html_cell(row[i], table.columns[i].decimals));
    }
    page += "</tr>\n";
  }
  page += "</tbody></table>\n";
  for (const std::string& note : table.notes) page += "<p class=\"note\">" + markup_escaped(note) + "</p>\n";
  if (options.provenance && !table.provenance.empty()) {
    page += "<footer>";
    for (const auto& [key, value] : table.provenance) page += fmt::format("{} {} · ", markup_escaped(key), markup_escaped(show(value, 4)));
    page += "</footer>\n";
  }
  return page + "</body></html>\n";
}

}  // namespace concord
