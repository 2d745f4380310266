// incidence_dump INDEX WORDS FILE: which of the most frequent words stand in which sentence, raw, for counting-speed.py.
//
// A sparse matrix by columns as SciPy keeps it in memory: int64 rows (sentences), int64 columns (words), int64
// begins[columns + 1], int32 sentence of each entry. Written in the machine's own byte order: read on the same machine.
#include <cstdio>
#include <string>
#include <vector>

#include "pipeline/cooccur/axis.h"
#include "pipeline/cooccur/occurrence_reader.h"
#include "pipeline/index/disk_snapshot.h"

namespace {

int fail(const concord::Error& error) {
  std::fprintf(stderr, "%s\n", error.to_string().c_str());
  return 1;
}

template <class Number>
bool put(std::FILE* file, const std::vector<Number>& numbers) {
  return std::fwrite(numbers.data(), sizeof(Number), numbers.size(), file) == numbers.size();
}

}  // namespace

int main(int argc, char** argv) {
  using namespace concord;
  if (argc != 4) return fail({ErrorCode::usage, "incidence_dump", "usage: incidence_dump INDEX WORDS FILE", ""});
  const auto snapshot = open_snapshot(argv[1]);
  if (!snapshot) return fail(snapshot.error());
  const auto axis = parse_axis(**snapshot, "words:" + std::string(argv[2]));
  if (!axis) return fail(axis.error());
  auto space = UnitSpace::build(**snapshot, UnitKind::sentence, DocumentSet::all(**snapshot));
  if (!space) return fail(space.error());
  OccurrenceReader reader(**snapshot, *space, Polarity::all, CountMode::units);
  std::vector<std::int64_t> head = {space->end(), static_cast<std::int64_t>(axis->size())};
  std::vector<std::int64_t> begins = {0};
  std::vector<std::int32_t> sentences;
  for (const AxisItem& item : *axis) {
    const auto units = reader.units_of(item);
    if (!units) return fail(units.error());
    sentences.insert(sentences.end(), units->begin(), units->end());
    begins.push_back(static_cast<std::int64_t>(sentences.size()));
  }
  std::FILE* file = std::fopen(argv[3], "wb");
  if (file == nullptr) return fail({ErrorCode::cannot_create, argv[3], "cannot be created", ""});
  const bool written = put(file, head) && put(file, begins) && put(file, sentences);
  if (std::fclose(file) != 0 || !written) return fail({ErrorCode::io, argv[3], "could not be written whole", ""});
  return 0;
}
