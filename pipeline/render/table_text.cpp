// Text tables: columns aligned by display width. What is wider than its column goes on in further lines, or is cut, as the
// column says; table_layout.h decides what stands in the row and what below it.
#include <algorithm>
#include <utility>

#include "corpus/text/safe_text.h"
#include "corpus/text/width.h"
#include "pipeline/render/styled_text.h"
#include "pipeline/render/table_formats.h"
#include "pipeline/render/table_layout.h"

namespace concord {
namespace {

constexpr std::size_t least_room = 12;  // for what stands below a row

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
Cell cut_to(const Cell& cell, std::size_t width, bool left) {
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

/// How many bytes of a word that is wider than its column go on this line: up to a hyphen, slash or colon in its second half, else
/// as many as have room.
std::size_t piece_of(const std::string& word, std::size_t width) {
  const auto starts = character_starts(word);
  std::size_t taken = 1;
  while (taken + 1 < starts.size() && display_width(std::string_view(word).substr(0, starts[taken + 1])) <= width) ++taken;
  const std::size_t joint = word.find_last_of("-/:_", starts[taken] - 1);
  return joint != std::string::npos && joint + 1 > starts[taken] / 2 ? joint + 1 : starts[taken];
}

void append_pieces(std::vector<Cell>& lines, StyledText word, std::size_t width) {
  while (display_width(word.text) > width) {
    const std::size_t taken = piece_of(word.text, width);
    lines.push_back({cut(word, 0, taken), display_width(std::string_view(word.text).substr(0, taken))});
    word = cut(word, taken, word.text.size());
  }
  const std::size_t left = display_width(word.text);
  lines.push_back({std::move(word), left});
}

/// The cell as the lines that a column of this width shows of it.
std::vector<Cell> fit(const Cell& cell, std::size_t width, Overflow overflow) {
  if (cell.width <= width || width == 0) return {cell};
  if (overflow == Overflow::cut_end || overflow == Overflow::cut_begin) return {cut_to(cell, width, overflow == Overflow::cut_begin)};
  std::vector<Cell> lines;
  for (StyledText& line : wrapped(cell.styled, width)) append_pieces(lines, std::move(line), width);
  return lines;
}

void append_padded(std::string& line, const Cell& cell, std::size_t width, Align align, bool colour, bool last) {
  const std::size_t blank = width > cell.width ? width - cell.width : 0;
  const std::size_t before = align == Align::right ? blank : align == Align::centre ? blank / 2 : 0;
  line.append(before, ' ').append(painted(cell.styled, colour));
  if (!last) line.append(blank - before + column_gap, ' ');
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

std::string column_title(const Column& column) {
  std::string title = column.name;
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

/// A passage needs no name before it, nor does where it stands.
bool speaks_for_itself(const Column& column) { return column.name == "passage" || column.name == "event" || column.name == "source"; }

void append_text(StyledText& all, const StyledText& more) {
  for (const StyledSpan& span : more.spans) all.spans.push_back({span.begin + all.text.size(), span.end + all.text.size(), span.style});
  all.text += more.text;
}

/// The cells below a row in the order of their columns, indented, broken at blanks, their styles kept: passages on lines of their
/// own, of the others one after the other what they are and what they say.
class Below {
 public:
  Below(std::string& text, const RenderOptions& options) : x_text(text), x_options(options) {}

  void add(const Column& column, const Cell& cell) {
    if (cell.width == 0) return;
    if (speaks_for_itself(column)) {
      end();
      put(cell.styled);
      return;
    }
    if (!x_named.text.empty()) x_named.text += " · ";
    const std::string title = column_title(column) + ": ";
    append_text(x_named, {title, {{0, title.size() - 1, Style::dim}}, {}});
    append_text(x_named, cell.styled);
  }

  void end() {
    if (!x_named.text.empty()) put(std::exchange(x_named, {}));
  }

 private:
  void put(const StyledText& cell) {
    constexpr std::size_t indent = 2;
    const std::size_t room = x_options.width > indent + least_room ? x_options.width - indent : least_room;
    for (const StyledText& line : wrapped(cell, room)) x_text.append(indent, ' ').append(painted(line, x_options.colour)).append("\n");
  }

  std::string& x_text;
  const RenderOptions& x_options;
  StyledText x_named;
};

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
  const TableLayout layout = lay_out_columns(table.columns, widths, options.width);
  std::string text;
  const auto append_row = [&](const std::vector<Cell>& row) {
    std::vector<std::vector<Cell>> folded;
    std::size_t lines = 1;
    for (std::size_t n = 0; n < layout.beside.size(); ++n) {
      folded.push_back(fit(row[layout.beside[n]], layout.widths[n], table.columns[layout.beside[n]].overflow));
      lines = std::max(lines, folded.back().size());
    }
    for (std::size_t at = 0; at < lines; ++at) {
      std::string line;
      for (std::size_t n = 0; n < layout.beside.size(); ++n) {
        const Align align = table.columns[layout.beside[n]].align;
        const bool last = n + 1 == layout.beside.size() && align == Align::left;
        append_padded(line, at < folded[n].size() ? folded[n][at] : Cell{}, layout.widths[n], align, options.colour, last);
      }
      while (!line.empty() && line.back() == ' ') line.pop_back();
      text += line + "\n";
    }
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
    Below below(text, options);
    for (const std::size_t i : layout.below) below.add(table.columns[i], row[i]);
    below.end();
  }
  for (const std::string& note : table.notes) text += wrapped(safe_line(note), options.width) + "\n";
  if (options.provenance && !table.provenance.empty()) {
    const std::string line = wrapped(safe_line(provenance_line(table)), options.width);
    text += options.colour ? "\x1b[2m" + line + "\x1b[0m\n" : line + "\n";
  }
  return text;
}

}  // namespace concord
