// Text tables: columns aligned by display width; on a terminal, flexible columns give way until a row fits.
#include <algorithm>

#include "corpus/text/safe_text.h"
#include "corpus/text/width.h"
#include "pipeline/render/styled_text.h"
#include "pipeline/render/table_formats.h"

namespace concord {
namespace {

constexpr std::size_t gap = 2;         // blanks between columns
constexpr std::size_t narrow = 12;     // what a flexible column is left with before others give way
constexpr std::size_t narrowest = 6;   // no column of text gets narrower

/// A cell laid out: text without colours, its styles, its width in terminal columns.
struct Cell {
  StyledText styled;
  std::size_t width = 0;
};

Cell lay_out(const Value& value, const Column& column, bool colour) {
  Cell cell;
  if (const auto* styled = std::get_if<StyledText>(&value); styled != nullptr && colour) {
    cell.styled = *styled;
  } else {
    cell.styled.text = show(value, column.decimals);
  }
  // A line break or tab inside a cell would break the table, an escape sequence more than that.
  std::replace_if(cell.styled.text.begin(), cell.styled.text.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  cell.styled = made_safe(cell.styled);
  cell.width = display_width(cell.styled.text);
  return cell;
}

/// Byte offsets at which characters begin, and the end.
std::vector<std::size_t> character_starts(const std::string& text) {
  std::vector<std::size_t> starts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80U) starts.push_back(i);
  }
  starts.push_back(text.size());
  return starts;
}

/// The cell in at most `width` columns, the missing part told by "…" at the right or, with `left`, at the left end.
Cell fit(const Cell& cell, std::size_t width, bool left) {
  if (cell.width <= width || width == 0) return cell;
  const std::string& text = cell.styled.text;
  const auto starts = character_starts(text);
  std::size_t from = 0;
  std::size_t to = starts.size() - 1;
  while (from < to && display_width(std::string_view(text).substr(starts[from], starts[to] - starts[from])) + 1 > width) {
    if (left) ++from; else --to;
  }
  Cell fitted;
  fitted.styled = cut(cell.styled, starts[from], starts[to]);
  if (left) {
    fitted.styled.text.insert(0, "…");
    for (StyledSpan& span : fitted.styled.spans) span = {span.begin + 3, span.end + 3, span.style};
  } else {
    fitted.styled.text += "…";
  }
  fitted.width = display_width(fitted.styled.text);
  return fitted;
}

void append_padded(std::string& line, const Cell& cell, std::size_t width, Align align, bool colour, bool last) {
  const std::size_t blank = width > cell.width ? width - cell.width : 0;
  const std::size_t before = align == Align::right ? blank : align == Align::centre ? blank / 2 : 0;
  line.append(before, ' ').append(painted(cell.styled, colour));
  if (!last) line.append(blank - before + gap, ' ');
}

std::size_t row_width(const std::vector<std::size_t>& widths) {
  std::size_t sum = gap * (widths.empty() ? 0 : widths.size() - 1);
  for (const std::size_t width : widths) sum += width;
  return sum;
}

/// Takes from the columns that may give, the widest first, until the row fits or none is wider than `least`.
template <class MayGive>
void take_from(std::vector<std::size_t>& widths, std::size_t terminal, std::size_t least, MayGive may_give) {
  while (row_width(widths) > terminal) {
    std::size_t widest = widths.size();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (may_give(i) && widths[i] > least && (widest == widths.size() || widths[i] > widths[widest])) widest = i;
    }
    if (widest == widths.size()) return;
    --widths[widest];
  }
}

/// The flexible columns give way first; on a very narrow terminal every column of text does, numbers never.
void shrink(std::vector<std::size_t>& widths, const std::vector<Column>& columns, std::size_t terminal) {
  take_from(widths, terminal, narrow, [&](std::size_t i) { return columns[i].flexible; });
  take_from(widths, terminal, narrowest, [&](std::size_t i) { return columns[i].align != Align::right || columns[i].flexible; });
}

