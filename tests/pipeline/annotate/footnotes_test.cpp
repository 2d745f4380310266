// Notes and marks over the whole way from a file's text: the cleaning finds what corpus/text/footnotes.h links.
#include "corpus/text/footnotes.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/annotator.h"

namespace concord {
namespace {

Document annotated(std::string text, std::vector<Block> blocks = {}, std::vector<Mark> marks = {}) {
  Document document;
  document.metadata.language = "en";
  document.metadata.language_origin = Origin::manifest;
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  document.text.utf8 = std::move(text);
  document.blocks = std::move(blocks);
  document.marks = std::move(marks);
  EXPECT_TRUE(Annotator()(document));
  return document;
}

/// "7: the text | 4: ..." and where each mark leads.
std::string show(const Document& document) {
  std::string shown;
  const auto notes = footnotes_of(document);
  for (const Footnote& note : notes) shown += (shown.empty() ? "" : " | ") + note.label + ": " + std::string(document.text_of(note.span));
  for (const Mark& mark : document.marks) {
    const Footnote* note = footnote_of(notes, document, mark);
    if (note != nullptr) shown += " <- " + note->label;
  }
  return shown;
}

TEST(Footnotes, AreLinkedAlsoWhereSevenIsPrintedBeforeFour) {
  const Document document = annotated(
      "The talks opened in May⁴ and closed in June.\n\n⁷ Interview with the chairman,\nDushanbe.\n\nThey were resumed⁷ in July.\n\n⁴ United Nations report.\n");
  EXPECT_EQ(show(document), "7: ⁷ Interview with the chairman,\nDushanbe. | 4: ⁴ United Nations report. <- 4 <- 7");
  ASSERT_EQ(document.paragraphs.size(), 4U);
  EXPECT_EQ(document.paragraphs[1].kind, BlockKind::footnote);
  EXPECT_EQ(document.paragraphs[0].kind, BlockKind::paragraph);
}

TEST(Footnotes, ThatReadersGiveTakeTheirLabelsFromTheirBeginning) {
  const std::string text = "A claim[1] and one*.\n\n[1] The source.\n\nStill the source.\n\n* Another.";
  const auto span = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(text.rfind(part));
    return TextSpan{begin, begin + static_cast<std::uint32_t>(part.size())};
  };
  const auto mark = [](std::uint32_t begin, std::uint32_t end) { return Mark{MarkKind::footnote_mark, {begin, end}, "raised"}; };
  const Document document = annotated(text,
                                      {{BlockKind::paragraph, {0, 20}, 0},
                                       {BlockKind::footnote, span("[1] The source."), 0},
                                       {BlockKind::footnote, span("Still the source."), 0},
                                       {BlockKind::footnote, span("* Another."), 0}},
                                      {mark(7, 10), mark(18, 19)});
  EXPECT_EQ(show(document), "1: [1] The source.\n\nStill the source. | *: * Another. <- 1 <- *");
  EXPECT_EQ(footnote_at(footnotes_of(document), span("Still").begin)->label, "1");
  EXPECT_EQ(footnote_at(footnotes_of(document), 3), nullptr);
}

TEST(Footnotes, WithoutLabelsTakeThoseOfTheMarks) {
  const std::string text = "One[a] two[b].\n\nFirst note.\n\nSecond note.";
  const Document document = annotated(text, {{BlockKind::paragraph, {0, 14}, 0}, {BlockKind::footnote, {16, 27}, 0}, {BlockKind::footnote, {29, 41}, 0}},
                                      {{MarkKind::footnote_mark, {3, 6}, ""}, {MarkKind::footnote_mark, {10, 13}, ""}});
  EXPECT_EQ(show(document), "a: First note. | b: Second note. <- a <- b");
}

TEST(Footnotes, KnowLabels) {
  for (const auto& [text, label] : std::vector<std::pair<std::string, std::string>>{{"7 See", "7"}, {"[12] See", "12"}, {"(3) See", "3"}, {"4. See", "4"},
                                                                                    {"¹² See", "12"}, {"** See", "**"}, {"[^5]", "5"}, {"[iv] x", "iv"},
                                                                                    {"1996 was", ""}, {"7th day", ""}, {"See 7", ""}, {"", ""}}) {
    EXPECT_EQ(footnote_label(text), label) << text;
  }
}

}  // namespace
}  // namespace concord
