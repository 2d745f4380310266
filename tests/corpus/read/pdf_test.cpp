#include <gtest/gtest.h>

#include "corpus/read/child_process.h"
#include "corpus/read/ocr.h"
#include "corpus/read/page_layout.h"
#include "tests/corpus/read/make_pdf.h"
#include "tests/corpus/read/show.h"
#include "tests/corpus/read/temporary_folder.h"

namespace concord {
namespace {

using test::add_lines;
using test::blocks_of;
using test::make_pdf;
using test::PdfPage;
using test::read;
using test::unmarked;

bool have(const char* program) {
  return run_child({{program, "-v"}, ""}, {}, "").has_value();
}
#define NEEDS(program) \
  if (!have(program)) GTEST_SKIP() << program << " is not installed"

PdfPage letter_page(int number, const std::vector<std::string>& lines, double top = 120) {
  PdfPage page;
  page.texts.push_back({72, 40, 9, "S/1996/" + std::to_string(750)});
  page.texts.push_back({72, 52, 9, "Page " + std::to_string(number)});
  add_lines(page, 72, top, lines);
  page.texts.push_back({500, 750, 9, "/..."});
  return page;
}

const std::vector<std::string> first_lines = {
    "1. The two delegations met in Tehran under the auspices of the United Nations and agreed on",
    "the exchange of prisoners of war and of detained persons in equal numbers from both sides and"};
const std::vector<std::string> second_lines = {
    "on the safe return of refugees. The talks went on for a week in the presence of observers from",
    "eight States of the region and of two organizations of which all the Tajiks are members."};

TEST(Pdf, KeepsPagesAndMarksHeadsFeetAndNumbers) {
  NEEDS("pdftotext");
  const auto document = read(make_pdf({letter_page(1, first_lines), letter_page(2, second_lines)}, "Report"), "a.pdf");
  ASSERT_TRUE(document.has_value()) << document.error().to_string();
  EXPECT_EQ(document->metadata.title, "Report");
  ASSERT_EQ(document->divisions.size(), 2U);
  EXPECT_EQ(document->divisions[1].label, "2");
  std::string marks;
  for (const Mark& mark : document->marks)
    marks += std::to_string(static_cast<int>(mark.kind)) + ":" + std::string(document->text_of(mark.span)) + " ";
  EXPECT_EQ(marks, "0:S/1996/750 2:Page 1 1:/... 0:S/1996/750 2:Page 2 1:/... ");
  EXPECT_FALSE(document->text.map.has_source());
}

TEST(Pdf, ParagraphGoesOnOverThePage) {
  NEEDS("pdftotext");
  const auto document = read(make_pdf({letter_page(1, first_lines), letter_page(2, second_lines)}), "a.pdf");
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->blocks.size(), 1U) << blocks_of(*document);
  EXPECT_EQ(document->text_of(document->blocks[0].span).substr(0, 10), "1. The two");
  EXPECT_EQ(document->text.utf8.substr(document->blocks[0].span.end - 8, 8), "members.");
}

TEST(Pdf, SeparatesParagraphsAndHeadings) {
  NEEDS("pdftotext");
  PdfPage page;
  page.texts.push_back({210, 90, 11, "II. ACTIVITIES OF THE MISSION"});
  add_lines(page, 72, 130, first_lines);
  add_lines(page, 72, 180,
            {"2. A second paragraph stands below the first one and is set apart from it by a blank line."});
  const auto document = read(make_pdf({page}), "a.pdf");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(blocks_of(*document),
            "h1: II. ACTIVITIES OF THE MISSION | p: " + first_lines[0] + "\n" + first_lines[1] +
                " | p: 2. A second paragraph stands below the first one and is set apart from it by a blank line.");
}

TEST(Pdf, ReadsColumnsOneAfterTheOther) {
  NEEDS("pdftotext");
  PdfPage page;
  std::vector<std::string> left, right;
  for (int i = 0; i < 12; ++i) {
    left.push_back("left column of the page, line " + std::to_string(10 + i) + " it is");
    right.push_back("right column of the page, line " + std::to_string(10 + i) + " it is");
  }
  page.texts.push_back(
      {72, 80, 11, "A heading that goes over the whole width of the page and has no end that one could see"});
  add_lines(page, 72, 120, left);
  add_lines(page, 312, 120, right);
  const auto document = read(make_pdf({page}), "a.pdf");
  ASSERT_TRUE(document.has_value());
  std::size_t at = 0;
  for (const auto& lines : {left, right}) {
    for (const std::string& line : lines) {
      const std::size_t found = document->text.utf8.find(line, at);
      ASSERT_NE(found, std::string::npos) << line << "\n" << document->text.utf8;
      at = found;
    }
  }
}

TEST(Pdf, ATitleOverTheGutterStaysWhole) {
  NEEDS("pdftotext");
  PdfPage page;
  std::vector<std::string> left, right;
  for (int i = 0; i < 12; ++i) {
    left.push_back("left column of the page, line " + std::to_string(10 + i) + " it is");
    right.push_back("right column of the page, line " + std::to_string(10 + i) + " it is");
  }
  page.texts.push_back({262, 80, 11, "Report on"});  // the space lies where the gap between the columns is
  page.texts.push_back({314, 80, 11, "the talks"});
  add_lines(page, 72, 120, left);
  add_lines(page, 312, 120, right);
  const auto document = read(make_pdf({page}), "a.pdf");
  ASSERT_TRUE(document.has_value());
  EXPECT_NE(document->text.utf8.find("Report on the talks"), std::string::npos) << document->text.utf8;
  EXPECT_LT(document->text.utf8.find("line 21"), document->text.utf8.find("right column")) << document->text.utf8;
}

TEST(Pdf, MarksFootnotesAndRaisedFigures) {
  NEEDS("pdftotext");
  PdfPage page;
  add_lines(page, 72, 120, first_lines);
  add_lines(page, 72, 150, second_lines);
  page.texts.push_back({72, 200, 11, "The agreement was signed"});
  page.texts.push_back({190, 195, 6, "7"});
  page.texts.push_back({200, 200, 11, "in Moscow by both leaders of the parties."});
  add_lines(page, 72, 700, {"7 See the text of the agreement in the annex.", "It was published later."}, 8);
  const auto document = read(make_pdf({page}), "a.pdf");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->blocks.back().kind, BlockKind::footnote) << blocks_of(*document);
  EXPECT_EQ(document->text_of(document->blocks.back().span),
            "7 See the text of the agreement in the annex.\nIt was published later.");
}

