// stock_lucene: Lucene++ as it comes, without the file layer and the locks of Concord: what the same faults do to it.
//
//   stock_lucene add FOLDER FIRST COUNT    documents FIRST .. in batches of ten, a commit each; prints "acknowledged N" after each
//   stock_lucene count FOLDER              how many documents are there, each read whole and found by its term
#include <cstdio>
#include <cstdlib>
#include <string>

#include <lucene++/LuceneHeaders.h>
#include <lucene++/KeywordAnalyzer.h>

namespace {

using namespace Lucene;

String number_text(int number) { return L"d" + StringUtils::toString(number); }

int add(const String& folder, int first, int count) {
  const DirectoryPtr directory = FSDirectory::open(folder);
  const auto writer = newLucene<IndexWriter>(directory, newLucene<KeywordAnalyzer>(), IndexWriter::MaxFieldLengthUNLIMITED);
  for (int i = 0; i < count; ++i) {
    const auto document = newLucene<Document>();
    document->add(newLucene<Field>(L"id", number_text(first + i), Field::STORE_YES, Field::INDEX_NOT_ANALYZED));
    document->add(newLucene<Field>(L"text", String(2000, static_cast<wchar_t>(L'a' + i % 26)), Field::STORE_YES, Field::INDEX_NO));
    writer->addDocument(document);
    if ((i + 1) % 10 != 0) continue;
    writer->commit();
    std::printf("acknowledged %d\n", first + i + 1);
    std::fflush(stdout);
  }
  writer->close();
  return 0;
}

int count(const String& folder) {
  const auto reader = IndexReader::open(FSDirectory::open(folder), true);
  for (int i = 0; i < reader->maxDoc(); ++i) {
    const auto document = reader->document(i);
    if (document->get(L"text").size() != 2000 || reader->docFreq(newLucene<Term>(L"id", document->get(L"id"))) != 1) return 65;
  }
  std::printf("%d\n", reader->numDocs());
  return 0;
}

}  // namespace

int main(int arguments, char** values) {
  if (arguments < 3) return 2;
  const String folder = StringUtils::toUnicode(values[2]);
  try {
    return std::string(values[1]) == "add" ? add(folder, std::atoi(values[3]), std::atoi(values[4])) : count(folder);
  } catch (const LuceneException& failure) {
    std::fprintf(stderr, "%s\n", StringUtils::toUTF8(failure.getError()).c_str());
    return 74;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 74;
  }
}
