#include "lexicons/matcher.h"

#include <gtest/gtest.h>

#include "tests/lexicons/words.h"

namespace concord {
namespace {

using test::actors;
using test::matcher_of;
using test::tagged;
using test::words;

struct Case {
  const char* name;
  std::string alias;  // a YAML value
  const char* text;
  const char* expected;
};

void expect_all(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(tagged(matcher_of(actors({each.alias})), each.text), each.expected) << each.alias << " in " << each.text;
  }
}

TEST(Matcher, FoldsCaseAndAccents) {
  expect_all({
      {"upper", "United Tajik Opposition", "THE UNITED TAJIK OPPOSITION", "[actor:a UNITED TAJIK OPPOSITION]"},
      {"accent in text", "Emomali Rahmon", "Émomali Rahmon", "[actor:a Émomali Rahmon]"},
      {"accent in alias", "Émomali Rahmon", "Emomali Rahmon", "[actor:a Emomali Rahmon]"},
      {"cyrillic", "Рахмонов", "РАХМОНОВ сказал", "[actor:a РАХМОНОВ]"},
      {"no part of a word", "UN", "under the unit", ""},
      {"inside", "Tajik", "Tajikistan", ""},
  });
}

TEST(Matcher, HyphenBlankAndNothingAreOne) {
  const char* texts[] = {"inter-Tajik talks", "inter Tajik talks", "InterTajik talks", "inter\u2014Tajik talks", "Inter-\nTajik Talks"};
  for (const char* alias : {"inter-Tajik talks", "inter Tajik talks", "intertajik talks"}) {
    for (const char* text : texts) {
      EXPECT_EQ(tagged(matcher_of(actors({alias})), text), "[actor:a " + std::string(text) + "]") << alias;
    }
  }
  expect_all({
      {"joined alias", "ceasefire", "a cease-fire", "[actor:a cease-fire]"},
      {"hyphened alias", "cease-fire", "a ceasefire, a cease fire", "[actor:a ceasefire] [actor:a cease fire]"},
      {"slash", "Ghana/Togo", "Ghana / Togo", "[actor:a Ghana / Togo]"},
  });
}

TEST(Matcher, DotsOfAcronymsDoNotCount) {
  expect_all({
      {"dots in text", "{text: UN, case: exact}", "The U.N. said", "[actor:a U.N]"},
      {"dots in alias", "{text: U.S.A., case: exact}", "in USA", "[actor:a USA]"},
      {"word", "{text: US, case: exact}", "tell us", ""},
  });
}

TEST(Matcher, PossessivesElisionsAndModifiersBelongToTheMatch) {
  expect_all({
      {"possessive", "Tajikistan", "Tajikistan's army", "[actor:a Tajikistan]"},
      {"typographic", "Tajikistan", "Tajikistan\u2019s army", "[actor:a Tajikistan]"},
      {"possessive inside", "President Rahmon", "Tajik President's Rahmon", "[actor:a President's Rahmon]"},
      {"exact with possessive", "{text: UTO, case: exact}", "the UTO's view", "[actor:a UTO]"},
      {"elision", "ONU", "l'ONU", "[actor:a ONU]"},
      {"led", "{text: UN, case: exact}", "a UN-led effort", "[actor:a UN-led]"},
      {"anti", "Taliban", "anti-Taliban forces", "[actor:a anti-Taliban]"},
      {"exact, possessive inside", "{text: President Rahmon, case: exact}", "President's Rahmon", "[actor:a President's Rahmon]"},
      {"exact with its own", "{text: \"People's Front\", case: exact}", "People\u2019s Front", "[actor:a People\u2019s Front]"},
      {"elided inside", "Côte d'Ivoire", "la Cote d\u2019Ivoire", "[actor:a Cote d\u2019Ivoire]"},
      {"transliteration mark", "Qur'an", "Quran, Qur'an", "[actor:a Quran] [actor:a Qur'an]"},
      {"own apostrophe", "People's Front", "the People\u2019s Front", "[actor:a People\u2019s Front]"},
  });
}

TEST(Matcher, LetterCaseAsAsked) {
  expect_all({
      {"exact", "{text: WHO, case: exact}", "who met WHO", "[actor:a WHO]"},
      {"capitals of a heading", "{text: WHO, case: exact}", "THOSE WHO SIGNED", ""},
      {"name in a heading", "{text: UTO, case: exact}", "THE UTO SIGNED", "[actor:a UTO]"},
      {"capital", "{text: the Front, case: capital}", "the front and the Front", "[actor:a the Front]"},
      {"capital everywhere", "{text: March, case: capital}", "we march in MARCH", "[actor:a MARCH]"},
      {"accent exact", "{text: Côte, accent: exact}", "cote, côte", "[actor:a côte]"},
      {"exact words", "{text: Front Line, case: exact}", "Front line, front Line, Front Line, Front-Line",
       "[actor:a Front Line] [actor:a Front-Line]"},
  });
}

TEST(Matcher, AnAcronymBeforeADollarSignIsMoney) {
  const Matcher matcher = test::matcher_of(test::actors({"{text: US, case: exact}"}));
  EXPECT_EQ(test::tagged(matcher, "It cost US$ 5 and US$7"), "");
  EXPECT_EQ(test::tagged(matcher, "the US paid $5"), "[actor:a US]");
}

TEST(Matcher, PluralOnlyWhereAsked) {
  expect_all({
      {"none", "warlord", "warlords", ""},
      {"s", "{text: warlord, plural: english}", "a warlord and warlords", "[actor:a warlord] [actor:a warlords]"},
      {"y", "{text: field army, plural: english}", "field armies", "[actor:a field armies]"},
      {"man", "{text: ombudsman, plural: english}", "ombudsmen", "[actor:a ombudsmen]"},
      {"back", "{text: regional elites, plural: english}", "a regional elite", "[actor:a regional elite]"},
      {"not us", "{text: status, plural: english}", "statu", ""},
  });
}

TEST(Matcher, WildcardsGapsAndAlternatives) {
  expect_all({
      {"prefix", "ombuds*", "ombudsperson ombudsman Ombuds", "[actor:a ombudsperson] [actor:a ombudsman] [actor:a Ombuds]"},
      {"suffix", "'*istan'", "Tajikistan and stans", "[actor:a Tajikistan]"},
      {"inside", "'r*conciliation'", "reconciliation", "[actor:a reconciliation]"},
      {"both ends", "'*power*'", "empowerment", "[actor:a empowerment]"},
      {"one token", "'regional * elites'", "regional political elites, regional elites", "[actor:a regional political elites]"},
      {"gap", "'regional ** elites'", "regional elites; regional a b c elites; regional a b c d elites",
       "[actor:a regional elites] [actor:a regional a b c elites]"},
      {"alternatives", "'draft|bill law|act'", "draft act, bill law, draft", "[actor:a draft act] [actor:a bill law]"},
      {"hyphen in text", "non*", "non-state", "[actor:a non-state]"},
  });
}

TEST(Matcher, NoSignsInsideANameUnlessTheNameHasThem) {
  expect_all({
      {"comma", "Tajik opposition", "Tajik, opposition", ""},
      {"colon", "Tajik opposition", "Tajik: opposition", ""},
      {"spaced dash", "Tajik opposition", "Tajik \u2013 opposition", ""},
      {"abbreviation", "St Petersburg", "St. Petersburg", "[actor:a St. Petersburg]"},
      {"quotes", "Movement Rastokhez", "Movement \u201cRastokhez\u201d", "[actor:a Movement \u201cRastokhez]"},
      {"comma in alias", "'Foreign Affairs, Trade'", "Foreign Affairs, Trade", "[actor:a Foreign Affairs, Trade]"},
      {"comma not in text", "'Foreign Affairs, Trade'", "Foreign Affairs Trade", "[actor:a Foreign Affairs Trade]"},
      {"sentence border", "Tajik opposition", "All are Tajik. Opposition is weak", ""},
  });
}

TEST(Matcher, ScriptsWithoutBlanksAreCutIntoCharacters) {
  expect_all({
      {"chinese", "联合国", "联合国", "[actor:a 联合国]"},
      {"persian", "تاجیکستان", "جمهوری تاجیکستان", "[actor:a تاجیکستان]"},
      {"arabic yeh", "تاجیکستان", "تاجيكستان", "[actor:a تاجيكستان]"},
  });
}

TEST(Matcher, LongestMatchOfAFamilyWins) {
  const Matcher matcher = matcher_of(actors({"Tajikistan", "Government of Tajikistan", "Tajikistan Border Forces"}));
  EXPECT_EQ(tagged(matcher, "the Government of Tajikistan"), "[actor:b Government of Tajikistan]");
  EXPECT_EQ(tagged(matcher, "the Government of Tajikistan Border Forces"), "[actor:b Government of Tajikistan]")
      << "three words each: more letters decide";
  EXPECT_EQ(tagged(matcher, "Tajikistan Border Forces, Tajikistan"), "[actor:c Tajikistan Border Forces] [actor:a Tajikistan]");
}

TEST(Matcher, LabelsOfTheSameWordsAreAllKept) {
  const Matcher matcher = matcher_of(actors({"the Leader, Leader", "Leader"}));
  EXPECT_EQ(tagged(matcher, "Leader met the Leader"), "[actor:a Leader] [actor:b Leader] [actor:a the Leader]");
}

TEST(Matcher, FamiliesDoNotSeeEachOther) {
  const Result<Lexicon> lexicon = Lexicon::parse(
      {{"a.yaml", "lexicon: actor\nentries:\n  - {id: cnr, name: Commission on National Reconciliation}\n"},
       {"t.yaml", "lexicon: theme\nentries:\n  - {id: reconciliation, name: R, definition: d, patterns: [reconciliation]}\n"}});
  ASSERT_TRUE(lexicon);
  const Result<Matcher> matcher = Matcher::compile(*lexicon);
  ASSERT_TRUE(matcher);
  EXPECT_EQ(tagged(*matcher, "the Commission on National Reconciliation met"),
            "[actor:cnr Commission on National Reconciliation] [theme:reconciliation Reconciliation]");
}

TEST(Matcher, ContextDecides) {
  expect_all({
      {"near in sentence", "{text: the Front, near: \"People's\"}", "the Front of the People's army. The Front rests", "[actor:a the Front]"},
      {"within tokens", "{text: amnesty, near: [law, grant*], within: 3}", "amnesty by a law; amnesty in a big old law",
       "[actor:a amnesty] [actor:a amnesty]"},
      {"too far", "{text: amnesty, near: [law, grant*], within: 3}", "amnesty in a big old law", ""},
      {"granted before", "{text: amnesty, near: [law, grant*], within: 3}", "granted an amnesty", "[actor:a amnesty]"},
      {"not itself", "{text: amnesty law, near: law}", "the amnesty law", ""},
      {"require", "{text: return*, require: [refugee*, displaced]}", "Refugees returned. He returned", "[actor:a returned]"},
      {"forbid", "{text: return*, forbid: [return to the table]}", "They return to the table. They return home", "[actor:a return]"},
      {"document", "{text: the Front, near: \"People's Front\", within: document}", "The Front came. People's Front was new", "[actor:a The Front]"},
  });
}

TEST(Matcher, ExclusionsTakeWhatLiesInside) {
  const Matcher matcher = matcher_of(
      "lexicon: theme\nentries:\n  - {id: r, name: R, definition: d, patterns: [reconciliation], not: [bank|account reconciliation]}\n");
  EXPECT_EQ(tagged(matcher, "bank reconciliation and national reconciliation"), "[theme:r reconciliation]");
  EXPECT_EQ(tagged(matcher, "account reconciliation"), "");
}

TEST(Matcher, DatedAliasesCountOnlyInTheirTime) {
  const Matcher matcher =
      matcher_of(actors({"{text: Head of Mission, from: 1994-02, to: 1995-06}", "{text: Head of Mission, from: 1995-07}"}));
  Matcher::Scratch scratch;
  const auto at = [&](const char* date) {
    Document document = words("the Head of Mission");
    document.metadata.date = Date::parse(date);
    matcher.annotate(document, scratch);
    return test::tags(document);
  };
  EXPECT_EQ(at("1994-05-03"), "[actor:a Head of Mission]");
  EXPECT_EQ(at("1996"), "[actor:b Head of Mission]");
  EXPECT_EQ(at("1995"), "[actor:a Head of Mission] [actor:b Head of Mission]");
  EXPECT_EQ(at("1990"), "");
  EXPECT_EQ(at("no date"), "");
}

TEST(Matcher, RegexesReadTheSentenceAsAPersonWould) {
  expect_all({
      {"plain", "{regex: '/human[- ]rights (commission|institution)s?/'}", "a Human Rights\nCommission", "[actor:a Human Rights\nCommission]"},
      {"dash", "{regex: 'cease-fire'}", "cease\u2011fire", "[actor:a cease\u2011fire]"},
      {"snapped", "{regex: 'mbud'}", "the ombudsman", "[actor:a ombudsman]"},
      {"exact", "{regex: 'CNR[0-9]', case: exact}", "cnr1 CNR2", "[actor:a CNR2]"},
      {"not over sentences", "{regex: 'peace. Talks'}", "peace. Talks", ""},
      {"several", "{regex: 'art[0-9]+'}", "art1 art22", "[actor:a art1] [actor:a art22]"},
      {"short atoms", "{regex: '[a-z]\\d'}", "b2 and c", "[actor:a b2]"},
  });
}

TEST(Matcher, WeightsAddUpToTheThresholdOfTheSentence) {
  const Matcher matcher = matcher_of(R"(
lexicon: theme
entries:
  - id: ombudsman
    name: Ombudsman
    definition: d
    patterns:
      - {text: complaint*, weight: 0.5}
      - {text: citizen*, weight: 0.5}
      - {text: ombudsman}
      - {text: railway, weight: -1}
)");
  EXPECT_EQ(tagged(matcher, "complaints by citizens. Complaints, complaints"), "[theme:ombudsman complaints] [theme:ombudsman citizens]");
  EXPECT_EQ(tagged(matcher, "the ombudsman of the railway"), "");
  EXPECT_EQ(tagged(matcher, "the ombudsman of the citizens"), "[theme:ombudsman ombudsman] [theme:ombudsman citizens]");
}

TEST(Matcher, ThresholdOfTheDocumentCountsEachRuleOnce) {
  const Matcher matcher = matcher_of(R"(
lexicon: theme
entries:
  - {id: t, name: T, definition: d, threshold: {sentence: 0, document: 2}, patterns: [alpha, beta]}
)");
  EXPECT_EQ(tagged(matcher, "alpha. Alpha"), "");
  EXPECT_EQ(tagged(matcher, "alpha. Beta"), "[theme:t alpha] [theme:t Beta]");
}

TEST(Matcher, OtherLabelsAreEvidence) {
  const Result<Lexicon> lexicon = Lexicon::parse(
      {{"a.yaml", "lexicon: actor\nentries:\n  - {id: un, name: United Nations}\n"},
       {"t.yaml",
        "lexicon: theme\nentries:\n  - {id: t, name: T, definition: d, patterns: [{text: support, weight: 0.5}, {label: 'actor:u*', weight: 0.5}]}\n"}});
  ASSERT_TRUE(lexicon);
  const Result<Matcher> matcher = Matcher::compile(*lexicon);
  ASSERT_TRUE(matcher);
  EXPECT_EQ(tagged(*matcher, "United Nations support. Other support"), "[actor:un United Nations] [theme:t support]");
}

TEST(Matcher, NegationIsRecorded) {
  const Matcher matcher = matcher_of(
      "lexicon: theme\nentries:\n  - {id: o, name: O, definition: d, patterns: [ombuds*, омбудсмен*, médiateur, ceasefire]}\n");
  const struct {
    const char* text;
    const char* expected;
  } cases[] = {
      {"no ombudsman was established", "[!theme:o ombudsman]"},
      {"The parties have not yet agreed on an ombudsman", "[!theme:o ombudsman]"},
      {"without an ombudsman", "[!theme:o ombudsman]"},
      {"They failed to appoint an ombudsman", "[!theme:o ombudsman]"},
      {"There was never an ombudsman", "[!theme:o ombudsman]"},
      {"The ombudsman has not yet been appointed", "[!theme:o ombudsman]"},
      {"An ombudsman was not established", "[!theme:o ombudsman]"},
      {"The ombudsman did not travel", "[theme:o ombudsman]"},
      {"Not only the ombudsman came", "[theme:o ombudsman]"},
      {"no later than the election of the ombudsman", "[theme:o ombudsman]"},
      {"They did not vote, and the ombudsman left", "[theme:o ombudsman]"},
      {"They did not vote but the ombudsman left", "[theme:o ombudsman]"},
      {"Law No 5 on the ombudsman", "[theme:o ombudsman]"},
      {"омбудсмен не был назначен", "[!theme:o омбудсмен]"},
      {"нет омбудсмена", "[!theme:o омбудсмена]"},
      {"sans médiateur", "[!theme:o médiateur]"},
      {"Il n'y a pas de médiateur", "[!theme:o médiateur]"},
      {"No agreement. The ombudsman spoke", "[theme:o ombudsman]"},
  };
  for (const auto& each : cases) EXPECT_EQ(tagged(matcher, each.text), each.expected) << each.text;
}

TEST(Matcher, NamesTheRuleThatFired) {
  Document document = words("the UTO signed");
  Matcher::Scratch scratch;
  matcher_of(
      "lexicon: actor\nentries:\n  - id: uto\n    name: United Tajik Opposition\n    aliases:\n      - {text: UTO, case: exact, confidence: 90}\n")
      .annotate(document, scratch);
  ASSERT_EQ(document.annotations.size(), 1U);
  EXPECT_EQ(document.rules[document.annotations[0].rule], "test.yaml:6 UTO");
  EXPECT_EQ(document.annotations[0].confidence, 90);
}

TEST(Matcher, SkipsMarkedTextInsideAName) {
  Document document = words("United Tajik");
  document.text.utf8 = "United 7) Tajik";
  document.tokens[1].span = {10, 15};
  document.sentences[0].span = {0, 15};
  document.marks.push_back({MarkKind::footnote_mark, {7, 9}, ""});
  Matcher::Scratch scratch;
  matcher_of(actors({"United Tajik"})).annotate(document, scratch);
  EXPECT_EQ(test::tags(document), "[actor:a United 7) Tajik]");
}

TEST(Matcher, PhraseErrorsNameTheirPlace) {
  const Result<Lexicon> lexicon =
      Lexicon::parse({{"x/bad.yaml", "lexicon: actor\nentries:\n  - id: a\n    name: A\n    aliases:\n      - '* talks'\n"}});
  ASSERT_TRUE(lexicon);
  const Result<Matcher> matcher = Matcher::compile(*lexicon);
  ASSERT_FALSE(matcher);
  EXPECT_EQ(matcher.error().where, "x/bad.yaml:6:9");
  EXPECT_EQ(matcher.error().message, "'* talks' begins or ends with a wildcard token");
}

TEST(Matcher, ScratchServesManyDocuments) {
  const Matcher matcher = matcher_of(actors({"Tajikistan"}));
  Matcher::Scratch scratch;
  for (int i = 0; i < 3; ++i) {
    Document document = words(i % 2 == 0 ? "in Tajikistan" : "nowhere");
    matcher.annotate(document, scratch);
    EXPECT_EQ(test::tags(document), i % 2 == 0 ? "[actor:a Tajikistan]" : "");
  }
}

}  // namespace
}  // namespace concord
