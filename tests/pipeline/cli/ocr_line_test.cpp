#include "pipeline/cli/ocr_line.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(OcrLine, ReckonsTheTimeLeftFromThePagesRead) {
  OcrLine line;
  EXPECT_EQ(line.told("a.pdf", 0, 4, 100), "OCR: page 1 of 4  a.pdf");
  EXPECT_EQ(line.told("a.pdf", 1, 4, 105), "OCR: page 2 of 4, 15 s left  a.pdf");
  EXPECT_EQ(line.told("b.pdf", 0, 2, 105), "OCR: page 1 of 2, 25 s left  b.pdf");  // two documents in hand
  EXPECT_EQ(line.told("b.pdf", 1, 2, 110), "OCR: page 2 of 2, 20 s left  b.pdf");
  EXPECT_EQ(line.told("a.pdf", 4, 4, 120), "OCR: page 4 of 4, 4 s left  a.pdf");
}

TEST(OcrLine, PagesOutOfTheCacheCostNoTime) {
  OcrLine line;
  EXPECT_EQ(line.told("a.pdf", 3, 5, 50), "OCR: page 4 of 5  a.pdf");  // three were known
  EXPECT_EQ(line.told("a.pdf", 4, 5, 60), "OCR: page 5 of 5, 10 s left  a.pdf");
}

TEST(OcrLine, ShowsNamesThatCanDoNoHarm) {
  OcrLine line;
  EXPECT_EQ(line.told("a\x1b[31m.pdf", 0, 1, 0), "OCR: page 1 of 1  a.pdf");
}

TEST(OcrLine, ShowsDurationsRoughly) {
  EXPECT_EQ(shown_duration(4.4), "4 s");
  EXPECT_EQ(shown_duration(170), "3 min");
  EXPECT_EQ(shown_duration(7800), "2 h 10 min");
}

}  // namespace
}  // namespace concord
