#include "lexicons/lexicon.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "lexicons/matcher.h"

namespace concord {
namespace {

std::string error_of(std::vector<LexiconSource> sources) {
  const Result<Lexicon> lexicon = Lexicon::parse(std::move(sources));
  return lexicon ? "none" : lexicon.error().to_string();
}
std::string error_of(std::string yaml) { return error_of({{"actors/t.yaml", std::move(yaml)}}); }

constexpr const char* head = "lexicon: actor\nentries:\n";

TEST(Lexicon, ReadsEveryFieldOfAnEntry) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"actors/tajikistan.yaml", R"(
lexicon: actor
title: Tajik peace process
defaults: {plural: english}
entries:
  - id: uto
    name: United Tajik Opposition
    type: umbrella
    names: {ru: Объединённая таджикская оппозиция}
    part-of: [opposition]
    successor: irp
    country: TJ
    track: "1"
    identifiers: {wikidata: Q1}
    from: 1994
    to: 1997-06
    sources: [S/1995/472]
    notes: a note
    aliases:
      - {text: UTO, case: exact, plural: none, tags: [acronym]}
      - {regex: "/U\\.T\\.O/", weight: 0.5, confidence: 80}
    not: [Utopia]
)"}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  ASSERT_EQ(lexicon->entries().size(), 1U);
  const Entry& entry = lexicon->entries()[0];
  EXPECT_EQ(entry.label(), "actor:uto");
  EXPECT_EQ(entry.parents, std::vector<std::string>{"opposition"});
  EXPECT_EQ(entry.to, Date::parse("1997-06"));
  EXPECT_EQ(entry.exclusions.at(0).text, "Utopia");
  EXPECT_FALSE(entry.polarity);
  ASSERT_EQ(lexicon->rules().size(), 4U);
  EXPECT_EQ(lexicon->rule_text(lexicon->rules()[0]), "actors/tajikistan.yaml:20 UTO");
  EXPECT_EQ(lexicon->rules()[0].letters, LetterCase::exact);
  EXPECT_EQ(lexicon->rules()[1].kind, Rule::Kind::regex);
  EXPECT_EQ(lexicon->rules()[1].text, "U\\.T\\.O");
  EXPECT_EQ(lexicon->rules()[2].text, "United Tajik Opposition");
  EXPECT_TRUE(lexicon->rules()[2].is_name);
  EXPECT_EQ(lexicon->rules()[3].language, "ru");
  EXPECT_EQ(lexicon->rules()[3].plural, Plural::english);
  const Label* label = lexicon->catalogue().find("actor:uto");
  ASSERT_NE(label, nullptr);
  EXPECT_EQ(label->parents, std::vector<std::string>{"actor:opposition"});
  EXPECT_EQ(lexicon->hash().size(), 32U);
}

