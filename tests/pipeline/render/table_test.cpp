#include "pipeline/render/table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "corpus/text/width.h"

namespace concord {
namespace {

Table pairs() {
  Table table;
  table.name = "pairs";
  table.columns = {{"actor", Align::left, 3, true}, {"both", Align::right, 3}, {"log_dice", Align::right, 2}};
  table.rows = {{std::string("Комиссия по примирению"), std::int64_t{12}, 9.3456},
                {std::string("=SUM(A1), \"quoted\""), std::int64_t{3}, -INFINITY}};
  table.notes = {"4 pairs hidden by --min-count 3"};
  table.provenance = {{"unit", std::string("sentence")}, {"N", std::int64_t{120}}};
  return table;
}

std::string as(Format format, std::size_t width = 0) {
  return render(pairs(), {.format = format, .width = width, .colour = false, .provenance = true, .raw = false, .header = true});
}

TEST(Table, TextAlignsByDisplayWidth) {
  EXPECT_EQ(as(Format::text),
            "actor                   both  log dice\n"
            "Комиссия по примирению    12      9.35\n"
            "=SUM(A1), \"quoted\"         3      -inf\n"
            "4 pairs hidden by --min-count 3\n"
            "unit sentence · N 120\n");
}

TEST(Table, OnANarrowTerminalTheFlexibleColumnFolds) {
  EXPECT_EQ(as(Format::text, 30),
            "actor           both  log dice\n"
            "Комиссия по       12      9.35\n"
            "примирению\n"
            "=SUM(A1),          3      -inf\n"
            "\"quoted\"\n"
            "4 pairs hidden by --min-count\n 3\n"
            "unit sentence · N 120\n");
}

TEST(Table, CsvQuotesAndDisarmsFormulas) {
  EXPECT_EQ(as(Format::csv),
            "# unit: sentence\n# N: 120\n# 4 pairs hidden by --min-count 3\n"
            "actor,both,log_dice\n"
            "Комиссия по примирению,12,9.3456\n"
            "\"'=SUM(A1), \"\"quoted\"\"\",3,-inf\n");
}

TEST(Table, JsonCarriesProvenanceAndInfinities) {
  const std::string json = as(Format::json);
  EXPECT_NE(json.find("\"log_dice\": \"-Infinity\""), std::string::npos);
  EXPECT_NE(json.find("\"provenance\": {\n    \"unit\": \"sentence\",\n    \"N\": 120\n  }"), std::string::npos);
}

TEST(Table, MatchesAreMarkedWithAndWithoutColour) {
  Table table;
  table.columns = {{"passage"}};
  table.rows = {{StyledText{"no ombudsman came", {{3, 12, Style::match}}}}};
  EXPECT_EQ(render(table, {.header = false}), "no «ombudsman» came\n");
  EXPECT_EQ(render(table, {.colour = true, .header = false}), "no \x1b[1;31mombudsman\x1b[0m came\n");
  EXPECT_NE(render(table, {.format = Format::html}).find("no <mark>ombudsman</mark> came"), std::string::npos);
}

TEST(Table, ALeftContextKeepsItsEndWhenCut) {
  Table table;
  table.columns = {{"left", Align::right, 3, true, Overflow::cut_begin}, {"node"}};
  table.rows = {{std::string("the office of an independent"), std::string("ombudsman")}};
  EXPECT_EQ(render(table, {.width = 24, .header = false}), "… independent  ombudsman\n");
}

TEST(Table, AWordWiderThanItsColumnIsBrokenAndNothingIsLost) {
  Table table;
  table.columns = {{"id", Align::left, 0, true}, {"n", Align::right}};
  table.rows = {{StyledText{"UNMOT_S_1996_754", {{8, 12, Style::match}}}, std::int64_t{1}}};
  EXPECT_EQ(render(table, {.width = 16, .header = false}), "UNMOT_S_       1\n«1996»_754\n");
}

TEST(Table, WhatHasNoRoomGoesBelowTheRowInTheOrderOfTheColumns) {
  Table table;
  table.columns = {{"text"}, {"name", Align::left, 0, true}, {"date"}, {"cited", Align::right}, {"passage", Align::left, 0, true, Overflow::below}, {"held"}};
  table.rows = {{std::string("S/1994/1102"), std::string("Tehran Agreement"), std::string("1994-09-17"), std::int64_t{12}, std::string("They signed it."), std::string("nowhere")}};
  EXPECT_EQ(render(table, {.width = 40, .header = false}), "S/1994/1102  1994-09-17  12  nowhere\n  name: Tehran Agreement\n  They signed it.\n");
  EXPECT_EQ(render(table, {.width = 26, .header = false}), "S/1994/1102  12  nowhere\n  name: Tehran Agreement ·\n  date: 1994-09-17\n  They signed it.\n");
  EXPECT_EQ(render(table, {.width = 16, .header = false}), "S/1994/1102  12\n  name: Tehran\n  Agreement ·\n  date:\n  1994-09-17\n  They signed\n  it.\n  held: nowhere\n");
}

TEST(Table, OnAVeryNarrowTerminalNothingRunsOverTheEdge) {
  Table table = pairs();
  table.columns[1].align = Align::left;
  const std::string text = render(table, {.width = 24});
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    EXPECT_LE(display_width(std::string_view(text).substr(begin, end - begin)), 24U) << text;
    begin = end + 1;
  }
}

TEST(Table, APassageGoesBelowARowThatDoesNotFit) {
  Table table;
  table.columns = {{"date"}, {"event", Align::left, 0, true, Overflow::below}, {"told"}, {"sources", Align::left, 0, true, Overflow::below}};
  StyledText event{"They signed the accord on the second of May.", {{30, 43, Style::match}}};
  table.rows = {{std::string("1996-05-02"), event, std::string("past"), std::string("a, b")}, {std::string("1996-05-03"), std::string("Snow."), std::string("past"), std::string()}};
  EXPECT_EQ(render(table, {.width = 30}),
            "date        told\n1996-05-02  past\n  They signed the accord on\n  the «second of May».\n  sources: a, b\n1996-05-03  past\n  Snow.\n");
  EXPECT_EQ(render(table, {.width = 90}).substr(0, 23), "date        event      ");
  EXPECT_EQ(render(table, {}).substr(0, 23), "date        event      ");
}

TEST(Table, SmallProbabilitiesDoNotReadAsZero) {
  EXPECT_EQ(show(1.5e-30, 3), "1.5e-30");
  EXPECT_EQ(show(0.0, 3), "0.000");
  EXPECT_EQ(show(std::nan(""), 3), "n/a");
}

}  // namespace
}  // namespace concord
