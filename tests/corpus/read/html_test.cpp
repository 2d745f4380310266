#include <gtest/gtest.h>

#include "tests/corpus/read/show.h"

namespace concord {
namespace {

using test::blocks_of;
using test::expect_spans_lead_to_source;
using test::read;
using test::unmarked;

Document page(const std::string& html, const ReadOptions& options = {}) {
  auto document = read(html, "page.html", options);
  EXPECT_TRUE(document.has_value()) << (document ? "" : document.error().to_string());
  if (!document) return {};
  expect_spans_lead_to_source(*document, html);
  return std::move(*document);
}

TEST(Html, KeepsBlocksAsStructure) {
  const struct {
    const char* name;
    const char* html;
    const char* expected;
  } cases[] = {
      {"headings and paragraphs", "<h2>Article 1</h2><p>The parties\n  agree.</p>",
       "h2: Article 1 | p: The parties agree."},
      {"text between blocks", "<div>one<p>two</p>three</div>", "p: one | p: two | p: three"},
      {"list", "<ul><li>cease-fire<li>amnesty</ul>", "li: cease-fire | li: amnesty"},
      {"table", "<table><tr><th>Party<th>Seats<tr><td>UTO<td>30%</table>", "td: Party | td: Seats | td: UTO | td: 30%"},
      {"quotation", "<blockquote><p>Never again</p></blockquote>", "quote: Never again"},
      {"inline elements", "<p>The <b>United</b> <i>Tajik</i> Oppo<u>sition</u></p>", "p: The United Tajik Opposition"},
      {"line break is a blank", "<p>one<br>two</p>", "p: one two"},
      {"preformatted", "<pre>a\n  b</pre>", "pre: a\n  b"},
      {"script and style are silent", "<p>a</p><script>var x = '<p>b</p>';</script><style>p{}</style>", "p: a"},
      {"paragraph in a cell", "<table><tr><td><p>a</p><p>b</p></td></tr></table>", "td: a | td: b"},
  };
  for (const auto& [name, html, expected] : cases) EXPECT_EQ(blocks_of(page(html)), expected) << name;
}

TEST(Html, PointsAtTheSourceOfEachCharacterReference) {
  const std::string html = "<p>R&eacute;conciliation &amp; paix&nbsp;&#8212; AT&T</p>";
  const Document document = page(html);
  EXPECT_EQ(document.text.utf8, "Réconciliation & paix\u00A0— AT&T");
  const auto accent = static_cast<std::uint32_t>(document.text.utf8.find("é"));
  EXPECT_EQ(document.text.map.to_source({accent, accent + 2}), (SourceSpan{4, 12}));
  const auto paix = static_cast<std::uint32_t>(document.text.utf8.find("paix"));
  const SourceSpan span = document.text.map.to_source({paix, paix + 4});
  EXPECT_EQ(html.substr(span.begin, span.size()), "paix");
}

TEST(Html, MarksFurnitureAndKeepsTheArticle) {
  const std::string article =
      "<p>The Commission on National Reconciliation met in Dushanbe and agreed on amnesty for all fighters.</p>"
      "<p>Observers of the Organization reported that refugees had begun to return from the camps.</p>";
  const struct {
    const char* name;
    std::string furniture;
  } cases[] = {
      {"nav", "<nav><a href='/'>Home</a> <a href='/x'>News</a></nav>"},
      {"menu by class", "<ul class='main-menu'><li><a href='/'>Home</a><li>News</ul>"},
      {"menu that nobody named",
       "<ul><li><a href='/'>Home</a><li><a href='/a'>News</a><li><a href='/b'>About us</a></ul>"},
      {"cookie banner", "<div id='cookieConsent'>We value your privacy. <button>Accept</button></div>"},
      {"cookie banner by its words",
       "<div class='x1'>By continuing to use the site, you agree to the use of cookies.</div>"},
      {"comment form", "<div id='respond'><h3>Leave a Reply</h3><form><p>Name</p></form></div>"},
      {"sharing links", "<div class='sharedaddy'>Share this: <a>Twitter</a></div>"},
      {"footer", "<footer>© 2009 Institute. All rights reserved.</footer>"},
      {"French comment form by its words", "<p>Laisser un commentaire</p>"},
      {"Russian sharing by its words", "<p>Поделиться</p>"},
  };
  for (const auto& [name, furniture] : cases) {
    const Document document =
        page("<html><body>" + furniture + "<article><h1>Peace</h1>" + article + "</article></body></html>");
    ASSERT_FALSE(document.marks.empty()) << name;
    for (const Mark& mark : document.marks) EXPECT_FALSE(mark.note.empty());
    EXPECT_EQ(unmarked(document).find("Home"), std::string::npos) << name;
    EXPECT_NE(unmarked(document).find("Peace"), std::string::npos) << name;
    EXPECT_NE(unmarked(document).find("camps."), std::string::npos) << name;
    EXPECT_EQ(document.marks.size(), 1U) << name << ": " << unmarked(document);
  }
}

TEST(Html, ANameNeverMarksTheWholePage) {
  const Document document =
      page("<body class='has-sidebar'><div class='page-with-menu'><p>All of the text of the page.</p></div></body>");
  EXPECT_TRUE(document.marks.empty());
}

TEST(Html, KeepsBoilerplateWhenAsked) {
  ReadOptions options;
  options.keep_boilerplate = true;
  const Document document = page("<nav>Home</nav><p>Text</p>", options);
  EXPECT_TRUE(document.marks.empty());
  EXPECT_EQ(blocks_of(document), "p: Home | p: Text");
}

TEST(Html, TakesTitleDateAndLanguageFromTheHead) {
  const struct {
    const char* name;
    const char* html;
    const char* title;
    const char* date;
  } cases[] = {
      {"title element", "<title> The\n treaty </title><p>x</p>", "The treaty", ""},
      {"heading before title element", "<title>Site - The treaty</title><h1>The <i>treaty</i></h1>", "The treaty", ""},
      {"Open Graph",
       "<meta property='og:title' content='A &amp; B'><meta property='article:published_time' "
       "content='2009-05-12T08:00'><p>x</p>",
       "A & B", "2009-05-12"},
      {"Dublin Core", "<meta name='DC.title' content='Accord'><meta name='DC.date' content='1997-06'><p>x</p>",
       "Accord", "1997-06"},
      {"JSON-LD",
       "<script "
       "type='application/ld+json'>{\"@graph\":[{\"headline\":\"Pact\",\"datePublished\":\"1998-01-02\"}]}</"
       "script><p>x</p>",
       "Pact", "1998-01-02"},
      {"time element", "<h1>T</h1><time datetime='2001-03-04'>4 March</time>", "T", "2001-03-04"},
  };
  for (const auto& [name, html, title, date] : cases) {
    const Document document = page("<html lang='en-GB'>" + std::string(html));
    EXPECT_EQ(document.metadata.title, title) << name;
    EXPECT_EQ(document.metadata.date ? document.metadata.date->to_string() : "", date) << name;
    EXPECT_EQ(document.metadata.language, "en") << name;
  }
}

TEST(Html, ObeysTheDeclaredEncoding) {
  const auto document =
      read("<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>\xCC\xE8\xF0</p>", "a.html");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->text.utf8, "Мир");
  EXPECT_EQ(document->metadata.encoding.reason, "declared in <meta>");
}

TEST(Html, MarksTheRaisedFigureOfAFootnote) {
  const Document document = page("<p>agreed<sup>7</sup> on peace in 10<sup>th</sup> round</p>");
  ASSERT_EQ(document.marks.size(), 1U);
  EXPECT_EQ(document.marks[0].kind, MarkKind::footnote_mark);
  EXPECT_EQ(unmarked(document), "agreed on peace in 10th round");
}

TEST(Html, RefusesWhatWouldTakeTheParserDown) {
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<div>";
  std::string wide = "<p ";
  for (int i = 0; i < 100000; ++i) wide += "a" + std::to_string(i) + "=1 ";
  std::string reopened;
  for (int i = 0; i < 1500; ++i) reopened += "<font size=" + std::to_string(i) + ">";
  for (int i = 0; i < 100000; ++i) reopened += "<p>x";
  for (const std::string& html : {"<html>" + deep + "text", "<html>" + wide + ">text", "<html>" + reopened}) {
    const auto document = read(html, "page.html");
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().code, ErrorCode::limit);
    EXPECT_EQ(document.error().reason, "limit");
  }
}

TEST(Html, ReadsPagesThatAreCutOffAnywhere) {
  const std::string html =
      "<html><head><title>T</title></head><body><p class='a'>R&eacute;sum&eacute; <b>of</b> talks</p><!-- c "
      "--></body></html>";
  for (std::size_t size = 60; size < html.size(); ++size) {
    const auto document = read(html.substr(0, size), "page.html");
    if (document) expect_spans_lead_to_source(*document, html);
  }
}

}  // namespace
}  // namespace concord
