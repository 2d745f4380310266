#include "corpus/read/office.h"

#include <gtest/gtest.h>

#include "tests/corpus/read/make_zip.h"
#include "tests/corpus/read/show.h"

namespace concord {
namespace {

using test::blocks_of;
using test::pack;
using test::read;
using test::unmarked;

std::string docx(const std::string& body, const std::string& footnotes = "") {
  return pack(
      {{"[Content_Types].xml", "<Types/>"},
       {"word/document.xml", "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>"},
       {"word/styles.xml",
        "<w:styles><w:style w:styleId='berschrift2'><w:name w:val='heading 2'/></w:style></w:styles>"},
       {"word/footnotes.xml", "<w:footnotes>" + footnotes + "</w:footnotes>"},
       {"docProps/core.xml",
        "<cp:coreProperties><dc:title>The "
        "accord</dc:title><dcterms:created>2001-02-03T00:00:00Z</dcterms:created></cp:coreProperties>"}});
}

TEST(Docx, KeepsStructure) {
  const struct {
    const char* name;
    const char* body;
    const char* expected;
  } cases[] = {
      {"runs",
       "<w:p><w:r><w:t>Uni</w:t></w:r><w:r><w:t xml:space='preserve'>ted  "
       "</w:t></w:r><w:r><w:t>Nations</w:t></w:r></w:p>",
       "p: United Nations"},
      {"heading of another language",
       "<w:p><w:pPr><w:pStyle w:val='berschrift2'/></w:pPr><w:r><w:t>Peace</w:t></w:r></w:p>", "h2: Peace"},
      {"list", "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>one</w:t></w:r></w:p>", "li: one"},
      {"table",
       "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></"
       "w:tr></w:tbl>",
       "td: a | td: b"},
      {"deleted text is no text",
       "<w:p><w:r><w:t>in</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>serted</"
       "w:t></w:r></w:ins></w:p>",
       "p: inserted"},
      {"field codes are no text", "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>",
       "p: 7"},
      {"breaks are blanks", "<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "p: a b c"},
      {"text box once",
       "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></"
       "mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></"
       "mc:AlternateContent></w:r></w:p>",
       "p: box"},
  };
  for (const auto& [name, body, expected] : cases) {
    const auto document = read(docx(body), "a.docx");
    ASSERT_TRUE(document.has_value()) << name << document.error().to_string();
    EXPECT_EQ(blocks_of(*document), expected) << name;
    EXPECT_EQ(document->metadata.title, "The accord");
    EXPECT_FALSE(document->metadata.date.has_value());
  }
}

TEST(Docx, LinksFootnotesToTheirMarks) {
  const auto document =
      read(docx("<w:p><w:r><w:t>first</w:t></w:r><w:r><w:footnoteReference w:id='9'/></w:r><w:r><w:t> "
                "then</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
                "<w:footnote w:id='2'><w:p><w:r><w:t>Two.</w:t></w:r></w:p></w:footnote><w:footnote "
                "w:id='9'><w:p><w:r><w:t>Nine.</w:t></w:r></w:p></w:footnote>"),
           "a.docx");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(blocks_of(*document), "p: first[1] then[2] | note: [1] Nine. | note: [2] Two.");
  EXPECT_EQ(unmarked(*document).substr(0, 10), "first then");
}

TEST(Docx, HostileFilesAreErrors) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<w:sdt>";
  const auto nested = read(docx(deep), "a.docx");
  ASSERT_FALSE(nested.has_value());
  EXPECT_EQ(nested.error().reason, "damaged");  // never closed
  for (int i = 0; i < 5000; ++i) deep += "</w:sdt>";
  const auto closed = read(docx(deep), "a.docx");
  ASSERT_FALSE(closed.has_value());
  EXPECT_EQ(closed.error().reason, "limit");
  const auto bomb = read(docx("<w:p><w:r><w:t>" + std::string(40U << 20U, 'a') + "</w:t></w:r></w:p>"), "a.docx");
  ASSERT_FALSE(bomb.has_value());
  EXPECT_EQ(bomb.error().reason, "limit");
  const auto other = read(pack({{"x", "y"}}), "a.docx");
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().reason, "damaged");
  const std::string whole = docx("<w:p><w:r><w:t>text</w:t></w:r></w:p>");
  for (std::size_t size = 10; size < whole.size(); size += 41) {
    const auto cut = read(whole.substr(0, size), "a.docx");
    if (!cut) {
      EXPECT_EQ(cut.error().reason, "damaged") << size;
    }
  }
}

TEST(Odt, KeepsStructureAndFootnotes) {
  const std::string content =
      "<office:document-content><office:body><office:text><text:tracked-changes><text:p>gone</text:p></"
      "text:tracked-changes>"
      "<text:h text:outline-level='2'>Peace</text:h><text:p>The<text:s text:c='2'/><text:span>parties</text:span> agree"
      "<text:note><text:note-citation>7</text:note-citation><text:note-body><text:p>See "
      "annex.</text:p></text:note-body></text:note>.</text:p>"
      "<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
      "<table:table><table:table-row><table:table-cell><text:p>a</text:p></"
      "table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"
      "</office:text></office:body></office:document-content>";
  const auto document =
      read(pack({{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}}), "a.odt");
  ASSERT_TRUE(document.has_value()) << document.error().to_string();
  EXPECT_EQ(blocks_of(*document),
            "h2: Peace | p: The parties agree[7]. | li: one | td: a | td: b | note: [7] See annex.");
  EXPECT_EQ(document->metadata.format, "odt");
}

TEST(Epub, ReadsTheChaptersOfTheSpine) {
  const auto document =
      read(pack({{"mimetype", "application/epub+zip"},
                 {"META-INF/container.xml",
                  "<container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"},
                 {"OEBPS/book.opf",
                  "<package><metadata><dc:title>The "
                  "talks</dc:title><dc:date>2001</dc:date><dc:language>en-GB</dc:language></metadata>"
                  "<manifest><item id='b' href='two.xhtml'/><item id='a' href='one.xhtml'/><item id='c' "
                  "href='gone.xhtml'/></manifest>"
                  "<spine><itemref idref='a'/><itemref idref='b'/><itemref idref='c'/></spine></package>"},
                 {"OEBPS/two.xhtml", "<html><body><p>Second</p></body></html>"},
                 {"OEBPS/one.xhtml", "<html><body><h1>First</h1></body></html>"}}),
           "a.epub");
  ASSERT_TRUE(document.has_value()) << document.error().to_string();
  EXPECT_EQ(blocks_of(*document), "h1: First | p: Second");
  EXPECT_EQ(document->metadata.title, "The talks");
  EXPECT_EQ(document->metadata.date->to_string(), "2001");
  EXPECT_EQ(document->divisions.size(), 2U);
  EXPECT_EQ(document->metadata.warnings, std::vector<std::string>{"the chapter 'gone.xhtml' is missing"});
}

TEST(Tei, ReadsTextPagesAndHeader) {
  const auto document = read(
      "<?xml version='1.0'?><TEI xml:lang='fr'><teiHeader><title>Accord</title><sourceDesc><date "
      "when='1997-06-27'/></sourceDesc></teiHeader>"
      "<text><body><pb n='3'/><head>Titre</head><p>Les parties<lb/>conviennent<note n='1'>Voir annexe.</note> de la "
      "paix.</p><pb n='4'/><p>Fin</p></body></text></TEI>",
      "a.xml");
  ASSERT_TRUE(document.has_value()) << document.error().to_string();
  EXPECT_EQ(blocks_of(*document),
            "h1: Titre | p: Les parties conviennent | note: [1] Voir annexe. | p: de la paix. | p: Fin");
  EXPECT_EQ(document->metadata.title, "Accord");
  EXPECT_EQ(document->metadata.language, "fr");
  EXPECT_EQ(document->metadata.date->to_string(), "1997-06-27");
  ASSERT_EQ(document->divisions.size(), 2U);
  EXPECT_EQ(document->divisions[1].label, "4");
}

TEST(Xml, EntityBombsStayText) {
  const auto document = read(
      "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;&x;&x;'><!ENTITY z SYSTEM "
      "'file:///etc/passwd'>]><a><b>&y;&z;</b></a>",
      "a.xml");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->text.utf8, "&y;&z;");
}

