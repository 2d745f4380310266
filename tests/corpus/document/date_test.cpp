#include "corpus/document/date.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Date, ReadsAndShowsIso) {
  for (const char* iso : {"1996", "1996-07", "1996-07-21", "1996-07-19/1996-07-21"}) {
    const auto date = Date::parse(iso);
    ASSERT_TRUE(date) << iso;
    EXPECT_EQ(date->to_string(), iso);
  }
  EXPECT_EQ(Date::parse("1996-07-21T10:00:00Z")->to_string(), "1996-07-21");
}

TEST(Date, RefusesWhatIsNoDate) {
  for (const char* text : {"", "96", "1996-13", "1996-02-30", "1996/07", "July 1996", "1996-07-21x", "0000", "-996",
                           "1997/1996", "1996-7"}) {
    EXPECT_FALSE(Date::parse(text)) << text;
  }
  EXPECT_TRUE(Date::parse("2000-02-29"));
  EXPECT_FALSE(Date::parse("1900-02-29"));
}

TEST(Date, AnIntervalMeetsAMonthItTouches) {
  EXPECT_TRUE(Date::parse("1996-06-28/1996-07-02")->meets(*Date::parse("1996-07")));
  EXPECT_FALSE(Date::parse("1996-08")->meets(*Date::parse("1996-07")));
  EXPECT_TRUE(Date::parse("1996")->meets(*Date::parse("1996-12-31")));
}

}  // namespace
}  // namespace concord