TEST(Pdf, NamesPagesWithoutATextLayer) {
  NEEDS("pdftotext");
  PdfPage scan;
  scan.picture = true;
  const auto all = read(make_pdf({scan, scan}), "scan.pdf");
  ASSERT_FALSE(all.has_value());
  EXPECT_EQ(all.error().to_string(),
            "scan.pdf: 2 of 2 pages are pictures without a text layer; read it with OCR: --ocr, or ocr: auto");
  const auto some = read(make_pdf({letter_page(1, first_lines), scan, PdfPage{}}), "mixed.pdf");
  ASSERT_TRUE(some.has_value());
  ASSERT_EQ(some->metadata.warnings.size(), 1U);
  EXPECT_EQ(some->metadata.warnings[0], "page 2 of 3 without a text layer; read them with OCR: --ocr, or ocr: auto");
}

constexpr const char* ocr_table =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n"
    "5\t1\t1\t1\t1\t1\t300\t600\t200\t40\t90.5\tPeace\n"
    "5\t1\t1\t1\t1\t2\t520\t600\t300\t40\t80.1\tprevails\n";

TEST(Pdf, TakesThePlacesAndConfidencesOfOcr) {
  const Page page = parse_ocr_page(ocr_table, 300);
  EXPECT_EQ(page.confidence, 85);
  EXPECT_EQ(page.lines.at(0).text(), "Peace prevails");
  EXPECT_NEAR(page.width, 612, 0.1);
  EXPECT_NEAR(page.lines[0].box.left, 72, 0.1);
}

TEST(Pdf, DoesNotReadAPictureTwice) {
  NEEDS("pdftotext");
  const test::TemporaryFolder cache;
  PdfPage scan;
  scan.picture = true;
  ReadOptions options;
  options.ocr.enabled = true;
  options.ocr.cache_folder = cache.path();
  options.ocr.progress = [](const std::string&, unsigned, unsigned) { FAIL() << "the page was read again"; };
  cache.write(ocr_cache_name(0, 1, options.ocr), ocr_table);  // read() leaves the stamp's hash at 0
  const auto document = read(make_pdf({scan}), "scan.pdf", options);
  ASSERT_TRUE(document.has_value()) << document.error().to_string();
  EXPECT_EQ(document->text.utf8, "Peace prevails");
  EXPECT_EQ(document->divisions.at(0).confidence, 85);
  EXPECT_EQ(document->metadata.warnings, std::vector<std::string>{"page 1 of 1 read by OCR"});
}

TEST(Pdf, NamesTheCacheFileByContentPageAndSettings) {
  OcrOptions options;
  options.languages = {"rus", "eng"};
  EXPECT_EQ(ocr_cache_name(0x1234, 7, options), "0000000000001234.p0007.300.rus+eng.tsv");
}

