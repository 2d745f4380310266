#include "corpus/read/reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <random>

#include "tests/corpus/read/show.h"
#include "tests/corpus/read/temporary_folder.h"

namespace concord {
namespace {

using test::read;
using test::TemporaryFolder;
using test::unmarked;

/// Everything that a file gives: "id: text", errors as "!reason where".
std::vector<std::string> read_all_of(const TemporaryFolder& folder, const std::string& name,
                                     const ReadOptions& options = {}) {
  std::vector<std::string> found;
  FileEntry entry;
  entry.stamp.path = name;
  entry.location = folder.path() + "/" + name;
  const Status status = read_file(entry, options, [&](Result<Document> document) -> Status {
    found.push_back(document ? document->metadata.id + ": " + document->text.utf8
                             : "!" + document.error().reason + " " + document.error().where);
    return {};
  });
  EXPECT_TRUE(status.has_value());
  return found;
}
using Found = std::vector<std::string>;

TEST(Reader, ReadsPlainTextAsItIs) {
  const TemporaryFolder folder;
  folder.write("a.txt", "Protocol on refugees\r\n\r\nThe parties agree.\r\n");
  EXPECT_EQ(read_all_of(folder, "a.txt"), (Found{"a.txt: Protocol on refugees\r\n\r\nThe parties agree.\r\n"}));
}

TEST(Reader, StampsWhatItReads) {
  const TemporaryFolder folder;
  const std::string location = folder.write("a.txt", "text");
  FileEntry entry;
  entry.stamp.path = "a.txt";
  entry.location = location;
  std::uint64_t hash = 0;
  const Status status = read_file(entry, {}, [&](Result<Document> document) -> Status {
    hash = document->metadata.file.hash;
    EXPECT_EQ(document->metadata.file.size, 4U);
    EXPECT_GT(document->metadata.file.mtime_ns, 0);
    return {};
  });
  EXPECT_TRUE(status.has_value());
  EXPECT_EQ(hash, 0x4769fd1c60e8a611ULL);  // XXH3-64 of "text"
}

TEST(Reader, GuessesATitleAndSaysSo) {
  const auto document = read("\n  The long mission  \n\nText follows here.\n", "a.txt");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->metadata.title, "The long mission");
  EXPECT_EQ(document->metadata.title_origin, Origin::guess);
  EXPECT_EQ(read("A sentence is no title.\n\nText\n", "a.txt")->metadata.title, "");
}

TEST(Reader, TakesFormFeedsForPageBorders) {
  const auto document = read("first\n\fsecond\n\fthird", "a.txt");
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->divisions.size(), 3U);
  EXPECT_EQ(document->divisions[1].label, "2");
  EXPECT_EQ(document->text_of(document->divisions[1].span), "second\n");
}

TEST(Reader, MarksFurnitureThatWasCopiedAlong) {
  std::string text = "Peace\n\n";
  for (int i = 0; i < 60; ++i) text += "The delegations met again and discussed the return of refugees.\n\n";
  text += "Leave a Reply\n\nYour email address will not be published.\n\nClose\n";
  const auto document = read(text, "a.txt");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->marks.size(), 3U);
  EXPECT_EQ(unmarked(*document).find("Close"), std::string::npos);
  EXPECT_NE(unmarked(*document).find("refugees."), std::string::npos);
}

TEST(Reader, RandomBytesAreNoText) {
  const TemporaryFolder folder;
  std::mt19937 random(20261122);
  for (int i = 0; i < 50; ++i) {
    std::string noise("~");  // no signature of another format
    while (noise.size() < 5000) noise += static_cast<char>(random() & 0xFFU);
    folder.write("noise.txt", noise);
    EXPECT_EQ(read_all_of(folder, "noise.txt"), (Found{"!binary noise.txt"})) << i;
  }
}

