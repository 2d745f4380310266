// What is shown of an answer: passages, lines in context, similar documents, and why there are none.
#include "pipeline/search/kwic.h"

#include <gtest/gtest.h>

#include "pipeline/search/diagnosis.h"
#include "pipeline/search/passages.h"
#include "pipeline/search/query_parser.h"
#include "pipeline/search/similar.h"
#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

MemorySnapshot talks() {
  return MemorySnapshot({make_document("@page 1\nThe talks began. Both delegations met the ombudsman. Nobody else spoke.\n\n"
                                       "@page 2\nThe [actor:uto|opposition] asked for an ombudsman and for a draft law. The ombudsman declined.",
                                       {.id = "z", .date = "1996"}),
                         make_document("An able ombudsman left early. Later the law passed.", {.id = "y", .date = "1995"}),
                         make_document("Nothing of note.", {.id = "x"})},
                        Catalogue({Label{"actor:uto", "UTO", "", {}, "", "", ""}}, "h"));
}

Answer open(const Snapshot& snapshot, std::string_view typed) { return std::move(*Answer::open(snapshot, *parse_query(typed))); }

// --- Passages ------------------------------------------------------------------------------------------------------------

/// "p2 ¶2: The «opposition» asked ..." a line each.
std::string passages_of(const Snapshot& snapshot, std::string_view typed, DocNo number, const PassageOptions& options = {}) {
  Answer answer = open(snapshot, typed);
  EXPECT_EQ(answer.advance(number), number);
  Occurrences occurrences;
  Occurrences marks;
  answer.occurrences(occurrences);
  answer.marks(marks);
  const Document document = *snapshot.document(number, Part::all);
  std::string shown;
  for (const Passage& passage : best_passages(document, occurrences, marks, options)) {
    shown += "p" + passage.place.page + " ¶" + std::to_string(passage.place.paragraph) + ": ";
    std::uint32_t at = passage.span.begin;
    for (const TextSpan mark : passage.marks) {
      shown += std::string(document.text_of({at, mark.begin})) + "«" + std::string(document.text_of(mark)) + "»";
      at = mark.end;
    }
    shown += std::string(document.text_of({at, passage.span.end})) + "\n";
  }
  return shown;
}

TEST(Passages, AreWholeSentencesWithMarksAndPlace) {
  const MemorySnapshot snapshot = talks();
  EXPECT_EQ(passages_of(snapshot, "ombudsman AND \"draft law\"", 0, {.limit = 2}),
            "p1 ¶1: Both delegations met the «ombudsman».\n"
            "p2 ¶2: The opposition asked for an «ombudsman» and for a «draft law».\n");
}

TEST(Passages, TheBestHaveMostPartsOfTheQuery) {
  const MemorySnapshot snapshot = talks();
  EXPECT_EQ(passages_of(snapshot, "ombudsman AND law", 0, {.limit = 1}), "p2 ¶2: The opposition asked for an «ombudsman» and for a draft «law».\n");
}

TEST(Passages, ShowAPartOfTheQueryThatABetterOneLeavesOut) {
  const MemorySnapshot snapshot({make_document("The ombudsman and the law. The ombudsman of the law. The ombudsman before the law. It failed.", {.id = "a"})});
  EXPECT_EQ(passages_of(snapshot, "ombudsman law failed", 0, {.limit = 2}),
            "p ¶1: The «ombudsman» and the «law».\np ¶1: It «failed».\n");
}

TEST(Passages, CloseABracketThatAHitOpens) {
  const MemorySnapshot snapshot({make_document("As resolution 968 (1994), it stands.", {.id = "a"})});
  EXPECT_EQ(passages_of(snapshot, "\"968 (1994)\"", 0), "p ¶1: As resolution «968 (1994)», it stands.\n");
}

TEST(Passages, ShowTheOpeningOfADocumentThatMatchesAsAWhole) {
  const MemorySnapshot snapshot = talks();
  EXPECT_EQ(passages_of(snapshot, "id:z", 0), "p1 ¶1: The talks began.\n");
}

TEST(Passages, WidenInsideTheParagraph) {
  const MemorySnapshot snapshot = talks();
  EXPECT_EQ(passages_of(snapshot, "delegations", 0, {.limit = 1, .around = 5}),
            "p1 ¶1: The talks began. Both «delegations» met the ombudsman. Nobody else spoke.\n");
}

TEST(Passages, ReachOverSentencesWhereAHitDoes) {
  const MemorySnapshot snapshot = talks();
  EXPECT_EQ(passages_of(snapshot, "early BEFORE/3 law", 1), "p ¶1: An able ombudsman left «early». Later the «law» passed.\n");
}

// --- KWIC ----------------------------------------------------------------------------------------------------------------

