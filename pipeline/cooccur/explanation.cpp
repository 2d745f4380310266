#include "pipeline/cooccur/explanation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include <fmt/format.h>

namespace concord {
namespace {

std::string number(double value) { return fmt::format("{:.6g}", value); }
std::string number(std::uint64_t value) { return std::to_string(value); }

struct Symbol {
  std::string_view name;
  std::string value;
};

// Puts the values in the place of the letters; two numbers side by side get a sign of multiplication.
std::string substitute(std::string_view formula, const std::vector<Symbol>& symbols) {
  std::string text;
  bool after_number = false;  // only spaces since the last number
  for (std::size_t at = 0; at < formula.size();) {
    std::size_t end = at;
    while (end < formula.size() && std::isalnum(static_cast<unsigned char>(formula[end])) != 0) ++end;
    const std::string_view word = formula.substr(at, end - at);
    const auto symbol = std::find_if(symbols.begin(), symbols.end(), [&](const Symbol& s) { return s.name == word; });
    if (symbol != symbols.end()) {
      if (after_number) text += "\xC3\x97 ";  // ×
      text += symbol->value;
      after_number = true;
    } else {
      end = std::max(end, at + 1);
      text += formula.substr(at, end - at);
      const bool digits = std::isdigit(static_cast<unsigned char>(formula[at])) != 0;
      after_number = digits || (after_number && formula[at] == ' ');
    }
    at = end;
  }
  return text;
}

struct Cell {
  std::uint64_t observed;
  double expected;
};

std::array<Cell, 4> cells_of(const Contingency& t) {
  const auto n = static_cast<double>(t.total());
  const auto expected = [&](std::uint64_t row, std::uint64_t column) {
    return static_cast<double>(row) * static_cast<double>(column) / n;
  };
  const std::uint64_t not_a = t.only_b + t.neither;
  const std::uint64_t not_b = t.only_a + t.neither;
  return {Cell{t.both, expected(t.in_a(), t.in_b())}, Cell{t.only_a, expected(t.in_a(), not_b)},
          Cell{t.only_b, expected(not_a, t.in_b())}, Cell{t.neither, expected(not_a, not_b)}};
}

constexpr std::string_view sum_begin = "sum ";
constexpr std::string_view sum_end = " over the four cells";

// "sum TERM over the four cells" as four terms.
std::string sum_over_cells(std::string_view term, const Contingency& table) {
  std::string text = "(";
  for (const Cell& cell : cells_of(table)) {
    if (text.size() > 1) text += " + ";
    text += substitute(term, {{"O", number(cell.observed)}, {"E", number(cell.expected)}});
  }
  return text + ")";
}


// The units that hold the item: one column of the same reading as the counts.
Result<std::vector<UnitNo>> units_holding(const Snapshot& snapshot, UnitSpace& space, const AxisItem& item,
                                          const CountOptions& options) {
  return OccurrenceReader(snapshot, space, options.polarity, CountMode::units).units_of(item);
}

}  // namespace

std::string with_numbers(const Measure& measure, const Contingency& table) {
  std::string formula(measure.formula);
  if (const std::size_t begin = formula.find(sum_begin), end = formula.find(sum_end); end != std::string::npos) {
    const std::string_view term = std::string_view(measure.formula).substr(begin + sum_begin.size(), end - begin - sum_begin.size());
    return formula.substr(0, begin) + sum_over_cells(term, table) +
           substitute(std::string_view(measure.formula).substr(end + sum_end.size()),
                      {{"O", number(table.both)}, {"E", number(table.expected())}});
  }
  if (const std::size_t at = formula.find("log-odds"); at != std::string::npos) {
    formula.replace(at, 8, number(log_odds(table)));
  }
  return substitute(formula, {{"O", number(table.both)},
                              {"E", number(table.expected())},
                              {"N", number(table.total())},
                              {"fA", number(table.in_a())},
                              {"fB", number(table.in_b())},
                              {"a", number(table.both)},
                              {"b", number(table.only_a)},
                              {"c", number(table.only_b)},
                              {"d", number(table.neither)},
                              {"pmi", number(pmi(table))},
                              {"G2", number(log_likelihood(table))}});
}

Result<Explanation> explain_pair(const Snapshot& snapshot, const AxisItem& row, const AxisItem& column,
                                 const CountOptions& options, const std::vector<const Measure*>& measures) {
  Result<UnitSpace> space = counted_units(snapshot, options);
  if (!space) return space.error();
  if (space->size() == 0) return Error{ErrorCode::no_input, "explain", "no unit passes the filter", "widen the filter"};
  const Result<std::vector<UnitNo>> in_row = units_holding(snapshot, *space, row, options);
  if (!in_row) return in_row.error();
  const Result<std::vector<UnitNo>> in_column = units_holding(snapshot, *space, column, options);
  if (!in_column) return in_column.error();

  const Result<JointUnits> both = joint_units(snapshot, *space, row, *in_row, column, *in_column, options);
  if (!both) return both.error();
  const std::size_t less = both->same_words.size();
  if (less == space->size()) {
    return Error{ErrorCode::no_input, "explain", "in every unit the two are met in the same words only", "without --apart these count"};
  }
  Explanation explanation;
  explanation.row = row.name;
  explanation.column = column.name;
  explanation.unit = options.unit;
  explanation.cells = Contingency::from_margins(both->units.size(), in_row->size() - less, in_column->size() - less, space->size() - less);
  explanation.same_words = less;
  explanation.expected = explanation.cells.expected();
  for (const Measure* measure : measures) {
    explanation.scores.push_back({measure->name, measure->formula, with_numbers(*measure, explanation.cells),
                                  measure->score(explanation.cells), measure->source});
  }
  for (const UnitNo unit : both->units) explanation.passages.push_back(space->place_of(unit));
  return explanation;
}

}  // namespace concord
