// Compares dates, references or signatories that are found with those marked by reading, sentence by sentence, and prints every
// difference, precision, recall and F1 of span with value.
//
//   accuracy_chronicle_marks dates|symbols|signatories MARKS.tsv ROOT...    files of the marks are looked for below each ROOT
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/annotate/annotator.h"
#include "pipeline/chronicle/date_finder.h"
#include "pipeline/chronicle/reference_finder.h"
#include "pipeline/chronicle/signatories.h"

namespace {

using concord::Document;

struct Mark {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string value;
};

struct Sentence {
  std::string file, record;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Mark> marks;
};

std::vector<std::string> split(const std::string& line, char separator) {
  std::vector<std::string> parts;
  std::stringstream stream(line);
  for (std::string part; std::getline(stream, part, separator);) parts.push_back(part);
  return parts;
}

std::vector<Sentence> read_marks(const std::string& path) {
  std::vector<Sentence> sentences;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    auto cells = split(line, '\t');
    cells.resize(5);
    Sentence sentence{cells[0], cells[1], std::stoul(cells[2]), std::stoul(cells[3]), {}};
    for (const std::string& mark : split(cells[4], ';')) {
      const std::size_t dash = mark.find('-');
      const std::size_t equals = mark.find('=');
      sentence.marks.push_back({std::stoul(mark.substr(0, dash)), std::stoul(mark.substr(dash + 1, equals - dash - 1)), mark.substr(equals + 1)});
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

std::string file_text(const std::vector<std::string>& roots, const std::string& path) {
  for (const std::string& root : roots) {
    std::ifstream file(root + "/" + path, std::ios::binary);
    if (!file) continue;
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
  }
  fmt::print(stderr, "{}: not below any of the folders\n", path);
  std::exit(66);
}

/// The text of one record as it was marked, and what is known of it.
Document read_document(const std::vector<std::string>& roots, const std::string& path, const std::string& record) {
  Document document;
  std::string text = file_text(roots, path);
  if (record != "-") {
    std::stringstream lines(text);
    std::string line;
    for (unsigned long n = std::stoul(record) + 1; n > 0; --n) std::getline(lines, line);
    const auto json = nlohmann::json::parse(line);
    text = json["text"].get<std::string>();
    document.metadata.kind = path.find("agreement") == std::string::npos ? concord::Kind::report : concord::Kind::treaty;
    document.metadata.date = concord::Date::parse(json["date"].get<std::string>());
  } else if (path.starts_with("ungdc/")) {
    document.metadata.kind = concord::Kind::statement;  // ISO_NN_YYYY.txt, held in September
    const std::size_t dot = path.rfind('.');
    document.metadata.date = concord::Date::parse(path.substr(dot - 4, 4) + "-09-25");
  } else {
    document.metadata.kind = concord::Kind::study;
  }
  std::string lf;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') lf += text[i];
  }
  document.metadata.language = "en";
  document.text.utf8 = lf;
  document.text.map = concord::OffsetMap::identity(static_cast<std::uint32_t>(lf.size()));
  concord::Annotator annotator;
  if (const auto status = annotator(document); !status) fmt::print(stderr, "{}\n", status.error().to_string());
  return document;
}

std::vector<Mark> found_in(Document& document, const std::string& what, concord::ReferenceFinder& references) {
  std::vector<Mark> found;
  if (what == "dates") {
    for (const auto& one : concord::find_dates(document)) found.push_back({one.span.begin, one.span.end, one.value.to_string()});
  } else if (what == "signatories") {
    for (const auto& one : concord::read_signing(document).signatories) found.push_back({one.span.begin, one.span.end, std::string(concord::name(one.role))});
  } else {
    for (const auto& one : references.find(document)) found.push_back({one.span.begin, one.span.end, one.doubt.empty() ? one.id : "?"});
  }
  return found;
}

/// Byte offsets of the document to code points of the source, through its map.
void to_code_points(const Document& document, const std::string& source, std::vector<Mark>& marks) {
  std::vector<std::size_t> point(source.size() + 1);
  std::size_t count = 0;
  for (std::size_t i = 0; i < source.size(); ++i) {
    point[i] = count;
    if (i + 1 == source.size() || (static_cast<unsigned char>(source[i + 1]) & 0xC0U) != 0x80U) ++count;
  }
  point[source.size()] = count;
  for (Mark& mark : marks) {
    const auto span = document.text.map.to_source({static_cast<std::uint32_t>(mark.begin), static_cast<std::uint32_t>(mark.end)});
    mark.begin = point[span.begin];
    mark.end = point[span.end];
  }
}

/// What is found against what is marked, added up over all sentences.
struct Tally {
  std::size_t sentences = 0;
  std::size_t right = 0;
  std::size_t right_spans = 0;
  std::size_t wrong = 0;
  std::size_t missed = 0;

  void print() const {
    const double precision = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + wrong));
    const double recall = static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(1, right + missed));
    fmt::print("{} sentences, {} marks: right {}, wrong {}, missed {} (spans right {}): P {:.3f} R {:.3f} F1 {:.3f}\n", sentences, right + missed, right, wrong, missed, right_spans, precision,
               recall, 2 * precision * recall / std::max(1e-9, precision + recall));
  }
};

