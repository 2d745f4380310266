#include "pipeline/annotate/structure_finder.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/part_opening.h"
#include "tests/support/read_text.h"

namespace concord {
namespace {

/// "art 1, para 1, para 2, signatures": every division but pages, in the order of the layer.
std::string parts_of(std::string_view text, Kind kind = Kind::treaty) {
  test::Given given;
  given.kind = kind;
  const Document document = test::read_text(text, given);
  static constexpr const char* names[] = {"page", "art", "sec", "para", "annex", "preamble", "signatures"};
  std::string parts;
  for (const Division& division : document.divisions) {
    if (!parts.empty()) parts += ", ";
    parts += names[static_cast<std::size_t>(division.kind)];
    if (!division.label.empty()) parts += " " + division.label;
  }
  return parts;
}

constexpr const char* treaty = R"(Accord of the Lake

The herdsmen of the hills and the fishermen of the lake, wishing to end the quarrel that has cost so many lives,

Have agreed as follows:

Article 1. Ceasefire

1. All fighting ends tonight, as article 5 of the Charter demands.
2. Nobody takes 40 sheep.

Article 2. Boats

1. The boats are given back.

Annex I

1. The list of boats.

)";

TEST(StructureFinder, FindsThePartsOfATreaty) { EXPECT_EQ(parts_of(treaty), "art 1, art 2, para 1, para 2, para 1, para 1, annex I, preamble"); }

TEST(StructureFinder, FindsSignaturesBehindTheLastPart) {
  EXPECT_EQ(parts_of("Protocol of the lake on boats\n\n1. The boats are given back, all of them, before the first snow.\n\n2. For the purposes of this protocol a raft is a boat.\n\n"
                     "Done at Lakeside on 2 May 1996.\n\n(Signed) A. HERD\n(Signed) B. FISH\n"),
            "para 1, para 2, signatures");
}

TEST(StructureFinder, NeedsNoLines) {
  EXPECT_EQ(parts_of("Accord of the Lake. Article 1 All fighting ends tonight. Article 2 The boats are given back as Article 1 says. Article 3 Both sides keep the peace."), "art 1, art 2, art 3");
}

TEST(StructureFinder, ReadsOtherLanguagesAndRomanNumbers) {
  EXPECT_EQ(parts_of("Accord du lac\n\nArticle premier\n\nLa paix est faite.\n\nArticle 2\n\nLes bateaux sont rendus.\n"), "art 1, art 2");
  EXPECT_EQ(parts_of("Соглашение\n\nСтатья 1\n\nМир заключен.\n\nСтатья 2\n\nЛодки возвращены.\n"), "art 1, art 2");
  EXPECT_EQ(parts_of("Accord\n\nARTICLE I\n\nPeace is made.\n\nARTICLE II\n\nBoats are given back.\n\nARTICLE IV\n\nA page was misread.\n"), "art I, art II, art IV");
}

TEST(StructureFinder, FindsSectionsAndParagraphsOfReports) {
  EXPECT_EQ(parts_of("Report on the lake\n\nI. INTRODUCTION\n\n1. The report is short.\n\n2. It has two parts.\n\nII. EVENTS\n\n3. There were 12 boats. 4. They sank.\n\n17. This is a misread number.\n\n6. All swam.\n",
                     Kind::report),
            "sec I, sec II, para 1, para 2, para 3, para 4, para 6");
}

TEST(StructureFinder, ForgivesWhatScansDoToHeadings) {
  EXPECT_EQ(parts_of("Accord\n\nArticle l\n\nAll fighting ends.\n\nArtic1e 2\n\nBoats go back.\n\nArtide 3\n\nPeace is kept.\n"), "art 1, art 2, art 3");
  EXPECT_EQ(parts_of("Accord\n\nArticles l to 3 were read.\n\nArticulate men spoke.\n"), "");
}

TEST(StructureFinder, FindsArticlesInsideSentencesOfTreaties) {
  constexpr const char* line = "The Parties, mindful of article 4 of the Charter, have agreed as follows: Article 1 The Parties keep the peace; Article 2 The boats go back; as said (see Article 1) The end.";
  EXPECT_EQ(parts_of(line), "art 1, art 2, preamble");
  EXPECT_EQ(parts_of(line, Kind::report), "");
}

TEST(StructureFinder, LeavesOtherKindsAlone) { EXPECT_EQ(parts_of(treaty, Kind::news), ""); }

TEST(StructureFinder, IsNotFooledByRunningText) {
  EXPECT_EQ(parts_of("On the lake. The parties recall their paper. Article 5 of the Charter is plain. 1994. They met. In 1995 they met.", Kind::report), "");
  EXPECT_EQ(read_opening("Part of the lake froze").kind, DivisionKind::page);
  EXPECT_EQ(read_opening("Article 12, paragraph 2, says").kind, DivisionKind::page);
  EXPECT_EQ(read_opening("I. V. Petrov spoke for a long time and at last sat down.").kind, DivisionKind::page);
}

TEST(StructureFinder, GivesTokensToItsParts) {
  test::Given given;
  given.kind = Kind::treaty;
  const Document document = test::read_text(treaty, given);
  for (const Division& division : document.divisions) {
    EXPECT_LT(division.tokens.begin, division.tokens.end);
    EXPECT_GE(document.tokens[division.tokens.begin].span.begin, division.span.begin);
    EXPECT_LE(document.tokens[division.tokens.end - 1].span.end, division.span.end);
  }
}

}  // namespace
}  // namespace concord
