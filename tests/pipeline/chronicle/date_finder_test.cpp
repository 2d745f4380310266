#include "pipeline/chronicle/date_finder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/read_text.h"

namespace concord {
namespace {

/// "written=value" for each date, a relation before and a ground behind where there is one.
std::string dates_in(std::string_view text, const test::Given& given = {}) {
  const Document document = test::read_text(text, given);
  std::string found;
  for (const DateMention& one : find_dates(document)) {
    if (!found.empty()) found += "; ";
    if (one.relation != DateRelation::on) found += std::string(name(one.relation)) + " ";
    std::string written(document.text_of(one.span));
    std::replace(written.begin(), written.end(), '\n', ' ');
    found += written + "=" + one.value.to_string();
    if (!one.resolved.empty()) found += " (" + one.resolved + ")";
  }
  return found;
}

struct Case {
  const char* text;
  const char* expected;
};

TEST(DateFinder, ReadsDaysInFourLanguages) {
  const Case cases[] = {
      {"They signed on 17 September 1994 in Tehran.", "17 September 1994=1994-09-17"},
      {"They signed on 17th of September 1994.", "17th of September 1994=1994-09-17"},
      {"They signed on September 17, 1994, and left.", "September 17, 1994=1994-09-17"},
      {"7 Sept. 1992 was the day.", "7 Sept. 1992=1992-09-07"},
      {"The day was 1994-09-22 or 17/09/1994 or 6.11.1994.", "1994-09-22=1994-09-22; 17/09/1994=1994-09-17; 6.11.1994=1994-11-06 (read day before month)"},
      {"L'accord fut signé le 17 septembre 1994 à Téhéran, puis le 1er janvier 1995.", "17 septembre 1994=1994-09-17; 1er janvier 1995=1995-01-01"},
      {"Se firmó el 17 de septiembre de 1994 en Teherán.", "17 de septiembre de 1994=1994-09-17"},
      {"Соглашение подписано 17 сентября 1994 года в Тегеране.", "17 сентября 1994 года=1994-09-17"},
      {"The delegations of both sides met again in the capital, and on 17\nSeptember 1994 they put their names under the paper that had been\nprepared.", "17 September 1994=1994-09-17"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text), each.expected) << each.text;
}

TEST(DateFinder, ReadsStretches) {
  const Case cases[] = {
      {"Cf. the paper of 7/8 December 1996.", "7/8 December 1996=1996-12-07/1996-12-08"},
      {"From 12 to 21 December 1994 the envoy travelled.", "12 to 21 December 1994=1994-12-12/1994-12-21"},
      {"The round (5-19 April 1994) was short.", "5-19 April 1994=1994-04-05/1994-04-19"},
      {"The round of 22 May-1 June 1995 was short.", "22 May-1 June 1995=1995-05-22/1995-06-01"},
      {"From 26 October to 1 November 1994 they met.", "26 October to 1 November 1994=1994-10-26/1994-11-01"},
      {"March-May 1992 saw rallies.", "March-May 1992=1992-03-01/1992-05-31"},
      {"The war of 1992-1997 and of 1992-93 ended.", "1992-1997=1992-01-01/1997-12-31; 1992-93=1992-01-01/1993-12-31"},
      {"Between 1992 and 1997 many fled.", "1992 and 1997=1992-01-01/1997-12-31"},
      {"From December 1995 to February 1996 it snowed.", "December 1995 to February 1996=1995-12-01/1996-02-29"},
      {"From November to February 1996 it snowed.", "November to February 1996=1995-11-01/1996-02-29"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text), each.expected) << each.text;
}

TEST(DateFinder, ReadsPartsOfYearsAndMonths) {
  const Case cases[] = {
      {"At the end of 1992 they fled.", "end of 1992=1992-10-01/1992-12-31"},
      {"In the summer of 1996 they were weary.", "summer of 1996=1996-06-01/1996-08-31"},
      {"By the middle of 1996 they talked.", "until middle of 1996=1996-05-01/1996-08-31"},
      {"Since mid-1995 and early 1996 little changed.", "since mid-1995=1995-05-01/1995-08-31; early 1996=1996-01-01/1996-04-30"},
      {"In late July 1997 and at the beginning of August 1997.", "late July 1997=1997-07-21/1997-07-31; beginning of August 1997=1997-08-01/1997-08-10"},
      {"In the second half of 1998 and the winter of 1992-1993.", "second half of 1998=1998-07-01/1998-12-31; winter of 1992-1993=1992-12-01/1993-02-28"},
      {"Fin 1992, puis à l'été de 1996.", "Fin 1992=1992-10-01/1992-12-31; été de 1996=1996-06-01/1996-08-31"},
      {"A mediados de 1996 hablaron.", "mediados de 1996=1996-05-01/1996-08-31"},
      {"В конце 1992 года и летом 1996 года.", "конце 1992 года=1992-10-01/1992-12-31; летом 1996 года=1996-06-01/1996-08-31"},
      {"It starts early in 2016 and is for 2017; in 1996/1997 and the 1998 “Accord” it was so.",
       "early in 2016=2016-01-01/2016-04-30; 2017=2017; 1996/1997=1996-01-01/1997-12-31; 1998=1998"},
      {"In the 1990s all changed; XI/1992 was the worst.", "1990s=1990-01-01/1999-12-31; XI/1992=1992-11"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text), each.expected) << each.text;
}

TEST(DateFinder, SharesMonthAndYearInLists) {
  EXPECT_EQ(dates_in("Talks in February and April 1997 failed."), "February=1997-02; April 1997=1997-04");
  EXPECT_EQ(dates_in("Talks on 26 and 27 October 1996 failed."), "26=1996-10-26; 27 October 1996=1996-10-27");
}

TEST(DateFinder, IsNotFooled) {
  const char* texts[] = {
      "It may 5 times fail, and the people march 12 miles.", "They may leave in peace.", "See page 1996 and paragraph 1994 there.",
      "Security Council resolution 968 (1994) says so.",     "See S/1996/754 and A/52/219-S/1997/510.", "Some 1995 refugees came, and 2000 people left.",
      "It costs 1996 dollars.",                              "Article 12 of the text.",                  "The marches of the august body decided.",
      "On 31 February 1996 nothing can happen.",             "The ratio was 7/8 and 1/2.",               "The mayor of Mar del Plata spoke.",
  };
  for (const char* text : texts) EXPECT_EQ(dates_in(text), "") << text;
}

TEST(DateFinder, FindsTheMissingYear) {
  test::Given given;
  given.date = "1995-02-04";
  const Case cases[] = {
      {"In January shelling was reported.", "January=1995-01 (year of the document (1995-02-04))"},
      {"Since the end of December it was tense.", "since end of December=1994-12-21/1994-12-31 (year of the document (1995-02-04))"},
      {"The mission closes on 15 February.", "15 February=1995-02-15 (year of the document (1995-02-04))"},
      {"The budget for 1993-1994 was changed after the riots of 6 to 8 July.",
       "1993-1994=1993-01-01/1994-12-31; 6 to 8 July=1994-07-06/1994-07-08 (year of the document (1995-02-04))"},
      {"He came to the region in mid-January.", "mid-January=1995-01-11/1995-01-20 (year of the document (1995-02-04))"},
      {"It was so prior to 1991.", "before 1991=1991"},
      {"The elections will be held in March.", "March=1995-03 (year of the document (1995-02-04))"},
      {"From 12 to 21 December 1994 he travelled. On 3 January he returned.",
       "12 to 21 December 1994=1994-12-12/1994-12-21; 3 January=1995-01-03 (year of the document (1995-02-04))"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text, given), each.expected) << each.text;
}

TEST(DateFinder, LeansOnTheDateBefore) {
  test::Given given;
  given.date = "1998-05-01";
  const Case cases[] = {
      {"They met in December 1996. The following month they signed.", "December 1996=1996-12; following month=1997-01 (leans on 1996-12 before it)"},
      {"They met on 31 December 1996. The next day they signed.", "31 December 1996=1996-12-31; next day=1997-01-01 (leans on 1996-12-31 before it)"},
      {"War began in May 1992. Later that year they fled.", "May 1992=1992-05; that year=1992 (leans on 1992-05 before it)"},
      {"Last year they fled.", "Last year=1997 (leans on the document's date (1998-05-01))"},
      {"By the end of the year they shall disarm.", "until end of the year=1998-10-01/1998-12-31 (leans on the document's date (1998-05-01))"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text, given), each.expected) << each.text;
}

TEST(DateFinder, CountsDaysOverMonthsAndLeapYears) {
  EXPECT_EQ(day_after(19960228, 1), 19960229);
  EXPECT_EQ(day_after(19970228, 1), 19970301);
  EXPECT_EQ(day_after(19970101, -1), 19961231);
  EXPECT_EQ(days_between(19960101, 19970101), 366);
  EXPECT_EQ(days_between(19970301, 19970228), -1);
  for (Day day = 18991231, i = 0; i < 3000; ++i) {
    const Day next = day_after(day, 37);
    EXPECT_EQ(days_between(day, next), 37);
    day = next;
  }
}

}  // namespace
}  // namespace concord
