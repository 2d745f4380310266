// Table: what every command answers with: typed columns, rows, notes, provenance; printed in one of several formats.
//
// A command builds one Table and does not know the format. Text is for people:
// aligned by display width, cut to the terminal with "…" where it is one, never
// cut in a pipe. The other formats are for machines: full values, stable names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "pipeline/render/styled_text.h"

namespace concord {

/// Nothing (shown empty; null in JSON), a text, a whole number, a measure, yes or no.
using Value = std::variant<std::monostate, std::string, StyledText, std::int64_t, double, bool>;

enum class Align : std::uint8_t { left, right, centre };

/// What becomes of a cell that is wider than its column on a narrow terminal.
enum class Overflow : std::uint8_t {
  fold,       ///< it goes on in further lines of the row
  cut_end,    ///< it ends in "…": one line a row, as in a concordance
  cut_begin,  ///< it begins with "…": left contexts, paths
  below,      ///< in full below the row as soon as any row does not fit, wrapped: passages and the like
};

struct Column {
  std::string name;         ///< stable: the CSV header and JSON key ("log_dice"); shown with spaces
  Align align = Align::left;
  int decimals = 3;         ///< of a double, in text
  bool flexible = false;    ///< gives way first when the terminal is narrow
  Overflow overflow = Overflow::fold;
};

struct Table {
  std::string name;                ///< JSON key of the rows: "hits", "pairs"
  std::vector<Column> columns;
  std::vector<std::vector<Value>> rows;
  std::vector<std::string> notes;  ///< "12 of 80 pairs hidden by --min-count 5": printed under the table
  std::vector<std::pair<std::string, Value>> provenance;  ///< snapshot, lexicon, unit, filter, measure, N, ...
};

enum class Format : std::uint8_t { text, csv, tsv, json, jsonl, markdown, html };
[[nodiscard]] std::optional<Format> parse_format(std::string_view name);
/// "text, csv, ..." for --help.
[[nodiscard]] std::string format_names();

struct RenderOptions {
  Format format = Format::text;
  std::size_t width = 0;     ///< columns of the terminal; 0 = not a terminal: nothing is cut
  bool colour = false;
  bool provenance = true;    ///< foot, `#` lines, JSON object
  bool raw = false;          ///< CSV cells that begin with = + - @ stay as they are (spreadsheets would run them)
  bool header = true;        ///< column names in text
};

[[nodiscard]] std::string render(const Table& table, const RenderOptions& options);

/// One value as a person reads it ("0.123", "yes"); matches between « and » unless coloured.
[[nodiscard]] std::string show(const Value& value, int decimals);

}  // namespace concord
