#include "pipeline/index/postings_of.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

/// The postings of some fields, one a line: "label actor:uto 3 9".
std::string show(const Document& document, std::initializer_list<Field> fields) {
  std::string shown;
  for_each_posting(document, [&](const Posting& posting) {
    if (std::find(fields.begin(), fields.end(), posting.field) == fields.end()) return;
    shown += std::string(name(posting.field)) + " " + std::string(posting.term);
    for (const std::uint32_t position : posting.positions) shown += " " + std::to_string(position);
    shown += "\n";
  });
  return shown;
}

TEST(PostingsOf, GroupsWordsByTerm) {
  const Document document = make_document("The war, the peace. Peace!");
  EXPECT_EQ(show(document, {Field::word}), "word the 0 2\nword war 1\nword peace 3 4\n");
}

TEST(PostingsOf, GivesTheWordsOfTheTitle) {
  const Document document = make_document("x", {.title = "Report of the S.G. on Tajikistan's peace: «the report»"});
  EXPECT_EQ(show(document, {Field::title}),
            "title report 0 8\ntitle of 1\ntitle the 2 7\ntitle s.g 3\ntitle on 4\ntitle tajikistan's 5\n"
            "title peace 6\n");
}

TEST(PostingsOf, NumbersMentionsByTokenSentenceAndParagraph) {
  const Document document = make_document(
      "The [actor:uto|United Tajik Opposition] spoke. Then [actor:uto|UTO] left with [actor:gov|Dushanbe].\n\n"
      "No [theme:ombudsman!neg|ombudsman]; the [actor:uto|UTO] and the [actor:uto|UTO].");
  EXPECT_EQ(show(document, {Field::label, Field::label_end, Field::label_sentence, Field::label_paragraph}),
            "label actor:uto 1 6 13 16\nlabel actor:gov 9\nlabel theme:ombudsman 11\n"
            "label theme:ombudsman!neg 11\n"
            "label_end actor:uto 4 7 14 17\nlabel_end actor:gov 10\nlabel_end theme:ombudsman 12\n"
            "label_end theme:ombudsman!neg 12\n"
            "label_sentence actor:uto 0 1 2\nlabel_sentence actor:gov 1\nlabel_sentence theme:ombudsman 2\n"
            "label_sentence theme:ombudsman!neg 2\n"
            "label_paragraph actor:uto 0 1\nlabel_paragraph actor:gov 0\nlabel_paragraph theme:ombudsman 1\n"
            "label_paragraph theme:ombudsman!neg 1\n");
}

TEST(PostingsOf, GivesUnitsAndSizes) {
  const Document document = make_document("@page 1\nOne two. Three.\n\n@page 2\nFour five.\n\n@article Article 1\nSix.");
  EXPECT_EQ(show(document, {Field::unit, Field::size}),
            "unit sentence 0 2 3 5\nunit paragraph 0 3 5\nunit page 0 3\nunit page_end 3 6\nunit article 5\n"
            "unit article_end 6\nsize tokens 6\nsize sentences 4\nsize paragraphs 3\n");
}

TEST(PostingsOf, FoldsMetadata) {
  const Document document = make_document("x", {.id = "A/1.txt",
                                                .date = "1996-07",
                                                .kind = Kind::treaty,
                                                .language = "tg",
                                                .publisher = "OSCE",
                                                .fields = {{"Country", "Tadjikistán"}, {"note", ""}}});
  EXPECT_EQ(show(document, {Field::meta, Field::state}),
            "meta id=a/1.txt\nmeta kind=treaty\nmeta lang=tg\nmeta date=1996-07\nmeta year=1996\nmeta source=osce\n"
            "meta format=text\nmeta path=a/1.txt\nmeta country=tadjikistan\nstate document\n");
}

TEST(PostingsOf, GivesEachFieldAndTermOnce) {
  const Document document = make_document("x", {.id = "same", .fields = {{"ID", "same"}, {"id", "SAME"}}});
  EXPECT_EQ(show(document, {Field::meta}), "meta id=same\nmeta kind=report\nmeta lang=en\nmeta format=text\nmeta path=same\n");
}

TEST(PostingsOf, OfAnEmptyDocumentIsItsSizeAndMetadata) {
  EXPECT_EQ(show(Document{}, {Field::word, Field::label, Field::unit, Field::size, Field::state}),
            "size tokens 0\nsize sentences 0\nsize paragraphs 0\nstate document\n");
}

TEST(MemorySnapshot, WalksDocumentsAndTerms) {
  const MemorySnapshot snapshot({make_document("war and peace"), make_document("war"), make_document("peace, war, peace")},
                                {}, {1});
  const auto cursor = snapshot.postings(Field::word, "peace");
  EXPECT_EQ(cursor->next(), 0U);
  EXPECT_EQ(cursor->advance(1), 2U);
  EXPECT_EQ(cursor->frequency(), 2U);
  std::vector<std::uint32_t> positions;
  cursor->positions(positions);
  EXPECT_EQ(positions, (std::vector<std::uint32_t>{0, 2}));
  EXPECT_EQ(cursor->next(), no_more_documents);
  EXPECT_EQ(snapshot.postings(Field::word, "truce")->next(), no_more_documents);

  std::string terms;
  snapshot.terms(Field::word, "b", [&](const TermEntry& entry) {
    terms += std::string(entry.term) + std::to_string(entry.document_count) + " ";
    return true;
  });
  EXPECT_EQ(terms, "peace2 war2 ");
  EXPECT_FALSE(snapshot.document(1, Part::all));
  EXPECT_TRUE(snapshot.document(2, Part::text)->tokens.empty());
}

}  // namespace
}  // namespace concord
