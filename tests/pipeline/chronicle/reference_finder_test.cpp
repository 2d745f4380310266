#include "pipeline/chronicle/reference_finder.h"

#include <gtest/gtest.h>

#include "tests/support/read_text.h"

namespace concord {
namespace {

SideLexicon texts() {
  auto lexicon = SideLexicon::parse({{"texts.yaml", R"(
lexicon: text
entries:
  - id: lake-accord
    name: Lake Accord
    identifiers: {date: 1996-05-02, symbol: S/1996/310}
    aliases: [Lake Accord, Accord of the Lake]
)"}});
  EXPECT_TRUE(lexicon) << lexicon.error().to_string();
  return std::move(*lexicon);
}

/// "id" or "id [part]" or "id ?doubt-hint", separated by "; ".
std::string found_in(std::string_view text) {
  ReferenceFinder finder(texts());
  Document document = test::read_text(text);
  std::string found;
  for (const Reference& one : finder.find(document)) {
    if (!found.empty()) found += "; ";
    found += one.id;
    if (!one.also.empty()) found += " = " + one.also;
    if (!one.part.empty()) found += " [" + one.part + "]";
    if (!one.doubt.empty()) found += " ?" + one.perhaps;
  }
  return found;
}

TEST(ReferenceFinder, KnowsOneTextByItsSymbolItsNumberAndItsName) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"See S/1996/754, para. 12, on this.", "S/1996/754 [para. 12]"},
      {"It was circulated (A/52/219-S/1997/510, annex I) in July.", "S/1997/510 = A/52/219 [annex I]"},
      {"Pursuant to Security Council resolution 968 (1994) of 16 December 1994, the mission began.", "S/RES/968 (1994)"},
      {"It recalls its resolutions 968 (1994), 999 (1995) and 1030 (1995).", "S/RES/968 (1994); S/RES/999 (1995); S/RES/1030 (1995)"},
      {"The mandate rests on Security Council Resolution No. 968 of 16 December 1994.", "S/RES/968 (1994)"},
      {"In General Assembly resolution 49/240 money was granted.", "A/RES/49/240"},
      {"It voted for resolutions 2131 (XX) and 2225 (XXI) then.", "A/RES/2131 (XX); A/RES/2225 (XXI)"},
      {"By its resolutions 60/18 of 23 November 2005 and 59/17 B of 22 June 2005 it gave.", "A/RES/60/18; A/RES/59/17 B"},
      {"General Assembly resolution 1514 (XV) speaks of it.", "A/RES/1514 (XV)"},
      {"La résolution 968 (1994) du Conseil de sécurité est claire.", "S/RES/968 (1994)"},
      {"La resolución 968 (1994) es clara.", "S/RES/968 (1994)"},
      {"Принята резолюция 968 (1994) Совета.", "S/RES/968 (1994)"},
      {"The decision PC.DEC/97 and MC(6).DEC/5 were taken.", "PC.DEC/97; MC(6).DEC/5"},
      {"It was PC.SHDM.DEC/3, then ODIHR.GAL/12/99 and MC.DOC/1/99 of Istanbul.", "PC.SHDM.DEC/3; ODIHR.GAL/12/99; MC.DOC/1/99"},
      {"The Committee decided so (22-CSO/Dec. 2), see also CSCE/23-CSO/Journal No. 3.", "CSCE/22-CSO/Dec.2; CSCE/23-CSO/JournalNo.3"},
      {"By resolutions 849 (1993) of 9 July 1993, 854 (1993) of 6 August 1993 and 858 (1993) it spoke.", "S/RES/849 (1993); S/RES/854 (1993); S/RES/858 (1993)"},
      {"As was said (see A/63/ PV.1 and s/1994/1067) there, in A/63 too.", "A/63/PV.1; S/1994/1067"},
      {"The Lake Accord (S/1996/310) holds.", "text:lake-accord; S/1996/310"},
      {"The resolution of 3 conflicts takes time.", ""},
      {"Both sides and/or their 7/8 friends drove 80 km/h.", ""},
  };
  for (const auto& each : cases) EXPECT_EQ(found_in(each.text), each.expected) << each.text;
}

TEST(ReferenceFinder, ResolvesShortNamesByDateAndContext) {
  EXPECT_EQ(found_in("The Lake Accord was kept. For a year the Accord held."), "text:lake-accord; text:lake-accord");
  EXPECT_EQ(found_in("They kept the accord signed at Lakeside on 2 May 1996."), "text:lake-accord");
  EXPECT_EQ(found_in("They kept the accord of 3 May 1996."), "");
  EXPECT_EQ(found_in("For a year the Accord held."), "");
  EXPECT_EQ(found_in("The Lake Accord was kept. The Accord on boats was not, nor was any accord, in accordance with it."), "text:lake-accord");
  EXPECT_EQ(found_in("The Lake Accord was kept. Then the Protocol was signed."), "text:lake-accord");
}

TEST(ReferenceFinder, ListsWhatIsGarbledWithoutRepair) {
  EXPECT_EQ(found_in("The plan (see $/1999/872, para. 2) was kept."), "$/1999/872 [para. 2] ?S/1999/872");
  EXPECT_EQ(found_in("The accord ($/1995/7::0, annex) was kept."), "$/1995/7::0 [annex] ?");
  EXPECT_EQ(found_in("VNSR, S/1997/4, September 1997, p. 5."), "S/1997/4 ?");
  EXPECT_EQ(found_in("It was S/1997/4, January 1997, p. 5."), "S/1997/4");
}

TEST(ReferenceFinder, LeavesPageFurnitureOut) {
  ReferenceFinder finder{SideLexicon()};
  Document document = test::read_text("S/1996/754\n\nThe talks began, as told in S/1996/212 before.");
  document.marks.push_back({MarkKind::running_head, {0, 10}, "test"});
  const auto found = finder.find(document);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id, "S/1996/212");
}

std::string own(const char* text, const char* path, const char* symbol = "", Kind kind = Kind::report, const char* date = "") {
  test::Given given;
  given.kind = kind;
  given.date = date;
  if (*symbol != '\0') given.fields["symbol"] = symbol;
  Document document = test::read_text(text, given);
  document.metadata.file.path = path;
  SideLexicon lexicon = texts();
  const OwnTexts found = own_texts(document, lexicon);
  std::string ids = found.excerpt ? "part " : "";
  for (const std::string& id : found.ids) ids += id + " ";
  return ids;
}

TEST(OwnTexts, AreKnownFromManifestNameAndHead) {
  EXPECT_EQ(own("Report", "a.pdf", "S/1996/754"), "S/1996/754 ");
  EXPECT_EQ(own("Report", "pdf/UNMOT_S_1996_754.pdf"), "S/1996/754 ");
  EXPECT_EQ(own("Report", "S_RES_968_1994.txt"), "S/RES/968 (1994) ");
  EXPECT_EQ(own("Declaration", "UNMOT_S_1996_212_1995-12-13_joint_declaration.txt"), "part ");
  EXPECT_EQ(own("UNITED NATIONS\n\nS/1995/105\n4 February 1995\n\nREPORT", "x.txt"), "S/1995/105 ");
  EXPECT_EQ(own("A study\n\nIt cites S/1995/105 in its first line.", "x.txt"), "");
  EXPECT_EQ(own("Lake Accord\n\nThe parties agree.", "x.txt", "", Kind::treaty, "1996-05-02"), "text:lake-accord ");
  EXPECT_EQ(own("Lake Accord\n\nThe parties agree.", "x.txt", "", Kind::treaty, "1997-05-02"), "");
}

}  // namespace
}  // namespace concord
