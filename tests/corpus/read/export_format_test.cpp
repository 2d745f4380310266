#include "corpus/read/export_format.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

Document document() {
  Document made;
  Metadata& known = made.metadata;
  known.id = "reports/a.pdf";
  known.title = "A \"title\"";
  known.title_origin = Origin::document;
  known.date = Date::month(1996, 7);
  known.date_origin = Origin::manifest;
  known.kind = Kind::report;
  known.kind_origin = Origin::guess;
  known.kind_evidence = "title with 'report'";
  known.language = "en";
  known.language_origin = Origin::guess;
  known.language_confidence = 98;
  known.format = "pdf";
  known.file.source = "docs";
  known.file.path = "reports/a.pdf";
  known.file.size = 12345;
  known.file.hash = 18446744073709551615U;
  known.fields = {{"country", "TJ"}};
  known.warnings = {"3 of 12 pages without a text layer"};
  made.text.utf8 = "Page one.\nCafé\n";
  made.text.map = OffsetMap::none(static_cast<std::uint32_t>(made.text.utf8.size()));
  made.blocks = {{BlockKind::heading, {0, 9}, 2}, {BlockKind::paragraph, {10, 15}, 0}};
  made.marks = {{MarkKind::running_head, {0, 4}, "stands on 3 pages"}};
  made.divisions = {{DivisionKind::page, "iv", {0, 16}, {}, 71}};
  return made;
}

Document read_back(const std::string& line) {
  Document again;
  again.metadata.file.path = "export.jsonl";
  again.metadata.member = "1";
  const Status read = read_export_line(line, "export.jsonl:1", again);
  EXPECT_TRUE(read) << read.error().to_string();
  return again;
}

TEST(ExportFormat, ADocumentComesBackAsItsReaderGaveIt) {
  const Document before = document();
  const std::string line = export_line(before);
  EXPECT_TRUE(looks_exported(line));
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const Document after = read_back(line);
  EXPECT_EQ(after.text.utf8, before.text.utf8);
  EXPECT_EQ(after.blocks, before.blocks);
  EXPECT_EQ(after.marks, before.marks);
  EXPECT_EQ(after.divisions, before.divisions);
  EXPECT_EQ(after.metadata.id, before.metadata.id);
  EXPECT_EQ(after.metadata.date, before.metadata.date);
  EXPECT_EQ(after.metadata.kind_origin, Origin::guess);
  EXPECT_EQ(after.metadata.file.path, "export.jsonl") << "it lies in the export now";
}

TEST(ExportFormat, AnExportOfAnExportIsTheSame) {
  const std::string line = export_line(document());
  EXPECT_EQ(export_line(read_back(line)), line);
}

TEST(ExportFormat, AFailureComesBackAsAFailure) {
  FileStamp stamp;
  stamp.source = "docs";
  stamp.path = "scan.pdf";
  const std::string line = export_failure_line({"scan.pdf", stamp, "", "no-text-layer", "no page has a text layer", "read it with OCR"});
  Document none;
  const Status read = read_export_line(line, "export.jsonl:9", none);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().to_string(), "scan.pdf: no page has a text layer; read it with OCR");
  EXPECT_EQ(read.error().reason, "no-text-layer");
}

TEST(ExportFormat, WhatIsNoExportIsRefusedWithItsPlace) {
  const std::string line = export_line(document());
  std::string outside = line;
  outside.replace(outside.find("[\"heading\",0,9"), 14, "[\"heading\",0,99");
  for (const std::string& bad : {line.substr(0, line.size() - 1), std::string("{\"concord\":\"export 2\",\"id\":\"a\"}"), std::string("{\"concord\":\"export 1\"}"), outside}) {
    Document none;
    const Status read = read_export_line(bad, "export.jsonl:3", none);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().where, "export.jsonl:3");
    EXPECT_EQ(read.error().reason, "record");
  }
}

}  // namespace
}  // namespace concord
