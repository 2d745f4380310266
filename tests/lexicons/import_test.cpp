#include "lexicons/import.h"

#include <gtest/gtest.h>

#include "lexicons/csv.h"
#include "tests/lexicons/words.h"

namespace concord {
namespace {

std::string aliases(const ImportReport& report) {
  std::string all;
  for (const DraftEntry& draft : report.draft.entries) {
    all += draft.entry.id + ":";
    for (const Rule& rule : draft.rules) all += " " + rule.text + (rule.letters == LetterCase::exact ? "!" : "") + ";";
    all += "\n";
  }
  return all;
}

std::string findings(const ImportReport& report) {
  std::string all;
  for (const Finding& finding : report.findings) all += finding.to_string() + "\n";
  return all;
}

constexpr const char* everything = R"(
lexicon: theme
entries:
  - id: amnesty
    name: "Amnesty: and pardon"
    names: {ru: амнистия}
    definition: 'a "definition", with signs'
    parent: justice
    identifiers: {unbis: 04.01, pax: TjAm}
    from: 1994
    to: 1997-06
    sources: [one source, "another, with comma"]
    notes: "no"
    not: [amnesty international, "an amnesty|pardon"]
    threshold: {sentence: 0.5, document: 2}
    polarity: false
    patterns:
      - amnesty
      - {text: "pardon*", near: [law, "act|bill"], within: 5, weight: 0.25}
      - {text: "Amnesty", case: exact, accent: exact, plural: english, require: [grant*], forbid: ["no one"]}
      - {regex: "/amnest(y|ies)/", confidence: 70, tags: [a, b], evidence: "seen in S/1997/510"}
      - {label: "actor:un*", weight: -0.5}
      - {text: "the Act", from: 1995-01, to: 1996-05-03, metonym: true, language: en, near: Act, within: document}
  - {id: justice, name: Justice, definition: d}
)";

std::string without_places(Lexicon lexicon) {
  std::string all;
  for (const LexiconDraft& draft : {draft_of(lexicon, "actor"), draft_of(lexicon, "theme")}) all += to_yaml(draft);
  return all;
}

TEST(Draft, YamlComesBackAsItWas) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", everything}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  const std::string yaml = to_yaml(draft_of(*lexicon, "theme"));
  const Result<Lexicon> again = Lexicon::parse({{"t.yaml", yaml}});
  ASSERT_TRUE(again) << again.error().to_string() << yaml;
  EXPECT_EQ(without_places(*again), without_places(*lexicon));
  ASSERT_EQ(again->rules().size(), 7U);
  EXPECT_EQ(again->rules()[3].kind, Rule::Kind::regex);
  EXPECT_EQ(again->entries()[0].notes, "no");
}

TEST(Draft, CsvComesBackAsItWas) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", everything}});
  ASSERT_TRUE(lexicon);
  const std::string csv = to_csv(draft_of(*lexicon, "theme"));
  const Result<ImportReport> report = import_csv(csv, "t.csv", "theme");
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(findings(*report), "");
  const Result<Lexicon> again = Lexicon::parse({{"t.yaml", to_yaml(report->draft)}});
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(without_places(*again), without_places(*lexicon));
}

TEST(Draft, NamesKeepTheirPlaceAndTheirConditions) {
  const char* yaml =
      "lexicon: actor\ndefaults: {case: capital}\nentries:\n"
      "  - {id: a, name: Alpha People, names: {ru: Альфа}, aliases: [Alphans, Alpha People, Alfa]}\n"
      "  - {id: b, name: Beta Party, aliases: [{text: Beta Party, near: [Utopia], within: document}]}\n"
      "  - {id: c, name: Gamma, name-is-alias: false, aliases: [Gamma Front]}\n"
      "  - {id: d, name: Delta, name-is-alias: false, aliases: [{text: Delta, case: exact}]}\n";
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", yaml}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  const Result<Lexicon> again = Lexicon::parse({{"t.yaml", to_yaml(draft_of(*lexicon, "actor"))}});
  ASSERT_TRUE(again) << again.error().to_string();
  EXPECT_EQ(without_places(*again), without_places(*lexicon));
  EXPECT_TRUE(again->rules()[1].is_name) << "an alias that says the name is the name";
  EXPECT_EQ(again->rules()[1].letters, LetterCase::capital);
  EXPECT_FALSE(again->rules().back().is_name);
}

TEST(Draft, IdsOfNames) {
  EXPECT_EQ(id_of("Said Abdullo Nuri"), "said-abdullo-nuri");
  EXPECT_EQ(id_of("People\u2019s Front (Kulyab)"), "peoples-front-kulyab");
  EXPECT_EQ(id_of("Рахмонов"), "rakhmonov");
  EXPECT_EQ(id_of("..."), "");
}

