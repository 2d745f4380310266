#include "corpus/read/manifest.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Manifest, ReadsTheSameFromCsvAndJsonLines) {
  const std::string csv =
      "path,id,title,date,kind,source,language,mission\n"
      "a/r1.pdf,r1,\"Report, first\",1996-07,report,UN,en-US,UNMOT\n"
      "./b.txt,,,,,,,\n";
  const std::string json =
      "{\"path\":\"a/r1.pdf\",\"id\":\"r1\",\"title\":\"Report, "
      "first\",\"date\":\"1996-07\",\"kind\":\"report\",\"source\":\"UN\","
      "\"language\":\"en-US\",\"mission\":\"UNMOT\"}\n{\"path\":\"b.txt\",\"id\":null}\n";
  for (const auto& [bytes, name] : {std::pair(csv, "manifest.csv"), std::pair(json, "manifest.jsonl")}) {
    const auto manifest = DocumentManifest::parse(bytes, name);
    ASSERT_TRUE(manifest.has_value()) << name;
    EXPECT_TRUE(manifest->row_errors().empty()) << manifest->row_errors()[0].to_string();
    Metadata metadata;
    metadata.file.path = "a/r1.pdf";
    manifest->describe(metadata);
    EXPECT_EQ(metadata.id, "r1");
    EXPECT_EQ(metadata.title, "Report, first");
    EXPECT_EQ(metadata.date->to_string(), "1996-07");
    EXPECT_EQ(metadata.kind, Kind::report);
    EXPECT_EQ(metadata.kind_origin, Origin::manifest);
    EXPECT_EQ(metadata.publisher, "UN");
    EXPECT_EQ(metadata.language, "en");
    EXPECT_EQ(metadata.fields.at("mission"), "UNMOT");
    EXPECT_NE(manifest->find("b.txt"), nullptr);
    EXPECT_EQ(manifest->find("c.txt"), nullptr);
  }
}

TEST(Manifest, SaysWhatIsWrongWithEachRow) {
  const auto manifest = DocumentManifest::parse(
      "path,id,date,kind\n"
      "a.txt,x,1996-13-01,report\n"
      "b.txt,x,,reprot\n"
      ",y,,\n"
      "c.txt,x,,treaty\n"
      "c.txt,z,,\n"
      "d.txt,x,,\n"
      "e.txt,,3/4/1997,\n"
      "f.txt,,,,surplus\n"
      "g.txt,,21.7.1996,\n",
      "manifest.csv");
  ASSERT_TRUE(manifest.has_value());
  std::vector<std::string> shown;
  for (const Error& error : manifest->row_errors()) shown.push_back(error.to_string());
  EXPECT_EQ(shown, (std::vector<std::string>{
                       "manifest.csv:2: '1996-13-01' is no date; write 1996-07-21, 1996-07 or 1996",
                       "manifest.csv:3: there is no kind 'reprot'; did you mean 'report'?",
                       "manifest.csv:4: the row names no file; fill in its path",
                       "manifest.csv:6: 'c.txt' stands in line 5 already; keep one of the two",
                       "manifest.csv:7: the id 'x' stands in line 5 already; give each document an id of its own",
                       "manifest.csv:8: '3/4/1997' can be read in two ways; write the date as 1996-07-21",
                       "manifest.csv:9: 5 cells under 4 columns; put quotes around cells that hold the separator",
                   }));
  EXPECT_EQ(manifest->entries().size(), 2U);
  EXPECT_EQ(manifest->find("g.txt")->date->to_string(), "1996-07-21");
}

TEST(Manifest, NeedsAPathColumn) {
  const auto manifest = DocumentManifest::parse("title,date\na,1996\n", "manifest.csv");
  ASSERT_FALSE(manifest.has_value());
  EXPECT_EQ(manifest.error().to_string(),
            "manifest.csv:1: the table has no column 'path'; name the column with the files 'path' in the first line");
}

TEST(Manifest, NamesRowsWithoutAFile) {
  const auto manifest = DocumentManifest::parse("file\na.zip#x.txt\nb.txt\n", "m.csv");
  const auto errors = manifest->missing([](std::string_view path) { return path == "a.zip"; });
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors[0].to_string(),
            "m.csv:3: there is no file 'b.txt' in the source; correct the path or remove the row");
}

TEST(Manifest, DescribesTheDocumentsOfAFileOfRecords) {
  const auto manifest =
      DocumentManifest::parse("path,id,kind,title\na.jsonl,set,news,The set\na.jsonl#2,special,treaty,Two\n", "m.csv");
  Metadata first;
  first.file.path = "a.jsonl";
  first.member = "1";
  first.title = "Own title";
  Metadata second = first;
  second.member = "2";
  manifest->describe(first);
  manifest->describe(second);
  EXPECT_EQ(first.id, "set#1");
  EXPECT_EQ(first.kind, Kind::news);
  EXPECT_EQ(first.title, "Own title");
  EXPECT_EQ(second.id, "special");
  EXPECT_EQ(second.title, "Two");
}

}  // namespace
}  // namespace concord
