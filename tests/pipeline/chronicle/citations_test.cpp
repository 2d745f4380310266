#include "pipeline/chronicle/citations.h"

#include <gtest/gtest.h>

#include "tests/support/memory_snapshot.h"
#include "tests/support/read_text.h"

namespace concord {
namespace {

SideLexicon texts() {
  auto lexicon = SideLexicon::parse({{"texts.yaml", R"(
lexicon: text
entries:
  - id: lake-accord
    name: Lake Accord
    identifiers: {date: 1996-05-02}
    aliases: [Lake Accord]
)"}});
  EXPECT_TRUE(lexicon) << lexicon.error().to_string();
  return std::move(*lexicon);
}

CitationGraph graph_of(std::vector<Document> documents) {
  const test::MemorySnapshot snapshot(std::move(documents));
  ReferenceFinder finder(texts());
  auto graph = find_citations(snapshot, DocumentSet::all(snapshot), finder);
  EXPECT_TRUE(graph);
  return std::move(*graph);
}

/// One line a text: id, documents, passages, who holds it, what is wrong with it.
std::string told(const CitationGraph& graph) {
  std::string text;
  for (const CitedText& one : graph.texts) {
    text += one.id + " " + std::to_string(one.citing_documents) + "/" + std::to_string(one.citations.size());
    for (const std::uint32_t held : one.held) text += " held:" + graph.documents[held].id;
    for (const std::string& also : one.also) text += " also:" + also;
    if (!one.stands_in.empty()) text += " in:" + one.stands_in;
    if (one.before > 0) text += " before:" + std::to_string(one.before);
    if (!one.doubt.empty()) text += " doubt";
    text += "\n";
  }
  return text;
}

Document report(const char* id, const char* symbol, const char* date, const char* text) {
  test::Given given;
  given.id = id;
  given.date = date;
  given.fields["symbol"] = symbol;
  return test::read_text(text, given);
}

TEST(Citations, RankByDocumentsBeforePassages) {
  const auto graph = graph_of({report("one", "S/1997/100", "1997-03-01", "As S/1996/10 says. And S/1996/10 again. And S/1996/10. See S/1996/20."),
                               report("two", "S/1997/200", "1997-06-01", "See S/1996/20, and S/1997/100.")});
  EXPECT_EQ(told(graph),
            "S/1996/20 2/2\n"
            "S/1996/10 1/3\n"
            "S/1997/100 1/1 held:one\n");
}

TEST(Citations, ADocumentDoesNotCiteItself) {
  const auto graph = graph_of({report("one", "S/1997/100", "1997-03-01", "This is S/1997/100. It says: see $/1997/100.")});
  EXPECT_EQ(told(graph), "S/1997/100 0/0 held:one\n");
}

TEST(Citations, JoinWhatIsOneText) {
  const auto graph = graph_of({report("one", "S/1998/1", "1998-01-02", "The Lake Accord (A/51/9-S/1996/310, annex I) and resolution 968 (1994)."),
                               report("two", "S/1998/2", "1998-01-03", "See A/51/9 and Security Council resolution 968.")});
  EXPECT_EQ(told(graph),
            "S/1996/310 2/2 also:A/51/9\n"
            "S/RES/968 (1994) 2/2 also:S/RES/968\n"
            "text:lake-accord 1/1 in:S/1996/310, annex I\n");
}

TEST(Citations, ATextIsNotCitedBeforeItIsThere) {
  const auto graph = graph_of({report("one", "S/1996/1", "1996-01-02", "They hope for a Lake Accord."), report("two", "S/1998/2", "1998-01-03", "The Lake Accord holds.")});
  EXPECT_EQ(told(graph),
            "text:lake-accord 1/1 before:1\n");
}

TEST(Citations, DoubtResolutionsOutOfOrder) {
  const auto graph = graph_of({report("one", "S/1999/9", "1999-01-02", "They recall resolutions 968 (1994), 999 (1995), 1061 (1996), 1113 (1997), 1138 (1997) and 3999 (1995) were adopted.")});
  const std::string text = told(graph);
  EXPECT_NE(text.find("S/RES/3999 (1995) 1/1 doubt"), std::string::npos) << text;
  EXPECT_EQ(text.find("S/RES/999 (1995) 1/1 doubt"), std::string::npos) << text;
}

}  // namespace
}  // namespace concord
