// stock_xapian: Xapian, for comparison: what the same faults do to it. A program of its own, built on request and never
// shipped: Xapian is under the GPL.
//
//   stock_xapian add FOLDER FIRST COUNT    documents FIRST .. in batches of ten, a commit each; prints "acknowledged N" after each
//   stock_xapian count FOLDER              how many documents are there, each read whole and found by its term
#include <cstdio>
#include <cstdlib>
#include <string>

#include <xapian.h>

namespace {

int add(const std::string& folder, int first, int count) {
  Xapian::WritableDatabase database(folder, Xapian::DB_CREATE_OR_OPEN);
  for (int i = 0; i < count; ++i) {
    Xapian::Document document;
    document.add_term("d" + std::to_string(first + i));
    document.set_data(std::string(2000, static_cast<char>('a' + i % 26)));
    database.add_document(document);
    if ((i + 1) % 10 != 0) continue;
    database.commit();
    std::printf("acknowledged %d\n", first + i + 1);
    std::fflush(stdout);
  }
  database.close();
  return 0;
}

int count(const std::string& folder) {
  const Xapian::Database database(folder);
  const Xapian::doccount documents = database.get_doccount();
  for (Xapian::docid id = 1; id <= database.get_lastdocid(); ++id) {
    const Xapian::Document document = database.get_document(id);
    if (document.get_data().size() != 2000 || database.get_termfreq(*document.termlist_begin()) != 1) return 65;
  }
  std::printf("%u\n", documents);
  return 0;
}

}  // namespace

int main(int arguments, char** values) {
  if (arguments < 3) return 2;
  try {
    return std::string(values[1]) == "add" ? add(values[2], std::atoi(values[3]), std::atoi(values[4])) : count(values[2]);
  } catch (const Xapian::Error& failure) {
    std::fprintf(stderr, "%s\n", failure.get_description().c_str());
    return 74;
  }
}
