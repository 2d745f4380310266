// Decodes every file of a folder whose MANIFEST.tsv (file, encoding, reference_utf8, lossless) names its UTF-8 twin,
// and prints what was decided. Exit 1 when a file is neither the same as its twin nor listed as uncertain.
#include <fmt/format.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/text/decode.h"

namespace {

std::string file_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::stringstream stream(line);
  for (std::string cell; std::getline(stream, cell, '\t');) cells.push_back(cell);
  return cells;
}

/// Bytes that differ, each counted once from the first difference on when the lengths differ.
std::size_t differences(const std::string& a, const std::string& b) {
  std::size_t count = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) count += a[i] == b[i] ? 0U : 1U;
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: accuracy_reading_encodings FOLDER (with MANIFEST.tsv)\n");
    return 2;
  }
  const std::string folder = std::string(argv[1]) + "/";
  std::ifstream manifest(folder + "MANIFEST.tsv");
  std::string line;
  std::getline(manifest, line);
  int wrong = 0;
  int same = 0;
  int uncertain = 0;
  fmt::print("{:<26} {:<14} {:<14} {:>4} {:<14} {}\n", "file", "true", "used", "conf", "second", "result");
  while (std::getline(manifest, line)) {
    const auto cells = cells_of(line);
    if (cells.size() < 4) continue;
    const auto out = concord::decode(file_bytes(folder + cells[0]));
    const auto twin = concord::decode(file_bytes(folder + cells[2]));
    if (!out || !twin) return 1;
    const bool lossless = cells[3] == "yes" && cells[1] != "nfd";  // //TRANSLIT changed characters when it was made
    const std::size_t off = differences(out->text.utf8, twin->text.utf8);
    const bool unsure = out->decision.confidence < 50;
    std::string verdict = off == 0 ? "same" : unsure ? "uncertain" : lossless ? "WRONG" : "lossy twin";
    same += off == 0 ? 1 : 0;
    uncertain += off != 0 && unsure ? 1 : 0;
    wrong += verdict == "WRONG" ? 1 : 0;
    fmt::print("{:<26} {:<14} {:<14} {:>4} {:<14} {}\n", cells[0], cells[1], out->decision.name,
               out->decision.confidence, out->decision.second, verdict);
  }
  fmt::print("{} the same as their twin, {} uncertain, {} wrong\n", same, uncertain, wrong);
  return wrong == 0 && same > 0 ? 0 : 1;
}
