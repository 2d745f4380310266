#include "pipeline/flow/parallel_for.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <vector>

namespace concord {
namespace {

TEST(ParallelFor, DoesEachNumberOnce) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{7}, std::size_t{1000}}) {
    for (const unsigned workers : {0U, 1U, 3U, 16U}) {
      std::vector<std::atomic<int>> done(count);
      ASSERT_TRUE(parallel_for(count, workers, [&] {
        return [&](std::size_t number) -> Status {
          ++done[number];
          return {};
        };
      }));
      for (const auto& times : done) ASSERT_EQ(times, 1) << count << " on " << workers;
    }
  }
}

TEST(ParallelFor, EachThreadHasABodyOfItsOwn) {
  std::atomic<int> shared{0};
  const Status done = parallel_for(500, 4, [&] {
    return [&, mine = 0](std::size_t) mutable -> Status {
      ++mine;  // a data race, were it not its own
      ++shared;
      return {};
    };
  });
  EXPECT_TRUE(done);
  EXPECT_EQ(shared, 500);
}

TEST(ParallelFor, TheErrorOfTheLowestNumberWins) {
  for (int round = 0; round < 50; ++round) {
    const Status done = parallel_for(200, 4, [] {
      return [](std::size_t number) -> Status {
        if (number >= 60 && number % 2 == 0) return Error{ErrorCode::io, std::to_string(number), "failed", ""};
        return {};
      };
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().where, "60");
  }
}

}  // namespace
}  // namespace concord