TEST(Csv, QuotesAndLines) {
  const Result<std::vector<CsvRow>> rows = parse_csv("\xEF\xBB\xBF" "a,b\r\n\"x\ny\",\"say \"\"no\"\"\"\n\n,\n", "t.csv");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 3U);
  EXPECT_EQ((*rows)[1].cells, (std::vector<std::string>{"x\ny", "say \"no\""}));
  EXPECT_EQ((*rows)[2].line, 5U);
  EXPECT_EQ(parse_csv("a\n\"b", "t.csv").error().to_string(), "t.csv:line 2: a quoted cell is never closed; add the missing '\"', or double the quotes inside it");
}

TEST(ImportCsv, TakesAnyTableWithNames) {
  const Result<ImportReport> report = import_csv("name,aliases,colour\nUnited Tajik Opposition,UTO | the Opposition,red\n", "t.csv", "actor");
  ASSERT_TRUE(report);
  EXPECT_EQ(aliases(*report), "united-tajik-opposition: United Tajik Opposition; UTO; the Opposition;\n");
  EXPECT_EQ(findings(*report), "t.csv:1: warning: column 'colour' is not used\n");
  EXPECT_EQ(import_csv("x,y\n", "t.csv", "actor").error().to_string(), "t.csv:1: no column 'name' or 'id'; name the columns in the first line: id,name,aliases");
}

TEST(ImportPaax, MendsWhatWasGatheredByMachine) {
  const Result<ImportReport> report = import_paax(
      "id_paax,actor_type,sub_type,un_type,actor_name,abbreviation,alternative_names\n"
      "ARM_1,Armed Organization,,,Revival Front,RF,CongrÃ¨s du RF | Republic | : Revival Front- | X | Revival Front : A. NAME | Government Republic Utopia | "
      "REVIVAL FRONT SOMEBODY IVAN IVANOVICH AMBASSADOR PLENIPOTENTIARY | Second Front | Shared Name | Revival Front (RVF)\n"
      "ARM_2,Armed Organization,,,Second Front,,Shared Name\n",
      "paax.csv");
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(aliases(*report),
            "paax-arm-1: Revival Front; RF!; Congrès du RF; Government Republic Utopia; Government of the Republic of Utopia; RVF!; "
            "Government of Republic of Utopia; Government of the Republic of the Utopia;\n"
            "paax-arm-2: Second Front;\n");
  EXPECT_EQ(findings(*report),
            "paax.csv:2: note: 'CongrÃ¨s du RF' (ARM_1): was UTF-8 read as Windows-1252; mended: 'Congrès du RF'\n"
            "paax.csv:2: warning: 'Republic' (ARM_1): names a kind, not an actor; left out\n"
            "paax.csv:2: warning: 'X' (ARM_1): one letter, or none; left out\n"
            "paax.csv:2: note: 'Revival Front : A. NAME' (ARM_1): has a signature after the colon; cut there\n"
            "paax.csv:2: note: 'Government Republic Utopia' (ARM_1): seems to lack its 'of'; added: 'Government of the Republic of Utopia'\n"
            "paax.csv:2: warning: 'REVIVAL FRONT SOMEBODY IVAN IVANOVICH AMBASSADOR PLENIPOTENTIARY' (ARM_1): reads like a signature block; left out\n"
            "paax.csv:2: warning: 'Second Front' (ARM_1): is the name of ARM_2; left out here\n"
            "paax.csv: warning: 'Shared Name' (ARM_1): is a name of 2 actors; left out\n"
            "paax.csv: warning: 'Shared Name' (ARM_2): is a name of 2 actors; left out\n");
}

TEST(ImportPaax, ANameOfManyCountsWhereItsCountryIsNamed) {
  const Result<ImportReport> report = import_paax(
      "id_paax,actor_type,actor_iso3c,actor_name,alternative_names\n"
      "CON_1,Country/State,UTO,Utopia,\n"
      "CON_2,Country/State,ERE,\"Erewhon, Republic of\",\n"
      "ARM_6,Armed Organization,UTO,Ana Alva and supporters,\n"
      "NGO_3,Civil Society,UTO,Civil Society,\n"
      "NGO_4,Civil Society,ERE,Civil Society,\n"
      "NGO_5,Civil Society,,Civil Society,\n",
      "paax.csv");
  ASSERT_TRUE(report) << report.error().to_string();
  const Matcher matcher = test::matcher_of(to_yaml(report->draft));
  EXPECT_EQ(test::tagged(matcher, "Civil Society of Utopia"), "[actor:paax-ngo-3 Civil Society] [actor:paax-con-1 Utopia]");
  EXPECT_EQ(test::tagged(matcher, "the Republic of Erewhon and Civil Society"), "[actor:paax-con-2 Republic of Erewhon] [actor:paax-ngo-4 Civil Society]");
  EXPECT_EQ(test::tagged(matcher, "Civil Society"), "");
  EXPECT_EQ(test::tagged(matcher, "the Alva group"), "[actor:paax-arm-6 Alva]");
}

