#include "pipeline/flow/parallel_for.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

namespace concord {
namespace {

constexpr std::size_t least_a_thread = 8;  // starting a thread costs as much as reading a few documents

/// The numbers that are left, and the error of the lowest one that failed.
class Numbers {
 public:
  explicit Numbers(std::size_t count) : x_count(count) {}

  void work(const ParallelBody& body) {
    for (std::size_t number = x_next++; number < x_count; number = x_next++) {
      Status done = body(number);
      if (!done) stop(number, std::move(done));
    }
  }
  [[nodiscard]] Status status() const { return x_status; }

 private:
  void stop(std::size_t number, Status why) {
    const std::lock_guard lock(x_mutex);
    if (number < x_failed) {
      x_failed = number;
      x_status = std::move(why);
    }
    x_next = x_count;
  }

  std::size_t x_count;
  std::atomic<std::size_t> x_next{0};
  std::mutex x_mutex;
  std::size_t x_failed = SIZE_MAX;
  Status x_status;
};

}  // namespace

Status parallel_for(std::size_t count, unsigned workers, const std::function<ParallelBody()>& make_body) {
  if (count == 0) return {};
  if (workers == 0) workers = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::clamp<std::size_t>(count / least_a_thread, 1, workers);
  Numbers numbers(count);
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < threads; ++i) {
    try {
      others.emplace_back([&numbers, body = make_body()] { numbers.work(body); });
    } catch (const std::system_error&) {
      break;  // the system has no thread to give: those that there are do the work
    }
  }
  numbers.work(make_body());
  for (std::thread& other : others) other.join();
  return numbers.status();
}

}  // namespace concord