TEST(Rtf, ReadsTextAndLeavesMarkupOut) {
  const struct {
    const char* name;
    const char* body;
    const char* expected;
  } cases[] = {
      {"code page", "agr\\'e9e \\'93yes\\'94", "p: agrée “yes”"},
      {"unicode and its fallback", "\\u8220?frozen\\u8221? for", "p: “frozen” for"},
      {"longer fallback", "{\\uc2\\u1055\\'cf\\'cfx}\\uc0\\u1084y", "p: Пxмy"},
      {"surrogates", "\\u-10179?\\u-8704?", "p: 😀"},
      {"font's code page", "{\\fonttbl{\\f1\\fcharset204 Times;}}\\f1 \\'cc\\'e8\\'f0", "p: Мир"},
      {"paragraphs", "one\\par two\\par", "p: one | p: two"},
      {"words over lines of the file", "one\r\n two", "p: one two"},
      {"dashes and spaces", "1992\\endash 1997\\tab x\\~y", "p: 1992–1997 x\u00A0y"},
      {"heading", "\\pard\\outlinelevel1 Peace\\par\\pard text", "h2: Peace | p: text"},
      {"table", "\\intbl a\\cell b\\cell\\row\\intbl c\\cell\\row\\pard after", "td: a | td: b | td: c | p: after"},
      {"destinations that are no text",
       "{\\*\\generator Writer;}{\\header Head}{\\pict 00ff}{\\stylesheet{Normal;}}text", "p: text"},
      {"field", "{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}", "p: 7"},
      {"footnote", "agreed{\\super{\\footnote{\\pard See annex.\\par}}} today",
       "p: agreed[1] today | note: [1] See annex."},
      {"hidden", "seen{\\v not seen} too", "p: seen too"},
      {"escapes", "\\{a\\\\b\\}", "p: {a\\b}"},
      {"binary", "a\\bin3 {{{b", "p: ab"},
  };
  for (const auto& [name, body, expected] : cases) {
    const auto document =
        read(std::string("{\\rtf1\\ansi\\ansicpg1252{\\info{\\title The accord}}") + body + "}", "a.rtf");
    ASSERT_TRUE(document.has_value()) << name << ": " << document.error().to_string();
    EXPECT_EQ(blocks_of(*document), expected) << name;
    EXPECT_EQ(document->metadata.title, "The accord");
  }
}

TEST(Rtf, RefusesDeepGroups) {
  const auto document = read("{\\rtf1 " + std::string(100000, '{') + "text", "a.rtf");
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().reason, "limit");
}

}  // namespace
}  // namespace concord
