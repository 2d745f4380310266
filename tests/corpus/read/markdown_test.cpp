#include <gtest/gtest.h>

#include <random>

#include "tests/corpus/read/show.h"

namespace concord {
namespace {

using test::blocks_of;
using test::expect_spans_lead_to_source;
using test::read;
using test::unmarked;

TEST(Markdown, LeavesMarkupOutOfTheText) {
  const struct {
    const char* name;
    const char* source;
    const char* expected;
  } cases[] = {
      {"headings", "# Peace\n\nText\n## Talks ##", "h1: Peace | p: Text | h2: Talks"},
      {"underlined headings", "Peace\n=====\nTalks\n-----\nText", "h1: Peace | h2: Talks | p: Text"},
      {"a paragraph over lines", "one\n  two\r\nthree", "p: one two three"},
      {"emphasis", "*United* **Tajik** __Opposition__ snake_case 5 * 3", "p: United Tajik Opposition snake_case 5 * 3"},
      {"strong inside a word", "un**bel**ievable", "p: unbelievable"},
      {"nested emphasis", "***all* of it**", "p: all of it"},
      {"unclosed emphasis is text", "**peace", "p: **peace"},
      {"links", "see [the *text*](http://x.org/a_(b) \"t\") and <http://y.org>", "p: see the text and http://y.org"},
      {"reference links", "see [text][1]\n\n[1]: http://x.org", "p: see text"},
      {"brackets of the text", "the [sic] word", "p: the [sic] word"},
      {"picture", "![a map](map.png)", "p: a map"},
      {"code", "use `a*b*c` now", "p: use a*b*c now"},
      {"escape", "1\\. not \\*this\\*", "p: 1. not *this*"},
      {"references", "R&amp;D &#233; &unknown;", "p: R&D é &unknown;"},
      {"bullets", "- one\n- two\n  more", "li: one | li: two more"},
      {"numbers are cited and stay", "1. The parties agree\n2) They meet",
       "li: 1. The parties agree | li: 2) They meet"},
      {"quotation", "> first\n> second\n\nafter", "quote: first second | p: after"},
      {"fence", "```c\na  b\n\nc\n```\nd", "pre: a  b\n\nc | p: d"},
      {"table", "| Party | Seats |\n|---|--:|\n| UTO | 30% |\n\nend",
       "td: Party | td: Seats | td: UTO | td: 30% | p: end"},
      {"rule", "a\n\n***\n\nb", "p: a | p: b"},
      {"comment", "a\n\n<!-- not\nthis -->\nb", "p: a | p: b"},
      {"tags", "a <b>c</b> < d", "p: a c < d"},
      {"footnote", "agreed[^7] today\n\n[^7]: See Annex.", "p: agreed[7] today | note: See Annex."},
  };
  for (const auto& [name, source, expected] : cases) {
    const auto document = read(source, "a.md");
    ASSERT_TRUE(document.has_value()) << name;
    EXPECT_EQ(blocks_of(*document), expected) << name;
    expect_spans_lead_to_source(*document, source);
  }
}

TEST(Markdown, TakesMetadataFromTheFrontMatter) {
  const auto document =
      read("---\ntitle: \"The accord\"\ndate: 1997-06-27\nlang: en\nauthor: N. N.\n---\n# Other\n\nText", "a.md");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->metadata.title, "The accord");
  EXPECT_EQ(document->metadata.date->to_string(), "1997-06-27");
  EXPECT_EQ(document->metadata.language, "en");
  EXPECT_EQ(document->metadata.fields.at("author"), "N. N.");
  EXPECT_EQ(blocks_of(*document), "h1: Other | p: Text");
}

TEST(Markdown, MarksFootnoteFigures) {
  const auto document = read("agreed[^7] today", "a.md");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(unmarked(*document), "agreed today");
}

TEST(Markdown, NeverPointsWrongOnRandomMarkup) {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"*",    "**",   "_",  "`",     "[",    "](",    ")",    "[^",
                                           "]",    "!",    "<",  ">",     "\\",   "&amp;", "&",    "#",
                                           "- ",   "1. ",  "| ", "|-|\n", "\n",   "\n\n",  "    ", "```\n",
                                           "word", "мир ", " ",  "---\n", "<!--", "-->",   "~~"};
  for (int round = 0; round < 20000; ++round) {
    std::string source = "a";
    for (auto n = random() % 24; n > 0; --n) source += pieces[random() % pieces.size()];
    const auto document = read(source, "a.md");
    ASSERT_TRUE(document.has_value()) << source;
    expect_spans_lead_to_source(*document, source);
    if (HasFatalFailure()) FAIL() << source;
  }
}

TEST(Markdown, HostileMarkupCostsNoSquare) {
  for (const std::string piece : {"](", "[", "`", "<a", "*a_", "[^", "&", "**a "}) {
    std::string source = "text ";
    while (source.size() < 300000) source += piece;
    EXPECT_TRUE(read(source, "a.md").has_value());
  }
}

}  // namespace
}  // namespace concord
