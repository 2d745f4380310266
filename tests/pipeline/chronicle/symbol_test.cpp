#include "pipeline/chronicle/symbol.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Symbol, HasOneSpelling) {
  const struct {
    const char* written;
    const char* id;
    const char* also;
  } cases[] = {
      {"S/1996/754", "S/1996/754", ""},
      {"S/RES/968(1994)", "S/RES/968 (1994)", ""},
      {"S/RES/968\n(1994)", "S/RES/968 (1994)", ""},
      {"A/52/219-S/1997/510", "S/1997/510", "A/52/219"},
      {"S/1997/510-A/52/219", "S/1997/510", "A/52/219"},
      {"E/CN.4/1996/95/Add.1", "E/CN.4/1996/95/Add.1", ""},
      {"A/ES-10/248", "A/ES-10/248", ""},
      {"PC.DEC/97", "PC.DEC/97", ""},
      {"S/26311", "S/26311", ""},
      {"A/4132/Add.1", "A/4132/Add.1", ""},
      {"CEDAW/C/TJK/4-5", "CEDAW/C/TJK/4-5", ""},
      {"CRC/C/HTI/2-3/Add.1", "CRC/C/HTI/2-3/Add.1", ""},
  };
  for (const auto& each : cases) {
    const auto symbol = parse_symbol(each.written);
    ASSERT_TRUE(symbol) << each.written;
    EXPECT_EQ(symbol->id, each.id);
    EXPECT_EQ(symbol->also, each.also);
    EXPECT_EQ(symbol->doubt, "") << each.written;
  }
}

TEST(Symbol, IsNotEveryWordWithASlash) {
  for (const char* text : {"and/or", "km/h", "7/8", "http://www.un.org/S/1996/754", "F/16", "1996/97", ""}) EXPECT_FALSE(parse_symbol(text)) << text;
}

TEST(Symbol, DoubtsNumbersThatCannotBe) {
  for (const char* text : {"S/1992/754", "S/1996/7540", "S/20007", "A/12/754", "S/PRST/1990/3"}) {
    const auto symbol = parse_symbol(text);
    ASSERT_TRUE(symbol) << text;
    EXPECT_EQ(symbol->doubt.empty(), std::string_view(text) == "S/20007") << text;
  }
}

TEST(Symbol, HintsAtAMisreadOne) {
  EXPECT_EQ(reread_symbol("$/1996/754"), "S/1996/754");
  EXPECT_EQ(reread_symbol("S$/1994/1102"), "S/1994/1102");
  EXPECT_EQ(reread_symbol("\xC2\xA7/1997/4l5"), "S/1997/415");
  EXPECT_EQ(reread_symbol("5/I994/1lO2"), "S/1994/1102");
  EXPECT_FALSE(reread_symbol("$/1995/7::0"));
}

TEST(Symbol, BaseIsWithoutModification) {
  EXPECT_EQ(symbol_base("S/1996/754/Add.1"), "S/1996/754");
  EXPECT_EQ(symbol_base("A/52/772/Add.2/Corr.1"), "A/52/772");
  EXPECT_EQ(symbol_base("S/1996/754"), "S/1996/754");
}

}  // namespace
}  // namespace concord
