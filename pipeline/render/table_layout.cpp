#include "pipeline/render/table_layout.h"

#include <algorithm>
#include <cstdint>

namespace concord {
namespace {

constexpr std::size_t narrow = 12;     // what a flexible column is left with before others give way
constexpr std::size_t readable = 24;   // what another column of text keeps where it can
constexpr std::size_t narrowest = 6;   // no column of text gets narrower
constexpr std::size_t tallest = 3;     // lines that a cell folds into before its column goes below the row

std::size_t row_width(const std::vector<std::size_t>& widths) {
  std::size_t sum = column_gap * (widths.empty() ? 0 : widths.size() - 1);
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

bool is_number(const Column& column) { return column.align == Align::right && !column.flexible; }

/// Columns go below the row until what is left can be read: first those that ask for it, then text, the widest first, numbers
/// from the right. The first column stays: it says what the row is about.
class LayoutMaker {
 public:
  LayoutMaker(const std::vector<Column>& columns, const std::vector<std::size_t>& widths, std::size_t terminal)
      : x_columns(columns), x_widths(widths), x_terminal(terminal), x_below(columns.size(), false) {}

  TableLayout make() {
    if (x_terminal == 0 || row_width(x_widths) <= x_terminal) return arranged();
    for (std::size_t i = 0; i < x_columns.size(); ++i) x_below[i] = x_columns[i].overflow == Overflow::below;
    for (const bool numbers : {false, true}) {
      for (std::size_t next = next_to_go(numbers); least_width() > x_terminal && next > 0; next = next_to_go(numbers)) x_below[next] = true;
    }
    TableLayout layout = arranged();
    for (std::size_t tall = tallest_of(layout); tall > 0; tall = tallest_of(layout)) {
      x_below[tall] = true;
      layout = arranged();
    }
    return layout;
  }

 private:
  [[nodiscard]] TableLayout arranged() const {
    TableLayout layout;
    std::vector<Column> beside;
    for (std::size_t i = 0; i < x_columns.size(); ++i) {
      (x_below[i] ? layout.below : layout.beside).push_back(i);
      if (x_below[i]) continue;
      beside.push_back(x_columns[i]);
      layout.widths.push_back(x_widths[i]);
    }
    if (x_terminal > 0) shrink(layout.widths, beside, x_terminal);
    return layout;
  }

  /// The column whose cells fold into most lines, if they are too many; 0 when there is none.
  [[nodiscard]] std::size_t tallest_of(const TableLayout& layout) const {
    std::size_t tall = 0;
    std::size_t most = tallest;
    for (std::size_t n = 1; n < layout.beside.size(); ++n) {
      const std::size_t i = layout.beside[n];
      const std::size_t lines = x_widths[i] / std::max<std::size_t>(layout.widths[n], 1);
      if (x_columns[i].overflow != Overflow::fold || lines < most) continue;
      most = lines + 1;
      tall = i;
    }
    return tall;
  }

  /// 0 when there is none.
  [[nodiscard]] std::size_t next_to_go(bool numbers) const {
    std::size_t next = 0;
    for (std::size_t i = 1; i < x_columns.size(); ++i) {
      if (x_below[i] || is_number(x_columns[i]) != numbers) continue;
      if (next == 0 || numbers || x_widths[i] > x_widths[next]) next = i;
    }
    return next;
  }

  [[nodiscard]] std::size_t least_width() const {
    std::vector<std::size_t> least;
    for (std::size_t i = 0; i < x_columns.size(); ++i) {
      if (!x_below[i]) least.push_back(std::min(x_widths[i], least_of(x_columns[i])));
    }
    return row_width(least);
  }

  static std::size_t least_of(const Column& column) {
    if (is_number(column)) return SIZE_MAX;
    if (column.overflow == Overflow::cut_end || column.overflow == Overflow::cut_begin) return narrowest;
    return column.flexible ? narrow : readable;
  }

  const std::vector<Column>& x_columns;
  const std::vector<std::size_t>& x_widths;
  std::size_t x_terminal;
  std::vector<bool> x_below;
};

}  // namespace

TableLayout lay_out_columns(const std::vector<Column>& columns, const std::vector<std::size_t>& widths, std::size_t terminal) {
  return LayoutMaker(columns, widths, terminal).make();
}

}  // namespace concord
