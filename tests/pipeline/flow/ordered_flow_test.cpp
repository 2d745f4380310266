#include "pipeline/flow/ordered_flow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace concord {
namespace {

using Flow = OrderedFlow<int, std::string>;

Flow::Source numbers(int count) {
  return [count](const Emit<int>& emit) -> Status {
    for (int i = 0; i < count; ++i) {
      if (!emit(i, static_cast<std::uint64_t>(i % 7 + 1))) break;
    }
    return {};
  };
}

/// A worker that takes unequal time, so that products overtake one another.
Flow::MakeWorker uneven_worker() {
  return [] {
    return [random = std::minstd_rand(1)](int item) mutable {
      volatile unsigned long sink = 0;
      for (auto i = random() % 3000; i > 0; --i) sink = sink + i;
      return std::to_string(item);
    };
  };
}

std::string run(unsigned workers, std::uint64_t weight, int count) {
  std::string all;
  Flow flow({.workers = workers, .weight_in_flight = weight, .items_in_flight = 16, .stop = nullptr});
  const Status status = flow.run(numbers(count), uneven_worker(), [&](const std::string& product) -> Status {
    all += product + " ";
    return {};
  });
  EXPECT_TRUE(status);
  return all;
}

TEST(OrderedFlow, ManyWorkersGiveTheOutputOfOne) {
  const std::string one = run(1, 1000, 2000);
  for (const unsigned workers : {2U, 3U, 8U}) EXPECT_EQ(run(workers, 1000, 2000), one);
}

TEST(OrderedFlow, AnItemHeavierThanTheLimitStillPasses) { EXPECT_EQ(run(2, 1, 5), "0 1 2 3 4 "); }

TEST(OrderedFlow, NothingInNothingOut) { EXPECT_EQ(run(4, 10, 0), ""); }

TEST(OrderedFlow, KeepsTheWeightInFlightUnderTheLimit) {
  std::atomic<int> in_flight = 0;
  std::atomic<int> most = 0;
  OrderedFlow<int, int> flow({.workers = 4, .weight_in_flight = 10, .items_in_flight = 100, .stop = nullptr});
  const auto source = [&](const Emit<int>& emit) -> Status {
    for (int i = 0; i < 500; ++i) {
      if (!emit(i, 2)) break;
      in_flight += 2;
    }
    return {};
  };
  const auto worker = [] { return [](int item) { return item; }; };
  const Status status = flow.run(source, worker, [&](int) -> Status {
    most = std::max(most.load(), in_flight.load());
    in_flight -= 2;
    return {};
  });
  EXPECT_TRUE(status);
  EXPECT_LE(most.load(), 12);  // the one in the sink's hands is counted until it returns
}

TEST(OrderedFlow, AnErrorOfTheSinkStopsTheSource) {
  int emitted = 0;
  OrderedFlow<int, int> flow({.workers = 2, .weight_in_flight = 8, .items_in_flight = 8, .stop = nullptr});
  const auto source = [&](const Emit<int>& emit) -> Status {
    while (emit(emitted, 1)) ++emitted;
    return {};
  };
  const auto worker = [] { return [](int item) { return item; }; };
  const Status status = flow.run(source, worker, [&](int item) -> Status {
    if (item == 20) return Error{ErrorCode::io, "disk", "full", ""};
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "full");
  EXPECT_LT(emitted, 64);
}

TEST(OrderedFlow, AnErrorOfTheSourceIsReportedAfterWhatItGaveIsDone) {
  std::vector<int> taken;
  OrderedFlow<int, int> flow({.workers = 2});
  const auto source = [&](const Emit<int>& emit) -> Status {
    for (int i = 0; i < 3; ++i) emit(i, 1);
    return Error{ErrorCode::no_input, "folder", "vanished", ""};
  };
  const auto worker = [] { return [](int item) { return item; }; };
  const Status status = flow.run(source, worker, [&](int item) -> Status {
    taken.push_back(item);
    return {};
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().message, "vanished");
  EXPECT_EQ(taken, (std::vector<int>{0, 1, 2}));
}

TEST(OrderedFlow, TheStopFlagEndsTheSourceAndKeepsWhatIsInFlight) {
  std::atomic<bool> stop = false;
  int taken = 0;
  int admitted = 0;
  OrderedFlow<int, int> flow({.workers = 2, .weight_in_flight = 100, .items_in_flight = 10, .stop = &stop});
  const auto source = [&](const Emit<int>& emit) -> Status {
    while (emit(admitted, 1)) ++admitted;
    return {};
  };
  const auto worker = [] { return [](int item) { return item; }; };
  const Status status = flow.run(source, worker, [&](int) -> Status {
    if (++taken == 50) stop = true;
    return {};
  });
  EXPECT_TRUE(status);
  EXPECT_EQ(taken, admitted);
}

}  // namespace
}  // namespace concord
