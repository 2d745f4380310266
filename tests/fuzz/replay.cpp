// Runs fuzz targets without libFuzzer, so that every build of the tests does, with any compiler: replay TARGET [SEEDS] [RUNS]
//
// Each file of the folder SEEDS as it is, and RUNS (2,000) copies with bytes changed, cut out, doubled or taken from another
// seed. The changes are the same on each run: a fault that this finds is found again. It looks for nothing new, as libFuzzer
// does; it holds what was found, and shows that the targets still build and their seeds still read.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#define CONCORD_FUZZ_TARGET(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
CONCORD_FUZZ_TARGETS
#undef CONCORD_FUZZ_TARGET

namespace {

using Target = int (*)(const std::uint8_t*, std::size_t);

#define CONCORD_FUZZ_TARGET(name) {#name, fuzz_##name},
const std::vector<std::pair<std::string, Target>> targets = {CONCORD_FUZZ_TARGETS};
#undef CONCORD_FUZZ_TARGET

std::vector<std::string> read_seeds(const char* folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& path : paths) {
    std::ifstream file(path, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return seeds;
}

/// A seed with one to eight changes.
std::string changed(const std::vector<std::string>& seeds, std::mt19937& random) {
  const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
  std::string bytes = seeds[below(seeds.size())];
  for (std::size_t changes = 1 + below(8); changes > 0; --changes) {
    const std::size_t at = below(bytes.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(bytes.size() - at, 64) + 1);
    switch (below(5)) {
      case 0:
        if (at < bytes.size()) bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes.erase(at, length);
        break;
      case 2:
        bytes.insert(at, bytes.substr(at, length));
        break;
      case 3: {
        const std::string& other = seeds[below(seeds.size())];
        bytes.insert(at, other.substr(below(other.size() + 1), below(64)));
        break;
      }
      default:
        bytes.insert(at, 1, static_cast<char>(random()));
    }
  }
  return bytes;
}

void run(Target target, const std::string& bytes) { target(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()); }

}  // namespace

int main(int argc, char** argv) {
  const auto target = std::find_if(targets.begin(), targets.end(), [&](const auto& one) { return argc > 1 && one.first == argv[1]; });
  if (target == targets.end()) {
    std::fprintf(stderr, "usage: replay TARGET [SEEDS] [RUNS], where TARGET is one of\n");
    for (const auto& [name, function] : targets) std::fprintf(stderr, "  %s\n", name.c_str());
    return 2;
  }
  std::vector<std::string> seeds = argc > 2 && argv[2][0] != '\0' ? read_seeds(argv[2]) : std::vector<std::string>();
  const unsigned long runs = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 2000;
  for (const std::string& seed : seeds) run(target->second, seed);
  std::printf("%zu seeds\n", seeds.size());
  if (seeds.empty()) seeds.emplace_back();
  std::mt19937 random(7);
  for (unsigned long i = 0; i < runs; ++i) run(target->second, changed(seeds, random));
  std::printf("%lu changed ones\n", runs);
  return 0;
}