std::string lines_of(const Snapshot& snapshot, std::string_view typed, const KwicOptions& options) {
  Answer answer = open(snapshot, typed);
  const auto kwic = read_kwic(snapshot, answer, options);
  if (!kwic) return kwic.error().to_string();
  std::string shown;
  for (const KwicLine& line : kwic->lines) {
    const Document document = *snapshot.document(line.document, Part::all);
    const KwicSpans spans = kwic_spans(document, line);
    const auto text = [&](TextSpan span) { return std::string(document.text_of(span)); };
    shown += document.metadata.id + " " + text(spans.left) + " | " + text(spans.node) + " | " + text(spans.right);
    for (const std::string& label : line.labels) shown += " #" + label;
    shown += "\n";
  }
  return shown + std::to_string(kwic->total) + " lines";
}

TEST(Kwic, ShowsTokensAround) {
  EXPECT_EQ(lines_of(talks(), "ombudsman", {.width = 2}),
            "z met the | ombudsman | . Nobody else\n"
            "z for an | ombudsman | and for\n"
            "z law. The | ombudsman | declined.\n"
            "y An able | ombudsman | left early.\n"
            "4 lines");
}

TEST(Kwic, SortsBySeveralKeys) {
  KwicOptions options = {.width = 1};
  options.sort = {{KwicBy::left, 1}, {KwicBy::right, 1}};
  EXPECT_EQ(lines_of(talks(), "ombudsman", options),
            "y able | ombudsman | left\nz an | ombudsman | and\nz The | ombudsman | declined.\nz the | ombudsman | . Nobody\n4 lines");
  options.sort = {{KwicBy::date, 1}, {KwicBy::right, 1}};
  EXPECT_EQ(lines_of(talks(), "ombudsman", options),
            "y able | ombudsman | left\nz an | ombudsman | and\nz The | ombudsman | declined.\nz the | ombudsman | . Nobody\n4 lines");
  options.sort = {{KwicBy::label, 1}, {KwicBy::document, 1}};
  EXPECT_EQ(lines_of(talks(), "opposition OR law", options),
            "z The | opposition | asked #actor:uto\ny the | law | passed.\nz draft | law | . The\n3 lines");
}

TEST(Kwic, CutsTheContextAtTheSentenceOrParagraph) {
  EXPECT_EQ(lines_of(talks(), "delegations", {.context = KwicContext::sentence}), "z Both | delegations | met the ombudsman.\n1 lines");
  EXPECT_EQ(lines_of(talks(), "delegations", {.context = KwicContext::paragraph}),
            "z The talks began. Both | delegations | met the ombudsman. Nobody else spoke.\n1 lines");
}

TEST(Kwic, QuotationMarksAndBracketsStayWithTheirWord) {
  const MemorySnapshot snapshot({make_document("Under these conditions an \"internal opposition\" (of elites) developed; it was isolated.", {.id = "a"})});
  EXPECT_EQ(lines_of(snapshot, "\"internal opposition\"", {.width = 2}), "a conditions an \" | internal opposition | \" (of elites)\n1 lines");
  EXPECT_EQ(lines_of(snapshot, "of", {.width = 1}), "a opposition\" ( | of | elites)\n1 lines");
  EXPECT_EQ(lines_of(snapshot, "it", {.width = 0}), "a  | it | \n1 lines");
}

TEST(Kwic, PagesAndSamplesWithTheExactTotal) {
  EXPECT_EQ(lines_of(talks(), "ombudsman", {.width = 1, .offset = 1, .limit = 1}), "z an | ombudsman | and\n4 lines");
  EXPECT_EQ(lines_of(talks(), "ombudsman", {.offset = 8}), "4 lines");
  const MemorySnapshot snapshot = talks();
  Answer again = open(snapshot, "ombudsman");
  const auto kwic = read_kwic(snapshot, again, {.sample = 2, .seed = 3});
  EXPECT_EQ(kwic->lines.size(), 2U);
  EXPECT_EQ(kwic->drawn, 2U);
  EXPECT_EQ(kwic->total, 4U);
}

TEST(Kwic, ReadsTheNamesOfKeys) {
  EXPECT_EQ(*parse_kwic_key("left3"), (KwicKey{KwicBy::left, 3}));
  EXPECT_EQ(*parse_kwic_key("right"), (KwicKey{KwicBy::right, 1}));
  EXPECT_EQ(*parse_kwic_key("date"), (KwicKey{KwicBy::date, 1}));
  for (const char* bad : {"left0", "left6", "left10", "date1", "up", ""}) EXPECT_FALSE(parse_kwic_key(bad)) << bad;
}

// --- Similar -------------------------------------------------------------------------------------------------------------

TEST(Similar, FindsTheDocumentThatSharesTellingWords) {
  const MemorySnapshot snapshot({make_document("The [theme:law|amnesty law] freed fighters from camps.", {.id = "a"}),
                                 make_document("Camps closed when the amnesty came and fighters left.", {.id = "b"}),
                                 make_document("Cotton grew in the valley.", {.id = "c"}), make_document("The [theme:law|statute] on cotton.", {.id = "d"}),
                                 make_document("Rain and the river.", {.id = "e"})});
  const auto similar = find_similar(snapshot, 0);
  ASSERT_TRUE(similar);
  ASSERT_EQ(similar->page.size(), 2U);
  EXPECT_EQ(similar->page[0].document, 1U);
  EXPECT_EQ(similar->page[0].shared, (std::vector<std::string>{"amnesty", "camps", "fighters"}));
  EXPECT_EQ(similar->page[1].document, 3U);
  EXPECT_EQ(similar->page[1].shared, (std::vector<std::string>{"theme:law"}));
  const auto passage = find_similar(snapshot, 0, TokenRange{1, 3});
  ASSERT_EQ(passage->page.size(), 2U);
  EXPECT_EQ(passage->terms.size(), 2U) << "amnesty, theme:law";
}

