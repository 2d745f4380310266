#include "corpus/text/csv.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

/// Rows as "line:cell|cell", or the error.
std::string rows_of(std::string_view text, char separator = ',') {
  CsvReader reader(text, separator);
  std::string shown;
  for (;;) {
    const auto row = reader.next();
    if (!row) return shown + row.error().to_string();
    if (!row->has_value()) return shown;
    shown += std::to_string((*row)->line) + ":";
    for (const CsvCell& cell : (*row)->cells) {
      shown += (&cell == &(*row)->cells.front() ? "" : "|") + cell.text;
    }
    shown += "\n";
  }
}

TEST(Csv, ReadsRowsOfRfc4180) {
  struct Case {
    const char* name;
    const char* input;
    const char* expected;
  };
  const Case cases[] = {
      {"line ends of any system", "a,b\r\nc,d\ne,f\rg,h", "1:a|b\n2:c|d\n3:e|f\n3:g|h\n"},
      {"a comma, a line end and a quote inside quotes", "\"a,b\",\"c\nd\",\"say \"\"no\"\"\"\nx\n", "1:a,b|c\nd|say \"no\"\n3:x\n"},
      {"empty cells stay, blank lines go", ",\n\n\na,\n", "1:|\n4:a|\n"},
      {"text after the closing quote", "\"a\" b,c\n", "1:a b|c\n"},
      {"a separator at the end of the file", "a,", "1:a|\n"},
      {"a quote inside a cell", "5\" gun,x\n", "1:5\" gun|x\n"},
      {"a quote that is never closed", "a\nb,\"c\nd,e\n",
       "1:a\nline 2: a quoted cell is never closed; add the missing '\"', or double the quotes inside it"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(rows_of(c.input), c.expected) << c.name;
}

TEST(Csv, KnowsThePlaceOfEachCell) {
  const std::string_view text = "a,\"b \"\"c\"\"\"\n";
  CsvReader reader(text);
  const auto row = reader.next();
  ASSERT_TRUE(row.has_value() && row->has_value());
  const CsvCell& cell = (*row)->cells.at(1);
  EXPECT_EQ(text.substr(cell.begin, cell.end - cell.begin), "b \"\"c\"\"");
  EXPECT_TRUE(cell.quoted);
}

TEST(Csv, GuessesTheSeparatorFromTheFirstLine) {
  EXPECT_EQ(guess_separator("a,b,c\nd;e;f;g\n"), ',');
  EXPECT_EQ(guess_separator("a;\"b,c,d\";e\n"), ';');
  EXPECT_EQ(guess_separator("a\tb\n"), '\t');
  EXPECT_EQ(guess_separator("one column\n"), ',');
}

}  // namespace
}  // namespace concord