/// The text that the offsets of the marks count in.
std::string marked_text(const std::vector<std::string>& roots, const std::string& path, const std::string& record) {
  std::string source = file_text(roots, path);
  if (record != "-") {
    std::stringstream lines(source);
    std::string line;
    for (unsigned long n = std::stoul(record) + 1; n > 0; --n) std::getline(lines, line);
    source = nlohmann::json::parse(line)["text"].get<std::string>();
  }
  std::erase(source, '\r');
  return source;
}

/// Compares what was found in documents with the marks of their sentences.
class Judge {
 public:
  explicit Judge(std::string what) : x_what(std::move(what)) {}

  /// `written`: the text of each find, for people.
  void judge(const Sentence& sentence, const std::vector<Mark>& found, const std::vector<std::string>& written) {
    ++x_tally.sentences;
    std::vector<bool> met(sentence.marks.size(), false);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (found[i].begin < sentence.begin || found[i].begin >= sentence.end) continue;
      if (is_right(sentence, found[i], met) || found[i].value == "?") continue;
      ++x_tally.wrong;
      fmt::print("wrong   {} {} '{}' = {}\n", sentence.file, sentence.record, written[i], found[i].value);
    }
    for (std::size_t m = 0; m < met.size(); ++m) {
      const Mark& mark = sentence.marks[m];
      if (met[m] || mark.value == "?") continue;
      ++x_tally.missed;
      fmt::print("missed  {} {} {}-{} = {}\n", sentence.file, sentence.record, mark.begin, mark.end, mark.value);
    }
  }

  [[nodiscard]] const Tally& tally() const { return x_tally; }

 private:
  /// Whether a mark says the same, or that nobody can say.
  bool is_right(const Sentence& sentence, const Mark& found, std::vector<bool>& met) {
    for (std::size_t m = 0; m < sentence.marks.size(); ++m) {
      const Mark& mark = sentence.marks[m];
      const bool touches = found.begin < mark.end && mark.begin < found.end;
      if (mark.value == "?" && touches) return true;
      // Of a reference the span is what names it: "resolution 968 (1994)" and "968 (1994)" are the same find.
      const bool same_span = x_what == "symbols" ? touches : found.begin == mark.begin && found.end == mark.end;
      if (met[m] || !same_span) continue;
      ++x_tally.right_spans;
      if (found.value != mark.value) continue;
      met[m] = true;
      ++x_tally.right;
      return true;
    }
    return false;
  }

  std::string x_what;
  Tally x_tally;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    fmt::print(stderr, "usage: accuracy_chronicle_marks dates|symbols|signatories MARKS.tsv ROOT...\n");
    return 2;
  }
  const std::string what = argv[1];
  const std::vector<std::string> roots(argv + 3, argv + argc);
  concord::ReferenceFinder references{concord::SideLexicon()};
  std::map<std::pair<std::string, std::string>, std::vector<Sentence>> by_record;
  for (Sentence& sentence : read_marks(argv[2])) by_record[{sentence.file, sentence.record}].push_back(std::move(sentence));
  Judge judge(what);
  for (const auto& [record, marked] : by_record) {
    Document document = read_document(roots, record.first, record.second);
    std::vector<Mark> found = found_in(document, what, references);
    std::vector<std::string> written;
    for (const Mark& one : found) written.push_back(document.text.utf8.substr(one.begin, one.end - one.begin));
    to_code_points(document, marked_text(roots, record.first, record.second), found);
    for (const Sentence& sentence : marked) judge.judge(sentence, found, written);
  }
  judge.tally().print();
  return 0;
}
