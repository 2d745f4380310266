// random_corpus: documents of few words and labels, with rare ones among them, for generator tests.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "corpus/document/document.h"

namespace concord::test {

/// `count` documents "d<first>", "d<first + 1>", ...; words by Zipf's law, Cyrillic and beyond the BMP among them.
[[nodiscard]] std::vector<Document> random_corpus(std::mt19937& random, std::uint32_t count, std::uint32_t first = 0);

}  // namespace concord::test
