#include "pipeline/annotate/cleaner.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/annotator.h"

namespace concord {
namespace {

Document annotated(std::string_view text, AnnotatorOptions options = {}) {
  Document document;
  document.text.utf8 = text;
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  document.metadata.language = "en";
  document.metadata.language_origin = Origin::manifest;
  EXPECT_TRUE(Annotator(std::move(options))(document));
  return document;
}

std::string terms(const Document& document) {
  std::string out;
  for (const Token& token : document.tokens) {
    if (!out.empty()) out += ' ';
    out += document.term(token);
  }
  return out;
}

struct Case {
  const char* name;
  const char* text;
  const char* terms;
};

TEST(Cleaner, JoinsBrokenWordsAndKeepsTrueHyphens) {
  const Case cases[] = {
      {"by the document's own word", "The agreement held. A new agree-\nment came.",
       "the agreement held a new agreement came"},
      {"by the document's own compound", "The cease-fire held. A cease-\nfire came.",
       "the cease-fire held a cease-fire came"},
      {"an end that is no word", "They founded an organiza-\ntion here.", "they founded an organization here"},
      {"a capital behind", "the inter-\nTajik talks", "the inter-tajik talks"},
      {"a figure behind", "in the mid-\n1990s they met", "in the mid-1990s they met"},
      {"a part that makes compounds", "the right to self-\ndetermination", "the right to self-determination"},
      {"a longer compound", "a rule-of-\nlaw mission", "a rule-of-law mission"},
      {"a document that breaks no words", "a deep-\nseated mistrust", "a deep-seated mistrust"},
      {"a document that breaks words", "the organiza-\ntion and the gov-\nernment of the coun-\ntry",
       "the organization and the government of the country"},
      {"a compound in one that does", "the organiza-\ntion of state-\nbuilding by the gov-\nernment of the state",
       "the organization of state-building by the government of the state"},
      {"capitals", "THE AGREE-\nMENT AND THE AGREEMENT", "the agreement and the agreement"},
      {"rest of a line end", "all organiza- tions and twenty- five more", "all organizations and twenty-five more"},
      {"suspended compound", "medium- and long-term aims, short-\nand long-term",
       "medium and long-term aims short and long-term"},
      {"hyphen left inside a line", "There was agree-ment on state-building.", "there was agreement on state-building"},
      {"a small word inside a name", "On the Shatt-al-Arab and in Bab-al-Mandeb.", "on the shatt-al-arab and in bab-al-mandeb"},
      {"dash", "the crisis- otherwise a danger", "the crisis otherwise a danger"},
      {"soft hyphen", "the agree\u00ADment and the recon\u00AD\nciliation", "the agreement and the reconciliation"},
      {"over a blank line", "There was agree-\n\nment in an agreement.", "there was agreement in an agreement"},
      {"three parts", "the recon-\ncilia-\ntion", "the reconciliation"},
      {"ligature", "the oﬃce was ﬁnally opened", "the office was finally opened"},
      {"letter-spaced heading", "R E P O R T  O F  THE\nA B C D", "report o f the abcd"},
      {"no letter spacing", "A B and I J met.", "a b and i j met"},
  };
  for (const Case& one : cases) EXPECT_EQ(terms(annotated(one.text)), one.terms) << one.name;
}

TEST(Cleaner, NotesWhatADecisionRestsOn) {
  const Document document = annotated("The agreement held. A new agree-\nment and a self-\nmade man.");
  ASSERT_EQ(document.marks.size(), 2U);
  EXPECT_EQ(document.marks[0].note, "joined: \"agreement\" stands elsewhere once");
  EXPECT_EQ(document.text_of(document.marks[0].span), "-\n");
  EXPECT_EQ(document.marks[1].note, "hyphen kept: \"self\" makes compounds");
  EXPECT_EQ(document.text_of(document.marks[1].span), "\n");
}

std::string marked(const Document& document) {
  std::string out;
  for (const Mark& mark : document.marks) out += "[" + std::string(document.text_of(mark.span)) + "]";
  return out;
}

TEST(Cleaner, MarksRunningHeadsAndPageNumbers) {
  std::string text = "A first page begins here and\ngoes on to the end of the\n";
  for (int page = 2; page <= 5; ++page) {
    text += "\fS/1999/87" + std::to_string(page) + "\nEnglish\nPage " + std::to_string(page) + "\n\n";
    const std::string letter(1, static_cast<char>('a' + page));
    text += "contact group of page " + letter + ", which\nmet again in round " + letter + " and\n";
  }
  const Document document = annotated(text);
  EXPECT_EQ(marked(document),
            "[S/1999/872][English][Page 2][S/1999/873][English][Page 3][S/1999/874][English][Page "
            "4][S/1999/875][English][Page 5]");
  EXPECT_EQ(document.paragraphs.size(), 1U) << "the sentence runs on across the pages";
  EXPECT_EQ(document.sentences.size(), 1U);
}

TEST(Cleaner, MarksLonePageNumbersOnlyWhereTheyCount) {
  EXPECT_EQ(marked(annotated("The end of one page.\n11\nThe next page.\n12\nThe last.")), "[11][12]");
  EXPECT_EQ(marked(annotated("The members of the\n7\ncontact group met.")), "[7]");
  EXPECT_EQ(marked(annotated("The vote was:\n11\nAnd against:\n15\nThey left.")), "");
}

TEST(Cleaner, LinksFootnoteFiguresToTheirNotes) {
  const Document document = annotated("The law.² It covers 5 km² of land.¹\n\n² Cf. ibid.\n¹ Roy, Report, p. 6.\n");
  std::string notes;
  for (const Mark& mark : document.marks) notes += mark.note + "\n";
  EXPECT_EQ(notes,
            "footnote 2 at byte 40: Cf. ibid.\nfootnote 1 at byte 53: Roy, Report, "
            "p. 6.\n");
}

TEST(Cleaner, LeavesTheMarksOfTheReader) {
  Document document;
  document.text.utf8 = "The organiza-\ntion and agree-\nment.";
  document.marks = {{MarkKind::line_hyphen, {12, 14}, "reader"}};
  ASSERT_TRUE(Cleaner()(document));
  EXPECT_EQ(document.marks.size(), 1U);
}

}  // namespace
}  // namespace concord