TEST(Enrich, TheAliasesOfTheSameActorElsewhere) {
  Result<ImportReport> report = import_paax("id_paax,actor_type,actor_name,alternative_names\nIGO_1,Intergovernmental Organization,European Union,\nIGO_2,Other,Community,EC\n", "p.csv");
  ASSERT_TRUE(report);
  const auto known = Lexicon::parse({{"k.yaml", "lexicon: actor\nentries:\n  - {id: eu, name: European Union, type: igo, aliases: [European Community, {text: EC, case: exact}, {text: Brussels, metonym: true}]}\n"}});
  ASSERT_TRUE(known) << known.error().to_string();
  EXPECT_EQ(enrich(report->draft, *known), 1U) << "'EC' is another's, Brussels a metonym";
  EXPECT_EQ(report->draft.entries[0].rules.back().text, "European Community");
}

TEST(Enrich, WhatCameBeforeAndWhoSpeaksForIt) {
  Result<ImportReport> report = import_paax(
      "id_paax,actor_type,actor_name,alternative_names\n"
      "IGO_2,Intergovernmental Organization,Secretariat of the League,\n"
      "IGO_1,Intergovernmental Organization,League of Lands (General),\n",
      "p.csv");
  ASSERT_TRUE(report);
  const auto known = Lexicon::parse({{"k.yaml",
                                      "lexicon: actor\nentries:\n"
                                      "  - {id: league, name: League of Lands, type: igo, aliases: [League of Lands, LoL]}\n"
                                      "  - {id: concert, name: Concert of Lands, type: igo, successor: league}\n"
                                      "  - {id: secretariat, name: Secretariat of the League, type: igo, part-of: [league]}\n"
                                      "  - {id: envoy, name: Envoy of the Lands, type: office, part-of: [secretariat]}\n"
                                      "  - {id: ana, name: Ana Alva, type: person, part-of: [secretariat]}\n"
                                      "  - {id: archive, name: Archive of the Lands, type: igo, part-of: [secretariat]}\n"}});
  ASSERT_TRUE(known) << known.error().to_string();
  enrich(report->draft, *known);
  EXPECT_EQ(aliases(*report),
            "paax-igo-2: Secretariat of the League; Archive of the Lands;\n"
            "paax-igo-1: League of Lands (General); League of Lands; LoL; Concert of Lands; Envoy of the Lands; Ana Alva;\n");
  const Matcher matcher = test::matcher_of(to_yaml(report->draft));
  EXPECT_EQ(test::tagged(matcher, "Signed by Ana Alva"), "[actor:paax-igo-1 Ana Alva]");
  EXPECT_EQ(test::tagged(matcher, "Ana Alva, chairman of the meeting"), "") << "in another capacity";
}

TEST(ImportPaax, TheGovernmentIsOfTheCountryWhoseOpponentIsNamed) {
  const Result<ImportReport> report = import_paax(
      "id_paax,actor_type,actor_iso3c,actor_name,abbreviation,alternative_names\n"
      "CON_1,Country/State,UTO,Utopia,,\n"
      "ARM_2,Armed Organization,UTO,Army of the Meadows,ADM,\n"
      "NGO_3,Civil Society,UTO,Episcopal Conference of Utopia,,\n"
      "CON_4,Country/State, ,Erewhon,,\n",
      "paax.csv");
  ASSERT_TRUE(report) << report.error().to_string();
  const Matcher matcher = test::matcher_of(to_yaml(report->draft));
  EXPECT_EQ(test::tagged(matcher, "For the National Government: A. B. For the ADM: C. D."), "[actor:paax-con-1 Government] [actor:paax-arm-2 ADM]");
  EXPECT_EQ(test::tagged(matcher, "For the National Government: A. B."), "");
  EXPECT_EQ(test::tagged(matcher, "the ADM and the Episcopal Conference"), "[actor:paax-arm-2 ADM] [actor:paax-ngo-3 Episcopal Conference]");
  EXPECT_EQ(test::tagged(matcher, "the Episcopal Conference"), "");
}

