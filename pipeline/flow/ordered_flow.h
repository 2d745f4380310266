// run_in_order: source -> N workers -> sink, in source order, with bounded memory. All threads of Concord live here.
//
// The source runs in a thread of its own and hands over items; each gets a
// number. Workers take them in any order; the sink (the caller's thread) takes
// the products in the order of the numbers, so that what it does does not
// depend on the number of workers. An item is admitted only while the weights
// of all items between admission and sink stay under the limit (one item
// always is, however heavy): memory follows what is in flight.
//
// The first error of source, worker or sink stops the flow: nothing new is
// admitted, and the error of the lowest number wins.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <queue>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/document/result.h"

namespace concord {

struct FlowOptions {
  unsigned workers = 0;                                ///< 0 = one a core
  std::uint64_t weight_in_flight = std::uint64_t{32} << 20;  ///< sum of weights admitted and not yet taken by the sink
  std::uint64_t items_in_flight = 128;
  const std::atomic<bool>* stop = nullptr;             ///< when it turns true the source is told to end; what is in flight is finished
};

/// Hands one item of the given weight (bytes) to the workers; blocks while too much is in flight. False = stop emitting.
template <class Item>
using Emit = std::function<bool(Item item, std::uint64_t weight)>;

template <class Item, class Product>
class OrderedFlow {
 public:
  using Source = std::function<Status(const Emit<Item>&)>;
  using Worker = std::function<Product(Item)>;
  using MakeWorker = std::function<Worker()>;  ///< called once a worker thread, in that thread
  using Sink = std::function<Status(Product)>;

  explicit OrderedFlow(FlowOptions options) : x_options(options) {
    if (x_options.workers == 0) x_options.workers = std::max(1U, std::thread::hardware_concurrency());
  }

  Status run(const Source& source, const MakeWorker& make_worker, const Sink& sink) {
    std::vector<std::thread> threads;
    threads.emplace_back([&] { feed(source); });
    for (unsigned i = 0; i < x_options.workers; ++i) threads.emplace_back([&] { work(make_worker()); });
    Status drained = drain(sink);
    for (std::thread& thread : threads) thread.join();
    return drained ? x_source_status : drained;
  }

 private:
  struct Numbered {
    std::uint64_t number;
    Item item;
    std::uint64_t weight;
  };
  struct Done {
    Product product;
    std::uint64_t weight;
  };

  void feed(const Source& source) {
    Status status = source([this](Item item, std::uint64_t weight) { return admit(std::move(item), weight); });
    const std::lock_guard lock(x_mutex);
    x_source_status = std::move(status);
    x_source_ended = true;
    x_changed.notify_all();
  }

  bool admit(Item item, std::uint64_t weight) {
    std::unique_lock lock(x_mutex);
    x_room.wait(lock, [&] { return x_stopped || has_room(weight); });
    if (x_stopped || (x_options.stop != nullptr && x_options.stop->load())) return false;
    x_weight += weight;
    x_todo.push({x_admitted++, std::move(item), weight});
    x_work.notify_one();
    return true;
  }

  [[nodiscard]] bool has_room(std::uint64_t weight) const {
    const std::uint64_t items = x_admitted - x_taken;
    if (items == 0) return true;
    return items < x_options.items_in_flight && x_weight + weight <= x_options.weight_in_flight;
  }

  void work(const Worker& worker) {
    std::unique_lock lock(x_mutex);
    while (true) {
      x_work.wait(lock, [&] { return x_stopped || x_finished || !x_todo.empty(); });
      if (x_stopped || x_todo.empty()) return;
      Numbered next = std::move(x_todo.front());
      x_todo.pop();
      lock.unlock();
      Product product = worker(std::move(next.item));
      lock.lock();
      x_done.emplace(next.number, Done{std::move(product), next.weight});
      if (next.number == x_taken) x_changed.notify_all();
    }
  }

  Status drain(const Sink& sink) {
    std::unique_lock lock(x_mutex);
    while (true) {
      x_changed.wait(lock, [&] { return x_done.contains(x_taken) || (x_source_ended && x_taken == x_admitted); });
      const auto next = x_done.find(x_taken);
      if (next == x_done.end()) break;
      Done done = std::move(next->second);
      x_done.erase(next);
      lock.unlock();
      Status status = sink(std::move(done.product));
      lock.lock();
      ++x_taken;
      x_weight -= done.weight;
      if (!status) {
        end(x_stopped);
        return status;
      }
      x_room.notify_one();
    }
    end(x_finished);
    return {};
  }

  /// Sets one of the two ends and wakes everybody. Requires: the lock is held.
  void end(bool& flag) {
    flag = true;
    x_work.notify_all();
    x_room.notify_all();
  }

  FlowOptions x_options;
  std::mutex x_mutex;
  std::condition_variable x_room;     // for the source: something left the flow
  std::condition_variable x_work;     // for workers: an item, or the end
  std::condition_variable x_changed;  // for the sink: the next product, or the end of the source
  std::queue<Numbered> x_todo;
  std::map<std::uint64_t, Done> x_done;
  std::uint64_t x_admitted = 0;
  std::uint64_t x_taken = 0;
  std::uint64_t x_weight = 0;
  bool x_source_ended = false;
  bool x_finished = false;  // nothing more will come
  bool x_stopped = false;   // an error: drop what waits
  Status x_source_status;
};

}  // namespace concord
