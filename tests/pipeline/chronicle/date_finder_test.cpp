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

TEST(DateFinder, ReadsFrench) {
  const Case cases[] = {
      {"La série du 5 au 19 avril 1994 fut brève.", "5 au 19 avril 1994=1994-04-05/1994-04-19"},
      {"Ils se réunirent les 7 et 8 décembre 1996.", "7=1996-12-07; 8 décembre 1996=1996-12-08"},
      {"Entre 1992 et 1997 beaucoup ont fui.", "1992 et 1997=1992-01-01/1997-12-31"},
      {"Les pourparlers de février et avril 1997 échouèrent.", "février=1997-02; avril 1997=1997-04"},
      {"À la fin de 1992, puis au début de 1993, ils fuirent.", "fin de 1992=1992-10-01/1992-12-31; début de 1993=1993-01-01/1993-03-31"},
      {"Vers le milieu de l'année 1996 on négociait.", "about milieu de l'année 1996=1996-05-01/1996-08-31"},
      {"Ils signèrent en mai 1992. Le mois suivant ils partirent.", "mai 1992=1992-05; mois suivant=1992-06 (leans on 1992-05 before it)"},
      {"La guerre commença en mai 1992. Cette année-là, beaucoup ont fui.", "mai 1992=1992-05; Cette année-là=1992 (leans on 1992-05 before it)"},
      {"Le 1er mars 1997 et en janvier 1998, rien.", "1er mars 1997=1997-03-01; janvier 1998=1998-01"},
      {"Depuis l'automne 1995, la guerre de 1992-1997 s'épuisait.", "since automne 1995=1995-09-01/1995-11-30; 1992-1997=1992-01-01/1997-12-31"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text), each.expected) << each.text;
}

TEST(DateFinder, ReadsSpanish) {
  const Case cases[] = {
      {"La ronda del 5 al 19 de abril de 1994 fue breve.", "5 al 19 de abril de 1994=1994-04-05/1994-04-19"},
      {"Se reunieron los días 7 y 8 de diciembre de 1996.", "7=1996-12-07; 8 de diciembre de 1996=1996-12-08"},
      {"Entre 1992 y 1997 muchos huyeron.", "1992 y 1997=1992-01-01/1997-12-31"},
      {"En febrero y abril de 1997 no hubo acuerdo.", "febrero=1997-02; abril de 1997=1997-04"},
      {"A fines de 1992 y a principios de 1993 huyeron.", "fines de 1992=1992-10-01/1992-12-31; principios de 1993=1993-01-01/1993-03-31"},
      {"Firmaron en mayo de 1992. El mes siguiente partieron.", "mayo de 1992=1992-05; mes siguiente=1992-06 (leans on 1992-05 before it)"},
      {"La guerra empezó en mayo de 1992. Ese año muchos huyeron.", "mayo de 1992=1992-05; Ese año=1992 (leans on 1992-05 before it)"},
      {"El 1.º de marzo de 1997 y en el verano de 1996.", "1.º de marzo de 1997=1997-03-01; verano de 1996=1996-06-01/1996-08-31"},
      {"Desde 1992 hasta 1997 duró la guerra.", "1992 hasta 1997=1992-01-01/1997-12-31"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text), each.expected) << each.text;
}

TEST(DateFinder, ReadsRussian) {
  const Case cases[] = {
      {"Раунд прошёл с 5 по 19 апреля 1994 года.", "5 по 19 апреля 1994 года=1994-04-05/1994-04-19"},
      {"Они встретились 7 и 8 декабря 1996 года.", "7=1996-12-07; 8 декабря 1996 года=1996-12-08"},
      {"С 1992 по 1997 год шла война.", "1992 по 1997 год=1992-01-01/1997-12-31"},
      {"В феврале и апреле 1997 года переговоры не удались.", "феврале=1997-02; апреле 1997 года=1997-04"},
      {"К середине 1996 года начались переговоры.", "until середине 1996 года=1996-05-01/1996-08-31"},
      {"Подписано 27 июня 1997 г. в Москве.", "27 июня 1997 г=1997-06-27"},
      {"Протокол от 23.12.1996 подписан.", "23.12.1996=1996-12-23"},
      {"Они подписали в мае 1992 года. В следующем месяце они ушли.", "мае 1992 года=1992-05; следующем месяце=1992-06 (leans on 1992-05 before it)"},
      {"Война началась в мае 1992 года. В том же году многие бежали.", "мае 1992 года=1992-05; же году=1992 (leans on 1992-05 before it)"},
      {"В 1992-1997 годах и до конца 1998 года.", "1992-1997 годах=1992-01-01/1997-12-31; until конца 1998 года=1998-10-01/1998-12-31"},
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
      {"After the January violence they fled.", "after January=1995-01 (year of the document (1995-02-04))"},
      {"The elections will be held in March.", "March=1995-03 (year of the document (1995-02-04))"},
      {"From 12 to 21 December 1994 he travelled. On 3 January he returned.",
       "12 to 21 December 1994=1994-12-12/1994-12-21; 3 January=1995-01-03 (year of the document (1995-02-04))"},
  };
  for (const Case& each : cases) EXPECT_EQ(dates_in(each.text, given), each.expected) << each.text;
}

TEST(DateFinder, SaysWhereAScanMisreadFigures) {
  test::Given given;
  given.date = "2000-05-05";
  const Case cases[] = {
      {"It was signed on 27 June I 997 there.", "27 June I 997=1997-06-27 (misread figures put right)"},
      {"It was signed on 23 December i996 there.", "23 December i996=1996-12-23 (misread figures put right)"},
      {"It leaves on 1 5 May of that.", "1 5 May=2000-05-15 (garbled figures; year of the document (2000-05-05))"},
      {"By its vote of 31 March 19115 it gave.", "31 March=2000-03-31 (garbled figures; year of the document (2000-05-05))"},
      {"The Council extended the mandate of the Mission to 15 May 1999.", "until 15 May 1999=1999-05-15"},
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
