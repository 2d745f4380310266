#include "lexicons/learned_aliases.h"

#include <gtest/gtest.h>

#include "tests/lexicons/words.h"

namespace concord {
namespace {

constexpr const char* yaml = R"(
lexicon: actor
entries:
  - {id: uto, name: United Tajik Opposition, type: umbrella}
  - {id: cnr, name: Commission on National Reconciliation, type: government-body}
  - {id: osce, name: OSCE Mission to Tajikistan, type: mission}
  - {id: nuri, name: Said Abdullo Nuri, type: person, aliases: [Chairman of the Commission on National Reconciliation]}
  - {id: uto-forces, name: Collective Forces of the United Tajik Opposition, type: armed-organisation}
  - {id: other, name: CNR Ltd, type: company, aliases: [{text: CNR, case: exact}]}
  - {id: opp, name: Объединённая таджикская оппозиция, type: umbrella}
)";

class Learning : public testing::Test {
 protected:
  std::string after(const std::string& text, LearningOptions options = {}) {
    Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", yaml}});
    EXPECT_TRUE(lexicon);
    const Result<Matcher> matcher = Matcher::compile(*lexicon);
    document = test::words(text);
    Matcher::Scratch scratch;
    matcher->annotate(document, scratch);
    learned = AliasLearner(lexicon->catalogue(), options).annotate(document);
    return test::tags(document);
  }
  Document document;
  std::vector<LearnedAlias> learned;
};

TEST_F(Learning, AbbreviationsInAllShapes) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"The United Tajik Opposition (UTO) came. UTO left", "[actor:uto United Tajik Opposition] [actor:uto UTO] [actor:uto UTO]"},
      {"The United Tajik Opposition (\u201cUTO\u201d) came", "[actor:uto United Tajik Opposition] [actor:uto UTO]"},
      {"the opposition (the \"United Tajik Opposition\", UTO)", "[actor:uto United Tajik Opposition] [actor:uto UTO]"},
      {"UTO (United Tajik Opposition) came", "[actor:uto UTO] [actor:uto United Tajik Opposition]"},
      {"the United Tajik Opposition (hereinafter UTO) and UTOs", "[actor:uto United Tajik Opposition] [actor:uto UTO] [actor:uto UTOs]"},
      {"Объединённая таджикская оппозиция (ОТО)", "[actor:opp Объединённая таджикская оппозиция] [actor:opp ОТО]"},
      {"the United Tajik Opposition (in Moscow) and the USA", "[actor:uto United Tajik Opposition]"},
      {"the United Tajik Opposition (ABC)", "[actor:uto United Tajik Opposition]"},
  };
  for (const auto& each : cases) EXPECT_EQ(after(each.text), each.expected) << each.text;
}

TEST_F(Learning, WhatAbbreviationsStandFor) {
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"the fall of the gross domestic product (GDP)", "GDP = gross domestic product"},
      {"80 armoured personnel carriers (APCs)", "APCs = armoured personnel carriers"},
      {"the Frente Feliz Mundial de la Nación (FMN)", "FMN = Frente Feliz Mundial de la Nación"},
      {"the Democratic League of Utopia (LDU) won", "LDU = Democratic League of Utopia"},
      {"the National Police of Upper-Erewhon (PNUE)", "PNUE = National Police of Upper-Erewhon"},
      {"by the International Polite Police Office (INTERPOL)", "INTERPOL = International Polite Police Office"},
      {"the Utopian logistic unit (UTLOG)", "UTLOG = Utopian logistic unit"},
      {"a Preventive Force for Utopia (PREFU)", "PREFU = Preventive Force for Utopia"},
      {"they met Utopia, Erewhon and Laputa (EUL) there", ""},
      {"some apples, pears and plums (PUTPO)", ""},
  };
  for (const auto& each : cases) {
    std::string found;
    for (const LearnedAlias& alias : AliasLearner::definitions(test::words(each.text))) found += alias.text + " = " + alias.long_form;
    EXPECT_EQ(found, each.expected) << each.text;
  }
}