TEST(Lexicon, ErrorsSayWhereWhatAndTheRemedy) {
  const struct {
    const char* name;
    std::string yaml;
    std::string expected;
  } cases[] = {
      {"empty file", "", "actors/t.yaml:1:1: the file is empty; begin with 'lexicon: actor' or 'lexicon: theme'"},
      {"no family", "title: x\n", "actors/t.yaml:1:1: the file does not say what its entries are; begin with 'lexicon: actor' or 'lexicon: theme'"},
      {"plural family", "lexicon: actors\n", "actors/t.yaml:1:10: 'actors' is no kind of lexicon; did you mean 'actor'?"},
      {"unknown key of the file", "lexicon: actor\nentrys: []\n", "actors/t.yaml:2:1: unknown key 'entrys' in the file; did you mean 'entries'?"},
      {"unknown key of an entry", std::string(head) + "  - {id: a, name: A, alias: [x]}\n",
       "actors/t.yaml:3:22: unknown key 'alias' in an entry; did you mean 'aliases'?"},
      {"unknown key of an alias", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, wihtin: 3}]}\n",
       "actors/t.yaml:3:42: unknown key 'wihtin' in an alias; did you mean 'within'?"},
      {"broken YAML", std::string(head) + "  - {id: a\n", "actors/t.yaml:4:1: end of map flow not found"},
      {"key twice", std::string(head) + "  - {id: a, name: A, id: b}\n", "actors/t.yaml:3:22: key 'id' stands twice in an entry; keep one of them"},
      {"id", std::string(head) + "  - {id: A b, name: A}\n", "actors/t.yaml:3:5: id 'A b' has signs that an id may not have; use a-z, 0-9 and '-'"},
      {"no name", std::string(head) + "  - id: a\n", "actors/t.yaml:3:5: entry 'a' has no name; add 'name: ...'"},
      {"type", std::string(head) + "  - {id: a, name: A, type: partie}\n", "actors/t.yaml:3:5: 'partie' is no type of actor (entry 'a'); did you mean 'party'?"},
      {"country", std::string(head) + "  - {id: a, name: A, country: Tajikistan}\n",
       "actors/t.yaml:3:5: 'Tajikistan' is no country code (entry 'a'); write the two letters of ISO 3166-1: TJ"},
      {"case", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, case: exakt}]}\n", "actors/t.yaml:3:48: 'exakt' is no value of case; did you mean 'exact'?"},
      {"date", std::string(head) + "  - {id: a, name: A, from: 1996-13}\n", "actors/t.yaml:3:28: '1996-13' is no date for from; write 1996, 1996-07 or 1996-07-21"},
      {"dates exchanged", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, from: 1997, to: 1995}]}\n",
       "actors/t.yaml:3:32: 'from: 1997' is after 'to: 1995'; exchange the two dates"},
      {"duplicate id", std::string(head) + "  - {id: a, name: A}\n  - {id: a, name: B}\n",
       "actors/t.yaml:4:5: id 'a' is used already at actors/t.yaml:3:5; choose another id, or write 'extend: true' to add to that entry or 'override: true' to replace it"},
      {"weight", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, weight: much}]}\n",
       "actors/t.yaml:3:50: 'much' is no number for weight; write a number from -1000000 to 1000000"},
      {"within", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, near: y, within: 5 words}]}\n",
       "actors/t.yaml:3:59: '5 words' is no distance; write a number of tokens from 1 to 1000: 'within: 5'"},
      {"within below one", std::string(head) + "  - {id: a, name: A, aliases: [{text: x, near: y, within: -3}]}\n",
       "actors/t.yaml:3:59: '-3' is no distance; write a number of tokens from 1 to 1000: 'within: 5'"},
      {"not UTF-8", std::string(head) + "  - {id: a, name: \xD2\xE0\xE4}\n",
       "actors/t.yaml:3:19: byte 0xD2 is no UTF-8 text; save the file as UTF-8 (iconv -f WINDOWS-1251 -t UTF-8, or whatever it is in)"},
      {"UTF-16", "\xFF\xFEl\x01", "actors/t.yaml:1:1: the file is UTF-16; save the file as UTF-8 (iconv -f WINDOWS-1251 -t UTF-8, or whatever it is in)"},
      {"theme without definition", "lexicon: theme\nentries:\n  - {id: a, name: A}\n",
       "actors/t.yaml:3:5: theme 'a' has no definition; add 'definition: one line on what counts'"},
      {"extends nothing", std::string(head) + "  - {id: a, extend: true}\n",
       "actors/t.yaml:3:5: 'a' extends an entry that is not there; drop 'extend: true', or load the file that has the entry before this one"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    EXPECT_EQ(error_of(each.yaml).substr(0, each.expected.size()), each.expected);
  }
}

TEST(Lexicon, AnIdOfTwoFilesIsAnErrorOfTheSecond) {
  EXPECT_EQ(error_of({{"x/one.yaml", "lexicon: actor\nentries: [{id: a, name: A}]\n"}, {"y/two.yaml", "lexicon: actor\nentries: [{id: a, name: B}]\n"}}),
            "y/two.yaml:2:11: id 'a' is used already at x/one.yaml:2:11; choose another id, or write 'extend: true' to add to that entry or 'override: true' to replace it");
}