TEST(Reader, NamesWhatItCannotRead) {
  const TemporaryFolder folder;
  folder.write("empty.txt", "");
  folder.write("blank.txt", " \n\n ");
  folder.write("picture.txt", "\xFF\xD8\xFF\xE0 JFIF");
  folder.write("noise.txt", std::string("\x01\x02\x00\x03\x04\x05\x00\x07", 8));
  folder.write("large.txt", std::string(2000, 'x'));
  ReadOptions options;
  options.limits.file_bytes = 1000;
  EXPECT_EQ(read_all_of(folder, "empty.txt"), (Found{"!empty empty.txt"}));
  EXPECT_EQ(read_all_of(folder, "blank.txt"), (Found{"!empty blank.txt"}));
  EXPECT_EQ(read_all_of(folder, "picture.txt"), (Found{"!binary picture.txt"}));
  EXPECT_EQ(read_all_of(folder, "noise.txt"), (Found{"!binary noise.txt"}));
  EXPECT_EQ(read_all_of(folder, "large.txt", options), (Found{"!too-large large.txt"}));
  const Found gone = read_all_of(folder, "gone.txt");
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].substr(0, 10), "!vanished ");
}

TEST(Reader, RefusesAHugeFileWithoutReadingIt) {
  const TemporaryFolder folder;
  const std::string location = folder.write("huge.txt", std::string(8192, 'x'));
  ASSERT_EQ(::truncate(location.c_str(), off_t{1} << 31), 0);  // sparse: no block is written
  EXPECT_EQ(read_all_of(folder, "huge.txt"), (Found{"!too-large huge.txt"}));
}

TEST(Reader, NamesAFileThatThisUserMayNotRead) {
  const TemporaryFolder folder;
  const std::string location = folder.write("secret.txt", "Nobody's.");
  ASSERT_EQ(::chmod(location.c_str(), 0), 0);
  ASSERT_EQ(::chmod(folder.path().c_str(), 0755), 0);
  const uid_t self = ::geteuid();
  constexpr uid_t nobody = 65534;  // root may read everything
  ASSERT_EQ(self == 0 ? ::seteuid(nobody) : 0, 0);
  const Found found = read_all_of(folder, "secret.txt");
  ASSERT_EQ(self == 0 ? ::seteuid(self) : 0, 0);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].substr(0, 12), "!permission ");
}

TEST(Reader, OpensNeitherPipesNorDanglingLinks) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder.path() + "/pipe.txt").c_str(), 0600), 0);
  ASSERT_EQ(::symlink("nowhere", (folder.path() + "/link.txt").c_str()), 0);
  for (const auto& [name, reason] : {std::pair("pipe.txt", "!binary "), std::pair("link.txt", "!vanished ")}) {
    const Found found = read_all_of(folder, name);  // does not wait for a writer
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].starts_with(reason)) << found[0];
  }
}

TEST(Reader, ObeysTheEncodingOfAPathRule) {
  const TemporaryFolder folder;
  folder.write("old.txt", "\xEC\xE8\xF0");
  ReadOptions options;
  options.encodings = {{"new*", "UTF-8"}, {"*.txt", "windows-1251"}};
  EXPECT_EQ(read_all_of(folder, "old.txt", options), (Found{"old.txt: мир"}));
}

TEST(Reader, StopsWhenTheSinkSaysSo) {
  const TemporaryFolder folder;
  folder.write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
  FileEntry entry;
  entry.stamp.path = "a.jsonl";
  entry.location = folder.path() + "/a.jsonl";
  int seen = 0;
  const Status status = read_file(entry, {}, [&](Result<Document>) -> Status {
    ++seen;
    return Error{ErrorCode::io, "index", "disk full", ""};
  });
  EXPECT_EQ(seen, 1);
  EXPECT_EQ(status.error().message, "disk full");
}

TEST(JsonLines, GivesADocumentALine) {
  const TemporaryFolder folder;
  folder.write("a.jsonl",
               "{\"text\": \"Pe\\u0430ce\\nnow\", \"id\": \"d1\"}\n\n{\"n\": 1, \"body\": \"two\"}\r\n{\"text\": "
               "\"\\ud83d\\ude00 \\udc00\"}");
  EXPECT_EQ(read_all_of(folder, "a.jsonl"), (Found{"d1: Pe\u0430ce\nnow", "a.jsonl#3: two", "a.jsonl#4: 😀 \uFFFD"}));
}