/// A line of running text, broken at blanks where the terminal is narrower.
std::string wrapped(std::string_view line, std::size_t terminal) {
  std::string text;
  std::size_t column = 0;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' ', 1), line.size());
    const std::string_view word = line.substr(0, end);
    const std::size_t width = display_width(word);
    if (terminal > 0 && column > 0 && column + width > terminal) {
      text += "\n ";
      column = 1;
      text += word.substr(word.front() == ' ' ? 1 : 0);
      column += width - (word.front() == ' ' ? 1 : 0);
    } else {
      text += word;
      column += width;
    }
    line.remove_prefix(end);
  }
  return text;
}

/// A cell below its row: indented, broken at blanks, its styles kept.
void append_below(std::string& text, const std::string& label, const Cell& cell, std::size_t terminal, bool colour) {
  StyledText all = cell.styled;
  if (!label.empty()) {
    all.text.insert(0, label + " ");
    const std::size_t shift = label.size() + 1;
    for (StyledSpan& span : all.spans) span = {span.begin + shift, span.end + shift, span.style};
    all.spans.insert(all.spans.begin(), {0, label.size(), Style::dim});
  }
  constexpr std::size_t indent = 2;
  const std::size_t room = terminal > indent + narrow ? terminal - indent : narrow;
  for (const StyledText& line : wrapped(all, room)) text.append(indent, ' ').append(painted(line, colour)).append("\n");
}

std::string column_title(const Column& column) {
  std::string title = column.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

/// A passage needs no name before it.
bool speaks_for_itself(const Column& column) { return column.name == "passage" || column.name == "event"; }

std::string provenance_line(const Table& table) {
  std::string line;
  for (const auto& [key, value] : table.provenance) {
    const std::string shown = show(value, 4);
    if (!shown.empty()) line += (line.empty() ? "" : " · ") + key + " " + shown;
  }
  return line;
}

}  // namespace

std::string render_text(const Table& table, const RenderOptions& options) {
  std::vector<std::vector<Cell>> cells;
  std::vector<std::size_t> widths;
  for (const Column& column : table.columns) widths.push_back(options.header ? display_width(column_title(column)) : 0);
  for (const auto& row : table.rows) {
    auto& laid = cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      laid.push_back(lay_out(row[i], table.columns[i], options.colour));
      widths[i] = std::max(widths[i], laid.back().width);
    }
  }
  const bool drops = options.width > 0 && row_width(widths) > options.width && std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) { return column.below; });
  std::vector<Column> columns;
  std::vector<std::size_t> beside;  // numbers of the columns that stay in the row
  std::vector<std::size_t> below;
  for (std::size_t i = 0; i < table.columns.size(); ++i) (drops && table.columns[i].below ? below : beside).push_back(i);
  std::vector<std::size_t> shown_widths;
  for (const std::size_t i : beside) {
    columns.push_back(table.columns[i]);
    shown_widths.push_back(widths[i]);
  }
  if (options.width > 0) shrink(shown_widths, columns, options.width);

  std::string text;
  const auto append_row = [&](const std::vector<Cell>& row) {
    std::string line;
    for (std::size_t n = 0; n < beside.size(); ++n) {
      const Column& column = columns[n];
      const bool last = n + 1 == beside.size() && column.align == Align::left;
      append_padded(line, fit(row[beside[n]], shown_widths[n], column.cut_left), shown_widths[n], column.align, options.colour, last);
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    text += line + "\n";
  };
  if (options.header && !table.rows.empty()) {
    std::vector<Cell> titles;
    for (const Column& column : table.columns) {
      Cell title;
      title.styled.text = column_title(column);
      title.styled.spans = {{0, title.styled.text.size(), Style::dim}};
      title.width = display_width(title.styled.text);
      titles.push_back(std::move(title));
    }
    append_row(titles);
  }
  for (const auto& row : cells) {
    append_row(row);
    for (const std::size_t i : below) {
      if (row[i].width > 0) append_below(text, speaks_for_itself(table.columns[i]) ? "" : column_title(table.columns[i]) + ":", row[i], options.width, options.colour);
    }
  }
  for (const std::string& note : table.notes) text += wrapped(safe_line(note), options.width) + "\n";
  if (options.provenance && !table.provenance.empty()) {
    const std::string line = wrapped(safe_line(provenance_line(table)), options.width);
    text += options.colour ? "\x1b[2m" + line + "\x1b[0m\n" : line + "\n";
  }
  return text;
}

}  // namespace concord