TEST(Lexicon, ManyAliasesAreReadAndCompiled) {
  std::string yaml = "lexicon: actor\nentries:\n  - id: a\n    name: A\n    aliases:\n";
  for (int i = 0; i < 30000; ++i) yaml += "      - name number " + std::to_string(i) + "\n";
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", yaml}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  EXPECT_EQ(lexicon->rules().size(), 30001U);
  EXPECT_TRUE(Matcher::compile(*lexicon));
}

TEST(Lexicon, CountsFurtherErrors) {
  EXPECT_EQ(error_of(std::string(head) + "  - {id: a}\n  - {id: b}\n"),
            "actors/t.yaml:3:5: entry 'a' has no name (and 1 more errors: 'concord lexicon check' lists them); add 'name: ...'");
}

TEST(Lexicon, IncludesComeFirstAndOnce) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"a/top.yaml", "lexicon: actor\ninclude: [sub/one.yaml, sub/two.yaml]\nentries: [{id: t, name: T}]\n"},
                                                  {"a/sub/one.yaml", "lexicon: actor\ninclude: two.yaml\nentries: [{id: one, name: One}]\n"},
                                                  {"a/sub/two.yaml", "lexicon: actor\nentries: [{id: two, name: Two}]\n"}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  std::string ids;
  for (const Entry& entry : lexicon->entries()) ids += entry.id + " ";
  EXPECT_EQ(ids, "two one t ");
}

TEST(Lexicon, CirclesOfIncludesAreAnError) {
  EXPECT_EQ(error_of({{"x/a.yaml", "lexicon: actor\ninclude: [b.yaml]\n"}, {"x/b.yaml", "lexicon: actor\ninclude: [a.yaml]\n"}}),
            "x/b.yaml:2:11: files include each other in a circle: x/a.yaml -> x/b.yaml -> x/a.yaml; take one 'include' out");
  EXPECT_EQ(error_of({{"x/a.yaml", "lexicon: actor\ninclude: [none.yaml]\n"}}),
            "x/a.yaml:2:11: cannot find the included lexicon 'x/none.yaml'; check the path; it starts at the including file");
}

