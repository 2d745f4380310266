#include "pipeline/ingest/guess.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

Document text(std::string_view content, std::string path = "a.txt") {
  Document document;
  document.text.utf8 = content;
  document.metadata.file.path = std::move(path);
  return document;
}

TEST(GuessKind, ReadsTheUsualOpeningsAndEndings) {
  struct Case {
    const char* name;
    const char* title;
    const char* content;
    Kind expected;
  };
  for (const Case& c : {
           Case{"report", "", "REPORT OF THE SECRETARY-GENERAL ON THE SITUATION\n\nI. INTRODUCTION\n1. The present report ...", Kind::report},
           Case{"treaty", "Protocol on military issues", "The parties have agreed as follows:\n1. ...\n(Signed) A. B.", Kind::treaty},
           Case{"resolution", "", "Resolution adopted\nThe Security Council,\nRecalling its earlier decisions,\n... Decides to remain seized of the matter.", Kind::resolution},
           Case{"statement", "Statement by the delegation of the bloc", "We who were not asked ...", Kind::statement},
           Case{"news", "Observers leave Garm", "DUSHANBE, 3 June (Interfax) - The last convoy left.", Kind::news},
           Case{"study", "Ends and means", "This article asks ...\n\n1 See the minutes, ibid., p. 12.", Kind::study},
           Case{"nothing", "Notes", "Some lines about the weather.", Kind::other},
       }) {
    Document document = text(c.content);
    document.metadata.title = c.title;
    EXPECT_EQ(guess_kind(document).kind, c.expected) << c.name << ": " << guess_kind(document).evidence;
  }
}

TEST(GuessTitle, TakesTheFirstHeadingElseTheFirstLineWithWords) {
  Document document = text("- 2 -\n\n  The   ombudsman\nthat never came\n");
  EXPECT_EQ(guess_title(document), "The ombudsman");
  document.blocks = {{BlockKind::heading, {9, 40}, 1}};
  EXPECT_EQ(guess_title(document), "The ombudsman that never came");
  EXPECT_EQ(guess_title(text("12\n---\n")), "");
}

TEST(GuessDate, PrefersTheNameThenTheFirstFullDateOfTheHead) {
  const auto date = [](std::string_view content, const char* path) {
    const auto found = guess_date(text(content, path), 2026);
    return found ? found->to_string() : "none";
  };
  EXPECT_EQ(date("Done at Moscow, 27 June 1997.", "1996-07-21_protocol.txt"), "1996-07-21");
  EXPECT_EQ(date("Done at Moscow on 27 June 1997.", "S_1996_754.txt"), "1997-06-27");
  EXPECT_EQ(date("June 31, 1997; July 1st; July 2, 1997", "x"), "1997-07-02");
  EXPECT_EQ(date("Душанбе, 12 марта 1998 года", "x"), "1998-03-12");
  EXPECT_EQ(date("Paris, le 1er juin 1997", "x"), "1997-06-01");
  EXPECT_EQ(date("you may 1997 times", "x"), "none");
  EXPECT_EQ(date("", "reports/1995-11-branch-offices.txt"), "1995-11");
  EXPECT_EQ(date("On 3 June 1997 they met.\n\n9 July 1997\n\nThe talks", "x"), "1997-07-09");
}

TEST(GuessDate, TakesTheDateUnderTheSymbolOfAUnitedNationsDocument) {
  struct Case {
    const char* name;
    const char* head;
    const char* expected;
  };
  const Case cases[] = {
      {"clean", "Distr.\nGENERAL\nS/1999/124\n8 February 1999\nORIGINAL: ENGLISH\n\npursuant to resolution 1206 of 12 November 1998", "1999-02-08"},
      {"the year unreadable: the symbol's", "GENERAL\nS/1999/124\n8 February :;I.999\nORIGINAL: ENGLISH\n\nof 12 November 1998", "1999-02-08"},
      {"the year missing", "S/1999/124\n8 February\n\nof 12 November 1998", "1999-02-08"},
      {"the letter of the symbol misread", "$/1996/754\n\n13 September 1996\n\nof 14 June 1996", "1996-09-13"},
      {"a corrigendum", "A/RES/1999/12/Corr.1*\n8 March 1999\nof 12 November 1998", "1999-03-08"},
      {"a symbol in a sentence is no masthead", "the report (S/1999/124) of 8 February 1999 and that\nof 12 March 1999", "1999-02-08"},
      {"no such day", "S/1999/124\n38 February 1999\n\nof 12 November 1998", "1998-11-12"},
  };
  for (const Case& c : cases) {
    const auto found = guess_date(text(c.head, "x"), 2026);
    EXPECT_EQ(found ? found->to_string() : "none", c.expected) << c.name;
  }
}

TEST(GuessMetadata, NeverOverridesWhatIsKnown) {
  Document document = text("REPORT OF THE SECRETARY-GENERAL\n5 May 1997");
  document.metadata.kind = Kind::study;
  document.metadata.kind_origin = Origin::manifest;
  guess_metadata(document, 2026);
  EXPECT_EQ(document.metadata.kind, Kind::study);
  EXPECT_EQ(document.metadata.title_origin, Origin::guess);
  EXPECT_EQ(document.metadata.date->to_string(), "1997-05-05");
}

}  // namespace
}  // namespace concord
