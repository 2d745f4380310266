// Ten treaty texts of different shapes (tests/accuracy/data/treaties): every part and every signatory, as a reader marked them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "pipeline/annotate/structure_finder.h"
#include "pipeline/chronicle/signatories.h"
#include "tests/support/read_text.h"
#include "tests/support/source_file.h"

namespace concord {
namespace {

struct MarkedTreaty {
  std::string file, language, parts, signatories;
};

std::string file_text(const std::string& path) {
  std::ifstream file(test::source_path("tests/accuracy/data/" + path));
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<MarkedTreaty> marked_treaties() {
  std::vector<MarkedTreaty> treaties;
  std::stringstream lines(file_text("treaties.tsv"));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    std::stringstream cells(line);
    MarkedTreaty one;
    std::getline(cells, one.file, '\t');
    std::getline(cells, one.language, '\t');
    std::getline(cells, one.parts, '\t');
    std::getline(cells, one.signatories);
    treaties.push_back(one);
  }
  return treaties;
}

Document treaty(const MarkedTreaty& marked) {
  test::Given given;
  given.kind = Kind::treaty;
  given.language = marked.language;
  return test::read_text(file_text("treaties/" + marked.file), given);
}

/// "a1 p1 p2 xI" in the order of the text.
std::string parts_of(const Document& document) {
  std::vector<Division> divisions = document.divisions;
  std::stable_sort(divisions.begin(), divisions.end(), [](const Division& a, const Division& b) { return a.span.begin < b.span.begin; });
  std::string parts;
  for (const Division& division : divisions) {
    const char* letter = division.kind == DivisionKind::article              ? "a"
                         : division.kind == DivisionKind::section            ? "s"
                         : division.kind == DivisionKind::numbered_paragraph ? "p"
                         : division.kind == DivisionKind::annex              ? "x"
                                                                             : "";
    if (*letter != '\0') parts += (parts.empty() ? "" : " ") + (letter + division.label);
  }
  return parts;
}

std::string signatories_of(const Document& document) {
  std::string names;
  for (const Signatory& one : read_signing(document).signatories) names += (names.empty() ? "" : ";") + one.name + "=" + std::string(name(one.role));
  return names;
}

TEST(TreatyTexts, ThereAreTen) { EXPECT_EQ(marked_treaties().size(), 10U); }

TEST(TreatyTexts, EveryPartIsFound) {
  for (const MarkedTreaty& marked : marked_treaties()) EXPECT_EQ(parts_of(treaty(marked)), marked.parts) << marked.file;
}

TEST(TreatyTexts, EverySignatoryIsFoundWithTheRole) {
  for (const MarkedTreaty& marked : marked_treaties()) EXPECT_EQ(signatories_of(treaty(marked)), marked.signatories) << marked.file;
}

}  // namespace
}  // namespace concord