// --- No hits -------------------------------------------------------------------------------------------------------------

std::string why(std::string_view typed, std::string_view filter = {}) {
  const MemorySnapshot snapshot = talks();
  const Query query = *parse_query(typed);
  std::optional<Query> narrowed;
  if (!filter.empty()) narrowed = *parse_query(filter);
  const auto lines = diagnose(snapshot, query, narrowed ? &*narrowed : nullptr);
  if (!lines) return lines.error().to_string();
  std::string all;
  for (const std::string& line : *lines) all += line + "\n";
  return all;
}

TEST(Diagnosis, NamesUnknownWordsAndTheNearest) {
  EXPECT_EQ(why("ombudsmen"), "no document has ombudsmen; near: ombudsman (2 documents)\n");
  EXPECT_EQ(why("xylophone AND law"), "no document has xylophone; no word is near it\nwithout xylophone: 2 documents\n");
  EXPECT_EQ(why("\"national ombudsmen\""), "no document has national; no word is near it\nno document has ombudsmen; near: ombudsman (2 documents)\n");
  EXPECT_EQ(why("xyl* NEAR/3 law"), "no word is like xyl*\n");
  EXPECT_EQ(why("title:xylophone"), "no title has xylophone; no word is near it\n");
}

TEST(Diagnosis, NamesUnknownLabelsAndValues) {
  EXPECT_EQ(why("theme:amnesty"), "no label answers to theme:amnesty; 'concord freq theme' lists those that are met\n");
  EXPECT_EQ(why("actor:utto"), "no label answers to actor:utto; nearest is actor:uto\n");
  EXPECT_EQ(why("actor:uto!neg"), "no document carries actor:uto!neg\n");
  EXPECT_EQ(why("ombudsman AND lang:ru"), "no document has lang:ru; the only value is en (3)\nwithout lang:ru: 2 documents\n");
  EXPECT_EQ(why("country:tj"), "no document has a country at all\n");
  EXPECT_EQ(why("date:2001.."), "no document has date:2001..; values are 1995 (1), 1996 (1)\n");
}

TEST(Diagnosis, NamesWhatEmptiesTheAnswer) {
  EXPECT_EQ(why("delegations AND early"), "without delegations: 1 document\nwithout early: 1 document\n");
  EXPECT_EQ(why("ombudsman", "date:1997.. AND kind:report"),
            "no document has date:1997..; values are 1995 (1), 1996 (1)\nwithout the filter date:1997..: 2 documents\n");
  EXPECT_EQ(why("ombudsman", "date:1997.. AND kind:treaty"),
            "no document has date:1997..; values are 1995 (1), 1996 (1)\nno document has kind:treaty; the only value is report (3)\n"
            "without any filter: 2 documents\n");
  EXPECT_EQ(why("ombudsman", "id:x"), "without the filter id:x: 2 documents\n");
  EXPECT_EQ(why("NOT (law OR nothing)"), "every document has law OR nothing\n");
}

TEST(Diagnosis, SaysWhatIsThereButNotTogether) {
  EXPECT_EQ(why("\"draft ombudsman\""), "not as asked, but in one sentence: 1 document\nnot as asked, but in one paragraph: 1 document\n"
                                        "the words stand nowhere together as asked; draft AND ombudsman: 1 document\n");
  EXPECT_EQ(why("\"early delegations\""), "without early: 1 document\nwithout delegations: 1 document\n");
  EXPECT_EQ(why("early AND law IN sentence"), "not as asked, but in one paragraph: 1 document\n"
                                              "the words stand nowhere together as asked; early AND law: 1 document\n");
  EXPECT_EQ(why("=LAW"), "not in this spelling; LAW: 2 documents\n");
  EXPECT_EQ(why("=\"Draft Law\""), "not in this spelling; \"Draft Law\": 1 document\n");
  EXPECT_EQ(why("law IN annex"), "no document has an annex that was recognised\n");
  EXPECT_EQ(why("law IN page:7"), "no document has page:7\n");
  EXPECT_EQ(why("law IN \"an able\""), "not as asked, but in one sentence: 2 documents\nnot as asked, but in one paragraph: 2 documents\n"
                                       "the words stand nowhere together as asked; law: 2 documents\n");
}

TEST(Diagnosis, OfAnEmptyCollection) {
  const MemorySnapshot none({}, Catalogue({}, "h"));
  const Query query = *parse_query("law");
  EXPECT_EQ(diagnose(none, query, nullptr)->front(), "the collection holds no document yet; 'concord ingest' reads them");
}

}  // namespace
}  // namespace concord