TEST(ImportPaax, HalvesOfNamesYieldAndOfficesBelongToTheBody) {
  const Result<ImportReport> report = import_paax(
      "id_paax,actor_type,actor_iso3c,actor_name,abbreviation,alternative_names\n"
      "ARM_1,Armed Organization,,Meadow Army In Opposition,,Meadow Movement/ Army Opposition\n"
      "ARM_2,Armed Organization,,Meadow Movement/Army,,Meadow Movement | Meadow People ’s Front\n"
      "IGO_3,Intergovernmental Organization,,League of Lands,LOL,\n"
      "IGO_4,Intergovernmental Organization,,Chief Clerk of Lands,,LOL Special Representative | RÃƒÂ©publique\n",
      "paax.csv");
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(aliases(*report),
            "paax-arm-1: Meadow Army In Opposition;\n"
            "paax-arm-2: Meadow Movement/Army; Meadow Movement; Meadow People’s Front;\n"
            "paax-igo-3: League of Lands; LOL!;\n"
            "paax-igo-4: Chief Clerk of Lands; République;\n");
}

TEST(ImportPhoenix, KeepsCodesWithTheirDates) {
  const Result<ImportReport> report = import_phoenix(
      "# head\nREVIVAL_FRONT_ ; a comment\n+RVF\n+FRONT_OF_REVIVAL_\n\t[XXXREB <061231] [XXXGOV >20070101]\n\nSOMEBODY_NEW_ [YYYGOV 930101-950630]\n+X\n", "p.txt");
  ASSERT_TRUE(report);
  EXPECT_EQ(aliases(*report), "revival-front: Revival Front; RVF!; Front Of Revival;\nsomebody-new: Somebody New;\n");
  EXPECT_EQ(report->draft.entries[0].entry.identifiers,
            (std::map<std::string, std::string>{{"cameo-from-2007-01-01", "XXXGOV"}, {"cameo-to-2006-12-31", "XXXREB"}}));
  EXPECT_EQ(report->draft.entries[1].entry.identifiers, (std::map<std::string, std::string>{{"cameo-from-1993-01-01-to-1995-06-30", "YYYGOV"}}));
  EXPECT_EQ(findings(*report), "p.txt:8: warning: 'X' has less than two letters; left out\n");
}

TEST(ImportPhoenix, RefusesVerbPatterns) {
  std::string verbs = "--- HOLD [110] ---\nABIDE\n";
  for (int i = 0; i < 12; ++i) verbs += "- * BY AGREEMENT [050]  # ABIDE\n";
  const Result<ImportReport> report = import_phoenix(verbs, "v.txt");
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().to_string(), "v.txt: this is a dictionary of verb patterns: 12 lines begin with '- '; import the files of actors and agents; verbs have no place in a lexicon");
}

TEST(ImportQuanteda, NestedKeysBecomeParents) {
  const Result<ImportReport> report = import_quanteda("ASIA:\n  CENTRAL:\n    'TJ': [Tajik*, Dushanbe, 'T?jik']\nwords: peace\n", "q.yml", "theme");
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(aliases(*report), "asia:\nasia-central:\nasia-central-tj: Tajik*; Dushanbe;\nwords: peace;\n");
  EXPECT_EQ(report->draft.entries[2].entry.parents, std::vector<std::string>{"asia-central"});
  EXPECT_EQ(findings(*report), "q.yml:3:30: warning: 'T?jik' has a '?', which stands for one letter there; left out; write the forms out, or a regex\n");
}

TEST(ImportSkos, LabelsOfAllLanguagesAndBroaderConcepts) {
  const char* turtle = R"(
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://x.org/1> a skos:Concept ; skos:prefLabel "peace"@en, "мир"@ru ; skos:altLabel "peacefulness"@en .
<http://x.org/2> a skos:Concept ; skos:prefLabel "peace agreements"@en ; skos:broader <http://x.org/1>, <http://x.org/9> ; skos:definition "Treaties."@en .
)";
  const Result<ImportReport> report = import_skos(turtle, "v.ttl", "theme", "turtle");
  ASSERT_TRUE(report) << report.error().to_string();
  EXPECT_EQ(aliases(*report), "peace: peace; мир; peacefulness;\npeace-agreements: peace agreements;\n");
  EXPECT_EQ(report->draft.entries[1].entry.parents, std::vector<std::string>{"peace"});
  EXPECT_EQ(report->draft.entries[1].entry.definition, "Treaties.");
  EXPECT_EQ(findings(*report), "v.ttl: note: 'peace agreements' is below <http://x.org/9>, which is not in the file; that parent is left out\n");
  const char* xml = R"(<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://x.org/1"><skos:prefLabel xml:lang="en">peace</skos:prefLabel></skos:Concept></rdf:RDF>)";
  const Result<ImportReport> from_xml = import_skos(xml, "v.rdf", "theme");
  ASSERT_TRUE(from_xml) << from_xml.error().to_string();
  EXPECT_EQ(aliases(*from_xml), "peace: peace;\n");
  EXPECT_EQ(import_skos("<a> <b> .", "v.ttl", "theme", "turtle").error().where, "v.ttl:1");
}

}  // namespace
}  // namespace concord