TEST(Pdf, DamagedFilesAreErrors) {
  NEEDS("pdftotext");
  const std::string pdf = make_pdf({letter_page(1, first_lines)});
  for (const std::size_t size : {std::size_t{9}, pdf.size() / 4, pdf.size() / 2}) {
    const auto document = read(pdf.substr(0, size), "a.pdf");
    if (!document) {
      EXPECT_EQ(document.error().reason, "damaged");
    }
  }
  ReadOptions options;
  options.limits.pages = 1;
  const auto long_one = read(make_pdf({letter_page(1, first_lines), letter_page(2, second_lines)}), "a.pdf", options);
  ASSERT_FALSE(long_one.has_value());
  EXPECT_EQ(long_one.error().reason, "limit");
}

TEST(PageLayout, SoftHyphensAreHyphensWhereTheDocumentHasNoOthers) {
  const auto last_words = [](const std::string& first, const std::string& second) {
    const auto line = [](const std::string& word) {
      return "<line xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"9\"><word xMin=\"1\" yMin=\"1\" xMax=\"9\" yMax=\"9\">" + word +
             "</word></line>";
    };
    const LaidOutPdf pdf = parse_bbox_layout("<page width=\"612\" height=\"792\"><block >" + line(first) + line(second));
    return pdf.pages.at(0).lines.at(0).text() + " " + pdf.pages[0].lines.at(1).text();
  };
  EXPECT_EQ(last_words("Gorno\u00AD", "agree\u00AD"), "Gorno- agree-");
  EXPECT_EQ(last_words("agree\u00AD", "Gorno-"), "agree\u00AD Gorno-");  // it tells them apart
  EXPECT_EQ(last_words("Gorno\u00AD", "·-"), "Gorno- ·-");  // a scrap is no hyphen
  EXPECT_EQ(last_words("agree\u00AD", "mid\u00ADdle"), "agree- mid\u00ADdle");
}

TEST(PageLayout, FindsTheNotesOfAScanByTheWidthOfTheirLetters) {
  std::string table = "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n";
  int number = 0;
  const auto add_line = [&](int top, const std::string& text, int letter) {
    ++number;
    int left = 300;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      const int width = static_cast<int>(end - begin) * letter;
      table += "5\t1\t1\t1\t" + std::to_string(number) + "\t1\t" + std::to_string(left) + "\t" + std::to_string(top) + "\t" +
               std::to_string(width) + "\t30\t95\t" + text.substr(begin, end - begin) + "\n";
      left += width + letter;
      begin = end + 1;
    }
  };
  for (int i = 0; i < 20; ++i) add_line(400 + 50 * i, "The delegations met in the spring and went on", 25);
  add_line(2600, "12 delegations came from the north of the country.", 25);  // as large as the text: no note
  add_line(2900, "7 See the text of the protocol.", 17);
  add_line(2940, "It appeared", 24);  // too short to tell
  std::vector<Page> pages = {parse_ocr_page(table, 300)};
  Document document;
  compose_pages(pages, document);
  ASSERT_FALSE(document.blocks.empty());
  EXPECT_EQ(document.blocks.back().kind, BlockKind::footnote) << blocks_of(document);
  EXPECT_EQ(document.text_of(document.blocks.back().span), "7 See the text of the protocol.\nIt appeared");
  EXPECT_EQ(std::count_if(document.blocks.begin(), document.blocks.end(), [](const Block& block) { return block.kind == BlockKind::footnote; }), 1);
}

TEST(PageLayout, APageAsWideAsThePdfSaysCostsNoTime) {  // found by fuzz_read_pages: a loop in steps of two points
  std::string page = "<page width=\"1000000000000000000\" height=\"792\">";
  for (int i = 0; i < 20; ++i) {
    const std::string top = std::to_string(20 * i);
    const std::string box = "xMin=\"1\" yMin=\"" + top + "\" xMax=\"900\" yMax=\"" + top + "9\"";
    page += "<block ><line " + box + "><word " + box + ">word</word></line>";
  }
  LaidOutPdf pdf = parse_bbox_layout(page);
  Document document;
  compose_pages(pdf.pages, document);
  EXPECT_EQ(document.divisions.size(), 1U);
}

TEST(PageLayout, OcrNoiseIsMarkedNotLost) {
  const std::string table =
      "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n"
      "5\t1\t1\t1\t1\t1\t300\t900\t200\t40\t12\tJ|~\n"
      "5\t1\t2\t1\t1\t1\t300\t1600\t200\t40\t95\tText\n";
  std::vector<Page> pages = {parse_ocr_page(table, 300)};
  Document document;
  compose_pages(pages, document);
  EXPECT_EQ(document.text.utf8, "J|~\n\nText");
  ASSERT_EQ(document.marks.size(), 1U);
  EXPECT_EQ(document.marks[0].note, "OCR noise, confidence 12");
  EXPECT_EQ(blocks_of(document), "p: Text");
}

}  // namespace
}  // namespace concord
