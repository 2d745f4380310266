// StageClock: CPU seconds of each stage, added up over threads.
#pragma once

#include <map>
#include <string>
#include <utility>

namespace concord {

class StageClock {
 public:
  /// CPU seconds of the calling thread so far (CLOCK_THREAD_CPUTIME_ID).
  [[nodiscard]] static double now();

  /// Runs `work` and adds its CPU time to `stage`.
  template <class Work>
  auto time(const std::string& stage, Work&& work) {
    const Adder adder(*this, stage);
    return std::forward<Work>(work)();
  }
  void add(const std::string& stage, double seconds) { x_seconds[stage] += seconds; }
  void add(const StageClock& other) {
    for (const auto& [stage, seconds] : other.x_seconds) x_seconds[stage] += seconds;
  }
  [[nodiscard]] const std::map<std::string, double>& seconds() const { return x_seconds; }

 private:
  class Adder {
   public:
    Adder(StageClock& clock, const std::string& stage) : x_total(clock.x_seconds[stage]), x_begin(now()) {}
    ~Adder() { x_total += now() - x_begin; }
    Adder(const Adder&) = delete;
    Adder& operator=(const Adder&) = delete;

   private:
    double& x_total;
    double x_begin;
  };
  std::map<std::string, double> x_seconds;
};

}  // namespace concord