TEST(JsonLines, GoesOnAfterABrokenLine) {
  const TemporaryFolder folder;
  folder.write("a.jsonl",
               "{\"text\": \"one\"}\n{\"text\": \"tw\n[1,2]\n{\"title\": \"no text\"}\n{\"text\": \"a\"} "
               "x\nnull\n{\"text\": 5, \"x\": 1e}\n{\"text\": \"last\"}\n");
  EXPECT_EQ(read_all_of(folder, "a.jsonl"),
            (Found{"a.jsonl#1: one", "!record a.jsonl:2", "!record a.jsonl:3", "!record a.jsonl:4", "!record a.jsonl:5",
                   "!record a.jsonl:6", "!record a.jsonl:7", "a.jsonl#8: last"}));
}

TEST(JsonLines, SkipsALineThatIsTooLong) {
  const TemporaryFolder folder;
  folder.write("a.jsonl",
               "{\"text\": \"one\"}\n{\"text\": \"" + std::string(3000000, 'x') + "\"}\n{\"text\": \"last\"}\n");
  ReadOptions options;
  options.limits.record_bytes = 1000000;
  EXPECT_EQ(read_all_of(folder, "a.jsonl", options), (Found{"a.jsonl#1: one", "!limit a.jsonl:2", "a.jsonl#3: last"}));
}

TEST(JsonLines, PutsFieldsWhereTheyBelong) {
  const TemporaryFolder folder;
  folder.write(
      "a.jsonl",
      R"({"content":"t","headline":"H","day":"1996-07-21","kind":"Treaty","lang":"ru-RU","source":"UN","pages":12,"tags":["a", "b"],"x":null})");
  ReadOptions options;
  options.columns.date = "day";
  FileEntry entry;
  entry.stamp.path = "a.jsonl";
  entry.location = folder.path() + "/a.jsonl";
  const Status status = read_file(entry, options, [&](Result<Document> document) -> Status {
    const Metadata& metadata = document->metadata;
    EXPECT_EQ(metadata.title, "H");
    EXPECT_EQ(metadata.date->to_string(), "1996-07-21");
    EXPECT_EQ(metadata.kind, Kind::treaty);
    EXPECT_EQ(metadata.language, "ru");
    EXPECT_EQ(metadata.publisher, "UN");
    EXPECT_EQ(metadata.fields, (std::map<std::string, std::string>{{"pages", "12"}, {"tags", R"(["a", "b"])"}}));
    return {};
  });
  EXPECT_TRUE(status.has_value());
}

TEST(Csv, GivesADocumentARowWhenAColumnHoldsText) {
  const TemporaryFolder folder;
  folder.write("a.csv",
               "\xEF\xBB\xBFid;title;text;stage\r\n1;One;\"He said \"\"no\"\";\nthen "
               "left\";Pre\r\n;;second;\r\n3;Three;;x\r\n4;a;b;c;d\r\n");
  EXPECT_EQ(read_all_of(folder, "a.csv"),
            (Found{"1: He said \"no\";\nthen left", "a.csv#4: second", "!empty a.csv:5", "!record a.csv:6"}));
}

TEST(Csv, NamesTheColumnsWhenNoneHoldsText) {
  const TemporaryFolder folder;
  folder.write("a.csv", "Agt,Dat\nAccord,1997\n");
  EXPECT_EQ(read_all_of(folder, "a.csv"), (Found{"a.csv: Agt,Dat\nAccord,1997\n"}));  // a table, read as text
  ReadOptions options;
  options.columns.documents = true;
  EXPECT_EQ(read_all_of(folder, "a.csv", options), (Found{"!record a.csv:1"}));
  options.columns.text = "Agt";
  EXPECT_EQ(read_all_of(folder, "a.csv", options), (Found{"a.csv#2: Accord"}));
}

TEST(Csv, SaysWhereAQuoteWasOpened) {
  const TemporaryFolder folder;
  folder.write("a.csv", "id,text\n1,one\n2,\"two\n3,three\n");
  EXPECT_EQ(read_all_of(folder, "a.csv"), (Found{"1: one", "!record a.csv:3"}));
}

}  // namespace
}  // namespace concord
