#include "pipeline/cooccur/bit_rank.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace concord {
namespace {

TEST(BitRank, SaysWhatASetOfNumbersWouldSay) {
  std::mt19937 random(5);
  for (const std::uint64_t end : {1U, 63U, 64U, 65U, 1000U, 5000U}) {
    std::set<std::uint64_t> numbers;
    BitRank ranks(end);
    for (std::uint64_t i = 0; i < end / 3; ++i) numbers.insert(random() % end);
    for (const std::uint64_t number : numbers) ranks.insert(number);
    ranks.seal();
    std::uint32_t below = 0;
    for (std::uint64_t number = 0; number < end; ++number) {
      EXPECT_EQ(ranks.contains(number), numbers.contains(number)) << number << " of " << end;
      EXPECT_EQ(ranks.below(number), below) << number << " of " << end;
      below += numbers.contains(number) ? 1 : 0;
    }
    EXPECT_EQ(ranks.below(end), numbers.size());
  }
}

}  // namespace
}  // namespace concord