TEST_F(Learning, AnAbbreviationOfABodyIsNotOfItsChairman) {
  EXPECT_EQ(after("Mr. Abdullo Nuri, Chairman of the Commission on National Reconciliation (CNR), left. CNR met"),
            "[actor:nuri Chairman of the Commission on National Reconciliation] [actor:cnr CNR] [actor:cnr CNR]");
  EXPECT_EQ(after("Collective Forces of the United Tajik Opposition (UTO). UTO"),
            "[actor:uto-forces Collective Forces of the United Tajik Opposition] [actor:uto UTO] [actor:uto UTO]");
}

TEST_F(Learning, TheDocumentsOwnAbbreviationReplacesTheLexicons) {
  EXPECT_EQ(after("CNR. A Commission on National Reconciliation (CNR)"),
            "[actor:cnr CNR] [actor:cnr Commission on National Reconciliation] [actor:cnr CNR]");
  EXPECT_EQ(after("CNR works"), "[actor:other CNR]") << "and only in that document";
}

TEST_F(Learning, EvidenceIsTheRule) {
  after("United Tajik Opposition (UTO)");
  ASSERT_EQ(document.annotations.size(), 2U);
  EXPECT_EQ(document.rules[document.annotations[1].rule], "document: UTO = United Tajik Opposition (byte 0)");
  EXPECT_EQ(document.annotations[1].confidence, 95);
  ASSERT_EQ(learned.size(), 1U);
  EXPECT_EQ(learned[0].mentions, 1U);
}

TEST_F(Learning, UnknownLongFormsAreListedWithoutLabel) {
  after("United Tajik Opposition. The National Revival Movement (NRM) came");
  ASSERT_EQ(learned.size(), 1U);
  EXPECT_EQ(learned[0].text, "NRM");
  EXPECT_EQ(learned[0].long_form, "National Revival Movement");
  EXPECT_EQ(learned[0].label, "");
}

TEST_F(Learning, SurnamesAfterFullNames) {
  EXPECT_EQ(after("Nuri. Said Abdullo Nuri spoke. Mr. Nuri left. Ali Nuri stayed"), "[actor:nuri Said Abdullo Nuri] [actor:nuri Nuri]");
  EXPECT_EQ(document.annotations[1].confidence, 90);
}

TEST_F(Learning, HeadNounsAfterFullNames) {
  EXPECT_EQ(after("the Commission. The OSCE Mission to Tajikistan and the Commission on National Reconciliation met; the Commission and the Mission agreed, "
                  "the commission, the Commission on Human Rights, the Mission Chief"),
            "[actor:osce OSCE Mission to Tajikistan] [actor:cnr Commission on National Reconciliation] [actor:cnr Commission] [actor:osce Mission]");
  EXPECT_EQ(document.annotations[2].confidence, 70);
}

TEST_F(Learning, QuotedNames) {
  EXPECT_EQ(after("the OSCE Mission to Tajikistan (hereinafter \"the Office\"). Later Office staff"), "[actor:osce OSCE Mission to Tajikistan] [actor:osce Office] [actor:osce Office]");
}

TEST_F(Learning, Switches) {
  const char* text = "United Tajik Opposition (UTO). Said Abdullo Nuri. Nuri";
  EXPECT_EQ(after(text, {false, false}), "[actor:uto United Tajik Opposition] [actor:nuri Said Abdullo Nuri]");
  EXPECT_EQ(after(text, {false, true}), "[actor:uto United Tajik Opposition] [actor:nuri Said Abdullo Nuri] [actor:nuri Nuri]");
}

TEST(LearnedTheme, AnAbbreviationThatIsAPatternAlreadyIsMentionedOnce) {
  Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", R"(
lexicon: theme
entries:
  - {id: mines, name: Mine action, definition: d, patterns: [unexploded ordnance, UXO]}
)"}});
  ASSERT_TRUE(lexicon);
  const Result<Matcher> matcher = Matcher::compile(*lexicon);
  Document document = test::words("Unexploded ordnance (UXO) kills. Clear UXO");
  Matcher::Scratch scratch;
  matcher->annotate(document, scratch);
  AliasLearner(lexicon->catalogue()).annotate(document);
  EXPECT_EQ(test::tags(document), "[theme:mines Unexploded ordnance] [theme:mines UXO] [theme:mines UXO]");
}

}  // namespace
}  // namespace concord