TEST(Lexicon, AProjectExtendsAndOverridesBundledEntries) {
  const Result<Lexicon> lexicon = Lexicon::parse(
      {{"actors/bundled.yaml", "lexicon: actor\nentries:\n  - {id: a, name: A, country: TJ, aliases: [one, two]}\n  - {id: b, name: B, aliases: [three]}\n"},
       {"mine.yaml", "lexicon: actor\nentries:\n  - {id: a, extend: true, remove: [two], country: UZ, aliases: [four, {text: one, case: exact}]}\n"
                     "  - {id: b, override: true, name: Bee, aliases: [five]}\n"}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  std::string texts;
  for (const Rule& rule : lexicon->rules()) texts += lexicon->rule_text(rule) + "; ";
  EXPECT_EQ(texts, "actors/bundled.yaml:3 A; mine.yaml:3 four; mine.yaml:3 one; mine.yaml:4 five; mine.yaml:4 Bee; ");
  EXPECT_EQ(lexicon->entries()[0].country, "UZ");
  EXPECT_EQ(lexicon->entries()[0].name, "A");
  EXPECT_EQ(lexicon->entries()[1].name, "Bee");
}

TEST(Lexicon, HashFollowsNamesAndContents) {
  const auto hash = [](const char* path, const char* yaml) { return Lexicon::parse({{path, yaml}})->hash(); };
  const char* yaml = "lexicon: actor\nentries: [{id: a, name: A}]\n";
  EXPECT_EQ(hash("/usr/share/actors/x.yaml", yaml), hash("lexicons/actors/x.yaml", yaml)) << "the same wherever it is installed";
  EXPECT_NE(hash("actors/x.yaml", yaml), hash("actors/y.yaml", yaml));
  EXPECT_NE(hash("actors/x.yaml", yaml), hash("actors/x.yaml", "lexicon: actor\nentries: [{id: a, name: B}]\n"));
}

TEST(Lexicon, AnchorsCannotExplode) {
  std::string yaml = "lexicon: actor\nnotes: &a0 [x, x, x, x, x, x, x, x, x, x]\ndescription:\n";
  for (int i = 1; i < 12; ++i) {
    yaml += "  - &a" + std::to_string(i) + " [";
    for (int j = 0; j < 10; ++j) yaml += "*a" + std::to_string(i - 1) + (j < 9 ? ", " : "]\n");
  }
  EXPECT_EQ(error_of(yaml), "actors/t.yaml:1:1: more than 1000000 values once anchors are expanded; split the file, or write the values out instead of repeating an anchor");
}

TEST(Lexicon, TooDeepNestingIsSaidInWords) {
  const std::string error = error_of(std::string(head) + std::string(9000, '[') + std::string(9000, ']') + "\n");
  EXPECT_NE(error.find("brackets or blocks inside each other too deeply; a lexicon needs five levels"), std::string::npos) << error;
}

TEST(Lexicon, AFolderWithoutLexiconsIsSaid) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "concord-empty-lexicons";
  std::filesystem::create_directories(folder);
  const LexiconReading reading = read_lexicon(std::vector<std::string>{folder.string()});
  ASSERT_EQ(reading.findings.size(), 1U);
  EXPECT_EQ(reading.findings[0].to_string(), folder.string() + ": warning: the folder holds no lexicon; put files *.yaml into it, or take it out of the list");
  EXPECT_TRUE(Lexicon::load({folder.string()})) << "no error: the files may come later";
}

TEST(Lexicon, MissingFilesAreNamed) {
  const Result<Lexicon> lexicon = Lexicon::load({"no/such/folder"});
  ASSERT_FALSE(lexicon);
  EXPECT_EQ(lexicon.error().where, "no/such/folder");
  EXPECT_EQ(lexicon.error().code, ErrorCode::no_input);
}

TEST(Lexicon, BadPatternsAreErrorsOfCompiling) {
  const struct {
    const char* alias;
    const char* expected;
  } cases[] = {
      {"''", "actors/t.yaml:3:32: an empty alias; write a name, or delete the line"},
      {"'...'", "actors/t.yaml:3:32: nothing to look for in '...'; write at least one word, or delete the line"},
      {"'a|'", "actors/t.yaml:3:32: empty alternative in 'a|'; write words on both sides of '|'"},
      {"'a * b|c|d|e|f|g|h|i'", "none"},
      {"'**'", "actors/t.yaml:3:32: '**' begins or ends with a wildcard token; begin and end with a word; what may stand around it needs no wildcard"},
      {"'a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h a|b|c|d|e|f|g|h'",
       "actors/t.yaml:3:32: alternatives and gaps multiply to more than 4096 readings; split the phrase into several"},
      {"{regex: '((a{1000}){1000}){1000}'}", "actors/t.yaml:3:32: the regex /((a{1000}){1000}){1000}/ is too big: invalid repetition size: {1000}; use fewer or smaller repetitions like {1000}"},
      {"{regex: '(x'}", "actors/t.yaml:3:32: the regex /(x/ cannot be read: missing ): (x; see the RE2 syntax; there are no look-arounds and no back-references"},
      {"{regex: 'x*'}", "actors/t.yaml:3:32: the regex /x*/ matches nothing at all, so it would match everywhere; let it demand at least one letter"},
  };
  for (const auto& each : cases) {
    SCOPED_TRACE(each.alias);
    const Result<Lexicon> lexicon = Lexicon::parse({{"actors/t.yaml", std::string(head) + "  - {id: a, name: A, aliases: [" + each.alias + "]}\n"}});
    if (!lexicon) {
      EXPECT_EQ(lexicon.error().to_string(), each.expected);
      continue;
    }
    const Result<Matcher> matcher = Matcher::compile(*lexicon);
    EXPECT_EQ(matcher ? "none" : matcher.error().to_string(), each.expected);
  }
}

}  // namespace
}  // namespace concord
