#include "pipeline/render/reading.h"

#include <gtest/gtest.h>

#include "tests/support/make_document.h"

namespace concord {
namespace {

using test::make_document;

TEST(Reading, WrapsAtTheWidthAndNamesTheLabelsOfEachParagraph) {
  const Document document = make_document(
      "The [actor:uto|United Tajik Opposition] asked for an [theme:ombudsman!neg|ombudsman].\n\nThe [actor:uto|UTO] and the [actor:uto|UTO] again.",
      {.id = "r1", .title = "A report"});
  EXPECT_EQ(render_reading(document, {.width = 36}).substr(render_head(document, {.width = 36}).size()),
            "   1  The United Tajik Opposition\n"
            "      asked for an ombudsman.\n"
            "      └ actors uto · themes\n"
            "      ombudsman (negated)\n\n"
            "   2  The UTO and the UTO again.\n"
            "      └ actors uto ×2\n\n");
}

TEST(Reading, ColoursLabelsAndHits) {
  const Document document = make_document("The [actor:uto|UTO] left.");
  const std::string shown = render_reading(document, {.colour = true, .labels = true, .paragraph_numbers = false, .matches = {{8, 12}}});
  EXPECT_NE(shown.find("The \x1b[36mUTO\x1b[0m \x1b[1;31mleft\x1b[0m."), std::string::npos) << shown;
}

TEST(Passage, LeavesOutFurnitureAndClosesBrokenWords) {
  Document document;
  document.text.utf8 = "an agree-\nment\n- 7 -\nwas¹ made";
  document.marks = {{MarkKind::line_hyphen, {8, 10}, ""}, {MarkKind::page_number, {15, 20}, ""}, {MarkKind::footnote_mark, {24, 26}, ""}};
  const auto size = static_cast<std::uint32_t>(document.text.utf8.size());
  const StyledText shown = passage(document, {0, size}, {{{3, 14}, Style::match}});
  EXPECT_EQ(with_marks(shown), "an «agreement» was made");
}

TEST(Passage, MarksAMatchOfSeveralWordsAsOne) {
  Document document;
  document.text.utf8 = "the regional\n   elites met";
  EXPECT_EQ(with_marks(passage(document, {0, 26}, {{{4, 22}, Style::match}})), "the «regional elites» met");
}

TEST(Wrapped, BreaksAtBlanksAndKeepsStyles) {
  StyledText text;
  text.append("one two ");
  text.append("three four", Style::match);
  const auto lines = wrapped(text, 9);
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text, "one two");
  EXPECT_EQ(with_marks(lines[1]), "«three»");
  EXPECT_EQ(with_marks(lines[2]), "«four»");
}

}  // namespace
}  // namespace concord
